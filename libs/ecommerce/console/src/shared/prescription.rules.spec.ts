import { describe, expect, it } from '@jest/globals';

import { prescriptionState, yearsAfter } from './prescription.rules.js';

const VALID = { status: 'active', validFrom: '2026-01-01', expiresOn: '2026-07-01', fillsRemaining: 1 };

describe('a prescription', () => {
  it('is valid from its first day to the day before it expires', () => {
    expect(prescriptionState(VALID, '2026-01-01')).toEqual({ text: 'Valid', isUsable: true });
    expect(prescriptionState(VALID, '2026-06-30').isUsable).toBe(true);
    expect(prescriptionState(VALID, '2026-07-01')).toEqual({ text: 'Expired', isUsable: false });
    expect(prescriptionState(VALID, '2025-12-31').text).toBe('Not valid yet');
  });

  it('is of no use when it was filled, or stopped', () => {
    expect(prescriptionState({ ...VALID, fillsRemaining: 0 }, '2026-02-01').text).toBe('Used up');
    expect(prescriptionState({ ...VALID, status: 'stopped' }, '2026-02-01').text).toBe('Stopped');
  });

  it('that is given for a year ends on the same day, or the last of that February', () => {
    expect(yearsAfter('2026-03-31', 1)).toBe('2027-03-31');
    expect(yearsAfter('2028-02-29', 1)).toBe('2029-02-28');
  });
});
