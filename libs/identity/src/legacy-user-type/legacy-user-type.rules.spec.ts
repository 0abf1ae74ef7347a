import { USER_TYPES } from '@carenode/module-kit';
import { describe, expect, it } from '@jest/globals';

import { fingerprintOfLegacyType, proposedUserType } from './legacy-user-type.rules.js';

describe('a user type of another system', () => {
  it('usually means what its name says', () => {
    for (const type of USER_TYPES) expect(proposedUserType(type)).toBe(type);
    expect(['doctor', 'Physician', 'NURSE', 'care provider'].map(proposedUserType)).toEqual(
      Array(4).fill('provider'),
    );
    expect(['sponsor', 'researcher', 'Research_Partner'].map(proposedUserType)).toEqual(
      Array(3).fill('research-partner'),
    );
    expect(proposedUserType('caregiver')).toBe('patient');
  });

  it('means nothing where the name is not known', () => {
    expect(['', 'wizard', 'admins!', 'constructor'].map(proposedUserType)).toEqual([null, null, null, null]);
  });

  it('has a fingerprint that stands for name, target, rights and people', () => {
    const right = {
      name: 'select notes',
      verb: 'select',
      table: 'notes',
      column: null,
      was: null,
      becomes: 'every row',
    } as const;
    const shown = { name: 'doctor', userType: 'provider', gained: [right], lost: [] } as const;
    const print = fingerprintOfLegacyType(shown, '2:17');
    expect(print).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOfLegacyType({ ...shown }, '2:17')).toBe(print);
    for (const other of [
      fingerprintOfLegacyType(shown, '3:17'),
      fingerprintOfLegacyType({ ...shown, name: 'nurse' }, '2:17'),
      fingerprintOfLegacyType({ ...shown, userType: 'admin' }, '2:17'),
      fingerprintOfLegacyType({ ...shown, gained: [] }, '2:17'),
      fingerprintOfLegacyType({ ...shown, gained: [], lost: [right] }, '2:17'),
    ])
      expect(other).not.toBe(print);
  });
});
