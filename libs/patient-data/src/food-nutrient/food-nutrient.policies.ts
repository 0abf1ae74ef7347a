import { both, mayRead, openRecord, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const ofOwnEntry = both(
  own('patient_id'),
  rowsWhere(
    'exists (select from public.patient_food_log f where f.id = food_log_id and f.patient_id = patient_food_nutrients.patient_id)',
    'of an entry of their own log',
  ),
);
// They are part of the entry, and shown with it.
const open = openRecord('patient_id', 'patient_food_log');

/** Nutrients are read and written as the entry of the log that they belong to. */
export const foodNutrientPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: { when: ofOwnEntry },
    update: { when: own('patient_id'), columns: ['amount', 'unit'] },
    delete: { when: own('patient_id') },
  },
  provider: mayRead(open),
  admin: mayRead(open),
};
