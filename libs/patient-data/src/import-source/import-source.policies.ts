import { own, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = ['source_name', 'source_type', 'status'];
const READ = [
  'id',
  'patient_id',
  ...WRITTEN,
  'last_sync',
  'format',
  'answers',
  'created_at',
  'updated_at',
  'version',
  'idempotency_key',
  'idempotency_fingerprint',
];

/** Patients name their sources. auth_token is written and never read: it is in no select grant. */
export const importSourcePolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id'), columns: READ },
    insert: {
      when: own('patient_id'),
      columns: ['id', 'patient_id', ...WRITTEN, 'auth_token', 'idempotency_key', 'idempotency_fingerprint'],
    },
    update: {
      when: own('patient_id'),
      columns: [...WRITTEN, 'auth_token', 'last_sync', 'format', 'answers'],
    },
    delete: { when: own('patient_id') },
  },
};
