import type { Command } from 'commander';

import type { Job, Run } from '../../command-line.js';
import { UsageError } from '../../terminal/exit-code.js';
import { impatient, type PatienceOptions, withPatience } from './patience.js';
import { dropDataFile, type RowsFileOptions, withRowsFiles } from './rows-file.js';
import { count, type ModuleOption, ofModule } from './words.js';

interface UpOptions extends ModuleOption, RowsFileOptions, PatienceOptions {
  readonly to?: string;
  readonly approveGain?: readonly string[];
  readonly accept?: readonly string[];
}

export function addUpCommand(migrate: Command, run: Run): void {
  const command = ofModule(
    migrate.command('up').description('apply every pending step, then set policies and grants as declared'),
  )
    .option('--to <id>', 'apply this step and those before it; needs --module')
    .option(
      '--approve-gain <right>',
      'let this right, "caller verb table", be added to a table that exists; repeatable',
      (name: string, others: readonly string[]) => [...others, name],
      [],
    )
    .option(
      '--accept <module/id>',
      'run this step although others wait meanwhile, as "migrate plan" says; repeatable',
      (name: string, others: readonly string[]) => [...others, name],
      [],
    );
  withRowsFiles(
    withPatience(command),
    'put back from this file the rows that the steps lost when they were taken back',
  ).action((options: UpOptions) => run(up(options), options));
}

const up =
  ({ module, to, approveGain, accept, dropData, restore, ...patience }: UpOptions): Job =>
  async (instance, terminal) => {
    if (to && !module) throw new UsageError('--to needs --module: ids of steps are unique in a module only.');
    const migrator = impatient(
      await instance.migrator(module ? [module] : undefined, (line) => terminal.note(line)),
      patience,
    );
    const applied = await migrator.up({
      approveGains: approveGain,
      accept,
      ...(to ? { module, to } : {}),
      dropData: dropDataFile(dropData, instance.config.home),
      restore,
    });
    terminal.answer({ applied }, () =>
      applied.length === 0
        ? 'Nothing to apply: the database is up to date.'
        : `Applied ${count(applied.length, 'step')}.`,
    );
  };
