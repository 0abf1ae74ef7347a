import {
  accessMatrix,
  cellLines,
  changeWords,
  type MatrixTable,
  type PendingRights,
  rightName,
} from '@carenode/database';
import {
  type AccessDifference,
  AccessDifferences,
  type AccessExplanation,
  AccessExplanations,
  type PersonDifference,
  Users,
} from '@carenode/identity-contract';
import {
  CALLERS,
  type Caller,
  systemContext,
  USER_TYPES,
  type UserType,
  type Verb,
  VERBS,
} from '@carenode/module-kit';
import { type Command, Option } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { actingAdmin } from '../instance/acting-admin.js';
import { UsageError } from '../terminal/exit-code.js';
import { table as textTable } from '../terminal/table.js';

interface MatrixOptions extends JsonOption {
  readonly table?: string;
  readonly userType?: Caller;
}

interface ExplainOptions extends JsonOption {
  readonly user: string;
  readonly table: string;
  readonly row?: string;
  readonly verb: Verb;
  readonly scopes?: string;
  readonly as?: string;
}

interface DiffOptions extends JsonOption {
  readonly user?: readonly string[];
  readonly to?: UserType;
  readonly as?: string;
}

export function addAccessCommands(program: Command, run: Run): void {
  const access = program.command('access').description('who may do what, why, and what a change would give');
  const as = () => new Option('--as <email>', 'the admin who asks; the only one there is if absent');
  printsData(
    access.command('matrix').description('every table: which caller may do what, on which condition'),
  )
    .option('--table <table>', 'only this table')
    .addOption(new Option('--user-type <type>', 'only this caller').choices(CALLERS))
    .action((options: MatrixOptions) => run(matrix(options), options));
  examples(
    printsData(
      access.command('explain').description('why somebody may or may not do something; leaves a trace'),
    )
      .requiredOption('--user <email or id>', 'whose rights')
      .requiredOption('--table <table>', 'with which table')
      .option('--row <id>', 'with which row of it; without it, the table as a whole')
      .addOption(new Option('--verb <verb>', 'to do what').choices(VERBS).default('select'))
      .option('--scopes <scopes>', 'as a token with these scopes, separated by blanks; without it, in person')
      .addOption(as())
      .action((options: ExplainOptions) => run(explain(options), options)),
    'carenode access explain --user ann@example.org --table measurements --row 0190a3c2-…',
    'carenode access explain --user ann@example.org --table orders --verb insert --scopes "user/orders.rs"',
  );
  examples(
    printsData(
      access
        .command('diff')
        .description('what "migrate up" would change, or what another user type would give'),
    )
      .option('--user <email or id...>', 'these people, with another user type')
      .addOption(new Option('--to <type>', 'the other user type').choices(USER_TYPES))
      .addOption(as())
      .action((options: DiffOptions) => run(diff(options), options)),
    'carenode access diff',
    'carenode access diff --user ann@example.org --user bob@example.org --to provider',
  );
}

const matrix =
  ({ table, userType }: MatrixOptions): Job =>
  async (instance, terminal) => {
    const all = accessMatrix(await instance.modules());
    const tables = all
      .filter((one) => table === undefined || one.table === table)
      .map((one) => ({
        ...one,
        cells: one.cells.filter((cell) => userType === undefined || cell.caller === userType),
      }));
    if (tables.length === 0)
      throw new UsageError(
        `There is no table "${table}"; there are ${all.map((one) => one.table).join(', ')}.`,
      );
    terminal.answer({ tables }, () => tables.map(matrixText).join('\n\n'));
  };

function matrixText(one: MatrixTable): string {
  const about = one.about ? `, about the person in ${one.about}` : '';
  return [
    `${one.table} (${one.module}; holds ${one.holds} data${about})`,
    ...(one.gates.moduleActive ? [`  while module ${one.gates.moduleActive} is active for the caller`] : []),
    ...one.guarded.map(({ column, way }) => `  ${column} is guarded: ${way}`),
    indent(textTable(['caller', 'may', 'which rows', 'columns'], cellLines(one), 'Nobody may do anything.')),
  ].join('\n');
}

const explain =
  ({ user, table, row, verb, scopes, as }: ExplainOptions): Job =>
  async (instance, terminal) => {
    const ctx = await actingAdmin(instance, as);
    const words = scopes === undefined ? undefined : scopes.split(/\s+/).filter((scope) => scope !== '');
    const explanation = await (
      await instance.host()
    )
      .get(AccessExplanations)
      .explain(ctx, { user, table, row, verb, scopes: words });
    terminal.answer(explanation, () => explanationText(explanation));
  };

function explanationText({ verdict, about, factors }: AccessExplanation): string {
  const lines = factors.map(({ holds, factor, says }) => [holds ? 'yes' : 'no', factor, says]);
  return [
    verdict,
    ...(about ? [`The row is about ${about}.`] : []),
    '',
    textTable(['', 'asked', 'answer'], lines, 'Nothing was asked.'),
  ].join('\n');
}

const diff =
  ({ user, to, as }: DiffOptions): Job =>
  async (instance, terminal) => {
    if ((user === undefined) !== (to === undefined))
      throw new UsageError('--user and --to go together: who, with which other user type.');
    if (user === undefined || to === undefined) {
      const change = await (await instance.migrator()).rightsChange();
      terminal.answer(change, () => pendingText(change));
      return;
    }
    const ctx = await actingAdmin(instance, as);
    const host = await instance.host();
    const system = systemContext('carenode access diff');
    const ids: string[] = [];
    for (const one of user) {
      const known = one.includes('@') ? await host.get(Users).find(system, one) : { id: one };
      if (!known) throw new UsageError(`Nobody signs in as ${one}.`);
      ids.push(known.id);
    }
    const difference = await host.get(AccessDifferences).differenceOf(ctx, ids, to);
    terminal.answer(difference, () => differenceText(difference));
  };

/** What `migrate up` would change about who may do what. */
export function pendingText({ gained, lost, unnamed, newTables }: PendingRights): string {
  if (gained.length + lost.length + newTables.length === 0)
    return '"migrate up" would change nothing about who may do what.';
  const changed = gained.filter(({ was }) => was !== null);
  const comes = gained.filter(({ was }) => was === null);
  const goes = lost.filter(({ becomes }) => becomes === null);
  return [
    ...section('Gained:', comes.map(changeWords)),
    ...section('Lost:', goes.map(changeWords)),
    ...section('For other rows than before:', changed.map(changeWords)),
    ...section('Tables with their first rights:', newTables),
    ...section('"migrate up" refuses, until they are approved:', unnamed.map(rightName)),
  ].join('\n');
}

function differenceText({ to, people, fingerprint }: AccessDifference): string {
  return [
    ...people.flatMap((person) => [...personLines(person, to), '']),
    `Fingerprint of this difference: ${fingerprint}`,
  ].join('\n');
}

function personLines({ id, email, from, gained, lost, rows }: PersonDifference, to: UserType): string[] {
  const lines = [
    ...section(
      'gains',
      gained.filter(({ was }) => was === null).map(({ name, becomes }) => `${name}: ${becomes}`),
    ),
    ...section(
      'loses',
      lost.filter(({ becomes }) => becomes === null).map(({ name, was }) => `${name}: ${was}`),
    ),
    ...section(
      'has for other rows',
      gained
        .filter(({ was }) => was !== null)
        .map(({ name, was, becomes }) => `${name}: now ${was}; then ${becomes}`),
    ),
    ...section(
      'sees rows',
      rows.map(({ table, now, then }) => `${table}: ${now ?? 'many'} now, ${then ?? 'many'} then`),
    ),
  ];
  return [
    `${email ?? id}, ${from}, as ${to}:`,
    ...(lines.length === 0 ? ['no difference'] : lines).map((line) => `  ${line}`),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
