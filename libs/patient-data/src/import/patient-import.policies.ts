import { both, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const told = rowsWhere(
  'started_by is null or started_by = (select carenode.subject())',
  'not in the name of somebody else',
);

/** Patients import and follow their imports; background work ends those whose host is gone. */
export const patientImportPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id') },
    insert: {
      when: both(own('patient_id'), told),
      columns: [
        'id',
        'patient_id',
        'source_id',
        'format',
        'file_name',
        'byte_count',
        'content_sha256',
        'started_by',
      ],
    },
    update: {
      when: own('patient_id'),
      columns: [
        'status',
        'entries_read',
        'records_read',
        'records_done',
        'report',
        'problem',
        'heartbeat_at',
        'finished_at',
      ],
    },
  },
  system: {
    // Interrupted ones too: PostgreSQL lets nobody change a row into one that they may not see.
    select: {
      when: rowsWhere(`status in ('running', 'interrupted')`, 'imports that run or were interrupted'),
      columns: ['id', 'status', 'heartbeat_at'],
    },
    update: {
      when: rowsWhere(`status = 'running'`, 'imports that run'),
      check: rowsWhere(`status = 'interrupted'`, 'to say that they were interrupted'),
      columns: ['status', 'finished_at', 'problem'],
    },
  },
};
