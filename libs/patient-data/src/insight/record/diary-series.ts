import type { DailySeries } from '../analysis/daily-series.js';
import { METHOD } from '../analysis/method.js';
import { sameName } from './food-series.js';
import { byDayOf, type RowMoment, type Span } from './span.js';

export interface ActivityRow extends RowMoment {
  readonly activity_type: string;
  readonly duration: number | null;
  readonly calories_burned: number | null;
}

export interface EventRow extends RowMoment {
  readonly condition_id: string | null;
  readonly condition_name: string | null;
  readonly severity: number;
}

export interface TreatmentRow {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
}

const MOST_ACTIVITIES = 15;

/**
 * What was done, by day: minutes and energy on days with an entry, and each kind of activity as 1 or 0 on days on which any
 * activity was logged. A day without an entry is unknown: whether there was nothing to log cannot be told.
 */
export function activitySeries(rows: readonly ActivityRow[], span: Span): DailySeries[] {
  const byDay = byDayOf(rows, span);
  if (byDay.size === 0) return [];
  const amount = (
    key: string,
    name: string,
    unit: string,
    of: (row: ActivityRow) => number | null,
  ): DailySeries => {
    const values = span.empty();
    for (const [day, entries] of byDay) {
      const told = entries.map(of);
      values[day] = told.includes(null) ? NaN : told.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    }
    return { key, name, unit, kind: 'amount', kin: 'movement', roles: ['factor'], values };
  };
  const kinds = new Map<string, { name: string; days: Set<number> }>();
  for (const [day, entries] of byDay) {
    for (const { activity_type: name } of entries) {
      const kind = kinds.get(sameName(name)) ?? { name, days: new Set() };
      kind.days.add(day);
      kinds.set(sameName(name), kind);
    }
  }
  const oneByOne = [...kinds]
    .filter(([, { days }]) => days.size >= METHOD.leastOfEach && byDay.size - days.size >= METHOD.leastOfEach)
    .toSorted(([a, { days: one }], [b, { days: other }]) => other.size - one.size || a.localeCompare(b))
    .slice(0, MOST_ACTIVITIES)
    .map(([key, { name, days }]): DailySeries => {
      const values = span.empty();
      for (const day of byDay.keys()) values[day] = Number(days.has(day));
      return {
        key: `activity:${key}`,
        name,
        unit: null,
        kind: 'yes-no',
        kin: 'movement',
        roles: ['factor'],
        values,
      };
    });
  return [
    amount('activity-minutes', 'Activity logged', 'min', ({ duration }) => duration),
    amount('activity-energy', 'Energy used in activities', 'kcal', ({ calories_burned: energy }) => energy),
    ...oneByOne,
  ];
}

/** The worst severity that was noted on a day, for each condition, and for events that name none. */
export function severitySeries(rows: readonly EventRow[], span: Span): DailySeries[] {
  const conditions = new Map<string, DailySeries>();
  for (const row of rows) {
    const day = span.indexOf(row);
    if (!span.has(day)) continue;
    const key = `severity:${row.condition_id ?? 'none'}`;
    const name = row.condition_name === null ? 'Severity of symptoms' : `Severity of ${row.condition_name}`;
    const roles = ['outcome', 'trend'] as const;
    const known = conditions.get(key) ?? {
      key,
      name,
      unit: null,
      kind: 'amount',
      kin: key,
      roles,
      values: span.empty(),
    };
    conditions.set(key, known);
    const before = known.values[day] as number;
    known.values[day] = Number.isNaN(before) ? row.severity : Math.max(before, row.severity);
  }
  return [...conditions.values()];
}

/** Days on (1) and off (0) each treatment, by when it began and ended; one that is said to last is on until the last day. */
export function treatmentSeries(rows: readonly TreatmentRow[], span: Span): DailySeries[] {
  const treatments = new Map<string, DailySeries>();
  for (const row of rows) {
    const lasts = row.status === 'active';
    if (row.ended_at === null && !lasts) continue;
    const moment = (at: Date) => span.indexOf({ timestamp: at, utc_offset_minutes: null, time_zone: null });
    const key = `treatment:${sameName(row.name)}`;
    const known = treatments.get(key) ?? {
      key,
      name: row.name,
      unit: null,
      kind: 'yes-no',
      kin: key,
      roles: ['factor'] as const,
      values: new Float64Array(span.days),
    };
    treatments.set(key, known);
    const last = row.ended_at === null ? span.days - 1 : Math.min(span.days - 1, moment(row.ended_at));
    for (let day = Math.max(0, moment(row.started_at)); day <= last; day++) known.values[day] = 1;
  }
  return [...treatments.values()].filter(({ values }) => values.includes(1) && values.includes(0));
}
