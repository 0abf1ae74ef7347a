import { dayAfter, type DayClock } from '../time-zone/patient-clock.rules.js';
import { type DayResult, rounded, type TakenPart } from './day-result.js';
import { covers, type Interval, uncovered, union } from './intervals.js';
import { type CountedRow, isCountable, QUARTER, tellersOf, type ToldRow } from './told-rows.rules.js';

/**
 * Day by day, the totals of a variable whose values add up, such as steps. Every moment is counted by the first source, in
 * the order given, that told of it:
 * - A value of an interval is spread evenly over it; the parts of it count that no source before covers, each on the day it
 *   is in, by the record's own clock. A total of a whole day is an interval like any other.
 * - A value of a moment counts wholly, unless a source before told of an interval that the moment is in, or of a moment in
 *   the same quarter of an hour. For sources that come after, it covers that quarter.
 * - Within one source and device: where intervals overlap, the shorter one counts, as it tells more; of two as long the one
 *   that begins later, then the one told later. What several imports told of one interval counts as the last of them told it.
 * - What has no value in the variable's unit, or tells of more than 48 hours, is left out, and counted as that.
 */
export function mergeSums(
  rows: readonly ToldRow[],
  order: readonly string[],
  onPart: (part: TakenPart) => void = () => undefined,
): DayResult[] {
  const days = new Days();
  for (const row of rows) if (!isCountable(row)) days.of(row.clock.dayAt(row.start), row.clock).leftOut++;
  let covered: Interval[] = [];
  for (const { source, rows: told } of tellersOf(rows.filter(isCountable), order)) {
    const coveredNow: Interval[] = [];
    for (const { row, among } of overlapping(told, covered)) {
      const interval = { start: row.start, end: row.end ?? row.start };
      if (interval.end > interval.start) {
        coveredNow.push(interval);
        const parts = uncovered(interval, among);
        spread(days, source, row, [interval], 'told');
        spread(days, source, row, parts, 'taken');
        for (const part of parts) onPart({ source, ...part, value: shareOf(row, part) });
      } else {
        const quarter = Math.floor(row.start / QUARTER) * QUARTER;
        coveredNow.push({ start: quarter, end: quarter + QUARTER });
        const day = days.of(row.clock.dayAt(row.start), row.clock);
        day.told(source, row.value);
        if (covers(covered, row.start)) continue;
        day.take(source, row, row.value);
        onPart({ source, start: row.start, end: row.start, value: row.value });
      }
    }
    covered = union([...covered, ...coveredNow]);
  }
  return days.results();
}

/** The rows of one teller with what covers each: what sources before do, and where rows of its own overlap, the better ones. */
function* overlapping(
  rows: readonly CountedRow[],
  covered: readonly Interval[],
): Generator<{ row: CountedRow; among: readonly Interval[] }> {
  const isMoment = (row: CountedRow) => (row.end ?? row.start) <= row.start;
  for (const row of rows) if (isMoment(row)) yield { row, among: covered };
  const intervals = rows.filter((row) => !isMoment(row));
  for (let n = 0; n < intervals.length;) {
    let end = intervals[n]?.end ?? 0;
    let next = n + 1;
    for (; next < intervals.length && (intervals[next]?.start ?? 0) < end; next++)
      end = Math.max(end, intervals[next]?.end ?? 0);
    const cluster = intervals.slice(n, next);
    n = next;
    if (cluster.length === 1) {
      for (const row of cluster) yield { row, among: covered };
      continue;
    }
    cluster.sort((a, b) => lengthOf(a) - lengthOf(b) || b.start - a.start || b.toldAt - a.toldAt);
    const [first, last] = [Math.min(...cluster.map(({ start }) => start)), end];
    const before = covered.filter((interval) => interval.end > first && interval.start < last);
    let among = before;
    for (let m = 0; m < cluster.length;) {
      // Records of exactly the same time count beside each other.
      const same = cluster.slice(m).filter((row, k) => k === 0 || sameTime(row, cluster[m]));
      for (const row of same) yield { row, among };
      among = union([...among, ...same.map((row) => ({ start: row.start, end: row.end ?? row.start }))]);
      m += same.length;
    }
  }
}

const lengthOf = (row: CountedRow) => (row.end ?? row.start) - row.start;
const sameTime = (a: CountedRow, b: CountedRow | undefined) => a.start === b?.start && a.end === b.end;
const shareOf = (row: CountedRow, part: Interval) => (row.value * (part.end - part.start)) / lengthOf(row);

/** Gives each day its part of a row's value. */
function spread(
  days: Days,
  source: string,
  row: CountedRow,
  parts: readonly Interval[],
  as: 'told' | 'taken',
): void {
  const shares = new Map<string, number>();
  for (const { start, end } of parts) {
    for (let from = start; from < end;) {
      const day = row.clock.dayAt(from);
      const next = row.clock.startOfDay(dayAfter(day));
      const to = next > from ? Math.min(end, next) : end;
      shares.set(day, (shares.get(day) ?? 0) + (to - from));
      from = to;
    }
  }
  for (const [day, length] of shares) {
    const share = (row.value * length) / lengthOf(row);
    if (as === 'told') days.of(day, row.clock).told(source, share);
    else days.of(day, row.clock).take(source, row, share);
  }
}

interface Share {
  count: number;
  counted: number;
  value: number;
  taken: number;
}

class Day {
  leftOut = 0;
  private sum = 0;
  private count = 0;
  private min = Infinity;
  private max = -Infinity;
  private readonly shares = new Map<string, Share>();

  constructor(
    readonly day: string,
    public endsAt: number,
  ) {}

  told(source: string, value: number): void {
    const share = this.shareOf(source);
    share.count++;
    share.value += value;
  }

  take(source: string, row: CountedRow, value: number): void {
    const share = this.shareOf(source);
    share.counted++;
    share.taken += value;
    this.sum += value;
    this.count++;
    this.min = Math.min(this.min, row.value);
    this.max = Math.max(this.max, row.value);
  }

  result(): DayResult {
    const some = this.count > 0;
    return {
      day: this.day,
      value: some ? rounded(this.sum) : null,
      min: some ? this.min : null,
      max: some ? this.max : null,
      median: null,
      count: this.count,
      leftOut: this.leftOut,
      sources: [...this.shares].map(([source, { count, counted, value, taken }]) => ({
        source,
        count,
        counted,
        value: rounded(value),
        taken: rounded(taken),
      })),
      endsAt: this.endsAt,
    };
  }

  private shareOf(source: string): Share {
    const known = this.shares.get(source);
    if (known) return known;
    const made = { count: 0, counted: 0, value: 0, taken: 0 };
    this.shares.set(source, made);
    return made;
  }
}

class Days {
  private readonly days = new Map<string, Day>();

  of(day: string, clock: DayClock): Day {
    const known = this.days.get(day);
    const endsAt = clock.startOfDay(dayAfter(day));
    if (known) {
      known.endsAt = Math.max(known.endsAt, endsAt);
      return known;
    }
    const made = new Day(day, endsAt);
    this.days.set(day, made);
    return made;
  }

  results(): DayResult[] {
    return [...this.days.values()].map((day) => day.result()).sort((a, b) => (a.day < b.day ? -1 : 1));
  }
}
