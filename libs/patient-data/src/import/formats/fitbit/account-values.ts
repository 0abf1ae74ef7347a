import type { LocalTime } from '@carenode/module-kit';
import type { VariableRef } from '@carenode/records-contract';

import type { ReadMeasurement } from '../../format/read-rows.js';
import { ownVariable, VARIABLES } from '../../format/variables.js';
import type { SeriesTable } from '../../format/series-table.js';
import { decimalText } from './decimal-text.js';
import { fitbitTime, utcOf } from './fitbit-time.js';
import { isObject, textIn, type JsonObject } from './json-file.js';
import { dayOf, type LocalTimes } from './local-times.js';

const MINUTE = 60_000;
const DAILY = 'Fitbit (daily totals)';
/** The unit of these is nowhere told; values are kept without one. */
const altitude = ownVariable('Altitude gained', null, 'sum');

interface Numbers {
  readonly variable: VariableRef;
  /** Undefined: what the patient answered. */
  readonly unit: string | null | undefined;
  readonly each: 'minute' | 'day';
}

/** Files of one number per minute (in UTC) or per day (local), which only their names tell apart. */
const NUMBERS = {
  steps: { variable: VARIABLES.steps, unit: '{steps}', each: 'minute' },
  calories: { variable: VARIABLES.caloriesBurned, unit: 'kcal', each: 'minute' },
  distance: { variable: VARIABLES.walkingDistance, unit: undefined, each: 'minute' },
  altitude: { variable: altitude, unit: null, each: 'minute' },
  very_active_minutes: { variable: VARIABLES.vigorousActivityTime, unit: 'min', each: 'day' },
  moderately_active_minutes: { variable: VARIABLES.moderateActivityTime, unit: 'min', each: 'day' },
  lightly_active_minutes: { variable: VARIABLES.lightActivityTime, unit: 'min', each: 'day' },
  sedentary_minutes: { variable: VARIABLES.sedentaryTime, unit: 'min', each: 'day' },
} as const satisfies Readonly<Record<string, Numbers>>;

/** What a file of `dateTime` and `value` holds; `unknown` where neither its content nor its name tells. */
export type ValuesKind =
  | keyof typeof NUMBERS
  | 'heart_rate'
  | 'resting_heart_rate'
  | 'time_in_heart_rate_zones'
  | 'demographic_vo2_max'
  | 'unknown';

/** True for the kinds that are told by the day. */
export const needsZone = (kind: ValuesKind) =>
  kind !== 'unknown' && kind !== 'heart_rate' && numbersOf(kind)?.each !== 'minute';

/** By what values look like, and by the name only where all look alike. */
export function valuesKindOf(head: string, path: string): ValuesKind {
  if (/"value"\s*:\s*\{[^}]*"bpm"/.test(head)) return 'heart_rate';
  if (/"value"\s*:\s*\{[^}]*"error"/.test(head)) return 'resting_heart_rate';
  if (/"valuesInZones"/.test(head)) return 'time_in_heart_rate_zones';
  if (/"value"\s*:\s*\{[^}]*"demographicVO2Max"/.test(head)) return 'demographic_vo2_max';
  const name =
    /(?:^|[/\\])([a-z0-9_]+)-\d{4}-\d{2}-\d{2}[^/\\]*\.json$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return isNumbers(name) && /"value"\s*:\s*"?[-\d]/.test(head) ? name : 'unknown';
}

function isNumbers(name: string): name is keyof typeof NUMBERS {
  return Object.hasOwn(NUMBERS, name);
}

function numbersOf(kind: ValuesKind): Numbers | undefined {
  return isNumbers(kind) ? NUMBERS[kind] : undefined;
}

export type ValueReading =
  | { readonly rows: readonly ReadMeasurement[] }
  | { readonly missing: true }
  | { readonly problem: { readonly field: string; readonly reason: string } };

/** Reads the records of one such file. `times` is there where the kind needs a zone. */
export class AccountValues {
  constructor(
    private readonly kind: ValuesKind,
    private readonly times: LocalTimes | undefined,
    private readonly series: SeriesTable,
    private readonly distanceUnit: string | null,
  ) {}

  read(record: JsonObject): ValueReading {
    const time = fitbitTime(textIn(record, 'dateTime'));
    const value = record['value'];
    if (this.kind === 'resting_heart_rate') return this.readResting(value);
    if (!time) return { problem: { field: 'dateTime', reason: 'is no time of the form MM/DD/YY HH:MM:SS' } };
    if (this.kind === 'heart_rate') {
      const rate = numberText(isObject(value) ? value['bpm'] : undefined);
      if (rate === undefined) return problemOf('value.bpm');
      if (Number(rate) === 0) return { missing: true };
      return { rows: [this.moment(VARIABLES.heartRate, '/min', rate, time)] };
    }
    if (this.kind === 'time_in_heart_rate_zones') return this.readZones(value, time);
    if (this.kind === 'demographic_vo2_max') {
      const told = numberText(isObject(value) ? value['demographicVO2Max'] : undefined);
      if (told === undefined) return problemOf('value.demographicVO2Max');
      return this.daily(VARIABLES.vo2Max, 'mL/(min.kg)', told, time);
    }
    const numbers = numbersOf(this.kind);
    const told = numberText(value);
    if (!numbers || told === undefined) return problemOf('value');
    const unit = numbers.unit === undefined ? this.distanceUnit : numbers.unit;
    if (numbers.each === 'day') return this.daily(numbers.variable, unit, told, time);
    const row = this.moment(numbers.variable, unit, told, time);
    return { rows: [{ ...row, end: row.start + MINUTE }] };
  }

  /** A date of null with a value of 0.0 says that there was none that day. */
  private readResting(value: unknown): ValueReading {
    const date = isObject(value) ? fitbitTime(textIn(value, 'date')) : undefined;
    const told = numberText(isObject(value) ? value['value'] : undefined);
    if (isObject(value) && value['date'] === null && Number(told) === 0) return { missing: true };
    if (!date) return { problem: { field: 'value.date', reason: 'is no date of the form MM/DD/YY' } };
    return told === undefined
      ? problemOf('value.value')
      : this.daily(VARIABLES.restingHeartRate, '/min', told, date);
  }

  private readZones(value: unknown, time: LocalTime): ValueReading {
    const zones = isObject(value) && isObject(value['valuesInZones']) ? value['valuesInZones'] : {};
    const rows: ReadMeasurement[] = [];
    for (const [zone, minutes] of Object.entries(zones).slice(0, 20)) {
      const told = numberText(minutes);
      const variable = ownVariable(`Time in heart rate zone ${zone.slice(0, 60)}`, 'min', 'sum');
      const reading = told === undefined ? undefined : this.daily(variable, 'min', told, time);
      if (reading && 'rows' in reading) rows.push(...reading.rows);
    }
    return rows.length > 0 ? { rows } : problemOf('value.valuesInZones');
  }

  /** Told in UTC; the zone that it was lived in is not told. */
  private moment(
    variable: VariableRef,
    unit: string | null,
    value: string,
    time: LocalTime,
  ): ReadMeasurement {
    const parts = { variable, unit, source: 'Fitbit', device: null, offsetMinutes: null, timeZone: null };
    return { type: 'measurement', series: this.series.of(parts), value, start: utcOf(time), end: null };
  }

  private daily(variable: VariableRef, unit: string | null, value: string, time: LocalTime): ValueReading {
    if (!this.times) return problemOf('dateTime');
    const { start, end, offsetMinutes } = this.times.day(dayOf(time));
    const timeZone = this.times.clock.zone;
    const series = this.series.of({ variable, unit, source: DAILY, device: null, offsetMinutes, timeZone });
    return { rows: [{ type: 'measurement', series, value, start, end }] };
  }
}

export function numberText(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? decimalText(String(value)) : undefined;
}

function problemOf(field: string): ValueReading {
  return { problem: { field, reason: 'is no number' } };
}
