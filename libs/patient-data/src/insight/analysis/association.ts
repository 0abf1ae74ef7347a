import { normalCdf, studentTwoSided } from './distributions.js';
import { countOf, isMissing, midranks } from './ranks.js';
import { withoutSlowAndWeekly } from './slow-and-weekly.js';
import { autocorrelations, innovationsOf } from './whitening.js';

/** Autocorrelation that is left is looked for up to four weeks back, and no further than a quarter of the days. */
const AUTOCORRELATION_DAYS = 28;
/** |correlation| from which an association is more than next to nothing (Cohen 1988: small). */
export const SMALL = 0.1;

/** A series made ready: what is new on each day, in ranks, free of trend, season and weekday. */
export interface Prepared {
  readonly innovations: Float64Array;
  readonly autocorrelations: Float64Array;
  readonly there: number;
  readonly fitted: number;
}

export interface Association {
  readonly lag: number;
  /** Days with both. */
  readonly n: number;
  /** How many independent days tell as much. */
  readonly effectiveN: number;
  /** Partial rank correlation of what is new in the one with what is new in the other, -1 to 1. */
  readonly correlation: number;
  readonly p: number;
}

/**
 * Ranks (so that outliers weigh little and ties are ties), then residuals, then innovations. The correlation of two series
 * made ready so is Spearman's coefficient of what neither trend, season, weekday nor the day before tells.
 */
export function prepare(values: Float64Array): Prepared {
  const { values: residuals, fitted } = withoutSlowAndWeekly(midranks(values));
  const { values: innovations } = innovationsOf(residuals, fitted);
  return {
    innovations,
    autocorrelations: autocorrelations(innovations, AUTOCORRELATION_DAYS),
    there: countOf(values),
    fitted,
  };
}

/**
 * How what is new in the factor goes with what is new in the outcome `lag` days later. The days that tell are fewer than the
 * days that are there where both series still resemble their own past: n / (1 + 2 sum (1 - j/n) r_x(j) r_y(j)), never more
 * than n (Bartlett 1935, J. R. Stat. Soc. 98:536; Pyper and Peterman 1998, Can. J. Fish. Aquat. Sci. 55:2127). The p value
 * is Student's for a partial correlation, with that n less what was fitted.
 */
export function associate(factor: Prepared, outcome: Prepared, lag: number): Association {
  const [x, y] = [factor.innovations, outcome.innovations];
  let [n, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
  for (let day = lag; day < y.length; day++) {
    const [a, b] = [x[day - lag] as number, y[day] as number];
    if (isMissing(a) || isMissing(b)) continue;
    n++;
    sumX += a;
    sumY += b;
    sumXX += a * a;
    sumYY += b * b;
    sumXY += a * b;
  }
  const spread = Math.sqrt((sumXX - (sumX * sumX) / n) * (sumYY - (sumY * sumY) / n));
  const correlation = spread > 0 ? Math.max(-1, Math.min(1, (sumXY - (sumX * sumY) / n) / spread)) : 0;
  let inflation = 1;
  for (let j = 1; j <= Math.min(AUTOCORRELATION_DAYS, n / 4); j++) {
    const product = (factor.autocorrelations[j - 1] as number) * (outcome.autocorrelations[j - 1] as number);
    inflation += 2 * (1 - j / n) * product;
  }
  const fitted = Math.max((factor.fitted * n) / factor.there, (outcome.fitted * n) / outcome.there);
  const effectiveN = Math.max(0, n / Math.max(1, inflation) - (fitted - 1));
  const degrees = effectiveN - 2;
  const t = Math.abs(correlation) * Math.sqrt(Math.max(degrees, 0) / Math.max(1e-12, 1 - correlation ** 2));
  return { lag, n, effectiveN, correlation, p: degrees > 1 ? studentTwoSided(t, degrees) : 1 };
}

/** Standard error of Fisher's z of a rank correlation: sqrt((1 + r²/2) / (n - 3)) (Bonett and Wright 2000, Psychometrika 65:23). */
export function standardError({ correlation, effectiveN }: Association): number {
  return Math.sqrt((1 + correlation ** 2 / 2) / Math.max(1, effectiveN - 3));
}

/** The interval of the correlation on Fisher's scale; `z` is the normal quantile of its level. */
export function intervalOf(association: Association, z: number): readonly [low: number, high: number] {
  const middle = Math.atanh(clipped(association.correlation));
  const reach = z * standardError(association);
  return [Math.tanh(middle - reach), Math.tanh(middle + reach)];
}

/** Probability that the correlation is at least small and has the sign that was found, if any size were as likely before. */
export function atLeastSmall(association: Association): number {
  const size = Math.atanh(clipped(Math.abs(association.correlation)));
  return normalCdf((size - Math.atanh(SMALL)) / standardError(association));
}

const clipped = (correlation: number) => Math.max(-0.999, Math.min(0.999, correlation));
