import { both, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const told = rowsWhere(
  'started_by is null or started_by = (select carenode.subject())',
  'not in the name of somebody else',
);

/** Patients import and follow their imports; background work ends those whose host is gone, and finds files of nobody. */
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
        'answers',
        'file_key',
        'job_id',
        'started_by',
      ],
    },
    update: {
      when: own('patient_id'),
      columns: [
        'status',
        'format',
        'formats',
        'bytes_read',
        'records_read',
        'records_done',
        'counts',
        'report',
        'problem',
        'questions',
        'answers',
        'file_key',
        'job_id',
        'becomes',
        'rows_undone',
        'heartbeat_at',
        'finished_at',
        'undone_at',
      ],
    },
  },
  system: {
    // Those after the change too: PostgreSQL lets nobody change a row into one that they may not see.
    select: {
      when: rowsWhere(
        `status in ('waiting', 'queued', 'running', 'undoing', 'failed', 'interrupted', 'cancelled')`,
        'imports that are not over, or whose file may still be there',
      ),
      columns: ['id', 'status', 'heartbeat_at', 'job_id', 'file_key', 'created_at'],
    },
    update: {
      when: rowsWhere(
        `status in ('running', 'undoing', 'waiting', 'failed', 'interrupted')`,
        'imports that run, wait for answers, or failed',
      ),
      check: rowsWhere(
        `status in ('interrupted', 'failed', 'cancelled')`,
        'to say that they were interrupted or given up',
      ),
      columns: ['status', 'finished_at', 'problem', 'questions', 'file_key'],
    },
  },
};
