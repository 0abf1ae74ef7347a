import { AppError, Files, type RequestContext, type Transaction } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import type { Question } from './format/import-format.js';
import { checkedAnswers } from './import-answers.rules.js';
import { ImportLine, type ImportOfRun } from './import-line.js';
import type { ImportStatus } from './patient-import.entity.js';

type Work = (tx: Transaction, found: ImportOfRun) => Promise<void>;

const QUESTIONS = 'select questions from public.patient_data_imports where id = $1';
const ANSWERED = `
  update public.patient_data_imports
     set status = 'queued', questions = null, answers = coalesce(answers, '{}') || $3, job_id = $2
   where id = $1`;
const RETRIED = `
  update public.patient_data_imports set status = 'queued', job_id = $2, finished_at = null, problem = null
   where id = $1`;
const CANCELLED = `
  update public.patient_data_imports
     set status = 'cancelled', questions = null, file_key = null, finished_at = now()
   where id = $1`;
const UNDOING = `
  update public.patient_data_imports
     set status = 'undoing', becomes = $3, job_id = $2, questions = null, finished_at = null, rows_undone = 0,
         heartbeat_at = created_at
   where id = $1`;
const HAS_ROWS = 'select 1 from public.patient_data_import_batches where import_id = $1 limit 1';
const IS_TRACED = 'select counts is not null as traced from public.patient_data_imports where id = $1';
// Two files of one format may tell the same record; files of different ones do not.
const LATER = `
  select l.id from public.patient_data_imports l
    join public.patient_data_imports i on i.id = $2 and l.created_at > i.created_at and l.formats && i.formats
   where l.patient_id = $1 and l.id <> $2
     and (l.status in ('running', 'undoing', 'failed', 'interrupted')
          or l.status = 'done' and (l.counts['duplicate']::bigint > 0 or l.counts['updated']::bigint > 0))
   order by l.created_at desc, l.id desc limit 100`;

const CANCELLABLE: readonly ImportStatus[] = ['waiting', 'queued', 'running', 'failed', 'interrupted'];

/** What patients do with their imports after they sent the file: answer, cancel, try again, undo. */
@Injectable()
export class ImportSteps {
  constructor(
    private readonly line: ImportLine,
    private readonly files: Files,
  ) {}

  /** Takes answers for what was asked, and goes on. Throws `import_not_waiting`. */
  answer(ctx: RequestContext, patientId: string, id: string, given: object): Promise<void> {
    return this.step(ctx, patientId, id, async (tx, { status }) => {
      if (status !== 'waiting') throw patientDataErrors.import_not_waiting({ status });
      const [row] = await tx.query<{ questions: readonly Question[] }>(QUESTIONS, [id]);
      const answers = checkedAnswers(given, row?.questions ?? []);
      await tx.query(ANSWERED, [id, await this.line.enqueue(tx, 'import', id), JSON.stringify(answers)]);
    });
  }

  /** Begins again what failed, where it was cut off. Throws `import_not_retryable` and `import_file_gone`. */
  retry(ctx: RequestContext, patientId: string, id: string): Promise<void> {
    return this.step(ctx, patientId, id, async (tx, { status, fileKey }) => {
      if (status !== 'failed' && status !== 'interrupted')
        throw patientDataErrors.import_not_retryable({ status });
      if (fileKey === null) throw patientDataErrors.import_file_gone();
      await tx.query(RETRIED, [id, await this.line.enqueue(tx, 'import', id)]);
    });
  }

  /** Ends an import that is not over; what it stored is taken back in the background. Throws `import_over`. */
  async cancel(ctx: RequestContext, patientId: string, id: string): Promise<void> {
    let unused: string | null = null;
    await this.step(ctx, patientId, id, async (tx, found) => {
      if (!CANCELLABLE.includes(found.status)) throw patientDataErrors.import_over({ status: found.status });
      await this.line.stop(tx, found);
      if ((await tx.query(HAS_ROWS, [id])).length > 0) return this.takeBack(tx, id, 'cancelled');
      await tx.query(CANCELLED, [id]);
      await this.line.next(tx, found);
      unused = found.fileKey;
    });
    if (unused) await this.files.remove(unused).catch(() => undefined);
  }

  /** Takes back what an import stored, in the background. Throws `import_not_undoable` and `later_imports` with their ids. */
  undo(ctx: RequestContext, patientId: string, id: string): Promise<void> {
    return this.step(ctx, patientId, id, async (tx, found) => {
      const { status } = found;
      const [row] = await tx.query<{ traced: boolean }>(IS_TRACED, [id]);
      if (status === 'done' && !row?.traced) throw patientDataErrors.import_not_traced();
      const partly = status === 'failed' || status === 'interrupted';
      if (status !== 'done' && !(partly && (await tx.query(HAS_ROWS, [id])).length > 0))
        throw patientDataErrors.import_not_undoable({ status });
      const later = await tx.query<{ id: string }>(LATER, [patientId, id]);
      if (later.length > 0)
        throw patientDataErrors.later_imports({}, { extensions: { imports: later.map((one) => one.id) } });
      await this.line.stop(tx, found);
      await this.takeBack(tx, id, 'undone');
    });
  }

  private async takeBack(tx: Transaction, id: string, becomes: 'cancelled' | 'undone'): Promise<void> {
    await tx.query(UNDOING, [id, await this.line.enqueue(tx, 'import-undo', id), becomes]);
  }

  private step(ctx: RequestContext, patientId: string, id: string, work: Work): Promise<void> {
    return this.line.locked(ctx, patientId, id, async (tx, found) => {
      if (!found) throw new AppError('not_found', 'not_found', 'There is no such import.');
      await work(tx, found);
    });
  }
}
