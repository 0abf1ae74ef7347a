import { inCareOf, mayEverything, mayRead, own, type TablePolicies } from '@carenode/module-kit';

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
];

/** Patients keep their food log; the providers who care for them read it. */
export const foodLogPolicies: TablePolicies = {
  patient: mayEverything(own('patient_id'), WRITTEN),
  provider: mayRead(inCareOf('patient_id')),
};
