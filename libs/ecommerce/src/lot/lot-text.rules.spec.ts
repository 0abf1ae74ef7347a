import { describe, expect, it } from '@jest/globals';

import { lotsNamedIn } from './lot-text.rules.js';

const read = (text: string) =>
  lotsNamedIn(text).map(({ code, expiresOn, units }) =>
    [code, expiresOn, units].filter((part) => part !== null).join(' | '),
  );

describe('the lots that a text of an older system names', () => {
  it.each([
    ['A12', ['A12']],
    ['  LOT-2024/077 ', ['LOT-2024/077']],
    ['Lot A1234', ['A1234']],
    ['Batch no. 20231107', ['20231107']],
    ['Lot #: 9F3321 exp 03/2027', ['9F3321 | 2027-04-01']],
    ['Lot 9F3321, expires 2027-03-15', ['9F3321 | 2027-03-16']],
    ['9F3321 EXP 31 Dec 2026', ['9F3321 | 2027-01-01']],
    ['Lot 9F3321 exp 25/12/2026', ['9F3321 | 2026-12-26']],
    ['Charge 9F3321, verwendbar bis 31.12.2026, Lot 9F3321', ['9F3321']],
    ['Lot 9F3321 exp. 31.12.2026', ['9F3321 | 2027-01-01']],
    ['A1234, B5678', ['A1234', 'B5678']],
    ['Lots: A1234; B5678 and C9012', ['A1234', 'B5678', 'C9012']],
    ['A1234 x 20, B5678 x 5', ['A1234 | 20', 'B5678 | 5']],
    ['A1234 (20), B5678 (5 units)', ['A1234 | 20', 'B5678 | 5']],
    ['L-7 (expires 2027-04-01) × 2, L-8 × 1', ['L-7 | 2027-04-01 | 2', 'L-8 | 1']],
    ['A12 (expires 2027-04-01), B7', ['A12 | 2027-04-01', 'B7']],
  ])('reads %j', (text, lots) => {
    expect(read(text)).toEqual(lots);
  });

  it.each([
    '',
    '-',
    'n/a',
    'none',
    'unknown',
    'see label',
    'TBD',
    'various',
    '0',
    'ask Mary',
    'A1000-A1999',
    '💊',
  ])('finds no lot in %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('says of an expiry that it cannot read', () => {
    expect(lotsNamedIn('Lot A1234 exp. next spring')).toMatchObject([
      { expiresOn: null, expiryUnread: true },
    ]);
    expect(lotsNamedIn('Lot A1234')).toMatchObject([{ expiryUnread: false }]);
  });

  it('takes the earlier day of a date that may be read in two ways', () => {
    expect(read('Lot Q77812 exp 12/01/2027')).toEqual(['Q77812 | 2027-01-13']);
    expect(read('Lot Q77812 exp 01/12/2027')).toEqual(['Q77812 | 2027-01-13']);
  });

  it('does not hang or throw on what is no text of lots', () => {
    const lots = ['Lot '.repeat(50_000), '(('.repeat(50_000), 'A1,'.repeat(50_000), '× '.repeat(50_000)].map(
      (text) => lotsNamedIn(text).length,
    );
    expect(Math.max(...lots)).toBeLessThanOrEqual(50);
  });
});
