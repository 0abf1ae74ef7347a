import { either, everyRow, inCareOf, mayRead, own, type TablePolicies } from '@carenode/module-kit';

import { underBreakGlass } from './profile.policies.js';

/** Written by carenode.fill_patient_profile only. */
export const profileIdentifierPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  provider: mayRead(either(own('profile_id'), either(inCareOf('profile_id'), underBreakGlass('profile_id')))),
  patient: mayRead(own('profile_id')),
  'research-partner': mayRead(own('profile_id')),
  developer: mayRead(own('profile_id')),
  system: mayRead(everyRow),
};
