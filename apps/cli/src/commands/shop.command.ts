import { createWriteStream, existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import {
  ProductCatalogue,
  type ProductImportReport,
  StockBook,
  type StockDifference,
} from '@carenode/ecommerce-contract';
import { systemContext } from '@carenode/module-kit';
import type { Command } from 'commander';

import { examples, type Job, type JsonOption, printsData, type Run } from '../command-line.js';
import { Failed, UsageError } from '../terminal/exit-code.js';
import { table } from '../terminal/table.js';

interface ImportFlags extends JsonOption {
  readonly dryRun?: boolean;
}
interface ExportFlags extends JsonOption {
  readonly output?: string;
}

/** Refusals shown; with `--json` the first thousand are there. */
const REFUSALS_SHOWN = 20;
const LOTS_AT_ONCE = 1000;
/** Lots that differ of which the check tells; it counts the others. */
const DIFFERENCES_TOLD = 1000;
const DIFFERENCES_SHOWN = 50;

export function addShopCommands(program: Command, run: Run): void {
  const shop = program.command('shop').description('the catalogue of the shop as a CSV file, and its stock');
  examples(
    printsData(
      shop
        .command('import')
        .description('add and change products by their sku; the same file again changes nothing'),
    )
      .argument('<file>')
      .option('--dry-run', 'read and check everything, and store nothing')
      .action((file: string, options: ImportFlags) => run(importFile(file, options), options)),
    'carenode shop import products.csv --dry-run',
    'carenode shop import products.csv',
  );
  examples(
    shop
      .command('export')
      .description('every product that has a sku; prices and texts, not the stock')
      .option('-o, --output <file>', 'a new file to write to; standard output if absent')
      .action((options: ExportFlags) => run(exportFile(options), options)),
    'carenode shop export --output products.csv',
  );
  examples(
    printsData(
      shop
        .command('check')
        .description(
          'prove each lot against the stock book and the orders; exits with 1 when one has more or fewer units',
        ),
    ).action((options: JsonOption) => run(check, options)),
    'carenode shop check',
  );
}

const importFile =
  (file: string, { dryRun = false }: ImportFlags): Job =>
  async (instance, terminal) => {
    const path = resolve(file);
    if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
    const catalogue = (await instance.host()).get(ProductCatalogue);
    const report = await catalogue.importFile(systemContext(`carenode shop import ${basename(path)}`), path, {
      dryRun,
    });
    terminal.answer(report, () => reportText(basename(path), report));
  };

const exportFile =
  ({ output }: ExportFlags): Job =>
  async (instance, terminal) => {
    const path = output === undefined ? undefined : resolve(output);
    if (path !== undefined && existsSync(path))
      throw new UsageError(`${path} is there already; name a new file.`);
    const catalogue = (await instance.host()).get(ProductCatalogue);
    const pieces = catalogue.exportFile(systemContext('carenode shop export'));
    if (path === undefined) {
      await pipeline(Readable.from(pieces), process.stdout, { end: false });
      return;
    }
    await pipeline(Readable.from(pieces), createWriteStream(path, { flags: 'wx' }));
    terminal.answer({ file: path }, () => `Wrote ${path}.`);
  };

const check: Job = async (instance, terminal) => {
  const book = (await instance.host()).get(StockBook);
  const ctx = systemContext('carenode shop check');
  const told: StockDifference[] = [];
  let [lots, differing] = [0, 0];
  for (let cursor: string | undefined, more = true; more;) {
    const { items, checked, nextCursor } = await book.check(ctx, cursor, LOTS_AT_ONCE);
    lots += checked;
    differing += items.length;
    told.push(...items.slice(0, DIFFERENCES_TOLD - told.length));
    cursor = nextCursor ?? undefined;
    more = nextCursor !== null;
  }
  terminal.answer({ checked: lots, differing, differences: told }, () => checkText(lots, differing, told));
  if (differing > 0) throw new Failed();
};

function checkText(lots: number, differing: number, told: readonly StockDifference[]): string {
  const shown = told.slice(0, DIFFERENCES_SHOWN);
  return [
    table(
      ['lot', 'product', 'has', 'should have', 'stock book', 'in orders', 'id'],
      shown.map(({ lotCode, productName, quantity, expected, moved, allocated, lotId }) => [
        lotCode,
        productName,
        quantity,
        expected,
        moved,
        allocated,
        lotId,
      ]),
      'Each lot has what the stock book and the orders say.',
    ),
    ...(differing > shown.length ? [`… and ${differing - shown.length} more`] : []),
    `${lots} lots looked at, ${differing} differ.`,
  ].join('\n');
}

function reportText(name: string, report: ProductImportReport): string {
  const { read, created, updated, unchanged, refused, lotsReceived, dryRun, refusals } = report;
  const more = refused - Math.min(refusals.length, REFUSALS_SHOWN);
  return [
    dryRun ? `Looked at ${name}; nothing was stored. It would be:` : `Imported ${name}.`,
    `  ${read} lines = ${created} created + ${updated} updated + ${unchanged} unchanged + ${refused} refused`,
    ...(lotsReceived > 0 ? [`  ${lotsReceived} ${lotsReceived === 1 ? 'lot' : 'lots'} received`] : []),
    ...refusals
      .slice(0, REFUSALS_SHOWN)
      .map(
        ({ line, column, message }) => `  refused: line ${line}${column ? `, ${column}` : ''}: ${message}`,
      ),
    ...(more > 0 ? [`  … and ${more} more (--json has them)`] : []),
  ].join('\n');
}
