import { rowsWhere } from '@carenode/module-kit';

import { patientRecord } from '../patient-record.policies.js';

const COLUMNS = [
  'variable_id',
  'value',
  'comparator',
  'unit',
  'unit_text',
  'normalized_value',
  'normalized_unit',
  'value_text',
  'value_code',
  'value_code_system',
  'start_at',
  'end_at',
  'utc_offset_minutes',
  'time_zone',
  'device',
  'notes',
];

// What a function answers here is read once per statement, and not at all for providers outside of trials. `openRecord` has
// narrowed the rows by index to the patients whose record is open at all; this leaves out what is not, of those for whom a
// trial that asked for single variables is all that opens it.
export const neededVariables = rowsWhere(
  `not (select carenode.in_trial_teams())` +
    ` or patient_id = any (array(select carenode.patients_open_wholly('measurements')))` +
    ` or (patient_id, variable_id) in (select m.patient, m.variable from carenode.trial_measurements() m)`,
  'where a trial alone opens the record only of the variables that its protocol asks for',
);

export const measurementPolicies = patientRecord('measurements', COLUMNS, neededVariables);
