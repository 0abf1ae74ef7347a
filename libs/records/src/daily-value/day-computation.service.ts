import { Database, type Transaction } from '@carenode/database';
import { inTheNameOf, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { SourceOrders } from '../source-order/source-orders.service.js';
import { PatientTimeZones } from '../time-zone/patient-time-zones.service.js';
import { dayAfter } from '../time-zone/patient-clock.rules.js';
import type { DayResult } from './day-result.js';
import { mergeSamples } from './merge-samples.rules.js';
import { mergeSums } from './merge-sums.rules.js';
import { FIND_ALL_STALE, FIND_STALE, TAKE_STALE, TAKE_TURN } from './stale-days.sql.js';
import { type MeasuredRow, toldRows, TOLD_ROWS, unitOfRows, windowOf } from './told-rows.sql.js';

/** Rows merged at once: some ten milliseconds of work. */
const ROWS_MOST = 5_000;
const SPAN_FIRST = 92;
const SPAN_MOST = 3700;
const FIRST_DAY = '1899-12-01';
const LAST_DAY = '2201-01-31';

const VARIABLE = `select kind, unit_code, code, code_system from public.variables where id = $1`;

const EXTENT = `
  select ((min(f.start_at) at time zone 'UTC')::date - 1)::text as first, ((max(f.start_at) at time zone 'UTC')::date + 3)::text as last
    from ((select m.start_at from public.measurements m where m.patient_id = $1 and m.variable_id = $2
            order by m.start_at, m.id limit 1)
          union all
          (select m.start_at from public.measurements m where m.patient_id = $1 and m.variable_id = $2
            order by m.start_at desc, m.id desc limit 1)) f`;

const FORGET = `
  delete from public.daily_values where patient_id = $1 and variable_id = $2 and day between $3::date and $4::date`;

const KEEP = `
  insert into public.daily_values (patient_id, variable_id, day, value, min_value, max_value, median, count, left_out, unit, sources, ends_at)
  select $1, $2, d.day, d.value, d.min, d.max, d.median, d.count, d."leftOut", $3, d.sources, to_timestamp(d."endsAt" / 1000)
    from jsonb_to_recordset($4::jsonb) as d (
      day date, value numeric, min numeric, max numeric, median numeric, count integer, "leftOut" integer, sources jsonb, "endsAt" float8)`;

export interface VariableRow {
  readonly kind: string;
  readonly unit_code: string | null;
  readonly code: string | null;
  readonly code_system: string | null;
}

/** Stale days of one variable: from `first` up to and including `last`. */
export interface StaleDays {
  readonly variable_id: string;
  readonly first: string;
  readonly last: string;
}

/** Computes daily values, with the patient's own rights, in small transactions. */
@Injectable()
export class DayComputation {
  constructor(
    private readonly db: Database,
    private readonly orders: SourceOrders,
    private readonly zones: PatientTimeZones,
  ) {}

  /** Work that the instance does for a patient: their own rights, in whose name everything about their record is computed. */
  inTheNameOf(ctx: RequestContext, patientId: string): RequestContext {
    return inTheNameOf(patientId, ctx, { kind: 'system', id: 'compute daily values' });
  }

  /** Which of the days asked for are stale, by variable. */
  stale(own: RequestContext, variableIds: readonly string[], from: string, to: string): Promise<StaleDays[]> {
    return this.db.as(own).query<StaleDays>(FIND_STALE, [own.subject, variableIds, from, to]);
  }

  /** Every stale day of the patient, by variable. */
  allStale(own: RequestContext): Promise<StaleDays[]> {
    return this.db.as(own).query<StaleDays>(FIND_ALL_STALE, [own.subject]);
  }

  /** Computes stale days. Answers false when `goOn` says to stop before the end: what was computed stays. */
  async compute(
    own: RequestContext,
    { variable_id, first, last }: StaleDays,
    goOn: () => boolean = () => true,
  ): Promise<boolean> {
    const access = this.db.as(own);
    const [extent] = await access.query<{ first: string | null; last: string | null }>(EXTENT, [
      own.subject,
      variable_id,
    ]);
    const [begin, end] = [extent?.first ?? null, extent?.last ?? null];
    // Days on which nothing was measured need no looking at.
    const pieces: (readonly [string, string])[] =
      begin === null || end === null
        ? [[first, last]]
        : [
            [first, earlier(last, dayAfter(begin, -1))],
            [later(first, begin), earlier(last, end)],
            [later(first, dayAfter(end)), last],
          ];
    for (const [from, to] of pieces) {
      if (from > to) continue;
      const empty = begin === null || end === null || to < begin || from > end;
      if (!(await this.computePiece(own, variable_id, from, to, empty, goOn))) return false;
    }
    return true;
  }

  private async computePiece(
    own: RequestContext,
    variableId: string,
    first: string,
    last: string,
    empty: boolean,
    goOn: () => boolean,
  ): Promise<boolean> {
    let span = SPAN_FIRST;
    for (let from = first; from <= last;) {
      if (!goOn()) return false;
      const to = empty ? last : earlier(last, dayAfter(from, span - 1));
      const rows = await this.computeSpan(own, variableId, from, to, from < to);
      if (rows === 'too many') {
        span = Math.max(1, Math.floor(span / 4));
        continue;
      }
      if (rows < ROWS_MOST / 4) span = Math.min(SPAN_MOST, span * 2);
      from = dayAfter(to);
    }
    return true;
  }

  /** One transaction; the number of rows it was made of. With `bounded`, nothing is done when they are too many. */
  private async computeSpan(
    own: RequestContext,
    variableId: string,
    first: string,
    last: string,
    bounded: boolean,
  ): Promise<number | 'too many'> {
    const patientId = own.subject;
    if (patientId === null) return 0;
    try {
      return await this.db.as(own).transaction(async (tx) => {
        await tx.query(TAKE_TURN, [patientId, variableId]);
        const stale = await tx.query<{ first: string; last: string }>(TAKE_STALE, [
          patientId,
          variableId,
          first,
          last,
        ]);
        let count = 0;
        for (const days of stale) {
          const { results, unit, rows } = await this.results(tx, patientId, variableId, days, bounded);
          count += rows;
          await tx.query(FORGET, [patientId, variableId, days.first, days.last]);
          if (results.length > 0)
            await tx.query(KEEP, [patientId, variableId, unit, JSON.stringify(results)]);
        }
        return count;
      });
    } catch (error) {
      if (error instanceof TooMany) return 'too many';
      throw error;
    }
  }

  private async results(
    tx: Transaction,
    patientId: string,
    variableId: string,
    { first, last }: { readonly first: string; readonly last: string },
    bounded: boolean,
  ): Promise<{ results: DayResult[]; unit: string | null; rows: number }> {
    const most = bounded ? ROWS_MOST + 1 : 10_000_000;
    const rows = await tx.query<MeasuredRow>(TOLD_ROWS, [
      patientId,
      variableId,
      ...windowOf(later(first, FIRST_DAY), earlier(last, LAST_DAY)),
      most,
    ]);
    if (bounded && rows.length === most) throw new TooMany();
    const [variable] = await tx.query<VariableRow>(VARIABLE, [variableId]);
    if (!variable || rows.length === 0) return { results: [], unit: null, rows: 0 };
    const compared = comparedOf(variable);
    const unit = unitOfRows(rows, compared);
    const told = toldRows(rows, compared, unit, await this.zones.clockOf(tx, patientId));
    const order = await this.orders.orderFor(tx, patientId, variableId, countsOf(rows));
    const merged = variable.kind === 'sum' ? mergeSums(told, order) : mergeSamples(told, order);
    return { results: merged.filter(({ day }) => day >= first && day <= last), unit, rows: rows.length };
  }
}

class TooMany extends Error {}

export const comparedOf = ({ unit_code, code, code_system }: VariableRow) => ({
  unitCode: unit_code,
  code,
  codeSystem: code_system,
});

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

export function countsOf(rows: readonly MeasuredRow[]): { source: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { source } of rows) counts.set(source, (counts.get(source) ?? 0) + 1);
  return [...counts].map(([source, count]) => ({ source, count }));
}
