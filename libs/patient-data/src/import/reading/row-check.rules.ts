import type { IncomingInstant, Series } from '@carenode/records-contract';

import type { ReadActivity, ReadClinical, ReadFood, ReadMeasurement, ReadRow } from '../format/read-rows.js';
import type { Problem } from '../format/record-sink.js';
import { cleanText } from './clean-text.js';

/** The years 1900 to 2200 of whatever clock on earth, and a leap second. */
const FIRST = Date.UTC(1900, 0, 1) - 14 * 3_600_000;
const BEYOND = Date.UTC(2201, 0, 1) + 14 * 3_600_000 + 1000;
const PLAIN_DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const MOST_DIGITS = 1000;
const MOST_EXPONENT = 1000;
const MOST = 1e308;
const MINUTE = 60_000;

const NO_NUMBER = 'is no decimal number';
const NO_TIME = 'is no time between 1900 and 2200';
const ENDS_BEFORE = 'is before the start';

/** Why a row cannot be stored; undefined when it can. */
export function problemOf(row: ReadRow): Problem | undefined {
  if (row.type === 'measurement') return ofMeasurement(row);
  if (row.type === 'food') return ofFood(row);
  if (row.type === 'activity') return ofActivity(row);
  return ofClinical(row);
}

/** Why no row of a series can be stored. */
export function problemOfSeries({ variable }: Series): Problem | undefined {
  if (isBlank(variable.name)) return ofName('variable', variable.name);
  if ((variable.code?.length ?? 0) > 200 || (variable.system?.length ?? 0) > 500) {
    return { field: 'variable', reason: 'has a code of more than 200 characters' };
  }
  return undefined;
}

/** Decimal text that a column of type numeric takes, from -1e308 to 1e308. */
export function isDecimal(text: string): boolean {
  if (PLAIN_DECIMAL.test(text)) return true;
  if (text.length > MOST_DIGITS || !DECIMAL.test(text)) return false;
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  if (Math.abs(Number(exponent)) > MOST_EXPONENT) return false;
  const size = Math.abs(Number(text));
  // A double cannot tell a little more than 1e308 from it.
  return size < MOST || (size === MOST && /^10*$/.test(digits.replace(/^[+-]?0*|\./g, '')));
}

const isBlank = (text: string) => cleanText(text).trim() === '';
const isEmpty = (text: string | undefined) => text === undefined || cleanText(text) === '';
const isTime = (ms: number) => ms >= FIRST && ms < BEYOND;

function ofMeasurement(row: ReadMeasurement): Problem | undefined {
  if (row.value === null) {
    if (isEmpty(row.valueText) && isEmpty(row.valueCode?.code))
      return { field: 'value', reason: 'is missing' };
  } else if (!isDecimal(row.value)) return { field: 'value', reason: NO_NUMBER };
  return ofPeriod(row.start, row.end);
}

function ofPeriod(start: number, end: number | null | undefined): Problem | undefined {
  if (!isTime(start)) return { field: 'start', reason: NO_TIME };
  if (end === null || end === undefined) return undefined;
  if (!isTime(end)) return { field: 'end', reason: NO_TIME };
  return end < start ? { field: 'end', reason: ENDS_BEFORE } : undefined;
}

function ofFood(row: ReadFood): Problem | undefined {
  return (
    ofName('name', row.name) ??
    ofPeriod(row.start.at, null) ??
    ofAmount('quantity', row.quantity, 1e6) ??
    ofAmount('calories', row.calories, 1e5) ??
    ofAmount('protein', row.protein, 1e5) ??
    ofAmount('carbs', row.carbs, 1e5) ??
    ofAmount('fat', row.fat, 1e5) ??
    firstOf(
      row.nutrients,
      ({ name, amount }) => ofName('nutrient', name) ?? ofAmount('nutrient', amount, 1e12),
    )
  );
}

function ofActivity(row: ReadActivity): Problem | undefined {
  return (
    ofName('activity', row.activity) ??
    ofPeriod(row.start.at, row.end) ??
    ofAmount('duration', minutesOf(row)?.toString(), 1e5) ??
    ofAmount('calories', row.calories, 1e5) ??
    firstOf(row.statistics, ({ value }) =>
      isDecimal(value) ? undefined : { field: 'statistics', reason: NO_NUMBER },
    )
  );
}

/** As it is stored: from start to end when the source tells no duration. */
function minutesOf({ durationMinutes, start, end }: ReadActivity): number | undefined {
  return durationMinutes ?? (end === undefined ? undefined : Math.round((end - start.at) / MINUTE));
}

function ofAmount(field: string, amount: string | undefined, most: number): Problem | undefined {
  if (amount === undefined) return undefined;
  if (!isDecimal(amount)) return { field, reason: NO_NUMBER };
  const within = Number(amount) >= 0 && Number(amount) <= most;
  return within ? undefined : { field, reason: `is not between 0 and ${most}` };
}

function ofClinical(row: ReadClinical): Problem | undefined {
  switch (row.type) {
    case 'patient':
      return undefined;
    case 'condition': {
      const { name, onset, abatement, recordedAt } = row.record;
      return ofName('name', name) ?? ofInstants({ onset, abatement, recordedAt });
    }
    case 'treatment':
      return ofName('name', row.record.name) ?? ofInstants({ startedAt: row.record.startedAt });
    case 'observation': {
      const { value, start, end } = row.record;
      if (value !== undefined && !isDecimal(value)) return { field: 'value', reason: NO_NUMBER };
      return ofName('code', row.record.variable.name) ?? ofInstants({ start, end });
    }
    case 'goal': {
      const { title, targetValue, startDate, targetDate } = row.record;
      if (targetValue !== null && !isDecimal(targetValue)) return { field: 'target', reason: NO_NUMBER };
      return ofName('title', title) ?? ofTexts({ startDate, targetDate });
    }
  }
}

function ofName(field: string, name: string): Problem | undefined {
  return isBlank(name) ? { field, reason: 'has no name' } : undefined;
}

function ofInstants(instants: Readonly<Record<string, IncomingInstant | undefined>>): Problem | undefined {
  return ofTexts(Object.fromEntries(Object.entries(instants).map(([field, told]) => [field, told?.at])));
}

function ofTexts(times: Readonly<Record<string, string | null | undefined>>): Problem | undefined {
  return firstOf(Object.entries(times), ([field, at]) =>
    at === undefined || at === null || isTime(Date.parse(at)) ? undefined : { field, reason: NO_TIME },
  );
}

function firstOf<T>(list: readonly T[], check: (item: T) => Problem | undefined): Problem | undefined {
  for (const item of list) {
    const problem = check(item);
    if (problem) return problem;
  }
  return undefined;
}
