import { Readable } from 'node:stream';

import { type CreatedRow, Database, enqueueJob, type JsonText, RowStore, RowView } from '@carenode/database';
import { AppError, newId, type RequestContext } from '@carenode/module-kit';
import type { PageQuery } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { identityErrors } from '../identity.errors.js';
import { DataExport } from './data-export.entity.js';

// The file is complete a moment before its job is over, and the job may be begun again until then: it is ready, and the
// next export may be asked for, once the job is done.
const STATUS = `(select case when t.expires_at <= now() then 'expired'
    when t.ready_at is not null and coalesce(j.status, 'done') = 'done' then 'ready' else coalesce(j.status, 'failed') end
  from (select) one left join public.jobs j on j.id = t.job_id)`;

export const dataExportView = new RowView(DataExport, {
  hide: ['idempotencyKey', 'idempotencyFingerprint', 'partCount'],
  joined: {
    status: {
      sql: STATUS,
      type: 'text',
      about: 'queued, running, ready, failed, cancelled, or expired: then the file is gone',
    },
  },
});

/** A file as it is downloaded. */
export interface Download {
  readonly stream: Readable;
  readonly byteCount: number;
  /** SHA-256, in hexadecimal. */
  readonly sha256: string;
  /** The day it was made, `YYYY-MM-DD`. */
  readonly day: string;
}

/** The exports of patients: asked for, followed, downloaded. */
@Injectable()
export class DataExports {
  private readonly rows: RowStore<DataExport>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, dataExportView, {
      noun: 'export',
      owner: 'patientId',
      order: 'createdAt',
      idempotent: true,
    });
  }

  list(ctx: RequestContext, patientId: string, page: PageQuery): Promise<JsonText> {
    return this.rows.list(ctx, patientId, page);
  }

  get(ctx: RequestContext, patientId: string, id: string): Promise<JsonText> {
    return this.rows.get(ctx, patientId, id);
  }

  /**
   * Asks for an export of everything about the patient, made in the background. Throws `export_under_way` while one is not
   * over, unless the Idempotency-Key says that it is the same request.
   */
  async create(
    ctx: RequestContext,
    patientId: string,
    idempotencyKey: string | undefined,
  ): Promise<CreatedRow> {
    requirePatientOf(ctx, patientId);
    const jobId = newId();
    try {
      const made = await this.db.as(ctx).transaction(async (tx) => {
        const row = await this.rows.createWithin(tx, patientId, { jobId }, idempotencyKey, {});
        if (row.created)
          await enqueueJob(tx, { id: jobId, kind: 'export', exclusive: true, input: { exportId: row.id } });
        return row;
      });
      // The row was read before its job was there.
      return { ...made, json: await this.get(ctx, patientId, made.id) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'job_under_way')
        throw identityErrors.export_under_way();
      throw error;
    }
  }

  /** The file. Throws `export_not_ready` before it is complete, and `export_expired` when it is gone. */
  async download(ctx: RequestContext, patientId: string, id: string): Promise<Download> {
    const made = JSON.parse((await this.get(ctx, patientId, id)).text) as {
      status: string;
      byteCount: number | null;
      sha256: string | null;
      readyAt: string | null;
    };
    if (made.status === 'expired') throw identityErrors.export_expired();
    const { byteCount, sha256, readyAt } = made;
    if (made.status !== 'ready' || byteCount === null || sha256 === null || readyAt === null)
      throw identityErrors.export_not_ready({ status: made.status });
    return {
      stream: Readable.from(this.parts(ctx, id, byteCount)),
      byteCount,
      sha256,
      day: readyAt.slice(0, 10),
    };
  }

  /** Part by part, under the caller's rights as they are when each is read. */
  private async *parts(ctx: RequestContext, id: string, byteCount: number): AsyncGenerator<Buffer> {
    let left = byteCount;
    for (let number = 1; left > 0; number++) {
      const [part] = await this.db.as(ctx).query<{
        bytes: Buffer;
      }>('select bytes from data_export_parts where export_id = $1 and number = $2', [id, number]);
      // The answer has begun: what is missing shows as a connection that breaks before Content-Length.
      if (!part) throw identityErrors.export_expired();
      left -= part.bytes.length;
      yield part.bytes;
    }
  }
}

/** Exports are for the patient, or who acts for them, in person. */
export function requirePatientOf(ctx: RequestContext, patientId: string): void {
  if (ctx.subject !== patientId) throw new AppError('not_found', 'not_found', 'There is no such patient.');
  if (!['session', 'cli', 'delegate'].includes(ctx.actor.kind)) throw identityErrors.session_needed();
}
