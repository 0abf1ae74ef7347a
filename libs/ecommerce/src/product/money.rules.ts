import type { FieldError } from '@carenode/module-kit';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** The column takes no more decimals than these. */
const MOST_DECIMALS = 3;

/** Is it the code of a currency, ISO 4217? */
export const isCurrency = (code: string) => CURRENCIES.has(code);

/** How many decimals amounts of a currency have: 2 of USD, 0 of JPY, 3 of KWD. */
export function decimalsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return Math.min(maximumFractionDigits, MOST_DECIMALS);
}

/** What is wrong with a price in a currency; null when nothing is. */
export function priceError(price: number, currency: string): FieldError | null {
  if (!isCurrency(currency)) {
    return {
      field: 'currency',
      rule: 'iso4217',
      message: 'currency is the code of a currency as ISO 4217 has it, such as EUR.',
    };
  }
  const [, decimals = '', exponent] = /^\d+(?:\.(\d+))?(e-\d+)?$/.exec(String(price)) ?? [];
  const most = decimalsOf(currency);
  if (exponent === undefined && decimals.length <= most) return null;
  return {
    field: 'price',
    rule: 'decimals',
    message: `price has at most ${most} decimals in ${currency}.`,
  };
}
