import { everyRow, inCareOf, mayRead, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const content = [
  'title',
  'description',
  'phase',
  'registry_number',
  'eligibility',
  'target_enrollment',
  'protocol',
  'condition_id',
  'treatment_id',
  'starts_at',
  'ends_at',
];

const reviewed = rowsWhere(`status not in ('in-review', 'disapproved')`, 'trials that an admin has approved');
const openOrTheirs = rowsWhere(
  `status = 'active' or id = any (array(select carenode.my_trials()))`,
  'trials that take participants, and those they take part in',
);

/** carenode.guard_trial says which status may follow which, and that only admins approve. */
export const trialPolicies: TablePolicies = {
  'research-partner': {
    ...mayRead(own('created_by')),
    insert: {
      when: own('created_by'),
      columns: ['id', 'created_by', ...content, 'idempotency_key', 'idempotency_fingerprint'],
    },
    update: { when: own('created_by'), columns: [...content, 'status'] },
  },
  admin: { ...mayRead(everyRow), update: { when: everyRow, columns: ['status'] } },
  provider: mayRead(reviewed),
  patient: mayRead(openOrTheirs),
};

/** Research partners see no patient; carenode.guard_trial_enrollment says who may change which status. */
export const trialEnrollmentPolicies: TablePolicies = {
  patient: { ...mayRead(own('patient_id')), update: { when: own('patient_id'), columns: ['status'] } },
  provider: {
    ...mayRead(inCareOf('patient_id')),
    insert: { when: inCareOf('patient_id'), columns: ['id', 'trial_id', 'patient_id'] },
    update: { when: inCareOf('patient_id'), columns: ['status'] },
  },
};
