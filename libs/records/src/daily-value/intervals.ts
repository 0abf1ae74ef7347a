/** A span of time: from `start` up to `end`, in milliseconds since 1970. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The intervals as few that neither touch nor overlap, in order of time. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = joined[joined.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The first of the intervals (a union) that ends after an instant. */
function firstEndingAfter(covered: readonly Interval[], at: number): number {
  let [low, high] = [0, covered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((covered[middle]?.end ?? Infinity) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Is an instant in one of the intervals (a union)? */
export function covers(covered: readonly Interval[], at: number): boolean {
  const candidate = covered[firstEndingAfter(covered, at)];
  return candidate !== undefined && candidate.start <= at;
}

/** The parts of an interval that none of the others (a union) covers, in order of time. */
export function uncovered({ start, end }: Interval, covered: readonly Interval[]): Interval[] {
  const parts: Interval[] = [];
  let from = start;
  for (let n = firstEndingAfter(covered, start); n < covered.length; n++) {
    const other = covered[n];
    if (!other || other.start >= end) break;
    if (other.start > from) parts.push({ start: from, end: other.start });
    from = Math.max(from, other.end);
  }
  if (from < end) parts.push({ start: from, end });
  return parts;
}
