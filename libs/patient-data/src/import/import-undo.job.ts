import { Database } from '@carenode/database';
import {
  JobHandler,
  type JobProgress,
  type RequestContext,
  type RunningJob,
  subjectOf,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ImportLine, MOST_ATTEMPTS } from './import-line.js';
import { isPassing, problemOf } from './import-problem.rules.js';
import { ImportUndo } from './import-undo.service.js';
import { importIdOf } from './import.job.js';

const FAILED = `
  update public.patient_data_imports set status = 'failed', problem = $3, finished_at = now()
   where id = $1 and status = 'undoing' and job_id = $2`;

/** Takes back what an import stored, or what is left of it. */
@Injectable()
export class ImportUndoJob extends JobHandler {
  constructor(
    private readonly db: Database,
    private readonly line: ImportLine,
    private readonly undo: ImportUndo,
  ) {
    super();
  }

  async run(
    ctx: RequestContext,
    job: RunningJob,
    { report, signal }: JobProgress,
  ): Promise<Readonly<Record<string, unknown>>> {
    const id = importIdOf(job);
    const begun = await this.line.begin(
      ctx,
      { id, patientId: subjectOf(ctx) },
      { jobId: job.id, kind: 'import-undo', from: ['undoing', 'interrupted'] },
    );
    if (typeof begun === 'string') return { importId: id, waits: begun === 'busy' };
    try {
      const rows = await this.undo.undo(ctx, begun, { signal, onProgress: (done) => report(done) });
      return { importId: id, rows };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!isPassing(error) || job.attempt >= MOST_ATTEMPTS) {
        const values = [id, job.id, JSON.stringify(problemOf(error))];
        await this.db
          .as(ctx)
          .execute(FAILED, values)
          .catch(() => undefined);
      }
      throw error;
    }
  }
}
