import { everyRow, own, type Rule, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = [
  'title',
  'description',
  'resource_type',
  'content_url',
  'content',
  'related_condition_id',
  'related_treatment_id',
];
const reads: { select: Rule } = { select: { when: everyRow } };
const offers: Readonly<Record<'select' | 'insert' | 'update' | 'delete', Rule>> = {
  ...reads,
  insert: {
    when: own('created_by'),
    columns: ['id', 'created_by', ...WRITTEN, 'idempotency_key', 'idempotency_fingerprint'],
  },
  update: { when: own('created_by'), columns: WRITTEN },
  delete: { when: own('created_by') },
};

/** Everybody who is signed in may learn; admins and providers offer and keep what is theirs. */
export const learningResourcePolicies: TablePolicies = {
  admin: offers,
  provider: offers,
  patient: reads,
  'research-partner': reads,
  developer: reads,
};
