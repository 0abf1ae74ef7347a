import { mayEverything, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = [
  'activity_type',
  'timestamp',
  'duration',
  'intensity',
  'calories_burned',
  'notes',
  'device',
  'ended_at',
  'statistics',
  'utc_offset_minutes',
  'time_zone',
  'energy_source',
  'import_id',
];

const open = openRecord('patient_id', 'patient_activity_log');

/** Patients keep their activity log; whoever has their record open reads it. */
export const activityLogPolicies: TablePolicies = {
  patient: mayEverything(own('patient_id'), WRITTEN),
  provider: mayRead(open),
  admin: mayRead(open),
};
