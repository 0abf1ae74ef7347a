import { both, everyRow, mayRead, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const applied = rowsWhere(`status = 'applied'`, 'that were applied');
const ofMyself = mayRead(both(own('profile_id'), applied));

/** Written by carenode.request_user_type_change and carenode.decide_user_type_change only. */
export const userTypeChangePolicies: TablePolicies = {
  admin: mayRead(everyRow),
  provider: ofMyself,
  patient: ofMyself,
  'research-partner': ofMyself,
  developer: ofMyself,
};
