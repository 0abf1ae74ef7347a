import { both, everyRow, membersOf, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const SHOWN = [
  'id',
  'patient_id',
  'job_id',
  'byte_count',
  'part_count',
  'sha256',
  'created_at',
  'ready_at',
  'expires_at',
  'idempotency_key',
  'idempotency_fingerprint',
  'updated_at',
  'version',
] as const;

/** An export is for the patient alone; that its file is ready is noted by the host that made it. */
export const dataExportPolicies: TablePolicies = {
  patient: {
    select: { when: own('patient_id'), columns: SHOWN },
    insert: {
      when: own('patient_id'),
      columns: ['id', 'patient_id', 'job_id', 'idempotency_key', 'idempotency_fingerprint'],
    },
  },
  system: {
    select: { when: everyRow },
    update: {
      when: everyRow,
      columns: ['byte_count', 'part_count', 'sha256', 'ready_at', 'expires_at'],
    },
  },
};

const underWay = membersOf(
  'export_id',
  `select e.id from public.data_exports e join public.jobs j on j.id = e.job_id
    where e.patient_id = (select carenode.subject()) and j.status = 'running'`,
  'of an export whose job is running',
);
const inTime = membersOf(
  'export_id',
  `select e.id from public.data_exports e where e.patient_id = (select carenode.subject()) and e.expires_at > now()`,
  'of an export that has not expired',
);

export const dataExportPartPolicies: TablePolicies = {
  patient: {
    select: { when: both(own('patient_id'), inTime) },
    insert: { when: both(own('patient_id'), underWay) },
  },
  system: {
    select: { when: everyRow, columns: ['export_id', 'patient_id', 'number'] },
    delete: { when: rowsWhere('true', 'every part, to remove files that expired or were not finished') },
  },
};
