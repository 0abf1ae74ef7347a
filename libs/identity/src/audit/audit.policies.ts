import { everyRow, mayRead, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** What a person sees of an event about their data: not which request it was part of. */
const SHOWN = [
  'seq',
  'at',
  'kind',
  'table_name',
  'row_id',
  'patient_id',
  'subject',
  'user_type',
  'actor',
  'purpose',
  'why',
  'row_count',
  'changed',
] as const;

// Nobody writes here: PostgreSQL tells the trail itself, with the owner's rights.
export const auditEventPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  patient: mayRead(own('patient_id'), SHOWN),
  system: mayRead(everyRow),
};

export const auditChangePolicies: TablePolicies = {
  admin: mayRead(rowsWhere('patient_id is null', 'changes of rows about nobody')),
  patient: mayRead(own('patient_id')),
  system: mayRead(everyRow),
};

export const auditSealPolicies: TablePolicies = {
  admin: mayRead(everyRow),
  system: { select: { when: everyRow }, insert: { when: everyRow } },
};
