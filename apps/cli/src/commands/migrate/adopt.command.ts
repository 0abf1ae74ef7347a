import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import {
  Adoption,
  type AdoptionProofs,
  type AdoptionStatus,
  blocking,
  copyAsBranch,
  planFile,
  readChoices,
  writePlan,
} from '@carenode/database/migrate';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../../command-line.js';
import type { Instance } from '../../instance/instance.js';
import { Failed, UsageError } from '../../terminal/exit-code.js';
import { shortTime, table } from '../../terminal/table.js';
import type { Terminal } from '../../terminal/terminal.js';
import { dropDataFile } from './rows-file.js';
import { count } from './words.js';

interface AdoptOptions extends JsonOption {
  readonly out?: string;
  readonly apply?: string | true;
  readonly withoutBranch?: boolean;
  readonly disconnect?: boolean;
  readonly yes?: boolean;
}

interface UndoOptions extends JsonOption {
  readonly dropData?: string;
  readonly reopen?: boolean;
  readonly leaveUnmirrored?: boolean;
  readonly yes?: boolean;
}

interface FinishOptions extends JsonOption {
  readonly accept?: readonly string[];
  readonly dropLegacy?: string | true;
  readonly yes?: boolean;
}

const YES = ['-y, --yes', 'do not ask'] as const;

export function addAdoptCommand(migrate: Command, run: Run): void {
  const adopt = migrate
    .command('adopt')
    .description('take over the database of another, Supabase-style application');
  examples(
    printsData(adopt)
      .option('--out <file>', 'write the plan to this file (default: adopt-plan.json in the home)')
      .option(
        '--apply [plan]',
        'apply the plan in this file: on a copy first, then here; goes on where it was cut off',
      )
      .option('--without-branch', 'with --apply: not on a copy first')
      .option('--disconnect', 'with --apply: end sessions of the old application that began before its views')
      .option(...YES)
      .action((options: AdoptOptions) =>
        run(options.apply === undefined ? inspect(options) : apply(options), options),
      ),
    'carenode migrate adopt --out plan.json',
    'carenode migrate adopt --apply plan.json',
  );
  printsData(adopt.command('status').description('how far the adoption is, and what is not mirrored')).action(
    (_: JsonOption, command: Command) => run(status, command.optsWithGlobals<JsonOption>()),
  );
  printsData(
    adopt.command('undo').description('take the adoption back; the old application has every row afterwards'),
  )
    .option(
      '--drop-data <file>',
      'write the rows of our tables to this new file (default: dropped-rows/<time>.rows.gz in the home)',
    )
    .option('--reopen', 'open the holes again that were closed')
    .option('--leave-unmirrored', 'also where rows written here did not reach the old application')
    .option(...YES)
    .action((_: UndoOptions, command: Command) => {
      const options = command.optsWithGlobals<UndoOptions>();
      return run(undo(options), options);
    });
  printsData(
    adopt.command('finish').description('end the old application: mirrors, views and its search paths go'),
  )
    .option(
      '--accept <table>',
      'finish although this table differs or lacks rows; repeatable',
      (name: string, others: readonly string[]) => [...others, name],
      [],
    )
    .option('--drop-legacy [file]', 'write the tables in schema legacy to this new file, and drop them')
    .option(...YES)
    .action((_: FinishOptions, command: Command) => {
      const options = command.optsWithGlobals<FinishOptions>();
      return run(finish(options), options);
    });
}

const inspect =
  ({ out }: AdoptOptions): Job =>
  async (instance, terminal) => {
    const plan = await (await adoptionOf(instance, terminal)).inspect();
    const files = await writePlan(plan, out ? resolve(out) : defaultPlan(instance));
    const blocks = blocking(plan);
    const inTheWay = plan.conflicts.filter((conflict) => conflict.blocks).length;
    terminal.answer({ ...planFile(plan), files }, () =>
      [
        table(
          ['theirs', 'ours', 'rows', 'left out', 'refused', 'taken over'],
          plan.data.map(({ from, table: ours, rows, leftOut, taken }) => [
            from,
            ours,
            rows,
            leftOut,
            rows - leftOut - taken,
            taken,
          ]),
          'Nothing comes over.',
        ),
        '',
        `${count(plan.conflicts.length, 'conflict')}, ${inTheWay} of them in the way; ${count(plan.closings.length, 'hole')} will be closed.`,
        ...blocks.map((words) => `! ${words}`),
        `The plan: ${files.markdown}; choices can be edited in ${files.json}.`,
        ...(blocks.length === 0 ? ['Apply it with: carenode migrate adopt --apply'] : []),
      ].join('\n'),
    );
    if (blocks.length > 0) throw new Failed();
  };

const apply =
  ({ apply: plan, withoutBranch, disconnect, yes }: AdoptOptions): Job =>
  async (instance, terminal) => {
    const adoption = await adoptionOf(instance, terminal);
    const begun = await adoption.status();
    const file = typeof plan === 'string' ? resolve(plan) : defaultPlan(instance);
    const address = await instance.address();
    const database = decodeURIComponent(new URL(address.adminUrl ?? '').pathname.slice(1));
    const choices = begun ? {} : await readChoices(file, database);
    if (!begun)
      await confirmed(
        terminal,
        yes,
        `This adopts the database ${database} as ${file} says. The old application goes on working.`,
      );
    const branch =
      withoutBranch || begun
        ? null
        : copyAsBranch({
            adminUrl: address.adminUrl ?? '',
            hostLogin: address.hostLogin,
            modules: await instance.modules(),
            embeddedHome: address.embedded ? instance.config.home : null,
            log: (line) => terminal.note(line),
          });
    const applied = await adoption.apply({ choices, branch, disconnect: disconnect === true });
    terminal.answer(applied, () =>
      [
        proofTable(applied),
        '',
        'Both applications work now, and each sees what the other writes. Give clients that name the schema public themselves the schema compat.',
        'Then: carenode migrate adopt status, undo or finish',
      ].join('\n'),
    );
  };

const status: Job = async (instance, terminal) => {
  const found = await (await adoptionOf(instance, terminal)).status();
  terminal.answer(found, () => (found ? statusText(found) : 'There is no adoption of this database.'));
};

const undo =
  ({ dropData, reopen, leaveUnmirrored, yes }: UndoOptions): Job =>
  async (instance, terminal) => {
    const adoption = await adoptionOf(instance, terminal);
    await confirmed(
      terminal,
      yes,
      'This takes the adoption back: the tables of Carenode go, after their rows are written to a file.',
    );
    const rowsFile = dropDataFile(dropData ?? true, instance.config.home) ?? '';
    const undone = await adoption.undo({
      rowsFile,
      reopen: reopen === true,
      leaveUnmirrored: leaveUnmirrored === true,
    });
    const file = existsSync(rowsFile) ? rowsFile : null;
    terminal.answer({ ...undone, file }, () =>
      [
        'The adoption is taken back: the old application has its tables as before.',
        ...(undone.closed.length > 0 ? [`Still closed: ${undone.closed.join(', ')}`] : []),
        ...(file ? [`The rows are in ${file}, in plain text: keep it safe.`] : []),
      ].join('\n'),
    );
  };

const finish =
  ({ accept, dropLegacy, yes }: FinishOptions): Job =>
  async (instance, terminal) => {
    const adoption = await adoptionOf(instance, terminal);
    await confirmed(
      terminal,
      yes,
      'This ends the old application: it finds its tables no more. The way back is a backup.',
    );
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const file = dropLegacy === true ? join(instance.config.home, `legacy-tables-${time}.rows`) : dropLegacy;
    const finished = await adoption.finish({ accept, ...(file ? { dropLegacy: resolve(file) } : {}) });
    terminal.answer({ ...finished, file: file ?? null }, () =>
      [
        proofTable(finished),
        '',
        'The adoption is finished.',
        finished.dropped.length > 0
          ? `Written to ${file ?? ''} and dropped: ${finished.dropped.join(', ')}`
          : 'The old tables stay in schema legacy.',
      ].join('\n'),
    );
  };

function proofTable({ tables, unmapped }: AdoptionProofs): string {
  return table(
    ['table', 'there', 'here', 'sum there', 'sum here', 'equal', 'not mirrored'],
    [
      ...tables.map((proof) => [
        proof.table,
        proof.rowsThere,
        proof.rowsHere,
        proof.sumThere,
        proof.sumHere,
        proof.equal ? 'yes' : `no: ${proof.different.join(', ')}`,
        proof.unmirrored,
      ]),
      ...unmapped.map((proof) => [
        proof.table,
        proof.rows,
        null,
        null,
        null,
        proof.equal ? 'as before' : 'changed meanwhile',
        null,
      ]),
    ],
    'Nothing was compared.',
  );
}

function statusText({ phase, startedAt, updatedAt, tables, unmirrored }: AdoptionStatus): string {
  return [
    `Phase ${phase}; begun ${shortTime(startedAt)}, last ${shortTime(updatedAt)} (UTC)`,
    '',
    table(
      ['theirs', 'ours', 'state', 'copied', 'rows', 'proven'],
      tables.map(({ from, table: ours, state, copied, rows, proof }) => [
        from,
        ours,
        state,
        copied,
        rows,
        proof ? (proof.equal ? 'equal' : 'differs') : null,
      ]),
      'Nothing is mapped.',
    ),
    '',
    table(
      ['not mirrored', 'direction', 'reason', 'rows', 'planned', 'keys'],
      unmirrored.map(({ table: name, direction, reason, rows, planned, keys }) => [
        name,
        direction,
        reason,
        rows,
        planned ? 'yes' : 'no',
        keys.join(' '),
      ]),
      'Every row is mirrored.',
    ),
  ].join('\n');
}

async function adoptionOf(instance: Instance, terminal: Terminal): Promise<Adoption> {
  const migrator = await instance.migrator(undefined, (line) => terminal.note(line));
  return new Adoption(migrator.options);
}

function defaultPlan(instance: Instance): string {
  return join(instance.config.home, 'adopt-plan.json');
}

async function confirmed(terminal: Terminal, yes: boolean | undefined, words: string): Promise<void> {
  if (yes) return;
  terminal.warn(words);
  if (!terminal.canAsk) throw new UsageError('Nothing was done: say --yes to do it.');
  if (!(await terminal.confirm('Go on?'))) throw new Error('Nothing was done.');
}
