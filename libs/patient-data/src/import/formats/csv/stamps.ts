import type { LocalTime } from '@carenode/module-kit';

export type DateOrder = 'day-first' | 'month-first';

/** A date as a table wrote it, with the time of day where it has one. */
export interface Stamp {
  readonly year: number;
  /** Year first: month and day. Else the two numbers before the year, in the order they are written. */
  readonly first: number;
  readonly second: number;
  readonly yearFirst: boolean;
  readonly time?: TimeOfDay;
  /** Minutes east of UTC; `utc` for Z, which tells the instant but no place's clock; null when nothing is told. */
  readonly offset: number | 'utc' | null;
}

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])\.?m\.?)?$/i;
const OFFSET = /\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|(?:utc|gmt)[+-]\d{1,2}(?::?\d{2})?)$/i;
const LONGEST = 60;

/** A date with or without time of day; undefined for every other text. Two digits of a year are 1969 to 2068, as in POSIX. */
export function readStamp(cell: string): Stamp | undefined {
  const text = cell.trim();
  if (text.length > LONGEST) return undefined;
  const date = YEAR_FIRST.exec(text) ?? YEAR_LAST.exec(text);
  if (!date) return undefined;
  const yearFirst = /^\d{4}/.test(text);
  const [whole, one = '', two = '', three = ''] = date;
  const year = yearFirst ? Number(one) : fullYear(three);
  const [first, second] = yearFirst ? [Number(two), Number(three)] : [Number(one), Number(two)];
  if (year < 1900 || year > 2200) return undefined;
  const stamp = { year, first, second, yearFirst };
  const rest = text.slice(whole.length);
  if (rest === '') return fits(stamp) ? { ...stamp, offset: null } : undefined;
  if (!/^(?:[Tt]|,? +)\d/.test(rest)) return undefined;
  const clock = rest.replace(/^(?:[Tt]|,? +)/, '');
  const zone = OFFSET.exec(clock);
  const time = readTime(zone ? clock.slice(0, zone.index) : clock);
  const offset = zone ? offsetOf(zone[1] ?? '') : null;
  if (!time || offset === undefined || !fits(stamp)) return undefined;
  return { ...stamp, time, offset };
}

/** A time of day on a clock of 24 hours, or of 12 with AM or PM; undefined for every other text. */
export function readTime(cell: string): TimeOfDay | undefined {
  const parts = TIME.exec(cell.trim().slice(0, LONGEST));
  if (!parts) return undefined;
  const [, hours = '', minutes = '', seconds = '0', fraction = '0', half] = parts;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour > 12 || (hour === 0 && /p/i.test(half))) return undefined;
    hour = (hour % 12) + (/p/i.test(half) ? 12 : 0);
  }
  const [minute, second] = [Number(minutes), Number(`${seconds}.${fraction}`)];
  return hour > 23 || minute > 59 || second >= 60 ? undefined : { hour, minute, second };
}

/** What a clock showed; undefined for a date that its order makes impossible, or whose order nobody told. */
export function localTimeOf(stamp: Stamp, order: DateOrder | undefined): LocalTime | undefined {
  const { year, first, second, yearFirst, time } = stamp;
  const swapped = !yearFirst && (order ?? soleOrder(stamp)) === 'day-first';
  if (!yearFirst && !swapped && (order ?? soleOrder(stamp)) === undefined && first !== second)
    return undefined;
  const [month, day] = swapped ? [second, first] : [first, second];
  if (!isDay(year, month, day)) return undefined;
  return { year, month, day, hour: time?.hour ?? 0, minute: time?.minute ?? 0, second: time?.second ?? 0 };
}

/** What the dates of a whole file tell about the order of day and month: a number above 12 is a day. */
export class DateOrderEvidence {
  private dayFirst = false;
  private monthFirst = false;
  private open = false;
  readonly examples: string[] = [];

  see(stamp: Stamp | undefined): void {
    if (!stamp || stamp.yearFirst || stamp.first === stamp.second) return;
    const order = soleOrder(stamp);
    if (order === 'day-first') this.dayFirst = true;
    else if (order === 'month-first') this.monthFirst = true;
    else {
      this.open = true;
      const { first, second, year } = stamp;
      const example = `${first}-${second}-${year}`;
      if (this.examples.length < 3 && !this.examples.includes(example)) this.examples.push(example);
    }
  }

  /** The order, `any` where no date needs one, or `unclear`: every date reads both ways, or they contradict each other. */
  get order(): DateOrder | 'any' | 'unclear' {
    if (this.dayFirst && this.monthFirst) return this.open ? 'unclear' : 'any';
    if (this.dayFirst) return 'day-first';
    if (this.monthFirst) return 'month-first';
    return this.open ? 'unclear' : 'any';
  }
}

function soleOrder({ first, second }: Stamp): DateOrder | undefined {
  if (first > 12 && second <= 12) return 'day-first';
  if (second > 12 && first <= 12) return 'month-first';
  return undefined;
}

function fits({ year, first, second, yearFirst }: Omit<Stamp, 'time' | 'offset'>): boolean {
  return isDay(year, first, second) || (!yearFirst && isDay(year, second, first));
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year + (year < 69 ? 2000 : 1900);
}

function offsetOf(text: string): number | 'utc' | undefined {
  const parts = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!parts) return 'utc';
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? '0');
  if (minutes > 15 * 60) return undefined;
  return parts[1] === '-' ? -minutes : minutes;
}
