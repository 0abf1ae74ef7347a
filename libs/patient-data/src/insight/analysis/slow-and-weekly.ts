import { countOf, isMissing } from './ranks.js';

/** Slower changes than one in so many days are taken out: seasons, drift, a new scale. */
const SLOWEST_DAYS = 90;
/** Fewest values for each curve that is fitted, so that a short diary is not fitted away. */
const VALUES_PER_CURVE = 12;
/** Fewest values before weekdays are told apart. */
const VALUES_FOR_WEEKDAYS = 42;

export interface Residual {
  /** What is left, with mean 0; NaN where there was nothing. */
  readonly values: Float64Array;
  /** How many numbers were fitted, the mean included. */
  readonly fitted: number;
}

/**
 * Takes out of a daily series what two unrelated series share for no reason of their own: its mean, a straight trend, slow
 * waves (the discrete cosine transform's, of periods above 90 days; as in the high-pass filter of Friston et al. 2000,
 * NeuroImage 12:196) and the pattern of the week. Ordinary least squares over the days that are there.
 */
export function withoutSlowAndWeekly(values: Float64Array): Residual {
  const days: number[] = [];
  for (let day = 0; day < values.length; day++) if (!isMissing(values[day])) days.push(day);
  const there = countOf(values);
  const curves = curvesOf(days, there);
  const left = Float64Array.from(days, (day) => values[day] as number);
  const whole = norm(left);
  const basis: Float64Array[] = [];
  // Modified Gram-Schmidt, twice for accuracy; a curve that the earlier ones make up already is left out.
  for (const curve of curves) {
    const before = norm(curve);
    for (const other of [...basis, ...basis]) subtract(curve, other);
    const length = norm(curve);
    if (!(length > before * 1e-7)) continue;
    for (let at = 0; at < curve.length; at++) curve[at] = (curve[at] as number) / length;
    basis.push(curve);
    subtract(left, curve);
  }
  // What is left of values that do not vary is the error of the arithmetic.
  const nothing = norm(left) <= 1e-9 * whole;
  const result = new Float64Array(values.length).fill(NaN);
  days.forEach((day, at) => (result[day] = nothing ? 0 : (left[at] as number)));
  return { values: result, fitted: basis.length };
}

function curvesOf(days: readonly number[], there: number): Float64Array[] {
  const first = days[0] ?? 0;
  const span = (days.at(-1) ?? 0) - first + 1;
  const curve = (of: (day: number) => number) => Float64Array.from(days, of);
  const { cos, PI } = Math;
  const curves = [curve(() => 1)];
  const room = Math.floor(there / VALUES_PER_CURVE);
  if (room >= 2) curves.push(curve((day) => (day - first) / span - 0.5));
  const weekly = there >= VALUES_FOR_WEEKDAYS;
  if (weekly)
    for (let weekday = 0; weekday < 6; weekday++) curves.push(curve((day) => Number(day % 7 === weekday)));
  const waves = Math.min(Math.floor((2 * span) / SLOWEST_DAYS), room - 2);
  for (let wave = 1; wave <= waves; wave++)
    curves.push(curve((day) => cos((PI * wave * (day - first + 0.5)) / span)));
  return curves;
}

function norm(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

/** Takes out of `values` what lies along the unit vector. */
function subtract(values: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let at = 0; at < values.length; at++) along += (values[at] as number) * (unit[at] as number);
  for (let at = 0; at < values.length; at++)
    values[at] = (values[at] as number) - along * (unit[at] as number);
}
