import { createHash } from 'node:crypto';

import type { LegacyTypeDifference } from '@carenode/identity-contract';
import { USER_TYPES, type UserType } from '@carenode/module-kit';

import { plainRight } from '../access/difference.rules.js';

/** What systems of health care usually call whom. A proposal gives nothing; an admin decides. */
const MEANINGS: Readonly<Record<UserType, readonly string[]>> = {
  admin: ['administrator', 'superadmin', 'super-admin', 'superuser', 'owner'],
  provider: [
    'doctor',
    'physician',
    'clinician',
    'nurse',
    'practitioner',
    'therapist',
    'pharmacist',
    'care-provider',
  ],
  patient: ['caregiver', 'participant', 'user', 'member', 'subject', 'customer', 'guest'],
  'research-partner': ['researcher', 'sponsor', 'research', 'investigator', 'cro', 'partner'],
  developer: ['dev', 'engineer', 'api', 'integrator'],
};

/** The user type that a name of another system usually means; null where it is not known. */
export function proposedUserType(name: string): UserType | null {
  const word = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  return USER_TYPES.find((type) => type === word || MEANINGS[type].includes(word)) ?? null;
}

/** The same for the same people, user type and changes of rights; nothing else is the same. */
export function fingerprintOfLegacyType(
  { name, userType, gained, lost }: Omit<LegacyTypeDifference, 'fingerprint' | 'people'>,
  peopleFingerprint: string,
): string {
  const plain = [
    name,
    userType,
    peopleFingerprint,
    gained.map(plainRight).sort(),
    lost.map(plainRight).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
