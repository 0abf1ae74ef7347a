import ucum, { type ParsedUnit } from '@lhncbc/ucum-lhc';

import { linear, quotient } from './decimal.rules.js';
import { type Substance, SUBSTANCES } from './substances.js';
import { readUnit } from './unit.rules.js';

const LOINC = 'http://loinc.org';
/** Decimals that a converted value is rounded to. */
export const PLACES = 12;
const SIGNIFICANT = 30;

/** What decides how values of a variable are compared. */
export interface ComparedVariable {
  /** UCUM code that values are compared in; null when there is none. */
  readonly unitCode: string | null;
  readonly code: string | null;
  readonly codeSystem: string | null;
}

/** normalised = value × factor + offset; both decimal text. */
export interface Conversion {
  /** The UCUM code of the normalised value: the variable's; null for a variable without one and a value without a unit. */
  readonly unit: string | null;
  readonly factor: string;
  readonly offset: string;
}

const same = (unit: string | null): Conversion => ({ unit, factor: '1', offset: '0' });

/** Units of temperature on the scale of kelvin: K = value × n/d + zero. */
const TEMPERATURES: Readonly<Record<string, readonly [n: bigint, d: bigint, zeroInHundredths: bigint]>> = {
  K: [1n, 1n, 0n],
  Cel: [1n, 1n, 27315n],
  '[degF]': [5n, 9n, 0n],
};
/** 0 °F in hundredths of a kelvin, as a fraction: (459.67 × 5/9) × 100. */
const ZERO_FAHRENHEIT: readonly [bigint, bigint] = [45967n * 5n, 9n];

// The IFCC's master equation: NGSP % = 0.09148 × IFCC mmol/mol + 2.152 (Hoelzel and others, Clin Chem 2004, 50:166). A mere
// change of units, which UCUM would make of it, gives a percentage that no laboratory means.
const HBA1C = '4548-4';
const HBA1C_FROM_IFCC: Conversion = { unit: '%', factor: '0.09148', offset: '2.152' };

/**
 * How values in a unit, as a source wrote it or as a UCUM code, become values in the variable's unit; null when they cannot
 * be: the unit is unknown or of another dimension, or mass and moles of a substance that is not known. A variable without a
 * unit takes every unit as it is. A value without a unit is a value of a variable whose unit is a number (`{score}`, `1`),
 * and no other. Annotations such as `{steps}` are units of their own, except that `1` and `{count}` count anything; one that
 * states a quantity (`{1.73_m2}`) must be in both units. Remembers what it was asked.
 */
export function conversion(unit: string | null, variable: ComparedVariable): Conversion | null {
  const key = JSON.stringify([unit, variable.unitCode, variable.codeSystem, variable.code]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= 10_000) remembered.clear();
  const found = find(unit, variable);
  remembered.set(key, found);
  return found;
}

const remembered = new Map<string, Conversion | null>();

/**
 * A value in the unit of its variable, rounded to 12 decimals unless it is the value itself; as SQL:
 * `case when factor = 1 and offset = 0 then value else trim_scale(round(value * factor + offset, 12)) end`.
 */
export function normalised(value: string, { factor, offset }: Conversion): string | null {
  return factor === '1' && offset === '0' ? value : (linear(value, factor, offset, PLACES) ?? null);
}

function find(unit: string | null, { unitCode, code, codeSystem }: ComparedVariable): Conversion | null {
  const written = unit?.trim() ? unit : null;
  if (written === null) return unitCode === null || isNumber(unitCode) ? same(unitCode) : null;
  const reading = readUnit(written, unitCode);
  if ('unclear' in reading) return null;
  const from = reading.code;
  if (unitCode === null || unitCode === from) return same(from);
  const loinc = codeSystem === LOINC ? code : null;
  if (loinc === HBA1C && from === 'mmol/mol') return unitCode === '%' ? HBA1C_FROM_IFCC : null;
  if (isAnnotation(from) || isAnnotation(unitCode)) return countsAs(from, unitCode) ? same(unitCode) : null;
  if (from in TEMPERATURES && unitCode in TEMPERATURES) return temperature(from, unitCode);
  if (quantitiesIn(from) !== quantitiesIn(unitCode)) return null;
  const factor = factorOf(from, unitCode, loinc === null ? undefined : SUBSTANCES.get(loinc));
  return factor === null ? null : { unit: unitCode, factor, offset: '0' };
}

const isAnnotation = (code: string) => /^\{[^{}]*\}$/.test(code);
const isNumber = (code: string) => code === '1' || isAnnotation(code);
const counting = (code: string) => code === '1' || code === '{count}' || code === '{counts}';

function countsAs(from: string, to: string): boolean {
  return isNumber(from) && isNumber(to) && (counting(from) || counting(to));
}

/** The annotations of a unit that state a quantity, such as {1.73_m2}. */
function quantitiesIn(code: string): string {
  return (code.match(/\{\d[^{}]*\}/g) ?? []).sort().join('');
}

function temperature(from: string, to: string): Conversion {
  const [fn, fd] = TEMPERATURES[from] ?? [1n, 1n];
  const [tn, td] = TEMPERATURES[to] ?? [1n, 1n];
  // to = (value × fn/fd + zero(from) − zero(to)) × td/tn, with zeros as fractions of hundredths.
  const [an, ad] = zeroOf(from);
  const [bn, bd] = zeroOf(to);
  return {
    unit: to,
    factor: quotient(fn * td, fd * tn, SIGNIFICANT),
    offset: quotient((an * bd - bn * ad) * td, ad * bd * tn * 100n, SIGNIFICANT),
  };
}

function zeroOf(code: string): readonly [bigint, bigint] {
  return code === '[degF]' ? ZERO_FAHRENHEIT : [TEMPERATURES[code]?.[2] ?? 0n, 1n];
}

function factorOf(from: string, to: string, substance: Substance | undefined): string | null {
  const [a, b] = [parsed(from), parsed(to)];
  if (!a || !b || a.isSpecial_ || b.isSpecial_ || a.isArbitrary_ || b.isArbitrary_) return null;
  const [left, right] = [inMass(a, b, substance), inMass(b, a, substance)];
  if (!left || !right || left.dimension !== right.dimension) return null;
  return exactly(left.magnitude / right.magnitude);
}

function parsed(code: string): ParsedUnit | null {
  return ucum.UcumLhcUtils.getInstance().getSpecifiedUnit(code, 'validate').unit;
}

/** What the package takes for the number of particles in a mole. */
const PARTICLES = 6.0221367e23;

/** A unit with its moles and equivalents taken for the mass of the substance, where the other unit has not as many of them. */
function inMass(
  unit: ParsedUnit,
  other: ParsedUnit,
  substance: Substance | undefined,
): { magnitude: number; dimension: string } | null {
  const dimension = [...(unit.dim_?.dimVec_ ?? [0, 0, 0, 0, 0, 0, 0])];
  const { moleExp_: moles, equivalentExp_: equivalents } = unit;
  if (moles === other.moleExp_ && equivalents === other.equivalentExp_)
    return { magnitude: unit.magnitude_, dimension: dimension.join() };
  if (!substance || (equivalents !== 0 && substance.charge === undefined)) return null;
  // The package's third dimension is mass, in grams.
  dimension[2] = (dimension[2] ?? 0) + moles + equivalents;
  const magnitude =
    unit.magnitude_ *
    (Number(substance.molarMass) / PARTICLES) ** (moles + equivalents) *
    (substance.charge ?? 1) ** -equivalents;
  return { magnitude, dimension: dimension.join() };
}

/** A factor of floating point as the number that it was meant to be: a short decimal, a simple fraction, or its 15 digits. */
function exactly(factor: number): string | null {
  if (!Number.isFinite(factor) || factor <= 0) return null;
  const rounded = Number(factor.toPrecision(15));
  const digits = (text: string) =>
    text
      .replace(/e.*$/, '')
      .replace(/[.-]/g, '')
      .replace(/^0+|0+$/g, '').length;
  if (digits(String(rounded)) > 12) {
    const [n, d] = simpleFraction(rounded) ?? [];
    if (n !== undefined && d !== undefined) return quotient(n, d, SIGNIFICANT);
  }
  return linear(String(rounded), '1', '0', SIGNIFICANT) ?? null;
}

/** The first convergent of a continued fraction that is the number up to the error of floating point, if it is a simple one. */
function simpleFraction(number: number): [bigint, bigint] | undefined {
  let [n, d, before, below] = [1, 0, 0, 1];
  for (let rest = number, turn = 0; turn < 40; turn++) {
    const whole = Math.floor(rest);
    [n, before] = [whole * n + before, n];
    [d, below] = [whole * d + below, d];
    if (d > 1e6 || n > 1e12) return undefined;
    if (Math.abs(n / d - number) <= 4e-15 * number) return [BigInt(n), BigInt(d)];
    rest = 1 / (rest - whole);
  }
  return undefined;
}
