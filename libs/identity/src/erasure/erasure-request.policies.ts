import { everyRow, mayRead, own, type TablePolicies } from '@carenode/module-kit';

/** Written by carenode.request_erasure, carenode.withdraw_erasure and carenode.erase_person only. */
export const erasureRequestPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  patient: mayRead(own('patient_id')),
  system: mayRead(everyRow),
};
