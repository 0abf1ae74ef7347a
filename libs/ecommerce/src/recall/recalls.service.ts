import { Readable } from 'node:stream';

import { Database, enqueueJob, JsonText, RowStore } from '@carenode/database';
import { AppError, Files, newId, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import type { AcknowledgementInput, RecallMatchesQuery, RecallsQuery } from './recall.dto.js';
import type { Recall } from './recall.entity.js';
import type { RecallMatch } from './recall-match.entity.js';
import type { RecallNotice } from './recall-notice.entity.js';
import { matchView, noticeView, recallView, wholeMatchView, wholeRecallView } from './recall.view.js';

/** Largest file that is sent; openFDA's whole feed of drugs has some 100 MB, and 10 MB packed. */
const MOST_BYTES = 512 * 1024 * 1024;
const FILES = 'recall-imports';
/** Files of jobs that ended without removing theirs. */
const ABANDONED_MS = 7 * 24 * 3_600_000;

const COMPLETION = `
  with told as (
    select n.*, l.lot_code as code from public.recall_notices n join public.lots l on l.id = n.lot_id where n.recall_id = $1
  )
  select json_build_object(
    'recallId', r.id, 'told', count(t.id), 'acknowledged', count(t.acknowledged_at),
    'percent', coalesce(round(100.0 * count(t.acknowledged_at) / nullif(count(t.id), 0), 1), 100),
    'responses', (select coalesce(json_object_agg(a.response, a.times), '{}')
                    from (select response, count(*) as times from told where response is not null group by 1) a),
    'lots', (select coalesce(json_agg(json_build_object('lotId', a.lot_id, 'lotCode', a.code, 'told', a.told, 'acknowledged', a.answered,
               'percent', round(100.0 * a.answered / a.told, 1)) order by a.code), '[]')
               from (select lot_id, code, count(*) as told, count(acknowledged_at) as answered from told group by 1, 2) a),
    'notices', (select coalesce(json_agg(json_build_object('noticeId', a.id, 'lotId', a.lot_id, 'patientId', a.patient_id,
                  'orderItemId', a.order_item_id, 'quantity', a.quantity, 'notifiedAt', a.notified_at,
                  'acknowledgedAt', a.acknowledged_at, 'response', a.response) order by a.acknowledged_at nulls first, a.id), '[]')
                  from (select * from told order by acknowledged_at nulls first, id limit 1000) a))::text as json
    from public.recalls r left join told t on true where r.id = $1 group by r.id`;

export type Decision = 'confirm' | 'reject' | 'reopen';

/** Recalls, the lots they may mean, and who was told. */
@Injectable()
export class Recalls {
  private readonly recalls: RowStore<Recall>;
  private readonly whole: RowStore<Recall>;
  private readonly matches: RowStore<RecallMatch>;
  private readonly wholeMatches: RowStore<RecallMatch>;
  private readonly notices: RowStore<RecallNotice>;

  constructor(
    private readonly db: Database,
    private readonly files: Files,
  ) {
    const recall = { noun: 'recall', order: 'importedAt' } as const;
    this.recalls = new RowStore(db, recallView, {
      ...recall,
      filters: {
        q: `strpos(lower(concat_ws(' ', t.recall_number, t.product_description, t.recalling_firm)), lower(?)) > 0`,
        classification: 't.classification = ?',
        status: 't.status = ?',
      },
    });
    this.whole = new RowStore(db, wholeRecallView, recall);
    const match = { noun: 'match', order: 'createdAt' } as const;
    this.matches = new RowStore(db, matchView, {
      ...match,
      filters: { status: 't.status = ?', recallId: 't.recall_id = ?', lotId: 't.lot_id = ?' },
    });
    this.wholeMatches = new RowStore(db, wholeMatchView, match);
    this.notices = new RowStore(db, noticeView, { noun: 'notice', owner: 'patientId', order: 'createdAt' });
  }

  list(ctx: RequestContext, { limit, cursor, ...filters }: RecallsQuery): Promise<JsonText> {
    return this.recalls.list(ctx, null, { limit, cursor }, filters);
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.whole.get(ctx, null, id);
  }

  listMatches(ctx: RequestContext, { limit, cursor, ...filters }: RecallMatchesQuery): Promise<JsonText> {
    return this.matches.list(ctx, null, { limit, cursor }, filters);
  }

  getMatch(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.wholeMatches.get(ctx, null, id);
  }

  async decide(ctx: RequestContext, id: string, decision: Decision, note: string): Promise<JsonText> {
    await this.db.as(ctx).execute('select carenode.decide_recall($1, $2, $3)', [id, decision, note]);
    return this.getMatch(ctx, id);
  }

  async completion(ctx: RequestContext, id: string): Promise<JsonText> {
    const [row] = await this.db.as(ctx).query<{ json: string }>(COMPLETION, [id]);
    if (!row) throw new AppError('not_found', 'not_found', 'There is no such recall.');
    return new JsonText(row.json);
  }

  listNotices(
    ctx: RequestContext,
    patientId: string,
    page: { readonly limit?: number; readonly cursor?: string },
  ): Promise<JsonText> {
    return this.notices.list(ctx, patientId, page);
  }

  async acknowledge(
    ctx: RequestContext,
    patientId: string,
    id: string,
    { response, note }: AcknowledgementInput,
  ): Promise<JsonText> {
    await this.notices.get(ctx, patientId, id);
    await this.db
      .as(ctx)
      .execute('select carenode.acknowledge_recall($1, $2, $3)', [id, response, note ?? null]);
    return this.notices.get(ctx, patientId, id);
  }

  /** Keeps the file and asks for the job that imports it; answers with the job's id. */
  async receive(ctx: RequestContext, body: unknown): Promise<string> {
    if (!(body instanceof Readable)) throw ecommerceErrors.recall_body_missing();
    await this.removeAbandoned();
    const id = newId();
    const fileKey = `${FILES}/${id}`;
    const { bytes } = await this.files.write(fileKey, body as AsyncIterable<Uint8Array>, MOST_BYTES);
    try {
      if (bytes === 0) throw ecommerceErrors.recall_body_missing();
      return await enqueueJob(this.db.as(ctx), {
        kind: 'recall-import',
        exclusive: true,
        input: { fileKey },
      });
    } catch (error) {
      await this.files.remove(fileKey).catch(() => undefined);
      throw error;
    }
  }

  private async removeAbandoned(): Promise<void> {
    for (const { key, modifiedAt } of await this.files.list(FILES))
      if (modifiedAt.getTime() < Date.now() - ABANDONED_MS) await this.files.remove(key);
  }
}
