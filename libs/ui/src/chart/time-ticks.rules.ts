const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

type Unit = 'hour' | 'day' | 'month' | 'year';

const STEPS: readonly (readonly [unit: Unit, count: number, length: number])[] = [
  ['hour', 1, HOUR],
  ['hour', 3, 3 * HOUR],
  ['hour', 6, 6 * HOUR],
  ['hour', 12, 12 * HOUR],
  ['day', 1, DAY],
  ['day', 2, 2 * DAY],
  ['day', 7, 7 * DAY],
  ['day', 14, 14 * DAY],
  ['month', 1, MONTH],
  ['month', 3, 3 * MONTH],
  ['month', 6, 6 * MONTH],
  ['year', 1, YEAR],
  ['year', 2, 2 * YEAR],
  ['year', 5, 5 * YEAR],
  ['year', 10, 10 * YEAR],
  ['year', 25, 25 * YEAR],
];

/** Where a time axis is marked, and how its marks are written. */
export interface TimeTicks {
  /** Milliseconds since 1970; full hours, days, months or years of the local calendar within the span. */
  readonly ticks: readonly number[];
  readonly label: (tick: number) => string;
}

/** At most `most` marks between two instants (milliseconds), on boundaries that people read easily. */
export function timeTicks(from: number, to: number, most: number): TimeTicks {
  const step = STEPS.find(([, , length]) => (to - from) / length <= most) ?? STEPS[STEPS.length - 1];
  const [unit, count] = step ?? ['year', 25];
  const ticks: number[] = [];
  for (let date = firstAtOrBefore(from, unit, count); date.getTime() <= to; advance(date, unit, count)) {
    if (date.getTime() >= from) ticks.push(date.getTime());
  }
  const format = new Intl.DateTimeFormat('en-GB', FORMATS[unit]);
  return { ticks: ticks.length > 0 ? ticks : [from], label: (tick) => format.format(tick) };
}

const FORMATS: Readonly<Record<Unit, Intl.DateTimeFormatOptions>> = {
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

function firstAtOrBefore(instant: number, unit: Unit, count: number): Date {
  const at = new Date(instant);
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  if (unit === 'year') return new Date(year - (year % count), 0, 1);
  if (unit === 'month') return new Date(year, month - (month % count), 1);
  if (unit === 'day') return new Date(year, month, day);
  return new Date(year, month, day, at.getHours() - (at.getHours() % count));
}

function advance(date: Date, unit: Unit, count: number): void {
  if (unit === 'year') date.setFullYear(date.getFullYear() + count);
  else if (unit === 'month') date.setMonth(date.getMonth() + count);
  else if (unit === 'day') date.setDate(date.getDate() + count);
  else date.setHours(date.getHours() + count);
}
