import { setTimeout as pause } from 'node:timers/promises';

import { Database, sqlState } from '@carenode/database';
import { type IncomingDemographics, PatientProfiles } from '@carenode/identity-contract';
import { AppError, Files, type RequestContext, type Transaction } from '@carenode/module-kit';
import { DailyValues, HealthRecords } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { ImportLine, type ImportOfRun } from './import-line.js';
import { ImportTelling } from './import-progress.js';

/** Rows of one transaction: short enough that others are not kept waiting. */
const SLICE = 20_000;
const TRIES_AGAINST_OTHERS = 20;

const IS_UNDOING = `
  select 1 from public.patient_data_imports
   where id = $1 and status = 'undoing' and job_id is not distinct from $2 for no key update`;
// Rows of the logs have a history, as records have: what somebody corrected since stays.
const TAKE_BACK_LOG = 'select t.deleted + t.restored as count from carenode.take_back($1, $2, $3) t';
const RESTORE_GOALS = `
  update public.patient_health_goals g
     set title = b.title, description = b.description, target_value = b.target_value, unit = b.unit,
         start_date = b.start_date, target_date = b.target_date, status = b.status,
         achievement_status = b.achievement_status, source_fingerprint = b.source_fingerprint, import_id = b.import_id
    from public.patient_data_import_changes c,
         jsonb_to_record(c.before) as b (title text, description text, target_value numeric, unit text,
           start_date timestamptz, target_date timestamptz, status text, achievement_status text, source_fingerprint text,
           import_id uuid)
   where c.import_id = $2 and c.what = 'goal' and g.id = c.row_id and g.patient_id = $1 and g.import_id = $2
  returning 1`;
const REMOVE_GOALS = `
  delete from public.patient_health_goals where patient_id = $1 and import_id = $2 returning 1`;
const FILLED = `
  select before from public.patient_data_import_changes where import_id = $1 and what = 'profile'`;
const REMOVE_VARIABLES = `
  delete from public.variables v
   where v.patient_id = $1
     and v.id in (select row_id from public.patient_data_import_changes where import_id = $2 and what = 'variable')
     and not exists (select from public.measurements m where m.patient_id = $1 and m.variable_id = v.id)`;
const FORGET = ['batches', 'changes', 'problems'].map(
  (what) => `delete from public.patient_data_import_${what} where import_id = $1`,
);
/**
 * With the rows themselves, so that a run that goes on after another one adds to what that one took back. Who tells how far
 * it is waits for the slice; so the slice says itself that it is at work.
 */
const COUNT = `
  update public.patient_data_imports set rows_undone = rows_undone + $2, heartbeat_at = clock_timestamp() where id = $1
  returning rows_undone as count`;
const OVER = `
  update public.patient_data_imports
     set status = becomes, becomes = null, finished_at = now(), file_key = null, questions = null,
         undone_at = case becomes when 'undone' then now() end, rows_undone = rows_undone + $3
   where id = $1 and status = 'undoing' and job_id is not distinct from $2
  returning rows_undone as count`;

/** Takes the rows of an import back: those that it added go, those that it changed are what they were before. */
@Injectable()
export class ImportUndo {
  constructor(
    private readonly db: Database,
    private readonly records: HealthRecords,
    private readonly profiles: PatientProfiles,
    private readonly line: ImportLine,
    private readonly files: Files,
    private readonly daily: DailyValues,
  ) {}

  /** Goes on where it was cut off. Rejects with the signal's reason, and with `import_gone` when somebody else does it. */
  async undo(
    ctx: RequestContext,
    begun: ImportOfRun,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (rows: number) => void } = {},
  ): Promise<number> {
    const { id, patientId, jobId } = begun;
    const { signal, onProgress } = options;
    const telling = new ImportTelling(this.db, ctx, id, ({ undone }) => onProgress?.(undone));
    const slice = async (work: (tx: Transaction) => Promise<number>) => {
      for (;;) {
        signal?.throwIfAborted();
        const undone = await this.inTurn(ctx, begun, work);
        if (undone === null) return;
        telling.tell({ undone });
      }
    };
    try {
      await slice(async (tx) => {
        const { deleted, restored } = await this.records.takeBack(tx, patientId, id, SLICE);
        return deleted + restored;
      });
      for (const table of ['patient_food_log', 'patient_activity_log']) {
        await slice(async (tx) => {
          const [gone] = await tx.query<{ count: number }>(TAKE_BACK_LOG, [table, id, SLICE]);
          return gone?.count ?? 0;
        });
      }
    } finally {
      await telling.over();
    }
    const rows = await this.line.locked(ctx, patientId, id, async (tx) => {
      const last = await this.takeBackRest(tx, begun);
      const [over] = await tx.query<{ count: number }>(OVER, [id, jobId, last]);
      if (!over) throw patientDataErrors.import_gone();
      for (const sql of FORGET) await tx.query(sql, [id]);
      await this.line.next(tx, begun);
      return over.count;
    });
    if (begun.fileKey) await this.files.remove(begun.fileKey).catch(() => undefined);
    await this.daily.refresh(ctx, patientId).catch(() => undefined);
    return rows;
  }

  /** What is little: goals, the profile, variables that nothing uses any more. */
  private async takeBackRest(tx: Transaction, { id, patientId }: ImportOfRun): Promise<number> {
    const restored = await tx.query(RESTORE_GOALS, [patientId, id]);
    const removed = await tx.query(REMOVE_GOALS, [patientId, id]);
    const [filled] = await tx.query<{ before: IncomingDemographics }>(FILLED, [id]);
    const changed = filled ? await this.profiles.takeBack(tx, patientId, filled.before) : false;
    await this.removeVariables(tx, patientId, id);
    return restored.length + removed.length + (changed ? 1 : 0);
  }

  /** Something else of the patient may have come to use one of them: then all of them stay. */
  private async removeVariables(tx: Transaction, patientId: string, importId: string): Promise<void> {
    await tx.query('savepoint variables');
    try {
      await tx.query(REMOVE_VARIABLES, [patientId, importId]);
    } catch (error) {
      if (sqlState(error) !== '23503') throw error;
      await tx.query('rollback to savepoint variables');
    }
  }

  /** Answers how many rows of the import are taken back by now; null when there were no more of these. */
  private async inTurn(
    ctx: RequestContext,
    { id, jobId }: ImportOfRun,
    work: (tx: Transaction) => Promise<number>,
  ): Promise<number | null> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.db.as(ctx).transaction(async (tx) => {
          if ((await tx.query(IS_UNDOING, [id, jobId])).length === 0) throw patientDataErrors.import_gone();
          const rows = await work(tx);
          if (rows === 0) return null;
          const [sum] = await tx.query<{ count: number }>(COUNT, [id, rows]);
          return sum?.count ?? rows;
        });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'try_again' || tries >= TRIES_AGAINST_OTHERS)
          throw error;
        await pause(Math.random() * 50 * tries);
      }
    }
  }
}
