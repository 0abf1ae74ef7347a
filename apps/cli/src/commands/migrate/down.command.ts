import { existsSync } from 'node:fs';

import { type Losses, lossWords } from '@carenode/database';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../../command-line.js';
import { UsageError } from '../../terminal/exit-code.js';
import { impatient, type PatienceOptions, withPatience } from './patience.js';
import { dropDataFile, type RowsFileOptions, withRowsFiles } from './rows-file.js';
import { count } from './words.js';

interface DownOptions extends JsonOption, RowsFileOptions, PatienceOptions {
  readonly module?: string;
  readonly to?: string;
  readonly yes?: boolean;
}

export function addDownCommand(migrate: Command, run: Run): void {
  const command = printsData(
    migrate
      .command('down')
      .description('take steps back, last first; refused where rows would be lost, unless with --drop-data'),
  )
    .option('--module <name>', 'only the steps of this module')
    .option('--to <id>', 'keep this step and those before it; needs --module')
    .option('-y, --yes', 'do not ask');
  examples(
    withRowsFiles(
      withPatience(command),
      'put back from this file what the steps lost when they were applied',
    ).action((options: DownOptions) => run(down(options), options)),
    'carenode migrate down --module patient-data',
    'carenode migrate down --module patient-data --to 0001-create-food-log --drop-data --yes',
  );
}

const down =
  ({ module, to, yes, dropData, restore = [], ...patience }: DownOptions): Job =>
  async (instance, terminal) => {
    if (to && !module) throw new UsageError('--to needs --module: ids of steps are unique in a module only.');
    const migrator = impatient(await instance.migrator(undefined, (line) => terminal.note(line)), patience);
    const losses = await migrator.losses({ module, to });
    if (losses.steps.length === 0) {
      terminal.answer({ reverted: [], removed: [], file: null }, () => 'Nothing to take back.');
      return;
    }
    const lost = losses.tables.filter(({ rows }) => rows > 0);
    if (!yes || (lost.length > 0 && dropData === undefined)) terminal.warn(whatGoes(losses));
    if (lost.length > 0 && dropData === undefined)
      throw new UsageError(
        'Nothing was done: say --drop-data to write these rows to a file and let them go.',
      );
    if (!yes) {
      if (!terminal.canAsk) throw new UsageError('Nothing was done: say --yes to do it.');
      if (!(await terminal.confirm('Go on?'))) throw new Error('Nothing was done.');
    }
    const file = dropDataFile(dropData, instance.config.home);
    const reverted = await migrator.down({ module, to, dropData: file, restore });
    const written = file !== undefined && existsSync(file) ? file : null;
    terminal.answer({ reverted, removed: losses.tables, file: written }, () =>
      [
        `Took back ${count(reverted.length, 'step')}.`,
        ...(written
          ? [
              `The rows are in ${written}, in plain text: keep it safe. Back with: carenode migrate up --restore ${written}`,
            ]
          : []),
      ].join('\n'),
    );
  };

function whatGoes({ steps, tables }: Losses): string {
  const lost = tables.filter(({ rows }) => rows > 0);
  const empty = tables.filter(({ kind, rows }) => kind === 'table' && rows === 0).map(({ table }) => table);
  return [
    `This takes back ${count(steps.length, 'step')}: ${steps.join(', ')}.`,
    lost.length > 0 ? lossWords(lost) : 'No row is lost.',
    ...(empty.length > 0 ? [`Tables that go and have no row: ${empty.join(', ')}.`] : []),
  ].join('\n');
}
