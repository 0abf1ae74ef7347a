import { describe, expect, it } from '@jest/globals';
import { AppError } from '@carenode/module-kit';

import { type ActivationChange, checkChange, windowAfter } from './activation-change.rules.js';

function refusalOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError)
      return (error.details.errors ?? []).map(({ field, rule }) => `${field} ${rule}`);
  }
  return [];
}

const MARCH = new Date('2026-03-01T00:00:00Z');
const APRIL = new Date('2026-04-01T00:00:00Z');

describe('a change of an activation', () => {
  it('keeps what is absent and clears what is null', () => {
    const change = checkChange({ activationDate: null, expirationDate: '2026-04-01T02:00:00+02:00' });
    expect(change.activationDate).toBeNull();
    expect(change.expirationDate).toEqual(APRIL);
    expect(change.audience).toBeUndefined();
    expect(checkChange({ audience: null }).audience).toBeNull();
  });

  it('is refused with each wrong field', () => {
    const wrong: ActivationChange = {
      activationDate: '2026-03-01',
      expirationDate: '0000-01-01T00:00:00Z',
      activationKey: 'short',
      reason: 'x'.repeat(501),
    };
    expect(refusalOf(() => checkChange(wrong))).toEqual([
      'activationDate instant',
      'expirationDate instant',
      'activationKey isLength',
      'reason isLength',
    ]);
  });
});

describe('the window after a change', () => {
  const stored = { from: MARCH, until: APRIL };

  it('is what was stored where the change says nothing', () => {
    expect(windowAfter({}, stored)).toEqual(stored);
    expect(windowAfter({ expirationDate: null }, stored)).toEqual({ from: MARCH, until: null });
  });

  it('may not end before it begins, nor at the same instant; the field that was sent is named', () => {
    expect(refusalOf(() => windowAfter({ expirationDate: MARCH }, stored))).toEqual(['expirationDate order']);
    expect(refusalOf(() => windowAfter({ activationDate: APRIL }, stored))).toEqual(['activationDate order']);
    expect(refusalOf(() => windowAfter({ activationDate: APRIL, expirationDate: null }, stored))).toEqual([]);
  });
});
