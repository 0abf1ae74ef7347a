import type { Command } from 'commander';

import type { Job, Run } from '../../command-line.js';
import { count, type ModuleOption, ofModule } from './words.js';

interface UpOptions extends ModuleOption {
  readonly approveGain?: readonly string[];
}

export function addUpCommand(migrate: Command, run: Run): void {
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
