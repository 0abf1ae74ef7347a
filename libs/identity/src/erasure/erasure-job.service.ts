import { setTimeout as wait } from 'node:timers/promises';

import { Database } from '@carenode/database';
import {
  AppError,
  JobHandler,
  type JobProgress,
  type RequestContext,
  type RunningJob,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

/** A statement that was on its way when the person was erased has come through, or was refused, by then. */
const STRAGGLERS_MS = 2000;

/** Erases a patient when the time has come. */
@Injectable()
export class ErasureJob extends JobHandler {
  constructor(private readonly db: Database) {
    super();
  }

  async run(ctx: RequestContext, { id }: RunningJob, progress: JobProgress): Promise<null> {
    const [request] = await this.db
      .as(ctx)
      .query<{ patient_id: string }>('select patient_id from erasure_requests where job_id = $1', [id]);
    if (!request) throw new AppError('not_found', 'not_found', 'There is no such request for erasure.');
    await this.erase(ctx, request.patient_id);
    // Who was writing about this person at that moment waited for the erasure, and wrote after it. Once more, then.
    await wait(STRAGGLERS_MS, undefined, { signal: progress.signal });
    await this.erase(ctx, request.patient_id);
    return null;
  }

  private async erase(ctx: RequestContext, patientId: string): Promise<void> {
    await this.db.as(ctx).transaction(async (tx) => {
      // A long record takes longer than what a request may take.
      await tx.query(`select set_config('statement_timeout', '30min', true)`);
      await tx.query('select carenode.erase_person($1)', [patientId]);
    });
  }
}
