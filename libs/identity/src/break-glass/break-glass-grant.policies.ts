import { either, everyRow, mayRead, own, type TablePolicies } from '@carenode/module-kit';

const mine = mayRead(either(own('profile_id'), own('patient_id')));

/**
 * Those who opened a record, those whose record it is, and admins see it. Written by carenode.break_glass,
 * carenode.end_break_glass, carenode.review_break_glass and carenode.lift_break_glass_suspension only.
 */
export const breakGlassGrantPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  provider: mine,
  patient: mine,
  'research-partner': mine,
  developer: mine,
};
