import { statement } from '@carenode/database';

import type { PatientClock } from '../time-zone/patient-clock.rules.js';
import { type ComparedVariable, conversion, normalised } from '../unit/normalise.rules.js';
import type { ToldRow } from './told-rows.rules.js';

const HOUR = 3_600_000;
/** Zones lie up to 14 hours from UTC. */
const FURTHEST = 14 * HOUR;

/** $1 patient, $2 variable, $3 and $4 from and before when it begins, $5 at most so many; oldest first. */
export const TOLD_ROWS = statement(
  'daily-values:told',
  `select (extract(epoch from m.start_at) * 1000)::float8 as start, (extract(epoch from m.end_at) * 1000)::float8 as end,
          m.value::text, m.unit, m.normalized_value::text, m.normalized_unit, m.comparator, m.source, m.device, m.import_id,
          (extract(epoch from m.created_at) * 1000)::float8 as told_at, m.time_zone, m.utc_offset_minutes
     from public.measurements m
    where m.patient_id = $1 and m.variable_id = $2 and m.value is not null
      and m.start_at >= $3::timestamptz and m.start_at < $4::timestamptz
    order by m.start_at limit $5`,
);

export interface MeasuredRow {
  readonly start: number;
  readonly end: number | null;
  readonly value: string;
  readonly unit: string | null;
  readonly normalized_value: string | null;
  readonly normalized_unit: string | null;
  readonly comparator: string | null;
  readonly source: string;
  readonly device: string | null;
  readonly import_id: string | null;
  readonly told_at: number;
  readonly time_zone: string | null;
  readonly utc_offset_minutes: number | null;
}

/** What may tell of the days from `first` up to and including `last`: what begins in them in any zone, and up to two days before. */
export function windowOf(first: string, last: string): readonly [from: string, before: string] {
  const from = Date.parse(`${first}T00:00:00Z`) - FURTHEST - 48 * HOUR;
  const before = Date.parse(`${last}T00:00:00Z`) + 24 * HOUR + FURTHEST;
  return [new Date(from).toISOString(), new Date(before).toISOString()];
}

/** The unit that values of a variable are compared in: its own, or where it has none that of most of the rows. */
export function unitOfRows(rows: readonly MeasuredRow[], variable: ComparedVariable): string | null {
  if (variable.unitCode !== null) return variable.unitCode;
  const counts = new Map<string | null, number>();
  for (const { normalized_unit } of rows) counts.set(normalized_unit, (counts.get(normalized_unit) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])))[0]?.[0] ?? null;
}

/** Rows as merging sees them, in one unit. A bound is no value. */
export function toldRows(
  rows: readonly MeasuredRow[],
  variable: ComparedVariable,
  unit: string | null,
  clock: PatientClock,
): ToldRow[] {
  return rows.map((row) => ({
    start: row.start,
    end: row.end,
    value: row.comparator === null ? valueIn(unit, row, variable) : null,
    source: row.source,
    device: row.device,
    importId: row.import_id,
    toldAt: row.told_at,
    clock: clock.of({ timeZone: row.time_zone, offsetMinutes: row.utc_offset_minutes }, row.start),
  }));
}

function valueIn(unit: string | null, row: MeasuredRow, variable: ComparedVariable): number | null {
  if (row.normalized_value !== null && row.normalized_unit === unit) return Number(row.normalized_value);
  // The variable's unit was another one when the row was written, or the row is older than normalised values.
  const found = conversion(row.unit, { ...variable, unitCode: unit });
  const value = found && found.unit === unit ? normalised(row.value, found) : null;
  return value === null ? null : Number(value);
}
