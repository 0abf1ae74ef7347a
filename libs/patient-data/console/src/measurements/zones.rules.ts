import type { TimeZone } from './measurements.queries.js';

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [
    'year',
    'month',
    'day',
    'hour',
    'minute',
    'second',
  ].map((type) => Number(parts.find((part) => part.type === type)?.value));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The instant at which a day begins in a zone, ISO 8601; where midnight is left out by a change of clocks, the hour after. */
export function beginOf(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - offsetAt(midnight, zone);
  const begin = midnight - offsetAt(guess, zone);
  return new Date(Math.max(begin, midnight - offsetAt(begin, zone))).toISOString();
}

/** The day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 10);
}

/** A row of the list, as it is edited. */
export interface ZoneRow {
  /** First day there; empty for the first row, which counts from the beginning. */
  readonly day: string;
  readonly timeZone: string | null;
  /** The instant that was kept, while neither day nor zone was changed. */
  readonly kept: string | null;
}

export function rowsOf(zones: readonly TimeZone[]): ZoneRow[] {
  if (zones.length === 0) return [{ day: '', timeZone: null, kept: null }];
  return zones.map(({ validFrom, timeZone }) => ({
    day: validFrom === null ? '' : dayIn(validFrom, timeZone),
    timeZone,
    kept: validFrom,
  }));
}

/** What is wrong with each row, by its place. */
export function zoneProblems(rows: readonly ZoneRow[]): Readonly<Record<number, string>> {
  const problems: Record<number, string> = {};
  rows.forEach(({ day, timeZone }, at) => {
    const before = rows[at - 1];
    if (timeZone === null) problems[at] = 'Choose a time zone.';
    else if (at > 0 && day === '') problems[at] = 'Choose the first day there.';
    else if (at > 1 && before && day <= before.day) problems[at] = 'This day is not after the one above.';
  });
  return problems;
}

/** The list as it is sent; rows must have no problems. */
export function zonesOf(rows: readonly ZoneRow[]): TimeZone[] {
  return rows.map(({ day, timeZone, kept }) => ({
    timeZone: timeZone ?? '',
    validFrom: kept ?? (day === '' ? null : beginOf(day, timeZone ?? 'UTC')),
  }));
}
