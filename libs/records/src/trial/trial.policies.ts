import {
  both,
  everyRow,
  inCareOf,
  mayRead,
  openRecord,
  own,
  rowsWhere,
  type TablePolicies,
} from '@carenode/module-kit';

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

/** `status` is granted: carenode.guard_trial says which may follow which, and that admins approve. */
export const trialGuards: Readonly<Record<string, string>> = {
  created_by: 'the research partner who proposed the trial; never changed',
};

const open = openRecord('patient_id', 'trial_enrollments');
const inTheirTrials = rowsWhere(
  `not (select carenode.in_trial_teams())` +
    ` or patient_id = any (array(select carenode.patients_open_wholly('trial_enrollments')))` +
    ` or (patient_id, trial_id) in (select p.patient, p.trial from carenode.trial_participants() p)`,
  'where a trial alone opens the record only of that trial',
);

/**
 * Research partners see no patient. carenode.guard_trial_enrollment says who may change which status, and
 * carenode.demand_research_consent that nobody is enrolled without consent to research.
 */
export const trialEnrollmentPolicies: TablePolicies = {
  patient: { ...mayRead(own('patient_id')), update: { when: own('patient_id'), columns: ['status'] } },
  provider: {
    ...mayRead(both(open, inTheirTrials)),
    insert: { when: inCareOf('patient_id'), columns: ['id', 'trial_id', 'patient_id'] },
    update: { when: inCareOf('patient_id'), columns: ['status'] },
  },
  admin: mayRead(open),
};

/** `status` is granted, and kept in order by the triggers. */
export const trialEnrollmentGuards: Readonly<Record<string, string>> = {
  trial_id: 'set when the row is made, and never changed',
  patient_id: 'set when the row is made, and never changed',
  enrolled_by: 'the provider who invited, by default; granted to nobody',
  enrolled_at: 'by carenode.guard_trial_enrollment, when the patient agrees',
  ended_at: 'by carenode.guard_trial_enrollment, when it ends',
};
