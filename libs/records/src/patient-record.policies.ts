import { both, inCareOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const entered = rowsWhere(
  `created_by = (select carenode.subject()) or source <> 'manual'`,
  'entered by themselves or imported',
);

/**
 * A table of clinical rows: patients do everything with their own, providers in the care team read them, add to them and
 * correct what they entered or an import brought. Nobody else sees any. `created_by` is the column's default and
 * granted to nobody, so that it cannot be forged.
 */
export function patientRecord(columns: readonly string[]): TablePolicies {
  const created = [
    'id',
    'patient_id',
    ...columns,
    'source',
    'external_id',
    'idempotency_key',
    'idempotency_fingerprint',
  ];
  const ours = own('patient_id');
  const theirs = inCareOf('patient_id');
  return {
    patient: {
      select: { when: ours },
      insert: { when: ours, columns: created },
      update: { when: ours, columns },
      delete: { when: ours },
    },
    provider: {
      select: { when: theirs },
      insert: { when: theirs, columns: created },
      update: { when: both(theirs, entered), columns },
    },
  };
}
