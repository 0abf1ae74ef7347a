import { type DataProgress, DataSteps, type DataStepStatus } from '@carenode/database/migrate';
import { type Command, InvalidArgumentError } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../../command-line.js';
import type { Instance } from '../../instance/instance.js';
import { UsageError } from '../../terminal/exit-code.js';
import { shortTime, table } from '../../terminal/table.js';
import type { Terminal } from '../../terminal/terminal.js';
import { count } from './words.js';

interface PreviewOptions extends JsonOption {
  readonly sample?: number;
}

interface SureOptions extends JsonOption {
  readonly yes?: boolean;
}

export function addDataCommand(migrate: Command, run: Run): void {
  const data = migrate.command('data').description('the steps that change rows: run again, undo, look ahead');
  printsData(data.command('list').description('each step, how far it is and what it left')).action(
    (options: JsonOption) => run(list, options),
  );
  examples(
    printsData(
      data
        .command('preview <module/id>')
        .description('what a run would do, in numbers; changes and locks nothing'),
    )
      .option('--sample <rows>', 'only the first so many rows', rows)
      .action((key: string, options: PreviewOptions) => run(preview(key, options), options)),
    'carenode migrate data preview records/0014-units-to-ucum --sample 100000',
  );
  printsData(
    data
      .command('run <module/id>')
      .description('run an applied step again, over rows that came in since; or go on with a run'),
  ).action((key: string, options: JsonOption) => run(rerun(key), options));
  printsData(
    data
      .command('undo <module/id>')
      .description('give rows that nobody has changed since their former values back'),
  )
    .option('-y, --yes', 'do not ask')
    .action((key: string, options: SureOptions) => run(undo(key, options), options));
  printsData(
    data
      .command('forget <module/id>')
      .description('remove the former values that a step keeps: then there is no way back'),
  )
    .option('-y, --yes', 'do not ask')
    .action((key: string, options: SureOptions) => run(forget(key, options), options));
}

const list: Job = async (instance, terminal) => {
  const steps = await (await dataSteps(instance, terminal)).list();
  terminal.answer(steps, () =>
    table(
      ['step', 'table', 'state', 'looked at', 'changed', 'left', 'kept', 'last run (UTC)'],
      steps.map((step) => [
        `${step.module}/${step.id}`,
        step.table,
        stateOf(step),
        step.last?.seen ?? '',
        step.last?.changed ?? '',
        leftOf(step.last?.left ?? {}),
        step.kept,
        shortTime(step.last?.updatedAt ?? null),
      ]),
      'No step changes rows.',
    ),
  );
};

const preview =
  (key: string, { sample }: PreviewOptions): Job =>
  async (instance, terminal) => {
    const found = await (await dataSteps(instance, terminal)).preview(key, sample);
    terminal.answer(found, () =>
      [
        `${key} would change ${count(found.changed, 'row')} of ${found.seen} that it is about, in a table of about ${Math.max(found.estimate, found.passed)}.`,
        ...(found.complete ? [] : [`Looked at the first ${found.passed} only.`]),
        ...leftLines(found.left),
      ].join('\n'),
    );
  };

const rerun =
  (key: string): Job =>
  async (instance, terminal) => {
    const done = await (await dataSteps(instance, terminal)).run(key);
    terminal.answer(done, () => summary(done, `Changed ${count(done.changed, 'row')}.`));
  };

const undo =
  (key: string, { yes }: SureOptions): Job =>
  async (instance, terminal) => {
    const steps = await dataSteps(instance, terminal);
    const kept = (await steps.list()).find((step) => `${step.module}/${step.id}` === key)?.kept ?? 0;
    await sure(
      terminal,
      yes,
      `This gives ${count(kept, 'row')} the values back that they had before ${key}.`,
    );
    const done = await steps.undo(key);
    terminal.answer(done, () =>
      summary(done, `Gave ${count(done.restored, 'row')} their former values back.`),
    );
  };

const forget =
  (key: string, { yes }: SureOptions): Job =>
  async (instance, terminal) => {
    const steps = await dataSteps(instance, terminal);
    const kept = (await steps.list()).find((step) => `${step.module}/${step.id}` === key)?.kept ?? 0;
    await sure(terminal, yes, `This removes the former values of ${count(kept, 'row')} for good.`);
    const forgotten = await steps.forget(key);
    terminal.answer({ forgotten }, () => `Removed the former values of ${count(forgotten, 'row')}.`);
  };

async function dataSteps(instance: Instance, terminal: Terminal): Promise<DataSteps> {
  const migrator = await instance.migrator(undefined, (line) => {
    terminal.live('');
    terminal.note(line);
  });
  return new DataSteps({ ...migrator.options, live: (line) => terminal.live(line) });
}

async function sure(terminal: Terminal, yes: boolean | undefined, what: string): Promise<void> {
  if (yes) return;
  terminal.warn(what);
  if (!terminal.canAsk) throw new UsageError('Nothing was done: say --yes to do it.');
  if (!(await terminal.confirm('Go on?'))) throw new Error('Nothing was done.');
}

function stateOf({ state, last }: DataStepStatus): string {
  if (state !== 'unfinished' || !last) return state;
  const percent = Math.floor((100 * last.passed) / Math.max(last.estimate, last.passed, 1));
  return last.direction === 'up' ? `unfinished, ${percent} %` : 'unfinished undo';
}

function leftOf(left: Readonly<Record<string, number>>): number | string {
  const total = Object.values(left).reduce((sum, one) => sum + one, 0);
  return total === 0 ? '' : total;
}

function leftLines(left: Readonly<Record<string, number>>): string[] {
  return Object.entries(left).map(([reason, rows]) => `Left: ${count(rows, 'row')}: ${reason}.`);
}

function summary(done: DataProgress, first: string): string {
  return [first, ...leftLines(done.left)].join('\n');
}

function rows(text: string): number {
  if (!/^[1-9]\d{0,12}$/.test(text)) throw new InvalidArgumentError('It is a number of rows.');
  return Number(text);
}
