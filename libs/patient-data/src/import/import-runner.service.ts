import { Database } from '@carenode/database';
import { AppError, Files, type RequestContext, type Transaction } from '@carenode/module-kit';
import type { ImportQuestion, ImportReport } from '@carenode/patient-data-contract';
import { DailyValues } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { BatchStore, type ImportOfBatch, MOST_REFUSED } from './batch-store.service.js';
import { ImportLine, type ImportOfRun } from './import-line.js';
import { type ImportProblem, isOfTheInstance, problemOf, problemOfRefusal } from './import-problem.rules.js';
import { ImportTelling, type Told } from './import-progress.js';
import { type BatchCounts, reportOf, sumOfBatches } from './import-report.rules.js';
import type { BatchRange, Recognised } from './reading/messages.js';
import { type ReadEnd, readUpload } from './reading/read-upload.js';

/** How the run of an import ended, when it did. */
export type RunEnd =
  | { readonly status: 'done'; readonly report: ImportReport }
  | { readonly status: 'waiting'; readonly questions: readonly ImportQuestion[] }
  /** `rows`: some of the file is stored, and must be taken back. */
  | { readonly status: 'refused'; readonly problem: ImportProblem; readonly rows: boolean };

export interface RunOptions {
  readonly path: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (told: Told) => void;
}

const NOTHING_RECOGNISED: Recognised = { formats: [], files: 0, ignored: [], ignoredCount: 0 };

const STORED = `
  select number, counts from public.patient_data_import_batches where import_id = $1 order by number`;
const KEPT_ANSWERS = `
  select answers from public.patient_data_import_sources where id = $1 and patient_id = $2`;
const RECOGNISED = `
  update public.patient_data_imports set format = $2, formats = $3 where id = $1 and status = 'running'`;
const DONE = `
  update public.patient_data_imports
     set status = 'done', counts = $3, report = $4, bytes_read = byte_count, records_read = $5, records_done = $6,
         questions = null, problem = null, file_key = null, finished_at = now()
   where id = $1 and status = 'running' and job_id is not distinct from $2
  returning 1`;
const NO_BATCHES = 'delete from public.patient_data_import_batches where import_id = $1';
const SYNCED = `
  update public.patient_data_import_sources set last_sync = now(), format = $3, answers = coalesce($4, answers)
   where id = $1 and patient_id = $2`;
const ASK = `
  update public.patient_data_imports set status = 'waiting', questions = $3, job_id = null
   where id = $1 and status = 'running' and job_id is not distinct from $2
  returning 1`;
const REFUSE = `
  update public.patient_data_imports
     set status = $3, becomes = $4, problem = $5, file_key = null, finished_at = $6
   where id = $1 and status = 'running' and job_id is not distinct from $2
  returning 1`;

/** Reads the file of an import that has begun, stores what is in it, and notes the end. */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly db: Database,
    private readonly batches: BatchStore,
    private readonly line: ImportLine,
    private readonly files: Files,
    private readonly daily: DailyValues,
  ) {}

  /**
   * Goes on where an earlier run was cut off. Rejects with what a later run may get over, with the reason of the signal,
   * and with `import_gone` when the import is not this run's any more; then the import is left as it is.
   */
  async run(ctx: RequestContext, begun: ImportOfRun, options: RunOptions): Promise<RunEnd> {
    const { path, signal, onProgress } = options;
    const of: ImportOfBatch = begun;
    const before = await this.storedSoFar(ctx, begun.id);
    const telling = new ImportTelling(this.db, ctx, begun.id, onProgress);
    telling.tell({ done: before.records });
    let recognised = NOTHING_RECOGNISED;
    let mayRefuse = MOST_REFUSED;
    try {
      const answers = { ...(await this.keptAnswers(ctx, begun)), ...begun.answers };
      const end = await readUpload(
        {
          path,
          name: begun.fileName ?? 'file',
          patientId: begun.patientId,
          answers,
          stored: before.ranges,
          ...(signal ? { signal } : {}),
        },
        {
          recognised: (told) => {
            recognised = told;
            void this.noteFormats(ctx, begun.id, told);
          },
          batch: async (batch) => {
            mayRefuse -= await this.batches.store(ctx, of, batch, mayRefuse, signal);
            telling.tell({ done: telling.now.done + batch.records.length });
          },
          progress: ({ bytes, records }) => telling.tell({ bytes, read: records }),
        },
      );
      signal?.throwIfAborted();
      await telling.over();
      return await this.end(ctx, begun, recognised, end);
    } catch (error) {
      await telling.over();
      signal?.throwIfAborted();
      if (isOfTheInstance(error) || (error instanceof AppError && error.code === 'try_again')) throw error;
      return this.refuse(ctx, begun, problemOf(error));
    }
  }

  private end(
    ctx: RequestContext,
    begun: ImportOfRun,
    recognised: Recognised,
    end: ReadEnd,
  ): Promise<RunEnd> {
    if (end.outcome === 'read') return this.finish(ctx, begun, recognised, end);
    if (end.outcome === 'questions') return this.ask(ctx, begun, end.questions);
    if (end.outcome === 'cancelled') throw patientDataErrors.import_cancelled();
    if (end.code === 'reader_failed')
      throw new Error(`The reader of the file failed: ${end.defect ?? 'no more is known'}.`);
    return this.refuse(ctx, begun, problemOfRefusal(end));
  }

  private async finish(
    ctx: RequestContext,
    begun: ImportOfRun,
    recognised: Recognised,
    end: Extract<ReadEnd, { outcome: 'read' }>,
  ): Promise<RunEnd> {
    const { id, jobId, patientId, sourceId, answers } = begun;
    const report = await this.line.locked(ctx, patientId, id, async (tx) => {
      const batches = await tx.query<{ counts: BatchCounts }>(STORED, [id]);
      const made = reportOf(recognised, end, sumOfBatches(batches.map(({ counts }) => counts)));
      const { total, kinds, rows } = made;
      const updated = Object.values(rows).reduce((sum, counts) => sum + counts.updated, 0);
      const counts = { ...total, updated, kinds };
      const values = [
        JSON.stringify(counts),
        JSON.stringify(made),
        total.read,
        total.stored + total.duplicate,
      ];
      await oneRow(tx, DONE, [id, jobId, ...values]);
      await tx.query(NO_BATCHES, [id]);
      const format = recognised.formats[0]?.id ?? null;
      if (sourceId) await tx.query(SYNCED, [sourceId, patientId, format, answers && JSON.stringify(answers)]);
      await this.line.next(tx, begun);
      return made;
    });
    await this.drop(begun);
    // The days of the patient that changed; when this cannot be asked for now, who reads them computes them.
    await this.daily.refresh(ctx, patientId).catch(() => undefined);
    return { status: 'done', report };
  }

  private async ask(
    ctx: RequestContext,
    begun: ImportOfRun,
    questions: readonly ImportQuestion[],
  ): Promise<RunEnd> {
    await this.line.locked(ctx, begun.patientId, begun.id, async (tx) => {
      await oneRow(tx, ASK, [begun.id, begun.jobId, JSON.stringify(questions)]);
      await this.line.next(tx, begun);
    });
    return { status: 'waiting', questions };
  }

  private async refuse(ctx: RequestContext, begun: ImportOfRun, problem: ImportProblem): Promise<RunEnd> {
    const { id, jobId, patientId } = begun;
    const rows = await this.line.locked(ctx, patientId, id, async (tx) => {
      const some = (await tx.query(`${STORED} limit 1`, [id])).length > 0;
      const [status, over] = some ? ['undoing', null] : ['refused', new Date()];
      await oneRow(tx, REFUSE, [id, jobId, status, some ? 'refused' : null, JSON.stringify(problem), over]);
      if (!some) await this.line.next(tx, begun);
      return some;
    });
    await this.drop(begun);
    return { status: 'refused', problem, rows };
  }

  private async storedSoFar(ctx: RequestContext, importId: string) {
    const stored = await this.db.as(ctx).query<{ number: number; counts: BatchCounts }>(STORED, [importId]);
    const ranges: [number, number][] = [];
    for (const { number } of stored) {
      const last = ranges.at(-1);
      if (last && last[1] === number - 1) last[1] = number;
      else ranges.push([number, number]);
    }
    const { kinds } = sumOfBatches(stored.map(({ counts }) => counts));
    const records = Object.values(kinds).reduce((sum, counts) => sum + counts[0] + counts[1] + counts[2], 0);
    return { ranges: ranges satisfies readonly BatchRange[], records };
  }

  private async keptAnswers(ctx: RequestContext, { sourceId, patientId }: ImportOfRun) {
    if (!sourceId) return {};
    const [kept] = await this.db
      .as(ctx)
      .query<{ answers: Readonly<Record<string, string>> | null }>(KEPT_ANSWERS, [sourceId, patientId]);
    return kept?.answers ?? {};
  }

  private async noteFormats(ctx: RequestContext, importId: string, { formats }: Recognised): Promise<void> {
    const ids = formats.map(({ id }) => id);
    await this.db
      .as(ctx)
      .execute(RECOGNISED, [importId, ids[0] ?? 'unknown', ids])
      .catch(() => undefined);
  }

  /** The file is needed no more. One that cannot be removed now is found by the housekeeping. */
  private async drop({ fileKey }: ImportOfRun): Promise<void> {
    if (fileKey) await this.files.remove(fileKey).catch(() => undefined);
  }
}

async function oneRow(tx: Transaction, sql: string, values: readonly unknown[]): Promise<void> {
  if ((await tx.query(sql, values)).length === 0) throw patientDataErrors.import_gone();
}
