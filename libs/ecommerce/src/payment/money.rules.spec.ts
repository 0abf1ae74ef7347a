import { AppError } from '@carenode/module-kit';

import { majorUnits, minorUnits } from './money.rules.js';

const refusal = (amount: string, currency: string): string => {
  try {
    return String(minorUnits(amount, currency));
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe('an amount as Stripe counts it', () => {
  it.each([
    ['12.34', 'USD', 1234],
    ['12.3', 'EUR', 1230],
    ['12', 'EUR', 1200],
    ['0.01', 'USD', 1],
    ['12.3400', 'USD', 1234],
    ['500', 'JPY', 500],
    ['500.000', 'JPY', 500],
    ['7', 'KRW', 7],
    ['5.12', 'KWD', 5120],
    ['5.120', 'BHD', 5120],
    ['5', 'UGX', 500],
    ['5', 'ISK', 500],
    ['123456789012.34', 'USD', 12345678901234],
  ])('is %s %s → %i', (amount, currency, units) => {
    expect(minorUnits(amount, currency)).toBe(units);
    expect(Number(majorUnits(units, currency))).toBe(Number(amount));
  });

  it.each([
    ['12.345', 'USD'],
    ['0.5', 'JPY'],
    ['5.5', 'UGX'],
    ['5.5', 'ISK'],
    ['5.124', 'KWD'],
    ['0', 'USD'],
    ['0.00', 'USD'],
    ['-1', 'USD'],
    ['1e3', 'USD'],
    ['', 'USD'],
    ['123456789012345678', 'USD'],
  ])('is none for %s %s: it is refused, not rounded', (amount, currency) => {
    expect(refusal(amount, currency)).toBe('amount_not_payable');
  });
});
