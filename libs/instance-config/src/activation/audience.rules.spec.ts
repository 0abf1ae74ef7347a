import { describe, expect, it } from '@jest/globals';
import { AppError } from '@carenode/module-kit';

import { readAudience } from './audience.rules.js';

const ID = '0190b5f6-7c3b-7c3b-8c3b-0190b5f67c3b';

function refusalOf(value: unknown): string[] {
  try {
    readAudience(value);
  } catch (error) {
    if (error instanceof AppError)
      return (error.details.errors ?? []).map(({ field, rule }) => `${field} ${rule}`);
  }
  return [];
}

describe('an audience that is read', () => {
  it('comes back without repetitions, with ids in lower case', () => {
    expect(
      readAudience({ userTypes: ['admin', 'admin'], profiles: [ID, ID.toUpperCase()], percentage: 12.34 }),
    ).toEqual({
      userTypes: ['admin'],
      profiles: [ID],
      percentage: 12.34,
    });
  });

  it('may be empty, which restricts nobody', () => {
    expect(readAudience({})).toEqual({});
  });

  it('takes percentages of up to two decimals, also those that binary fractions cannot hold', () => {
    for (const percentage of [0, 0.01, 0.07, 1.1, 4.35, 57.1, 99.99, 100])
      expect(readAudience({ percentage })).toEqual({ percentage });
  });

  it('is refused when it is no object', () => {
    for (const value of ['everybody', 1, [], true]) expect(refusalOf(value)).toEqual(['audience object']);
  });

  it('is refused with every wrong field and its rule', () => {
    expect(refusalOf({ userTypes: ['nurse'], profiles: ['me'], percentage: 101, trials: [] })).toEqual([
      'audience.trials unknown',
      'audience.userTypes choice',
      'audience.profiles isUuid',
      'audience.percentage percentage',
    ]);
  });

  it('is refused when a list is empty, too long or no list', () => {
    expect(refusalOf({ userTypes: [] })).toEqual(['audience.userTypes choice']);
    expect(refusalOf({ userTypes: 'admin' })).toEqual(['audience.userTypes choice']);
    expect(refusalOf({ userTypes: null })).toEqual(['audience.userTypes choice']);
    expect(refusalOf({ profiles: [] })).toEqual(['audience.profiles isUuid']);
    expect(refusalOf({ profiles: Array.from({ length: 1001 }, () => ID) })).toEqual([
      'audience.profiles isUuid',
    ]);
    expect(refusalOf({ profiles: [{}] })).toEqual(['audience.profiles isUuid']);
  });

  it('is refused when the percentage is no number of the range', () => {
    for (const percentage of [-0.01, 100.01, 1.234, NaN, Infinity, '50', null, [50]]) {
      expect(refusalOf({ percentage })).toEqual(['audience.percentage percentage']);
    }
  });
});
