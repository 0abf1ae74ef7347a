import { both, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

import { neededVariables } from '../measurement/measurement.policies.js';

const ours = own('patient_id');
// Whoever may read the measurements of a variable may read what they come to.
const open = openRecord('patient_id', 'measurements');

/** They are computed with the patient's own rights, whoever asks for them. */
export const dailyValuePolicies: TablePolicies = {
  patient: { select: { when: ours }, insert: { when: ours }, delete: { when: ours } },
  provider: mayRead(both(open, neededVariables)),
  admin: mayRead(open),
};

export const staleDailyValuesPolicies: TablePolicies = {
  patient: {
    select: { when: ours },
    insert: { when: ours, columns: ['patient_id', 'variable_id', 'days'] },
    delete: { when: ours },
  },
};
