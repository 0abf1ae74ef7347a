import { both, inCareOf, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = ['condition_id', 'event_type', 'timestamp', 'severity', 'notes'];
const ADDED = ['id', 'patient_id', ...WRITTEN, 'idempotency_key', 'idempotency_fingerprint'];
// recorded_by is the caller by default, and nobody may say otherwise.
const recordedInCare = both(inCareOf('patient_id'), own('recorded_by'));

const open = openRecord('patient_id', 'patient_condition_events');

/** Patients and the providers who care for them note events; providers correct those they noted themselves. */
export const conditionEventPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: { when: own('patient_id'), columns: ADDED },
    update: { when: own('patient_id'), columns: WRITTEN },
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
