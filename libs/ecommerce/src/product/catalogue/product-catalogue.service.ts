import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';

import { Database, statement } from '@carenode/database';
import {
  ProductCatalogue,
  type ProductImportOptions,
  type ProductImportReport,
  type RefusedProduct,
} from '@carenode/ecommerce-contract';
import { type FieldError, type RequestContext, SettingsReader } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../../ecommerce.errors.js';
import { ecommerceSettings } from '../../ecommerce.settings.js';
import { writeCell } from './csv-cell.js';
import { BrokenCsv, csvRows } from './csv-rows.js';
import { type Outcome, storeBatch } from './product-batch.js';
import { columnsOf, EXPORTED, type ProductLine, readLine } from './product-columns.js';

/** Lines stored and committed together. */
const BATCH = 500;
const MOST_LINES = 1_000_000;
const LISTED = 1000;
const EXPORT_AT_ONCE = 1000;

const PAGE = statement(
  'products:export',
  `select p.sku, p.name, p.description, p.price::text, p.currency, p.is_prescription_required::text, p.status, p.category,
          p.manufacturer, p.dosage_form, p.strength, p.route, p.ndc, p.gtin, array_to_string(p.image_urls, ' '), t.code, t.name,
          p.max_per_order::text
     from public.products p left join public.treatments t on t.id = p.treatment_id
    where p.sku > $1 order by p.sku limit ${EXPORT_AT_ONCE}`,
);

/** The catalogue, from and to CSV files. */
@Injectable()
export class ProductCatalogueService extends ProductCatalogue {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
  ) {
    super();
  }

  override async importFile(
    ctx: RequestContext,
    path: string,
    { dryRun = false, signal, onProgress }: ProductImportOptions = {},
  ): Promise<ProductImportReport> {
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) throw ecommerceErrors.product_file_not_readable();
    await this.refuseWhileOff(ctx);
    try {
      const total = await countLines(path, signal);
      const tally = new Tally(dryRun);
      const options = { currency: this.settings.read('ecommerce', ecommerceSettings).currency, dryRun };
      for await (const batch of batches(path, tally)) {
        signal?.throwIfAborted();
        tally.add(await storeBatch(this.db, ctx, batch, options));
        onProgress?.(tally.read, total);
      }
      return tally.report();
    } catch (error) {
      if (error instanceof BrokenCsv) throw ecommerceErrors.product_file_broken({ reason: error.message });
      throw error;
    }
  }

  override async *exportFile(ctx: RequestContext): AsyncGenerator<string> {
    await this.refuseWhileOff(ctx);
    yield `${EXPORTED.join(',')}\r\n`;
    const access = this.db.as(ctx);
    for (let after = ''; ;) {
      const rows = await access.queryText(PAGE, [after]);
      if (rows.length > 0)
        yield rows.map((row) => `${row.map((value) => writeCell(value ?? '')).join(',')}\r\n`).join('');
      const last = rows.at(-1)?.[0];
      if (rows.length < EXPORT_AT_ONCE || last == null) return;
      after = last;
    }
  }

  /** A command line asks without the gate of routes; an empty file would not tell why it is empty. */
  private async refuseWhileOff(ctx: RequestContext): Promise<void> {
    const [row] = await this.db
      .as(ctx)
      .query<{ on: boolean }>(`select carenode.module_active('ecommerce') as "on"`);
    if (row?.on !== true) throw ecommerceErrors.shop_not_active();
  }
}

/** Looks at the whole file before anything of it is stored. Throws BrokenCsv. */
async function countLines(path: string, signal: AbortSignal | undefined): Promise<number> {
  let rows = 0;
  for await (const { cells } of csvRows(path)) {
    signal?.throwIfAborted();
    if (rows === 0) columnsOf(cells);
    rows += 1;
    if (rows > MOST_LINES + 1) throw new BrokenCsv(`It has more than ${MOST_LINES} lines.`);
  }
  if (rows === 0) throw new BrokenCsv('It is empty.');
  return rows - 1;
}

async function* batches(path: string, tally: Tally): AsyncGenerator<ProductLine[]> {
  const earlier = new Map<string, string>();
  let columns: ReturnType<typeof columnsOf> | undefined;
  let batch: ProductLine[] = [];
  for await (const { cells, line } of csvRows(path)) {
    if (!columns) {
      columns = columnsOf(cells);
      continue;
    }
    const known = earlier.size;
    const read = readLine(columns, cells, line);
    if ('errors' in read) tally.refuse(line, read.errors);
    else if (!agrees(earlier, read))
      tally.refuse(line, [
        {
          field: 'sku',
          rule: 'unique',
          message:
            'An earlier line says something else of this sku; lines of one product differ in lots alone.',
        },
      ]);
    else batch.push(earlier.size === known ? { ...read, again: true } : read);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Does the line say of its product what an earlier one said, if there is one? Of that, a short hash is kept: files are long. */
function agrees(earlier: Map<string, string>, { sku, told, treatment }: ProductLine): boolean {
  const said = createHash('sha256')
    .update(JSON.stringify([told, treatment]))
    .digest('base64')
    .slice(0, 12);
  const before = earlier.get(sku);
  if (before === undefined) earlier.set(sku, said);
  return before === undefined || before === said;
}

class Tally {
  private readonly numbers = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  private readonly refusals: RefusedProduct[] = [];
  private lotsReceived = 0;

  constructor(private readonly dryRun: boolean) {}

  get read(): number {
    const { created, updated, unchanged, refused } = this.numbers;
    return created + updated + unchanged + refused;
  }

  add(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.what === 'refused') this.refuse(outcome.line, outcome.errors);
      else {
        this.numbers[outcome.what] += 1;
        if (outcome.lot) this.lotsReceived += 1;
      }
    }
  }

  refuse(line: number, errors: readonly FieldError[]): void {
    this.numbers.refused += 1;
    const [first] = errors;
    if (!first || this.refusals.length >= LISTED) return;
    const column = first.field === 'treatmentId' ? 'treatmentCode' : first.field;
    this.refusals.push({ line, column, rule: first.rule, message: first.message });
  }

  report(): ProductImportReport {
    const refusals = this.refusals.toSorted((one, other) => one.line - other.line);
    return {
      read: this.read,
      ...this.numbers,
      lotsReceived: this.lotsReceived,
      dryRun: this.dryRun,
      refusals,
    };
  }
}
