import { mayEverything, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = [
  'timestamp',
  'food_name',
  'quantity',
  'unit',
  'calories',
  'protein',
  'carbs',
  'fat',
  'notes',
  'meal',
  'utc_offset_minutes',
  'time_zone',
  'food_id',
  'import_id',
];

const open = openRecord('patient_id', 'patient_food_log');

/** Patients keep their food log; whoever has their record open reads it. */
export const foodLogPolicies: TablePolicies = {
  patient: mayEverything(own('patient_id'), WRITTEN),
  provider: mayRead(open),
  admin: mayRead(open),
};
