import { Database, refuseUnseenOwner, statement } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { SourceOrders } from '../source-order/source-orders.service.js';
import { dayAfter } from '../time-zone/patient-clock.rules.js';
import { PatientTimeZones } from '../time-zone/patient-time-zones.service.js';
import type { DayChartQuery, DayChartView, QuarterView } from './day-chart.dto.js';
import { comparedOf, countsOf, DayComputation, type VariableRow } from './day-computation.service.js';
import { rounded, type TakenPart } from './day-result.js';
import { mergeSamples, type TakenQuarter } from './merge-samples.rules.js';
import { mergeSums } from './merge-sums.rules.js';
import { QUARTER } from './told-rows.rules.js';
import { type MeasuredRow, toldRows, TOLD_ROWS, unitOfRows, windowOf } from './told-rows.sql.js';

const ROWS_MOST = 500_000;

const VARIABLE = statement(
  'daily-values:variable',
  `select v.kind, v.unit_code, v.code, v.code_system from public.variables v where v.id = $1`,
);

/** One day of a variable, as a chart of it is drawn: made anew each time. */
@Injectable()
export class DayCharts {
  constructor(
    private readonly db: Database,
    private readonly computation: DayComputation,
    private readonly orders: SourceOrders,
    private readonly zones: PatientTimeZones,
  ) {}

  /** Throws `not_found` for a patient or variable the caller may not see, `record_closed` for a record closed to the caller. */
  async find(
    ctx: RequestContext,
    patientId: string,
    { variableId, day }: DayChartQuery,
  ): Promise<DayChartView> {
    await refuseUnseenOwner(this.db, ctx, patientId, 'measurements');
    const rows = await this.db
      .as(ctx)
      .queryOf<MeasuredRow>({ table: 'measurements', patient: patientId }, TOLD_ROWS, [
        patientId,
        variableId,
        ...windowOf(day, day),
        ROWS_MOST,
      ]);
    const own = this.computation.inTheNameOf(ctx, patientId);
    const { variable, order, clock } = await this.db.as(own).transaction(async (tx) => {
      const [found] = await tx.query<VariableRow>(VARIABLE, [variableId]);
      if (!found) throw new AppError('not_found', 'not_found', 'There is no such variable.');
      return {
        variable: found,
        order: await this.orders.orderFor(tx, patientId, variableId, countsOf(rows)),
        clock: await this.zones.clockOf(tx, patientId),
      };
    });
    const compared = comparedOf(variable);
    const unit = unitOfRows(rows, compared);
    const told = toldRows(rows, compared, unit, clock);
    const usual =
      told.find((row) => row.clock.dayAt(row.start) === day)?.clock ??
      clock.at(Date.parse(`${day}T12:00:00Z`));
    const [begins, ends] = [usual.startOfDay(day), usual.startOfDay(dayAfter(day))];
    const parts: TakenPart[] = [];
    const samples: TakenQuarter[] = [];
    const results =
      variable.kind === 'sum'
        ? mergeSums(told, order, (part) => parts.push(part))
        : mergeSamples(told, order, (quarter) => samples.push(quarter));
    const result = results.find((one) => one.day === day);
    const quarters = [
      ...quartersOf(parts, begins, ends),
      ...samples
        .filter(({ start }) => start >= begins && start < ends)
        .map(({ start, source, mean, min, max }) => viewOf(start, source, mean, min, max)),
    ];
    return {
      variableId,
      day,
      kind: variable.kind,
      unit,
      beginsAt: new Date(begins).toISOString(),
      endsAt: new Date(ends).toISOString(),
      value: result?.value ?? null,
      count: result?.count ?? 0,
      leftOut: result?.leftOut ?? 0,
      quarters: quarters.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
    };
  }
}

/** The parts that are in the day, by quarter of an hour and source. */
function quartersOf(parts: readonly TakenPart[], begins: number, ends: number): QuarterView[] {
  const sums = new Map<string, { start: number; source: string; value: number }>();
  const add = (at: number, source: string, value: number) => {
    const start = Math.floor(at / QUARTER) * QUARTER;
    const key = `${start} ${source}`;
    const known = sums.get(key);
    if (known) known.value += value;
    else sums.set(key, { start, source, value });
  };
  for (const { source, start, end, value } of parts) {
    if (start === end && start >= begins && start < ends) add(start, source, value);
    for (let from = Math.max(start, begins); from < Math.min(end, ends);) {
      const to = Math.min(end, ends, (Math.floor(from / QUARTER) + 1) * QUARTER);
      add(from, source, (value * (to - from)) / (end - start));
      from = to;
    }
  }
  return [...sums.values()].map(({ start, source, value }) =>
    viewOf(start, source, rounded(value), null, null),
  );
}

function viewOf(
  start: number,
  source: string,
  value: number,
  min: number | null,
  max: number | null,
): QuarterView {
  return {
    from: new Date(start).toISOString(),
    to: new Date(start + QUARTER).toISOString(),
    source,
    value,
    min,
    max,
  };
}
