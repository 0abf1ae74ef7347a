import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { RecallImports } from '@carenode/ecommerce-contract';
import { systemContext } from '@carenode/module-kit';
import { type Command, InvalidArgumentError } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { table } from '../terminal/table.js';

/** Refusals shown; with `--json` the first hundred are there. */
const REFUSALS_SHOWN = 20;
const DRAWN_EVERY_MS = 100;

interface ListOptions extends JsonOption {
  readonly limit: number;
}

/** `carenode recalls import <file>` and `carenode recalls list`. */
export function addRecallsCommands(program: Command, run: Run): void {
  const recalls = program
    .command('recalls')
    .description('recalls of medicines, and the lots of the shop that they may mean');
  examples(
    printsData(
      recalls
        .command('import')
        .description(
          'drug enforcement reports of openFDA (JSON, or the zip of it), or enforcement reports in XML; lots that may be meant are held at once',
        ),
    )
      .argument('<file>')
      .action((file: string, options: JsonOption) => run(importFile(file), options)),
    'carenode recalls import drug-enforcement-0001-of-0001.json.zip',
  );
  printsData(recalls.command('list').description('recalls, those first that wait for a decision'))
    .option('--limit <number>', 'how many', atMost(1000), 50)
    .action((options: ListOptions) => run(list(options), options));
}

const importFile =
  (file: string): Job =>
  async (instance, terminal) => {
    const path = resolve(file);
    if (!existsSync(path) || !statSync(path).isFile()) throw new Error(`There is no file ${path}.`);
    let drawnAt = 0;
    const onProgress = (done: number, total: number) => {
      if (!terminal.isLive || Date.now() - drawnAt < DRAWN_EVERY_MS) return;
      drawnAt = Date.now();
      terminal.live(`${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} reports`);
    };
    const ctx = systemContext(`carenode recalls import ${basename(path)}`.slice(0, 200));
    const report = await (
      await instance.host()
    )
      .get(RecallImports)
      .importFile(ctx, path, { onProgress })
      .finally(() => terminal.live(''));
    const { read, created, updated, unchanged, refused, refusals, possibleMatches } = report;
    const more = refused - Math.min(refusals.length, REFUSALS_SHOWN);
    terminal.answer(report, () =>
      [
        `Imported the recalls of ${basename(path)}.`,
        `  reports: ${read} read = ${created} created + ${updated} updated + ${unchanged} unchanged + ${refused} refused`,
        ...refusals
          .slice(0, REFUSALS_SHOWN)
          .map(({ number, reason }) => `    refused: report ${number}: ${reason}`),
        ...(more > 0 ? [`    … and ${more} more`] : []),
        possibleMatches === 0
          ? '  No other lot of the shop may be meant.'
          : `  ${possibleMatches} times a lot of the shop may be meant; these lots are held. Decide in the console.`,
      ].join('\n'),
    );
  };

const list =
  ({ limit }: ListOptions): Job =>
  async (instance, terminal) => {
    const recalls = await (
      await instance.host()
    )
      .get(RecallImports)
      .list(systemContext('carenode recalls list'), limit);
    terminal.answer(recalls, () =>
      table(
        ['number', 'class', 'status', 'reported', 'to decide', 'confirmed', 'firm', 'product'],
        recalls.map((recall) => [
          recall.recallNumber,
          recall.classification,
          recall.status,
          recall.reportedOn,
          recall.possible,
          recall.confirmed,
          recall.recallingFirm?.slice(0, 30),
          recall.productDescription.slice(0, 50),
        ]),
        'There is no recall. "carenode recalls import" brings them.',
      ),
    );
  };

const atMost = (most: number) => (text: string) => {
  const value = Number(text);
  if (!/^[1-9]\d{0,5}$/.test(text) || value > most)
    throw new InvalidArgumentError(`It is a whole number from 1 to ${most}.`);
  return value;
};
