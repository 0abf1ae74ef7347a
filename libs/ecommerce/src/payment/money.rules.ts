import { ecommerceErrors } from '../ecommerce.errors.js';

// https://docs.stripe.com/currencies#minor-units: amounts are whole numbers of the currency's minor unit.
const NO_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Without minor units for people, but two decimals that are 00 for Stripe. */
const DECIMALS_THAT_ARE_ZERO = new Set(['ISK', 'UGX']);
/** Three decimals, of which the last is 0 for Stripe. */
const THREE_DECIMALS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** How many decimals an amount may have, and how many Stripe counts in. */
function decimalsOf(currency: string): { readonly most: number; readonly counted: number } {
  if (NO_DECIMALS.has(currency)) return { most: 0, counted: 0 };
  if (DECIMALS_THAT_ARE_ZERO.has(currency)) return { most: 0, counted: 2 };
  if (THREE_DECIMALS.has(currency)) return { most: 2, counted: 3 };
  return { most: 2, counted: 2 };
}

/**
 * An amount in major units, as a decimal's text, as Stripe counts it: in minor units of the currency (ISO 4217 code). Throws
 * `amount_not_payable` for one that is not positive, or that the currency cannot be paid in.
 */
export function minorUnits(amount: string, currency: string): number {
  const { most, counted } = decimalsOf(currency);
  const [, whole = '', decimals = ''] = /^(\d+)(?:\.(\d*?)0*)?$/.exec(amount) ?? [];
  const units = Number(whole + decimals.padEnd(counted, '0'));
  if (whole === '' || decimals.length > most || units <= 0 || !Number.isSafeInteger(units))
    throw ecommerceErrors.amount_not_payable({ amount, currency, decimals: most });
  return units;
}

/** The other way: what Stripe counted, in major units, as a decimal's text. */
export function majorUnits(units: number, currency: string): string {
  const { counted } = decimalsOf(currency);
  if (counted === 0) return String(units);
  const digits = String(units).padStart(counted + 1, '0');
  return `${digits.slice(0, -counted)}.${digits.slice(-counted)}`;
}
