import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../../command-line.js';
import { UsageError } from '../../terminal/exit-code.js';
import { count } from './words.js';

interface DownOptions extends JsonOption {
  readonly module?: string;
  readonly to?: string;
  readonly yes?: boolean;
}

export function addDownCommand(migrate: Command, run: Run): void {
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
}

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
