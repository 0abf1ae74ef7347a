import {
  both,
  type Condition,
  either,
  everyRow,
  inCareOf,
  membersOf,
  own,
  rowsWhere,
  type TablePolicies,
} from '@carenode/module-kit';

/** What people may change about themselves; never their user type, nor the address they sign in with. */
export const OWN_DETAILS = ['first_name', 'last_name', 'date_of_birth', 'gender', 'time_zone'] as const;

/** Who a patient is, for those who have opened their record in an emergency. */
export function underBreakGlass(column: string): Condition {
  return membersOf(
    column,
    'select carenode.patients_under_break_glass()',
    `rows of the patients whose record they have open by break-glass (${column})`,
  );
}

const open = rowsWhere('deleted_at is null', 'profiles that are not closed');
const myProviders = rowsWhere(
  'id = any (array(select carenode.my_care_providers()))',
  'profiles of the providers in their care team',
);
const updateOwn = { when: own('id'), columns: OWN_DETAILS };

export const profilePolicies: TablePolicies = {
  admin: { select: { when: everyRow }, update: updateOwn },
  provider: {
    select: { when: either(own('id'), both(either(inCareOf('id'), underBreakGlass('id')), open)) },
    update: updateOwn,
  },
  patient: { select: { when: either(own('id'), both(myProviders, open)) }, update: updateOwn },
  'research-partner': { select: { when: own('id') }, update: updateOwn },
  developer: { select: { when: own('id') }, update: updateOwn },
  system: {
    select: { when: everyRow },
    insert: { when: everyRow },
    update: { when: everyRow, columns: ['email', ...OWN_DETAILS, 'deleted_at'] },
  },
};
