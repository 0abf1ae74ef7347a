import { describe, expect, it } from '@jest/globals';

import { moneyText } from './money.rules.js';

describe('an amount of money', () => {
  it('is written as the reader’s language has it, with the decimals of its currency', () => {
    expect(moneyText(12.5, 'USD', 'en-US')).toBe('$12.50');
    expect(moneyText(1234.5, 'EUR', 'de-DE')).toBe('1.234,50\u00a0€');
    expect(moneyText(1200, 'JPY', 'en-US')).toBe('¥1,200');
  });

  it('is told apart from other money of the same sign', () => {
    expect(moneyText(3, 'CAD', 'en-US')).toBe('CA$3.00');
  });

  it('has no currency where none is known, and is a dash where there is no price', () => {
    expect(moneyText(3.25, null, 'en-US')).toBe('3.25');
    expect(moneyText(null, 'USD', 'en-US')).toBe('–');
  });
});
