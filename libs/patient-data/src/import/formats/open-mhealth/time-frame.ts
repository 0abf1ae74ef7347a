import type { LocalTime, ZoneClock } from '@carenode/module-kit';

import type { FhirElement as JsonElement } from '../../fhir-r4/fhir-element.js';
import { readInstant } from '../../fhir-r4/fhir-instant.js';

/** When something was, on which clock. */
export interface TimeFrame {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly start: number;
  /** Null for a moment. */
  readonly end: number | null;
  /** Null where the source told UTC, or nothing: neither is the patient's clock. */
  readonly offsetMinutes: number | null;
  /** As the patient answered. */
  readonly timeZone: string | null;
  /** The word that stood in the place of a time. */
  readonly partOfDay?: string;
  /** Set when clocks showed the time twice or never. */
  readonly unsure?: 'twice' | 'never';
}

export const ZONE_NEEDED = 'is told without a time zone, and none was answered';

const HOUR = 3_600_000;
/** Lengths of months and years depend on which ones they are. */
const DURATIONS: Readonly<Record<string, number>> = {
  ps: 1e-9,
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  sec: 1000,
  s: 1000,
  min: 60_000,
  h: HOUR,
  d: 24 * HOUR,
  wk: 7 * 24 * HOUR,
};
/**
 * Open mHealth names the words and no hours; these are what people commonly mean. A night may be either end of the day, so it
 * is all of it.
 */
const PARTS_OF_DAY: Readonly<Record<string, readonly [number, number]>> = {
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [0, 24],
};

/**
 * Reads effective_time_frame: `date_time`, or `time_interval` with any two of start, end and duration, or with a date and a
 * part of the day, on the clock of the patient. Throws ResourceRefusal.
 */
export function readTimeFrame(body: JsonElement, clock: ZoneClock | undefined): TimeFrame {
  const frame = body.child('effective_time_frame');
  if (!frame.exists) body.refuse('effective_time_frame', 'is missing: when it was is not told');
  const interval = frame.child('time_interval');
  if (interval.exists) return readInterval(interval, clock);
  const moment = readDateTime(frame, 'date_time', clock);
  return moment ? { end: null, ...moment } : frame.refuse('date_time', 'is missing, and so is time_interval');
}

/** Milliseconds of a duration with its unit; undefined when the field is not there. */
export function readDuration(parent: JsonElement, field: string): number | undefined {
  const duration = parent.child(field);
  if (!duration.exists) return undefined;
  const value = duration.decimal('value') ?? duration.refuse('value', 'is missing');
  const unit = duration.code('unit') ?? duration.refuse('unit', 'is missing');
  const length = Object.hasOwn(DURATIONS, unit) ? DURATIONS[unit] : undefined;
  if (length === undefined)
    return duration.refuse('unit', 'must be ms, sec, min, h, d or wk to tell an exact length');
  return Number(value) < 0 ? duration.refuse('value', 'must not be negative') : Number(value) * length;
}

type Moment = Pick<TimeFrame, 'start' | 'offsetMinutes' | 'timeZone' | 'unsure'>;

function readInterval(interval: JsonElement, clock: ZoneClock | undefined): TimeFrame {
  const start = readDateTime(interval, 'start_date_time', clock);
  const end = readDateTime(interval, 'end_date_time', clock);
  const duration = readDuration(interval, 'duration');
  if (start && end) {
    if (end.start < start.start) interval.refuse('end_date_time', 'must not lie before start_date_time');
    return { ...start, end: end.start };
  }
  if (start && duration !== undefined) return { ...start, end: whole(start.start + duration) };
  if (end && duration !== undefined) return { ...end, start: whole(end.start - duration), end: end.start };
  if (start || end) {
    const missing = start ? 'end_date_time' : 'start_date_time';
    return interval.refuse(missing, 'is missing, and so is duration');
  }
  return readPartOfDay(interval, clock);
}

function readPartOfDay(interval: JsonElement, clock: ZoneClock | undefined): TimeFrame {
  const date = interval.code('date') ?? interval.refuse('start_date_time', 'is missing, and so is date');
  const word = interval.code('part_of_day') ?? interval.refuse('part_of_day', 'is missing');
  const hours = Object.hasOwn(PARTS_OF_DAY, word) ? PARTS_OF_DAY[word] : undefined;
  if (!hours) return interval.refuse('part_of_day', `must be ${Object.keys(PARTS_OF_DAY).join(', ')}`);
  const day = readInstant(date);
  if ('rule' in day || day.precision !== 'day') return interval.refuse('date', 'must be a day (YYYY-MM-DD)');
  if (!clock) return interval.refuse('date', ZONE_NEEDED);
  const [from, to] = hours;
  const next = new Date(Date.parse(day.at) + 24 * HOUR).toISOString().slice(0, 10);
  const at = (hour: number) =>
    hour === 0
      ? clock.startOfDay(date)
      : hour === 24
        ? clock.startOfDay(next)
        : clock.instantOf(localOf(date, hour)).at;
  const start = at(from);
  return {
    start,
    end: at(to),
    offsetMinutes: clock.offsetAt(start),
    timeZone: clock.zone,
    partOfDay: word,
  };
}

function localOf(date: string, hour: number): LocalTime {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day, hour };
}

function readDateTime(parent: JsonElement, field: string, clock: ZoneClock | undefined): Moment | undefined {
  const text = parent.code(field);
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if ('rule' in instant || instant.precision !== 'second') {
    return parent.refuse(field, 'must be a date and time (YYYY-MM-DDThh:mm:ss with zone) from 1900 to 2200');
  }
  const start = millisecondsOf(instant.at);
  // Z tells the instant and not the clock that the person saw (RFC 9557, 2.2).
  if (text.endsWith('Z')) return { start, offsetMinutes: null, timeZone: null };
  if (instant.offsetMinutes !== null) return { start, offsetMinutes: instant.offsetMinutes, timeZone: null };
  if (!clock) return parent.refuse(field, ZONE_NEEDED);
  const shown = new Date(start);
  const {
    at,
    offsetMinutes,
    shown: how,
  } = clock.instantOf({
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds() + (start - Math.floor(start / 1000) * 1000) / 1000,
  });
  return { start: at, offsetMinutes, timeZone: clock.zone, ...(how === 'once' ? {} : { unsure: how }) };
}

/** ISO 8601 in UTC with up to microseconds, of which Date keeps milliseconds. */
function millisecondsOf(iso: string): number {
  const beyond = /\.\d{3}(\d{1,3})Z$/.exec(iso)?.[1];
  return Date.parse(iso) + (beyond ? Number(`0.${beyond}`) : 0);
}

/** Computed times are whole microseconds. */
function whole(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
