import { Database, type JsonText, RowStore, RowView, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { requirePerson } from '../session/in-person.rules.js';
import type {
  BreakGlassInput,
  BreakGlassQuery,
  BreakGlassRestoration,
  BreakGlassReview,
} from './break-glass.dto.js';
import { BreakGlassGrant } from './break-glass-grant.entity.js';

export const breakGlassView = new RowView(BreakGlassGrant, {
  hide: ['updatedAt'],
  join: 'left join lateral carenode.break_glass_names(t.id) n on true',
  joined: {
    state: {
      sql: `case when t.ended_at is null and t.expires_at > now() then 'open'
                 when t.reviewed_at is not null then 'reviewed'
                 when t.review_due_at <= now() then 'overdue' else 'unreviewed' end`,
      type: 'text',
      about: 'open, then unreviewed, overdue (not reviewed within 72 hours) or reviewed',
    },
    patientName: {
      sql: `nullif(n.patient_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of the patient',
    },
    openerName: {
      sql: `nullif(n.opener_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of who opened the record',
    },
  },
});

const BREAK = statement('identity:break-glass', 'select carenode.break_glass($1, $2, $3) as id');
const END = statement('identity:end-break-glass', 'select carenode.end_break_glass($1)');
const REVIEW = statement('identity:review-break-glass', 'select carenode.review_break_glass($1, $2, $3)');
const LIFT = statement(
  'identity:lift-break-glass-suspension',
  'select carenode.lift_break_glass_suspension($1, $2)',
);
const LONGEST_MINUTES = 60;

/** Emergencies: one patient's record, for at most an hour. SQL functions decide; this asks them. */
@Injectable()
export class BreakGlass {
  private readonly rows: RowStore<BreakGlassGrant>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, breakGlassView, {
      noun: 'use of break-glass',
      order: 'grantedAt',
      filters: {
        open: '(t.ended_at is null and t.expires_at > now()) = ?::boolean',
        unreviewed: '(t.reviewed_at is null) = ?::boolean',
        overdue: '(t.reviewed_at is null and t.review_due_at <= now()) = ?::boolean',
        patientId: 't.patient_id = ?',
      },
    });
  }

  /** Opens one patient's record to the caller. Throws `break_glass_suspended`, `break_glass_open`, `not_found`. */
  async open(ctx: RequestContext, { patientId, reason, minutes }: BreakGlassInput): Promise<JsonText> {
    requirePerson(ctx);
    const values = [patientId, reason, minutes ?? LONGEST_MINUTES];
    const [opened] = await this.db.as(ctx).execute<{ id: string }>(BREAK, values);
    return this.rows.get(ctx, null, opened?.id ?? '');
  }

  list(ctx: RequestContext, { state, patientId, ...page }: BreakGlassQuery): Promise<JsonText> {
    return this.rows.list(ctx, null, page, { ...(state ? { [state]: true } : {}), patientId });
  }

  async end(ctx: RequestContext, id: string): Promise<JsonText> {
    requirePerson(ctx);
    await this.db.as(ctx).execute(END, [id]);
    return this.rows.get(ctx, null, id);
  }

  /** Throws `own_break_glass` for who opened the record. */
  async review(ctx: RequestContext, id: string, { verdict, note }: BreakGlassReview): Promise<JsonText> {
    requirePerson(ctx);
    await this.db.as(ctx).execute(REVIEW, [id, verdict, note ?? null]);
    return this.rows.get(ctx, null, id);
  }

  /** Gives the right back after an unjustified use. */
  async restore(ctx: RequestContext, { profileId, reason }: BreakGlassRestoration): Promise<void> {
    requirePerson(ctx);
    await this.db.as(ctx).execute(LIFT, [profileId, reason]);
  }
}
