import type { Instant } from './fhir-records.js';

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

const DATE = /^(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2}))?)?$/;
const DATE_TIME =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,30}))?)?(?<zone>Z|[+-]\d{2}:?\d{2})?$/;
const MAX_OFFSET_MINUTES = 14 * 60;
const MICROSECOND_DIGITS = 6;

const SHAPE_RULE =
  'must be a FHIR date or dateTime (YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with zone)';
const YEAR_RULE = `must be a date between the years ${FIRST_YEAR} and ${LAST_YEAR}`;
const EXISTS_RULE = 'must be a date and time that exist';
const OFFSET_RULE = 'must have an offset from UTC of at most 14:00';

/**
 * Reads a FHIR date, dateTime or instant. Times without zone or without seconds, which R4 forbids and real files have,
 * are taken: the first with a null offset. Returns the broken rule as text when it cannot be read.
 */
export function readInstant(text: string): Instant | { rule: string } {
  const parts = (DATE.exec(text) ?? DATE_TIME.exec(text))?.groups;
  if (!parts) return { rule: SHAPE_RULE };
  const year = Number(parts['year']);
  if (year < FIRST_YEAR || year > LAST_YEAR) return { rule: YEAR_RULE };

  const month = Number(parts['month'] ?? 1);
  const day = Number(parts['day'] ?? 1);
  const hour = Number(parts['hour'] ?? 0);
  const minute = Number(parts['minute'] ?? 0);
  // 60 is a leap second, which FHIR allows; like PostgreSQL we count it into the next minute.
  const second = Number(parts['second'] ?? 0);
  const dayExists = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  if (!dayExists || hour > 23 || minute > 59 || second > 60) return { rule: EXISTS_RULE };

  const offsetMinutes = readOffset(parts['zone']);
  if (offsetMinutes !== null && Math.abs(offsetMinutes) > MAX_OFFSET_MINUTES) return { rule: OFFSET_RULE };

  const wholeSeconds = Date.UTC(year, month - 1, day, hour, minute, second) - (offsetMinutes ?? 0) * 60_000;
  const fraction = parts['fraction']?.slice(0, MICROSECOND_DIGITS);
  return {
    at: new Date(wholeSeconds).toISOString().replace('.000Z', fraction ? `.${fraction}Z` : 'Z'),
    offsetMinutes,
    precision: precisionOf(parts),
    text,
  };
}

function precisionOf(parts: Record<string, string | undefined>): Instant['precision'] {
  if (parts['hour'] !== undefined) return 'second';
  if (parts['day'] !== undefined) return 'day';
  return parts['month'] !== undefined ? 'month' : 'year';
}

function readOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? 0 - minutes : minutes;
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True when both are equally exact and the second lies before the first. */
export function isBefore(later: Instant, earlier: Instant): boolean {
  return later.precision === earlier.precision && Date.parse(later.at) < Date.parse(earlier.at);
}
