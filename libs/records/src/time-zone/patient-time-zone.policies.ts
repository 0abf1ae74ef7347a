import { own, type TablePolicies } from '@carenode/module-kit';

const ours = own('patient_id');

/** Where somebody was is theirs alone to know; what is computed from it shows days. */
export const patientTimeZonePolicies: TablePolicies = {
  patient: { select: { when: ours }, insert: { when: ours }, delete: { when: ours } },
};
