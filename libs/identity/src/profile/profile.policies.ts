import { both, either, everyRow, inCareOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** What people may change about themselves; never their user type, nor the address they sign in with. */
export const OWN_DETAILS = ['first_name', 'last_name', 'date_of_birth', 'gender', 'time_zone'] as const;

const open = rowsWhere('deleted_at is null', 'profiles that are not closed');
const myProviders = rowsWhere(
  'id = any (array(select carenode.my_care_providers()))',
  'profiles of the providers in their care team',
);
const updateOwn = { when: own('id'), columns: OWN_DETAILS };

export const profilePolicies: TablePolicies = {
  admin: { select: { when: everyRow }, update: updateOwn },
  provider: { select: { when: either(own('id'), both(inCareOf('id'), open)) }, update: updateOwn },
  patient: { select: { when: either(own('id'), both(myProviders, open)) }, update: updateOwn },
  'research-partner': { select: { when: own('id') }, update: updateOwn },
  developer: { select: { when: own('id') }, update: updateOwn },
  system: {
    select: { when: everyRow },
    insert: { when: everyRow },
    update: { when: everyRow, columns: ['email', ...OWN_DETAILS, 'deleted_at'] },
  },
};
