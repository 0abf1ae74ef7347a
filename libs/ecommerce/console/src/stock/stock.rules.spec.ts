import { describe, expect, it } from '@jest/globals';

import { daysAfter, lotState, signed } from './stock.rules.js';

const LOT = { heldSince: null, expiresOn: '2026-06-01', quantity: 3 };

describe('a lot', () => {
  it('is sold to the day before it expires, unless it is held or used up', () => {
    expect(lotState(LOT, '2026-05-31').text).toBe('For sale');
    expect(lotState(LOT, '2026-06-01').text).toBe('Expired');
    expect(lotState({ ...LOT, quantity: 0 }, '2026-01-01').text).toBe('None left');
    expect(lotState({ ...LOT, heldSince: '2026-01-01T00:00:00Z' }, '2026-01-01').text).toBe('Held');
  });

  it('is looked for some days ahead, over the end of a month', () => {
    expect(daysAfter('2026-01-30', 30)).toBe('2026-03-01');
  });
});

describe('the stock book', () => {
  it('takes away what is written off, however it was typed, and a count as it is', () => {
    expect([signed('written-off', 3), signed('written-off', -3)]).toEqual([-3, -3]);
    expect([signed('counted', -2), signed('counted', 2)]).toEqual([-2, 2]);
    expect(signed('returned', 4)).toBe(4);
  });
});
