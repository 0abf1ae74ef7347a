import { Database } from '@carenode/database';
import type { PageOf } from '@carenode/identity-contract';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { AccessLogQuery, AuditEventQuery } from './audit.dto.js';
import { pageOf, readEventCursor } from './audit-page.rules.js';
import { utcText } from './seal.rules.js';

interface AccessLogRow {
  readonly at: string;
  readonly seq: string;
  readonly subject: string | null;
  readonly userType: string | null;
  readonly name: string | null;
}

const DEFAULT_LIMIT = 50;

const WINDOW = `
       ($2::timestamptz is null or e.at >= $2) and ($3::timestamptz is null or e.at < $3)
   and ($4::timestamptz is null or (e.at, e.seq) < ($4, $5::bigint))`;

// What patients do themselves in person is no access to their record; what programs do in their name is.
const ACCESS_LOG = `
  with page as materialized (
    select e.at, e.seq, e.kind, e.table_name, e.row_count, e.changed, e.why, e.purpose, e.actor, e.subject, e.user_type
      from audit_events e
     where e.patient_id = $1 and ${WINDOW}
       and (e.subject is distinct from $1 or e.actor not like 'session:%')
     order by e.at desc, e.seq desc limit $6
  )
  select ${utcText('p.at')} as at, p.seq::text, p.kind, p.table_name as "table", p.row_count as "rowCount", p.changed, p.why,
         p.purpose, split_part(p.actor, ':', 1) as actor, p.subject, p.user_type as "userType", w.name
    from page p
    left join carenode.people_who_looked(array(select distinct subject from page where subject is not null)) w
      on w.id = p.subject
   order by p.at desc, p.seq desc`;

const FILTERS: Readonly<Record<string, string>> = {
  patientId: 'e.patient_id =',
  subject: 'e.subject =',
  table: 'e.table_name =',
  kind: 'e.kind =',
};

/** The audit trail as people see it: patients what happened with their data, admins who did what. */
@Injectable()
export class AuditReading {
  constructor(private readonly db: Database) {}

  /** Who read or changed something about the patient, newest first. Only they themselves, or who acts for them, see it. */
  async accessLog(ctx: RequestContext, patientId: string, query: AccessLogQuery): Promise<PageOf<object>> {
    if (patientId !== ctx.subject) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await this.db
      .as(ctx)
      .query<AccessLogRow>(ACCESS_LOG, [patientId, ...windowOf(query), limit + 1]);
    const { items, nextCursor } = pageOf(rows, limit);
    return {
      items: items.map(({ seq: _seq, subject, userType, name, ...entry }) => ({
        ...entry,
        who: subject && { id: subject, name, userType },
      })),
      nextCursor,
    };
  }

  /** Every event that matches, newest first. */
  async events(ctx: RequestContext, query: AuditEventQuery): Promise<PageOf<object>> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const values: unknown[] = [limit + 1, ...windowOf(query)];
    const conditions = Object.entries(FILTERS).flatMap(([name, condition]) => {
      const value = query[name as keyof AuditEventQuery];
      return value === undefined ? [] : [`${condition} $${values.push(value)}`];
    });
    const rows = await this.db.as(ctx).query<{ at: string; seq: string }>(
      `select ${utcText('e.at')} as at, e.seq::text, e.kind, e.table_name as "table", e.row_count as "rowCount", e.changed,
              e.why, e.purpose, e.row_id as "rowId", e.patient_id as "patientId", e.subject, e.user_type as "userType",
              e.actor, e.request_id as "requestId", c.old, c.new
         from audit_events e left join audit_changes c on c.at = e.at and c.seq = e.seq
        where ${[WINDOW, ...conditions].join(' and ')}
        order by e.at desc, e.seq desc limit $1`,
      values,
    );
    return pageOf(rows, limit);
  }
}

/** The values $2 to $5 of a window. */
function windowOf({ from, to, cursor }: AccessLogQuery): unknown[] {
  const [at, seq] = cursor === undefined ? [null, null] : readEventCursor(cursor);
  return [from ?? null, to ?? null, at, seq];
}
