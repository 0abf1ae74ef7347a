import { dayAfter } from '../time-zone/patient-clock.rules.js';
import { type DayResult, rounded, type SourceShare } from './day-result.js';
import { type CountedRow, isCountable, QUARTER, tellersOf, type ToldRow } from './told-rows.rules.js';

interface Bucket {
  sum: number;
  count: number;
}

interface Day {
  endsAt: number;
  leftOut: number;
  count: number;
  min: number;
  max: number;
  /** Quarter of an hour → the values of it that count. */
  readonly buckets: Map<number, Bucket>;
  readonly sources: Map<string, { count: number; counted: number; sum: number }>;
}

/** The values of one source in one quarter of an hour. */
export interface TakenQuarter {
  readonly source: string;
  /** When the quarter begins, in milliseconds since 1970. */
  readonly start: number;
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Day by day, what a variable was whose values stand for their moments, such as heart rate. In every quarter of an hour (by
 * UTC) the values of that source count which is the first, in the order given, to have one; a value that stands for a period
 * counts where it begins. The day's mean and median are those of the means of its quarters: an hour that was measured every
 * second weighs no more than one that was measured every minute. Least and greatest are single values. The day is that of the
 * record's own clock. What has no value in the variable's unit is left out, and counted as that.
 */
export function mergeSamples(
  rows: readonly ToldRow[],
  order: readonly string[],
  onQuarter: (quarter: TakenQuarter) => void = () => undefined,
): DayResult[] {
  const days = new Map<string, Day>();
  const dayOf = (row: ToldRow): Day => {
    const name = row.clock.dayAt(row.start);
    const endsAt = row.clock.startOfDay(dayAfter(name));
    const known = days.get(name);
    if (known) {
      known.endsAt = Math.max(known.endsAt, endsAt);
      return known;
    }
    const made: Day = {
      endsAt,
      leftOut: 0,
      count: 0,
      min: Infinity,
      max: -Infinity,
      buckets: new Map(),
      sources: new Map(),
    };
    days.set(name, made);
    return made;
  };
  for (const row of rows) if (!isCountable(row)) dayOf(row).leftOut++;
  const taken = new Set<number>();
  for (const { source, rows: told } of tellersOf(rows.filter(isCountable), order)) {
    const quarters = new Map<number, CountedRow[]>();
    for (const row of told) {
      const quarter = Math.floor(row.start / QUARTER);
      const day = dayOf(row);
      const share = day.sources.get(source) ?? { count: 0, counted: 0, sum: 0 };
      share.count++;
      share.sum += row.value;
      day.sources.set(source, share);
      if (taken.has(quarter)) continue;
      share.counted++;
      take(day, quarter, row.value);
      const others = quarters.get(quarter);
      if (others) others.push(row);
      else quarters.set(quarter, [row]);
    }
    for (const [quarter, counted] of quarters) {
      taken.add(quarter);
      onQuarter(summary(source, quarter, counted));
    }
  }
  return [...days].map(([day, found]) => resultOf(day, found)).sort((a, b) => (a.day < b.day ? -1 : 1));
}

function take(day: Day, quarter: number, value: number): void {
  const bucket = day.buckets.get(quarter) ?? { sum: 0, count: 0 };
  bucket.sum += value;
  bucket.count++;
  day.buckets.set(quarter, bucket);
  day.count++;
  day.min = Math.min(day.min, value);
  day.max = Math.max(day.max, value);
}

function summary(source: string, quarter: number, rows: readonly CountedRow[]): TakenQuarter {
  const values = rows.map(({ value }) => value);
  return {
    source,
    start: quarter * QUARTER,
    count: rows.length,
    mean: rounded(values.reduce((sum, value) => sum + value, 0) / rows.length),
    min: values.reduce((a, b) => Math.min(a, b)),
    max: values.reduce((a, b) => Math.max(a, b)),
  };
}

function resultOf(day: string, { endsAt, leftOut, count, min, max, buckets, sources }: Day): DayResult {
  const means = [...buckets.values()].map((bucket) => bucket.sum / bucket.count).sort((a, b) => a - b);
  const middle = means.length >> 1;
  const [low, high] = [means[middle - 1] ?? 0, means[middle] ?? 0];
  const some = count > 0;
  const shares: SourceShare[] = [...sources].map(([source, share]) => ({
    source,
    count: share.count,
    counted: share.counted,
    value: rounded(share.sum / share.count),
    taken: null,
  }));
  return {
    day,
    value: some ? rounded(means.reduce((sum, mean) => sum + mean, 0) / means.length) : null,
    min: some ? min : null,
    max: some ? max : null,
    median: some ? rounded(means.length % 2 === 1 ? high : (low + high) / 2) : null,
    count,
    leftOut,
    sources: shares,
    endsAt,
  };
}
