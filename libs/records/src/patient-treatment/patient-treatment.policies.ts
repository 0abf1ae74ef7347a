import { patientRecord } from '../patient-record.policies.js';

export const patientTreatmentPolicies = patientRecord('patient_treatments', [
  'treatment_id',
  'name',
  'code_system',
  'code',
  'codings',
  'status',
  'intent',
  'dosage',
  'started_at',
  'ended_at',
  'reason_id',
  'recorded_at',
  'notes',
]);
