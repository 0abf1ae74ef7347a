import { both, inCareOf, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = [
  'title',
  'description',
  'target_value',
  'current_value',
  'unit',
  'start_date',
  'target_date',
  'status',
  'achievement_status',
  'variable_id',
  'measure',
  'direction',
  'period_days',
];
/** What follows from measurements is written in the patient's name alone. */
const FOLLOWING = ['start_value', 'progress', 'pace_per_week', 'projected_on', 'on_track', 'measured_on'];
const ADDED = ['id', 'patient_id', ...WRITTEN, 'idempotency_key', 'idempotency_fingerprint'];
const ORIGIN = ['source', 'external_id', 'source_fingerprint', 'import_id'];
const recordedInCare = both(inCareOf('patient_id'), own('recorded_by'));

const open = openRecord('patient_id', 'patient_health_goals');

/** Patients keep and import their goals; the providers who care for them add some and change those they added. */
export const healthGoalPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: { when: own('patient_id'), columns: [...ADDED, ...ORIGIN] },
    update: {
      when: own('patient_id'),
      columns: [...WRITTEN, ...FOLLOWING, 'source_fingerprint', 'import_id'],
    },
    delete: { when: own('patient_id') },
  },
  provider: {
    ...mayRead(open),
    insert: { when: inCareOf('patient_id'), columns: ADDED },
    update: { when: recordedInCare, columns: WRITTEN },
    delete: { when: recordedInCare },
  },
  admin: mayRead(open),
};
