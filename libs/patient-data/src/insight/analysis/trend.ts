import { normalQuantile, studentTwoSided } from './distributions.js';
import { METHOD } from './method.js';
import { countOf, isMissing, midranks } from './ranks.js';
import { innovationsOf } from './whitening.js';

export interface Trend {
  /** Weeks with a value, and how many independent weeks tell as much. */
  readonly n: number;
  readonly effectiveN: number;
  /** Days on which something was recorded. */
  readonly days: number;
  /** Kendall's tau of the weekly means with time, -1 to 1. */
  readonly tau: number;
  /** Median change per week, in the unit of the values. */
  readonly slope: number;
  readonly p: number;
  /** The interval of the slope at the level whose two-sided normal quantile is `z`. */
  readonly intervalAt: (z: number) => readonly [low: number, high: number];
  /** Index of the first and the last day with a value, of those that were looked at. */
  readonly from: number;
  readonly to: number;
}

/**
 * The trend of the last year by weekly means: slope by Theil and Sen (Sen 1968, J. Am. Stat. Assoc. 63:1379) and the test of
 * Mann and Kendall with its variance corrected for autocorrelation, after Hamed and Rao 1998 (J. Hydrol. 204:182). The
 * autocorrelation is that of a first-order autoregression of the ranks without their trend, corrected for its bias in short
 * series, plus two of its standard errors, since too little of it makes trends out of wandering. Undefined when too few weeks have a value.
 */
export function trendOf(values: Float64Array): Trend | undefined {
  const weekly = weeklyMeans(values);
  const weeks: number[] = [];
  for (let week = 0; week < weekly.means.length; week++) if (!isMissing(weekly.means[week])) weeks.push(week);
  const n = weeks.length;
  if (n < METHOD.leastWeeks) return undefined;
  const { score, ties, slopes } = pairwise(weekly.means, weeks);
  const slope = median(slopes);
  const phi = autoregression(weekly.means, slope);
  const inflation = varianceInflation(phi, n);
  const effectiveN = n / inflation;
  const variance = ((n * (n - 1) * (2 * n + 5) - ties) / 18) * inflation;
  const z = score === 0 || variance <= 0 ? 0 : (Math.abs(score) - 1) / Math.sqrt(variance);
  return {
    n,
    effectiveN,
    days: countOf(values.subarray(weekly.from)),
    tau: score / ((n * (n - 1)) / 2),
    slope,
    p: effectiveN > 3 ? studentTwoSided(z, effectiveN - 2) : 1,
    intervalAt: (quantile) => {
      const reach = quantile * Math.sqrt(variance);
      const at = (rank: number) =>
        slopes[Math.max(0, Math.min(slopes.length - 1, Math.round(rank)))] as number;
      return [at((slopes.length - reach) / 2 - 1), at((slopes.length + reach) / 2)];
    },
    from: values.findIndex((value, day) => day >= weekly.from && !isMissing(value)),
    to: values.findLastIndex((value) => !isMissing(value)),
  };
}

/** Quantile for an interval at which `share` lies outside. */
export const quantileOutside = (share: number) => normalQuantile(share / 2);

/** Means of weeks that end with the last day; NaN for a week with nothing. */
function weeklyMeans(values: Float64Array): { means: Float64Array; from: number } {
  const count = Math.min(METHOD.mostWeeks, Math.floor(values.length / 7));
  const from = values.length - count * 7;
  const means = new Float64Array(count).fill(NaN);
  for (let week = 0; week < count; week++) {
    let [sum, there] = [0, 0];
    for (let day = from + week * 7; day < from + week * 7 + 7; day++) {
      const value = values[day] as number;
      if (isMissing(value)) continue;
      sum += value;
      there++;
    }
    if (there > 0) means[week] = sum / there;
  }
  return { means, from };
}

function pairwise(means: Float64Array, weeks: readonly number[]) {
  let score = 0;
  const slopes = new Float64Array((weeks.length * (weeks.length - 1)) / 2);
  let at = 0;
  for (let later = 1; later < weeks.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const [from, to] = [weeks[earlier] as number, weeks[later] as number];
      const rise = (means[to] as number) - (means[from] as number);
      score += Math.sign(rise);
      slopes[at++] = rise / (to - from);
    }
  }
  slopes.sort();
  const groups = new Map<number, number>();
  for (const week of weeks) groups.set(means[week] as number, (groups.get(means[week] as number) ?? 0) + 1);
  let ties = 0;
  for (const size of groups.values()) ties += size * (size - 1) * (2 * size + 5);
  return { score, ties, slopes };
}

function median(sorted: Float64Array): number {
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function autoregression(means: Float64Array, slope: number): number {
  const ranks = midranks(means.map((value, week) => value - slope * week));
  const there = countOf(ranks);
  const mean = ranks.reduce((sum, rank) => (isMissing(rank) ? sum : sum + rank), 0) / there;
  // Mean and slope were fitted.
  const { phi } = innovationsOf(
    ranks.map((rank) => rank - mean),
    2,
  );
  return Math.min(0.99, Math.max(0, phi + 2 * Math.sqrt((1 - phi * phi) / there)));
}

/** 1 + 2 sum (1 - j/n) phi^j: how much more the mean of an autoregression varies than that of independent values. */
function varianceInflation(phi: number, n: number): number {
  let inflation = 1;
  for (let j = 1; j < n; j++) inflation += 2 * (1 - j / n) * phi ** j;
  return inflation;
}
