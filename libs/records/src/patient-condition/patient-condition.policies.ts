import { patientRecord } from '../patient-record.policies.js';

export const patientConditionPolicies = patientRecord('patient_conditions', [
  'condition_id',
  'name',
  'code_system',
  'code',
  'codings',
  'clinical_status',
  'verification_status',
  'onset_at',
  'abated_at',
  'recorded_at',
  'notes',
]);
