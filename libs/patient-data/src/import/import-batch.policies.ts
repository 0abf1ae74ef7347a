import { both, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** Rows of an import are the patient's whose import it is, under whose rights it is done. */
export function ofOwnImport(table: string) {
  return both(
    own('patient_id'),
    rowsWhere(
      `exists (select from public.patient_data_imports i where i.id = import_id and i.patient_id = ${table}.patient_id)`,
      'of an import of their own',
    ),
  );
}

export const importBatchPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: {
      when: ofOwnImport('patient_data_import_batches'),
      columns: ['import_id', 'number', 'patient_id', 'counts'],
    },
    delete: { when: own('patient_id') },
  },
};

export const importProblemPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: { when: ofOwnImport('patient_data_import_problems') },
    delete: { when: own('patient_id') },
  },
};

export const importChangePolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: { when: ofOwnImport('patient_data_import_changes') },
    delete: { when: own('patient_id') },
  },
};
