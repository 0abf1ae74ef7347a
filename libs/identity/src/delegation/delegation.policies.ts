import { either, everyRow, mayRead, own, type TablePolicies } from '@carenode/module-kit';

const mine = mayRead(either(own('guardian_id'), own('patient_id')));

/**
 * Both sides and admins see a delegation. Written by carenode.propose_delegation, carenode.accept_delegation and
 * carenode.end_delegation only.
 */
export const delegationPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  provider: mine,
  patient: mine,
  'research-partner': mine,
  developer: mine,
};
