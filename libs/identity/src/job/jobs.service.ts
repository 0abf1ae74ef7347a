import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { type RequestContext, subjectOf } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { identityErrors } from '../identity.errors.js';
import type { JobsQuery } from './job.dto.js';
import { Job } from './job.entity.js';

export const jobView = new RowView(Job, {
  hide: ['subject', 'userType', 'scopes', 'actor', 'purpose', 'exclusive', 'leaseUntil', 'worker'],
});

/** Background work that the caller asked for. */
@Injectable()
export class Jobs {
  private readonly rows: RowStore<Job>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, jobView, {
      noun: 'job',
      owner: 'subject',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
    });
  }

  list(ctx: RequestContext, { status, ...page }: JobsQuery): Promise<JsonText> {
    return this.rows.list(ctx, subjectOf(ctx), page, { status });
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.rows.get(ctx, subjectOf(ctx), id);
  }

  /** The host that runs it, if one does, hears of it at once. Cancelling a cancelled job again changes nothing. */
  async cancel(ctx: RequestContext, id: string): Promise<JsonText> {
    const cancelled = await this.db.as(ctx).execute(
      `update jobs set status = 'cancelled'
          where id = $1 and subject = $2 and status in ('queued', 'running') returning id`,
      [id, subjectOf(ctx)],
    );
    const job = await this.get(ctx, id);
    const { status } = JSON.parse(job.text) as { status: string };
    if (cancelled.length === 0 && status !== 'cancelled') throw identityErrors.job_over({ status });
    return job;
  }
}
