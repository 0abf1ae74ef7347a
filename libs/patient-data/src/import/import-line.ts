import { Database, enqueueJob } from '@carenode/database';
import type { RequestContext, Transaction } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { ImportStatus } from './patient-import.entity.js';

/** An import as its run knows it. */
export interface ImportOfRun {
  readonly id: string;
  readonly patientId: string;
  readonly sourceId: string | null;
  readonly fileName: string | null;
  readonly fileKey: string | null;
  readonly byteCount: number;
  readonly status: ImportStatus;
  readonly answers: Readonly<Record<string, string>> | null;
  readonly jobId: string | null;
}

export type ImportJobKind = 'import' | 'import-undo';

/** How often a host begins an import at most. */
export const MOST_ATTEMPTS = 8;
/** A host at work says so every 5 seconds; one that was silent for so long is gone. */
export const SILENT_SECONDS = 30;
/** The one before says when it is over; this is for when it cannot. */
const LOOK_AGAIN_MS = 10_000;

const LOCK_PATIENT = `select pg_advisory_xact_lock(hashtextextended('patient-data import ' || $1::text, 0))`;
const LOCK_ROWS = `select pg_advisory_xact_lock(hashtextextended('patient-data import rows ' || $1::text, 0))`;
const SHARE_ROWS = `select pg_advisory_xact_lock_shared(hashtextextended('patient-data import rows ' || $1::text, 0))`;
const IS_MINE = `
  select 1 from public.patient_data_imports
   where id = $1 and status = 'running' and job_id is not distinct from $2`;
const IMPORT = `
  select id, patient_id as "patientId", source_id as "sourceId", file_name as "fileName", file_key as "fileKey",
         byte_count::float8 as "byteCount", status, answers, job_id as "jobId"
    from public.patient_data_imports where id = $1`;
const OTHER_AT_WORK = `
  select 1 from public.patient_data_imports
   where patient_id = $1 and id <> $2 and status in ('running', 'undoing')
     and heartbeat_at > now() - make_interval(secs => $3) limit 1`;
const BEGIN = `
  update public.patient_data_imports
     set status = $2, heartbeat_at = now(), finished_at = null, problem = null
   where id = $1`;
const WAIT = `
  update public.patient_data_imports
     set job_id = $2, status = case status when 'undoing' then 'undoing' else 'queued' end, finished_at = null
   where id = $1`;
const NEXT = `
  select i.id, i.status, i.job_id as "jobId" from public.patient_data_imports i join public.jobs j on j.id = i.job_id
   where i.patient_id = $1 and i.id <> $2 and i.status in ('queued', 'undoing')
     and j.status = 'queued' and j.run_at > now()
   order by i.created_at, i.id limit 1`;
const CANCEL_JOB = `
  update public.jobs set status = 'cancelled' where id = $1 and status in ('queued', 'running') returning 1`;

/**
 * Keeps the rows of an import where they are until the transaction ends: who cancels it waits. False when the import does
 * not run any more, or not as this job.
 */
export async function keepRowsOf(
  tx: Transaction,
  { id, jobId }: { readonly id: string; readonly jobId: string | null },
): Promise<boolean> {
  await tx.query(SHARE_ROWS, [id]);
  return (await tx.query(IS_MINE, [id, jobId])).length > 0;
}

/** Imports and undoings of one patient are done one after the other, whatever hosts and commands do them. */
@Injectable()
export class ImportLine {
  constructor(private readonly db: Database) {}

  /** Runs `work` while nobody else changes what state the patient's imports are in; answers with the import. */
  async locked<T>(
    ctx: RequestContext,
    patientId: string,
    importId: string,
    work: (tx: Transaction, found: ImportOfRun | undefined) => Promise<T>,
  ): Promise<T> {
    return this.db.as(ctx).transaction(async (tx) => {
      await tx.query(LOCK_PATIENT, [patientId]);
      const [found] = await tx.query<ImportOfRun>(IMPORT, [importId]);
      return work(tx, found?.patientId === patientId ? found : undefined);
    });
  }

  /** The import, whatever state it is in. */
  async find(ctx: RequestContext, importId: string): Promise<ImportOfRun | undefined> {
    const [found] = await this.db.as(ctx).query<ImportOfRun>(IMPORT, [importId]);
    return found;
  }

  /**
   * Begins, or goes on with, an import in one of these states as this job (null: a command). `busy` while another one of
   * the patient is under way: then a job of the same kind comes later. `gone` when it is not this job's to do.
   */
  begin(
    ctx: RequestContext,
    { id, patientId }: Pick<ImportOfRun, 'id' | 'patientId'>,
    as: {
      readonly jobId: string | null;
      readonly kind: ImportJobKind;
      readonly from: readonly ImportStatus[];
    },
  ): Promise<ImportOfRun | 'busy' | 'gone'> {
    const { jobId, kind, from } = as;
    return this.locked(ctx, patientId, id, async (tx, found) => {
      if (!found || found.jobId !== jobId || !from.includes(found.status)) return 'gone';
      const others = await tx.query(OTHER_AT_WORK, [patientId, id, SILENT_SECONDS]);
      const status = kind === 'import' ? 'running' : 'undoing';
      if (others.length === 0) {
        await tx.query(BEGIN, [id, status]);
        return { ...found, status };
      }
      if (jobId !== null) await tx.query(WAIT, [id, await this.enqueue(tx, kind, id, LOOK_AGAIN_MS)]);
      return 'busy';
    });
  }

  /** Asks for the job that does, or undoes, an import; its id is to be noted with the import. */
  enqueue(tx: Transaction, kind: ImportJobKind, importId: string, inMs = 0): Promise<string> {
    const runAt = inMs > 0 ? { runAt: new Date(Date.now() + inMs) } : {};
    return enqueueJob(tx, { kind, input: { importId }, maxAttempts: MOST_ATTEMPTS, ...runAt });
  }

  /** Waits until no batch of the import is on its way, and ends its job if it has one that is not over. */
  async stop(tx: Transaction, { id, jobId }: Pick<ImportOfRun, 'id' | 'jobId'>): Promise<void> {
    await tx.query(LOCK_ROWS, [id]);
    if (jobId !== null) await tx.query(CANCEL_JOB, [jobId]);
  }

  /** Lets the patient's next import begin, where one waits in line; called with the lock, when this one is over. */
  async next(tx: Transaction, { id, patientId }: Pick<ImportOfRun, 'id' | 'patientId'>): Promise<void> {
    const [next] = await tx.query<{ id: string; status: ImportStatus; jobId: string }>(NEXT, [patientId, id]);
    if (!next || (await tx.query(CANCEL_JOB, [next.jobId])).length === 0) return;
    const kind = next.status === 'undoing' ? 'import-undo' : 'import';
    await tx.query(WAIT, [next.id, await this.enqueue(tx, kind, next.id)]);
  }
}
