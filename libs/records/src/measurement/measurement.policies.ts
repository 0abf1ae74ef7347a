import { patientRecord } from '../patient-record.policies.js';

export const measurementPolicies = patientRecord([
  'variable_id',
  'value',
  'comparator',
  'unit',
  'value_text',
  'value_code',
  'value_code_system',
  'start_at',
  'end_at',
  'utc_offset_minutes',
  'time_zone',
  'notes',
]);
