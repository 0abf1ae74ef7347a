import {
  both,
  type Condition,
  inCareOf,
  mayRead,
  openRecord,
  own,
  rowsWhere,
  type TablePolicies,
} from '@carenode/module-kit';

const entered = rowsWhere(
  `created_by = (select carenode.subject()) or source <> 'manual'`,
  'entered by themselves or imported',
);

/**
 * A table of clinical rows: patients do everything with their own; providers in the care team add to them and correct what
 * they entered or an import brought; whoever has the record open reads it, a provider for a trial only rows that satisfy
 * `inTrials`. Nobody else sees any. `created_by` is the column's default and granted to nobody, so that it cannot be forged.
 */
export function patientRecord(
  table: string,
  columns: readonly string[],
  inTrials?: Condition,
): TablePolicies {
  const created = [
    'id',
    'patient_id',
    ...columns,
    'source',
    'external_id',
    'import_id',
    'idempotency_key',
    'idempotency_fingerprint',
  ];
  const updated = [...columns, 'import_id'];
  const ours = own('patient_id');
  const theirs = inCareOf('patient_id');
  const open = openRecord('patient_id', table);
  return {
    patient: {
      select: { when: ours },
      insert: { when: ours, columns: created },
      update: { when: ours, columns: updated },
      delete: { when: ours },
    },
    provider: {
      ...mayRead(inTrials ? both(open, inTrials) : open),
      insert: { when: theirs, columns: created },
      update: { when: both(theirs, entered), columns: updated },
    },
    admin: mayRead(open),
  };
}

/** Privileged columns of such a table, for the access matrix. */
export const PATIENT_RECORD_GUARDS: Readonly<Record<string, string>> = {
  patient_id: 'set when the row is made, and never changed',
  created_by: 'the caller who made the row, by default; granted to nobody',
};
