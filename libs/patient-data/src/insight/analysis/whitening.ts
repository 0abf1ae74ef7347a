import { isMissing } from './ranks.js';

/** What a day tells that the days before it did not. */
export interface Innovations {
  /** With standard deviation about 1; NaN where there was no value. */
  readonly values: Float64Array;
  /** How much of a day's value goes on into the next, -0.5 to 0.99. */
  readonly phi: number;
}

/**
 * The innovations of a series with mean 0 as a first-order autoregression that is looked at on some days only. After a gap
 * of k days a value is expected at phi^k times the last one, and varies by (1 - phi^2k) / (1 - phi^2) as much as after one
 * (Jones 1980, "Maximum likelihood fitting of ARMA models to time series with missing observations", Technometrics 22:389);
 * each is divided by that, so that days after a gap count like others.
 */
export function innovationsOf(values: Float64Array, fitted: number): Innovations {
  const seen = seenOf(values);
  const phi = corrected(mostLikely(seen), seen.values.length, fitted);
  const { kept, variances } = afterGaps(phi, seen.longest);
  const result = new Float64Array(values.length).fill(NaN);
  let sum = 0;
  seen.values.forEach((value, at) => {
    const gap = seen.gaps[at] as number;
    const before = at === 0 ? 0 : (seen.values[at - 1] as number);
    const scaled = (value - (kept[gap] as number) * before) / Math.sqrt(variances[gap] as number);
    result[seen.days[at] as number] = scaled;
    sum += scaled * scaled;
  });
  const scale = Math.sqrt(sum / Math.max(1, seen.values.length)) || 1;
  return { values: result.map((value) => value / scale), phi };
}

/**
 * Autoregression is found too weak in short series, and weaker where curves were fitted first: by about (1 + 3 phi) / n
 * (Marriott and Pope 1954, Biometrika 41:390) and by about (1 + phi) / n for each further number fitted.
 */
function corrected(phi: number, there: number, fitted: number): number {
  const bias = (1 + 3 * phi + (fitted - 1) * (1 + phi)) / there;
  return Math.min(0.99, Math.max(-0.5, phi + Math.min(bias, 0.3)));
}

/** The values that are there, each with its day and the days since the one before; 0 for the first. */
interface Seen {
  readonly values: Float64Array;
  readonly days: Uint32Array;
  readonly gaps: Uint32Array;
  readonly longest: number;
}

function seenOf(values: Float64Array): Seen {
  const days: number[] = [];
  for (let day = 0; day < values.length; day++) if (!isMissing(values[day])) days.push(day);
  const gaps = Uint32Array.from(days, (day, at) => (at === 0 ? 0 : day - (days[at - 1] as number)));
  return {
    values: Float64Array.from(days, (day) => values[day] as number),
    days: Uint32Array.from(days),
    gaps,
    longest: gaps.reduce((longest, gap) => Math.max(longest, gap), 1),
  };
}

/** What is kept of a value after each gap, and how much a value varies around that; a gap of 0 stands for no value before. */
function afterGaps(phi: number, longest: number) {
  const kept = new Float64Array(longest + 1);
  const variances = new Float64Array(longest + 1);
  const stationary = 1 / (1 - phi * phi);
  variances[0] = stationary;
  for (let gap = 1; gap <= longest; gap++) {
    kept[gap] = phi ** gap;
    variances[gap] = (1 - phi ** (2 * gap)) * stationary;
  }
  return { kept, variances };
}

/** The phi of greatest likelihood to within 0.005: a grid, then closer and closer around its best. */
function mostLikely(seen: Seen): number {
  let [best, least] = [0, Infinity];
  const look = (phi: number) => {
    const found = phi <= -0.5 || phi >= 0.99 ? Infinity : deviance(seen, phi);
    if (found < least) [best, least] = [phi, found];
  };
  for (let phi = -0.4; phi < 0.99; phi += 0.1) look(phi);
  for (const step of [0.05, 0.025, 0.0125, 0.00625]) for (const phi of [best - step, best + step]) look(phi);
  return best;
}

/** Minus twice the logarithm of the likelihood, up to a constant, with the variance at its best. */
function deviance({ values, gaps, longest }: Seen, phi: number): number {
  const { kept, variances } = afterGaps(phi, longest);
  const logs = variances.map(Math.log);
  let sum = 0;
  let logSum = 0;
  let before = 0;
  for (let at = 0; at < values.length; at++) {
    const [gap, value] = [gaps[at] as number, values[at] as number];
    const innovation = value - (kept[gap] as number) * before;
    sum += (innovation * innovation) / (variances[gap] as number);
    logSum += logs[gap] as number;
    before = value;
  }
  return values.length * Math.log(Math.max(sum, 1e-300) / Math.max(1, values.length)) + logSum;
}

/** Autocorrelations of a series with mean 0 at lags 1 to `most`, over the pairs of days that are there. */
export function autocorrelations(values: Float64Array, most: number): Float64Array {
  let square = 0;
  let there = 0;
  for (const value of values) {
    if (isMissing(value)) continue;
    square += value * value;
    there++;
  }
  const variance = square / Math.max(1, there);
  const result = new Float64Array(most);
  for (let lag = 1; lag <= most; lag++) {
    let sum = 0;
    let pairs = 0;
    for (let day = lag; day < values.length; day++) {
      const product = (values[day] as number) * (values[day - lag] as number);
      if (isMissing(product)) continue;
      sum += product;
      pairs++;
    }
    result[lag - 1] = pairs >= 10 && variance > 0 ? Math.max(-1, Math.min(1, sum / pairs / variance)) : 0;
  }
  return result;
}
