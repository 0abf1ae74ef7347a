import { Database, refuseUnseenOwner, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { SeriesQuery } from './measurement.dto.js';
import type { SeriesPoint, SeriesView } from './measurement-series.view.js';

/** Most points of a chart; more than that is told in spans of time. */
export const MAX_POINTS = 5000;
/** Spans a long series is cut into: about the pixels a chart is wide. */
const SPANS = 1000;

const NUMERIC = `
  from public.measurements m
 where m.patient_id = $1 and m.variable_id = $2 and m.value is not null
   and m.start_at >= coalesce($3::timestamptz, '-infinity') and m.start_at < coalesce($4::timestamptz, 'infinity')`;

const EVERY = statement(
  'measurements:series',
  `select m.start_at as at, m.value, m.unit ${NUMERIC} order by m.start_at, m.id limit ${MAX_POINTS + 1}`,
);

const IN_SPANS = statement(
  'measurements:series-in-spans',
  `with extent as (
     select min(m.start_at) as first,
            ceil((extract(epoch from max(m.start_at) - min(m.start_at)) + 1)
              / greatest(1, least(${SPANS}, floor(${MAX_POINTS}::numeric / count(distinct coalesce(m.unit, '')))))) as seconds
     ${NUMERIC}
   )
   select date_bin(make_interval(secs => e.seconds), s.start_at, e.first) as at, s.unit, e.seconds::int as seconds,
          count(*)::int as count, avg(s.value) as value, min(s.value) as min, max(s.value) as max, sum(s.value) as sum
     from extent e, (select m.start_at, m.unit, m.value ${NUMERIC}) s
    group by 1, s.unit, e.seconds order by 1, s.unit nulls first limit ${MAX_POINTS}`,
);

interface Span {
  readonly at: Date;
  readonly unit: string | null;
  readonly seconds: number;
  readonly count: number;
  readonly value: string;
  readonly min: string;
  readonly max: string;
  readonly sum: string;
}

/** The numeric measurements of one variable over time, few enough to draw. */
@Injectable()
export class MeasurementSeries {
  constructor(private readonly db: Database) {}

  /** Throws `not_found` for a patient the caller may not see, `record_closed` for one whose record is closed to the caller. */
  async find(
    ctx: RequestContext,
    patientId: string,
    { variableId, from, to }: SeriesQuery,
  ): Promise<SeriesView> {
    const values = [patientId, variableId, from ?? null, to ?? null];
    const access = this.db.as(ctx);
    const read = { table: 'measurements', patient: patientId };
    const rows = await access.queryOf<{ at: Date; value: string; unit: string | null }>(read, EVERY, values);
    if (rows.length === 0) await refuseUnseenOwner(this.db, ctx, patientId, read.table);
    if (rows.length <= MAX_POINTS) {
      const points = rows.map((row) => ({
        at: row.at.toISOString(),
        value: Number(row.value),
        unit: row.unit,
      }));
      return { variableId, total: rows.length, spanSeconds: null, points };
    }
    const spans = await access.queryOf<Span>(read, IN_SPANS, values);
    return {
      variableId,
      total: spans.reduce((sum, span) => sum + span.count, 0),
      spanSeconds: spans[0]?.seconds ?? null,
      points: spans.map(pointOf),
    };
  }
}

function pointOf(span: Span): SeriesPoint {
  return {
    at: span.at.toISOString(),
    value: Number(span.value),
    unit: span.unit,
    count: span.count,
    min: Number(span.min),
    max: Number(span.max),
    sum: Number(span.sum),
  };
}
