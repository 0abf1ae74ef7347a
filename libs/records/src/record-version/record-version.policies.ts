import { both, either, membersOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** Tables that keep history: those of this module, and the logs of patient-data. */
const TABLES = [
  'measurements',
  'patient_conditions',
  'patient_treatments',
  'patient_food_log',
  'patient_activity_log',
  'patient_condition_events',
] as const;

// As the rows themselves, but for trials that ask for single variables: a history is open wholly or not at all.
const openTo = (table: string) =>
  both(
    rowsWhere(`table_name = '${table}'`, `of ${table}`),
    membersOf(
      'patient_id',
      `select carenode.patients_open_wholly('${table}')`,
      `of patients all of whose rows of ${table} are open to them, noted in the audit trail`,
    ),
  );
const [first, ...others] = TABLES;
const open = others.reduce((condition, table) => either(condition, openTo(table)), openTo(first));

export const recordVersionPolicies: TablePolicies = {
  patient: { select: { when: own('patient_id') } },
  provider: { select: { when: open } },
  admin: { select: { when: open } },
};
