import { Database, JsonText, refuseUnseenOwner, type Statement, type TextRow } from '@carenode/database';
import { invalidInput, isId, type RequestContext } from '@carenode/module-kit';
import { Timeline, type TimelineKind } from '@carenode/patient-data-contract';
import { Injectable } from '@nestjs/common';

import { TIMELINE_KINDS } from './timeline-kinds.js';
import type { TimelineQuery } from './timeline.dto.js';

const DEFAULT_LIMIT = 50;
const KIND = /^[a-z][a-z-]{0,58}[a-z]$/;
const TABLE = /^[a-z_]{1,60}$/;
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

type Place = readonly [at: string, kind: string, id: string];

/** Kinds in one order by time, newest first; of the same instant by kind and id. */
@Injectable()
export class TimelineService extends Timeline {
  private readonly kinds = new Map<string, TimelineKind>();

  constructor(private readonly db: Database) {
    super();
    this.add(...TIMELINE_KINDS);
  }

  override add(...kinds: readonly TimelineKind[]): void {
    for (const kind of kinds) {
      if (!KIND.test(kind.kind) || !TABLE.test(kind.table))
        throw new Error(`${kind.kind} of ${kind.table} is no kind of a timeline.`);
      if (this.kinds.has(kind.kind)) throw new Error(`The timeline has ${kind.kind} already.`);
      this.kinds.set(kind.kind, kind);
    }
  }

  /**
   * A page of what the caller may read. Of each kind no more rows are read than a page has. The patient's own is one
   * statement; of somebody else's record each kind is read, and noted, by itself.
   */
  async list(ctx: RequestContext, patientId: string, query: TimelineQuery): Promise<JsonText> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const kinds = this.chosen(query.kinds).filter(
      ({ readers }) =>
        !readers || (ctx.userType !== undefined && readers.some((type) => type === ctx.userType)),
    );
    const values = [patientId, limit + 1, query.from ?? null, query.to ?? null, ...(after ?? [])];
    const rows = await this.read(ctx, patientId, kinds, values, after !== undefined);
    if (rows.length === 0) await refuseUnseenOwner(this.db, ctx, patientId, 'patient_condition_events');
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    const next = last ? `"${writeCursor([last[1] ?? '', last[0] ?? '', last[2] ?? ''])}"` : 'null';
    return new JsonText(`{"items":[${items.map((row) => row[3]).join(',')}],"nextCursor":${next}}`);
  }

  private chosen(names: readonly string[] | undefined): TimelineKind[] {
    if (!names) return [...this.kinds.values()];
    return [...new Set(names)].map((name) => {
      const kind = this.kinds.get(name);
      if (kind) return kind;
      const message = `kinds are some of ${[...this.kinds.keys()].join(', ')}.`;
      throw invalidInput({ field: 'kinds', rule: 'choice', message });
    });
  }

  private async read(
    ctx: RequestContext,
    patientId: string,
    kinds: readonly TimelineKind[],
    values: readonly unknown[],
    isAfter: boolean,
  ): Promise<TextRow[]> {
    const access = this.db.as(ctx);
    if (kinds.length === 0) return [];
    if (ctx.userType === 'patient' && patientId === ctx.subject && ctx.actor.kind !== 'delegate')
      return access.queryText(timelineOf(kinds, isAfter), values);
    const found: TextRow[] = [];
    for (const kind of kinds) {
      const read = { table: kind.table, patient: patientId };
      found.push(...(await access.queryTextOf(read, timelineOf([kind], isAfter), values)));
    }
    return found.toSorted(compare).slice(0, Number(values[1]));
  }
}

const compare = (one: TextRow, other: TextRow) => {
  for (const column of [1, 0, 2]) {
    const [a, b] = [one[column] ?? '', other[column] ?? ''];
    if (a !== b) return a < b ? 1 : -1;
  }
  return 0;
};

/**
 * $1 patient, $2 rows, $3 from, $4 to, and of a page after another its place: $5 at, $6 kind, $7 id. Each kind is read by its
 * index in its own order, and no further than the page. Answers with kind, at, id and the item as JSON.
 */
export function timelineOf(kinds: readonly TimelineKind[], isAfter: boolean): Statement {
  const branches = kinds.map(({ kind, table, at, endAt, title, detail, where, each }) => {
    const end = endAt ? `to_char((${endAt}) at time zone 'UTC', ${INSTANT})` : 'null::text';
    const moment = `to_char((${at}) at time zone 'UTC', ${INSTANT})`;
    const conditions = [
      't.patient_id = $1',
      ...(each ? [`t.${each.column} = k.value`] : []),
      `${at} >= coalesce($3::timestamptz, '-infinity')`,
      `${at} < coalesce($4::timestamptz, 'infinity')`,
      ...(where ? [`(${where})`] : []),
      ...(isAfter
        ? [
            `${at} <= $5::timestamptz`,
            `(${at}, '${kind}'::text collate "C", t.id) < ($5::timestamptz, $6::text, $7::uuid)`,
          ]
        : []),
    ];
    const page = `where ${conditions.join(' and ')} order by ${at} desc, t.id desc limit $2`;
    const rows = each
      ? `(${each.values}) k (value) cross join lateral (
           select t.* from public.${table} t ${page}) t
         order by ${at} desc, t.id desc limit $2`
      : `public.${table} t ${page}`;
    return `(
      select '${kind}'::text collate "C" as kind, ${moment} as moment, t.id, jsonb_build_object('kind', '${kind}', 'at', ${moment},
             'endAt', ${end}, 'title', ${title}, 'detail', ${detail}, 'table', '${table}', 'id', t.id) as item, ${at} as at
        from ${rows})`;
  });
  return {
    name: '',
    text: `select r.kind, r.moment, r.id, r.item from (${branches.join(' union all ')}) r order by r.at desc, r.kind desc, r.id desc limit $2`,
  };
}

const writeCursor = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(cursor: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [at, kind, id] = Array.isArray(read) && read.length === 3 ? (read as unknown[]) : [];
    const isPlace = typeof at === 'string' && typeof kind === 'string' && KIND.test(kind) && isId(id);
    if (
      isPlace &&
      /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z$/.test(at) &&
      !Number.isNaN(Date.parse(at))
    )
      return [at, kind, id];
  } catch {
    // Answered below, like every other text that is no cursor.
  }
  const message = 'cursor is the nextCursor of a page before.';
  throw invalidInput({ field: 'cursor', rule: 'cursor', message });
}
