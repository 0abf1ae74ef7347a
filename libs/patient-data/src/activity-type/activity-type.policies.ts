import { everyRow, mayRead, type TablePolicies } from '@carenode/module-kit';

/** Published values, which everybody who is signed in reads and nobody changes. */
export const activityTypePolicies: TablePolicies = {
  patient: mayRead(everyRow),
  provider: mayRead(everyRow),
  admin: mayRead(everyRow),
  'research-partner': mayRead(everyRow),
  developer: mayRead(everyRow),
};
