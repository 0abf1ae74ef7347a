import { stat } from 'node:fs/promises';

import { Database } from '@carenode/database';
import {
  type RecallImportProgress,
  type RecallImportReport,
  RecallImports,
  type RecallSummary,
} from '@carenode/ecommerce-contract';
import { newId, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { reportRecords, UnreadableFile } from './report-file.js';
import { readRecallReport, type RecallReport, RefusedRecord } from './recall-report.js';

/** Reports stored, compared and committed together: a lot is held with the report that may mean it. */
const BATCH = 200;
const LISTED = 100;

const STORE =
  'select recall_number as "recallNumber", outcome, possible from carenode.store_recalls($1, $2::jsonb)';

interface Stored {
  readonly recallNumber: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly possible: number;
}

/** Imports recall reports. */
@Injectable()
export class RecallImportsService extends RecallImports {
  constructor(private readonly db: Database) {
    super();
  }

  override async importFile(
    ctx: RequestContext,
    path: string,
    { signal, onProgress, source = 'fda' }: RecallImportProgress = {},
  ): Promise<RecallImportReport> {
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) throw ecommerceErrors.recall_file_not_readable();
    try {
      const total = await countReports(path, signal);
      const tally = new Tally();
      for await (const batch of batches(path, tally)) {
        signal?.throwIfAborted();
        tally.stored(await this.store(ctx, source, batch));
        onProgress?.(tally.read, total);
      }
      return tally.report();
    } catch (error) {
      if (error instanceof UnreadableFile)
        throw ecommerceErrors.recall_file_broken({ reason: error.message });
      throw error;
    }
  }

  override async list(ctx: RequestContext, limit: number): Promise<RecallSummary[]> {
    return this.db.as(ctx).query<RecallSummary>(
      `select r.recall_number as "recallNumber", r.classification, r.status, r.reported_on::text as "reportedOn",
              r.recalling_firm as "recallingFirm", left(r.product_description, 200) as "productDescription",
              count(m.id) filter (where m.status = 'possible')::integer as possible,
              count(m.id) filter (where m.status = 'confirmed')::integer as confirmed
         from public.recalls r left join public.recall_matches m on m.recall_id = r.id
        group by r.id order by count(m.id) filter (where m.status = 'possible') desc, r.imported_at desc, r.id desc limit $1`,
      [limit],
    );
  }

  private store(ctx: RequestContext, source: string, reports: readonly RecallReport[]): Promise<Stored[]> {
    return this.db.as(ctx).execute<Stored>(STORE, [source, JSON.stringify(reports.map(rowOf))]);
  }
}

/** Looks at the whole file before anything of it is stored. Throws when it is broken, or has no usable report. */
async function countReports(path: string, signal: AbortSignal | undefined): Promise<number> {
  let total = 0;
  let first: RefusedRecord | undefined;
  let usable = false;
  for await (const record of reportRecords(path)) {
    signal?.throwIfAborted();
    total += 1;
    if (usable) continue;
    const report = record instanceof RefusedRecord ? record : readRecallReport(record);
    if (!(report instanceof RefusedRecord)) usable = true;
    else first ??= report;
  }
  if (usable) return total;
  throw new UnreadableFile(
    first
      ? `It holds no recall report that can be read; the first ${first.reason}.`
      : 'It holds no recall report.',
  );
}

async function* batches(path: string, tally: Tally): AsyncGenerator<RecallReport[]> {
  const seen = new Set<string>();
  let batch: RecallReport[] = [];
  let number = 0;
  for await (const record of reportRecords(path)) {
    number += 1;
    const report = record instanceof RefusedRecord ? record : readRecallReport(record);
    if (report instanceof RefusedRecord) tally.refused(number, report.reason);
    else if (seen.has(report.recallNumber)) tally.refused(number, 'the file has this recall number before');
    else {
      seen.add(report.recallNumber);
      batch.push(report);
    }
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** As `carenode.store_recalls` reads it. */
function rowOf(report: RecallReport): object {
  return {
    id: newId(),
    recall_number: report.recallNumber,
    event_id: report.eventId,
    classification: report.classification,
    status: report.status,
    product_type: report.productType,
    product_description: report.productDescription,
    product_quantity: report.productQuantity,
    code_info: report.codeInfo,
    reason: report.reason,
    recalling_firm: report.recallingFirm,
    manufacturers: report.manufacturers,
    distribution: report.distribution,
    initiated_on: report.initiatedOn,
    classified_on: report.classifiedOn,
    reported_on: report.reportedOn,
    terminated_on: report.terminatedOn,
    ndcs: report.ndcs,
    gtins: report.gtins,
    brand_names: report.brandNames,
    generic_names: report.genericNames,
    coverage: report.coverage,
    lots: report.lots.map(({ key, toKey, code, expiry, confidence, found }) => ({
      lot_key: key,
      lot_key_to: toKey ?? null,
      lot_code: code.slice(0, 200),
      expires_on: expiry?.day ?? null,
      expires_in_month: expiry?.precision === 'month',
      confidence,
      found,
    })),
  };
}

class Tally {
  private readonly numbers = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  private readonly refusals: { number: number; reason: string }[] = [];
  private possible = 0;

  get read(): number {
    const { created, updated, unchanged, refused } = this.numbers;
    return created + updated + unchanged + refused;
  }

  stored(rows: readonly Stored[]): void {
    for (const { outcome, possible } of rows) {
      this.numbers[outcome] += 1;
      this.possible += possible;
    }
  }

  refused(number: number, reason: string): void {
    this.numbers.refused += 1;
    if (this.refusals.length < LISTED) this.refusals.push({ number, reason });
  }

  report(): RecallImportReport {
    return { read: this.read, ...this.numbers, possibleMatches: this.possible, refusals: this.refusals };
  }
}
