import { Database } from '@carenode/database';
import {
  AppError,
  Files,
  isId,
  JobHandler,
  type JobProgress,
  type RequestContext,
  type RunningJob,
  subjectOf,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { ImportLine, type ImportOfRun, MOST_ATTEMPTS } from './import-line.js';
import { isPassing, problemOf } from './import-problem.rules.js';
import { ImportRunner } from './import-runner.service.js';
import { ImportUndo } from './import-undo.service.js';

type Result = Readonly<Record<string, unknown>>;

const AGAIN = `
  update public.patient_data_imports set status = 'queued'
   where id = $1 and status = 'running' and job_id = $2`;
const FAILED = `
  update public.patient_data_imports set status = 'failed', problem = $3, finished_at = now()
   where id = $1 and status = 'running' and job_id = $2`;

/** Does an import, or what is left of it. */
@Injectable()
export class ImportJob extends JobHandler {
  constructor(
    private readonly db: Database,
    private readonly line: ImportLine,
    private readonly files: Files,
    private readonly runner: ImportRunner,
    private readonly undo: ImportUndo,
  ) {
    super();
  }

  async run(ctx: RequestContext, job: RunningJob, progress: JobProgress): Promise<Result> {
    const id = importIdOf(job);
    const begun = await this.line.begin(
      ctx,
      { id, patientId: subjectOf(ctx) },
      { jobId: job.id, kind: 'import', from: ['queued', 'running', 'interrupted'] },
    );
    if (typeof begun === 'string') return { importId: id, waits: begun === 'busy' };
    try {
      const status = await this.work(ctx, begun, progress);
      return { importId: id, status };
    } catch (error) {
      if (progress.signal.aborted) {
        // Another host takes it up; one that was cancelled is not this job's any more, and stays as it is.
        await this.quietly(ctx, AGAIN, [id, job.id]);
        throw progress.signal.reason;
      }
      await this.noteFailure(ctx, job, id, error);
      throw error;
    }
  }

  private async work(
    ctx: RequestContext,
    begun: ImportOfRun,
    { report, signal }: JobProgress,
  ): Promise<string> {
    if (begun.fileKey === null) throw patientDataErrors.import_file_gone();
    const end = await this.files.withPath(begun.fileKey, (path) =>
      this.runner.run(ctx, begun, {
        path,
        signal,
        onProgress: ({ bytes, done }) => report(bytes, begun.byteCount, `${done} records`),
      }),
    );
    if (end.status === 'refused' && end.rows)
      await this.undo.undo(ctx, { ...begun, status: 'undoing', fileKey: null }, { signal });
    return end.status;
  }

  private async noteFailure(ctx: RequestContext, job: RunningJob, id: string, error: unknown): Promise<void> {
    if (isPassing(error) && job.attempt < MOST_ATTEMPTS) await this.quietly(ctx, AGAIN, [id, job.id]);
    else await this.quietly(ctx, FAILED, [id, job.id, JSON.stringify(problemOf(error))]);
  }

  /** What cannot be noted now is told by the heartbeat that is missing. */
  private async quietly(ctx: RequestContext, sql: string, values: readonly unknown[]): Promise<void> {
    await this.db
      .as(ctx)
      .execute(sql, values)
      .catch(() => undefined);
  }
}

export function importIdOf({ input: { importId } }: RunningJob): string {
  if (!isId(importId)) throw new AppError('invalid_job', 'invalid', 'The job names no import.');
  return importId;
}
