import type { MigrationStatus } from '@carenode/database';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { Failed, UsageError } from '../terminal/exit-code.js';
import { shortTime, table } from '../terminal/table.js';

interface ModuleOption extends JsonOption {
  readonly module?: string;
}

interface UpOptions extends ModuleOption {
  readonly approveGain?: readonly string[];
}

interface DownOptions extends ModuleOption {
  readonly to?: string;
  readonly yes?: boolean;
}

export function addMigrateCommands(program: Command, run: Run): void {
  const migrate = program.command('migrate').description('the database schema, module by module');
  const ofModule = (command: Command) =>
    printsData(command).option('--module <name>', 'only this module, and what it requires');
  ofModule(
    migrate.command('up').description('apply every pending step, then set policies and grants as declared'),
  )
    .option(
      '--approve-gain <right>',
      'let this right, "caller verb table", be added to a table that exists; repeatable',
      (name: string, others: readonly string[]) => [...others, name],
      [],
    )
    .action((options: UpOptions) => run(up(options), options));
  examples(
    printsData(
      migrate.command('down').description('take steps back, last first: removes tables with their rows'),
    )
      .option('--module <name>', 'only the steps of this module')
      .option('--to <id>', 'keep this step and those before it; needs --module')
      .option('-y, --yes', 'do not ask')
      .action((options: DownOptions) => run(down(options), options)),
    'carenode migrate down --module patient-data',
    'carenode migrate down --module patient-data --to 0001-create-food-log --yes',
  );
  ofModule(
    migrate
      .command('status')
      .description('what is applied, pending, edited, or not as declared; exits with 1 for the last two'),
  ).action((options: ModuleOption) => run(status(options), options));
  ofModule(migrate.command('plan').description('the SQL that "up" would run')).action(
    (options: ModuleOption) => run(plan(options), options),
  );
}

const up =
  ({ module, approveGain }: UpOptions): Job =>
  async (instance, terminal) => {
    const migrator = await instance.migrator(module ? [module] : undefined, (line) => terminal.note(line));
    const applied = await migrator.up({ approveGains: approveGain });
    terminal.answer({ applied }, () =>
      applied.length === 0
        ? 'Nothing to apply: the database is up to date.'
        : `Applied ${count(applied.length, 'step')}.`,
    );
  };

const down =
  ({ module, to, yes }: DownOptions): Job =>
  async (instance, terminal) => {
    if (to && !module) throw new UsageError('--to needs --module: ids of steps are unique in a module only.');
    const migrator = await instance.migrator(undefined, (line) => terminal.note(line));
    const losses = await migrator.losses({ module, to });
    if (losses.steps.length === 0) {
      terminal.answer({ reverted: [], removed: [] }, () => 'Nothing to take back.');
      return;
    }
    if (!yes) {
      terminal.warn(
        [
          `This takes back ${count(losses.steps.length, 'step')}: ${losses.steps.join(', ')}.`,
          losses.tables.length === 0
            ? 'No table is removed.'
            : `Removed for good: ${losses.tables.map(({ table: name, rows }) => `${name} (${count(rows, 'row')})`).join(', ')}.`,
        ].join('\n'),
      );
      if (!terminal.canAsk) throw new UsageError('Nothing was done: say --yes to do it.');
      if (!(await terminal.confirm('Go on?'))) throw new Error('Nothing was done.');
    }
    const reverted = await migrator.down({ module, to });
    terminal.answer(
      { reverted, removed: losses.tables },
      () => `Took back ${count(reverted.length, 'step')}.`,
    );
  };

const status =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const found = await (await instance.migrator(module ? [module] : undefined)).status();
    terminal.answer(found, () => statusText(found));
    if (found.problems.length > 0 || found.drift.length > 0) throw new Failed();
  };

const plan =
  ({ module }: ModuleOption): Job =>
  async (instance, terminal) => {
    const steps = await (await instance.migrator(module ? [module] : undefined)).plan();
    terminal.answer(steps, () =>
      steps.length === 0
        ? 'Nothing to apply: the database is up to date.'
        : steps
            .map((step) =>
              [
                `-- ${step.module}/${step.id}${step.transaction ? '' : ' (outside a transaction)'}`,
                `-- ${step.why}`,
                ...step.sql.map((sql) => `${unindent(sql)};`),
              ].join('\n'),
            )
            .join('\n\n'),
    );
  };

function statusText({ steps, problems, drift }: MigrationStatus): string {
  const pending = steps.filter((step) => step.state === 'pending').length;
  const findings = [
    ...problems.map((problem) => `! ${problem}`),
    ...drift.map((difference) => `! ${difference}`),
    ...(drift.length > 0 ? ['Policies and grants are set as declared by: carenode migrate up'] : []),
    pending > 0 ? `${count(pending, 'step')} pending: carenode migrate up` : 'Nothing is pending.',
  ];
  const rows = steps.map((step) => [
    step.module,
    step.id,
    step.state,
    shortTime(step.appliedAt),
    step.durationMs,
  ]);
  return `${table(['module', 'step', 'state', 'applied (UTC)', 'ms'], rows, 'There is no step.')}\n\n${findings.join('\n')}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** A statement without the indentation it has in its source file. */
function unindent(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indents = lines
    .slice(lines[0]?.startsWith(' ') ? 0 : 1)
    .map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents, 80);
  return lines.map((line) => (line.startsWith(' ') ? line.slice(least) : line)).join('\n');
}
