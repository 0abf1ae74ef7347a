/** A decimal number, exactly: digits × 10^exponent. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Longer exponents are no values that a row can hold (±1e308). */
const EXPONENT_MOST = 400;

/** Reads decimal text as PostgreSQL's numeric does; undefined for what is no finite number of reasonable size. */
function readDecimal(text: string): Decimal | undefined {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts ?? [];
  if (!parts || whole + fraction === '' || text.length > 1000) return undefined;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(Number(power)) > EXPONENT_MOST) return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent };
}

/** value × factor + offset, rounded to `places` decimals (halves away from zero, as PostgreSQL's round); no zeros at the end. */
export function linear(value: string, factor: string, offset: string, places: number): string | undefined {
  const [v, f, o] = [readDecimal(value), readDecimal(factor), readDecimal(offset)];
  if (!v || !f || !o) return undefined;
  const exponent = Math.min(v.exponent + f.exponent, o.exponent, -places);
  const sum =
    v.digits * f.digits * 10n ** BigInt(v.exponent + f.exponent - exponent) +
    o.digits * 10n ** BigInt(o.exponent - exponent);
  return decimalText(divideRounded(sum, 10n ** BigInt(-places - exponent)), places);
}

/** A fraction as decimal text with at most `significant` digits. */
export function quotient(dividend: bigint, divisor: bigint, significant: number): string {
  const length = (n: bigint) => String(n < 0n ? -n : n).length;
  const places = Math.max(0, significant - (length(dividend) - length(divisor)));
  return decimalText(divideRounded(dividend * 10n ** BigInt(places), divisor), places);
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [n, d] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
}

function decimalText(digits: bigint, places: number): string {
  const negative = digits < 0n;
  const text = String(negative ? -digits : digits).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const fraction = text.slice(text.length - places).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
