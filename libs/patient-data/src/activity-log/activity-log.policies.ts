import { inCareOf, mayEverything, mayRead, own, type TablePolicies } from '@carenode/module-kit';

const WRITTEN = ['activity_type', 'timestamp', 'duration', 'intensity', 'calories_burned', 'notes'];

/** Patients keep their activity log; the providers who care for them read it. */
export const activityLogPolicies: TablePolicies = {
  patient: mayEverything(own('patient_id'), WRITTEN),
  provider: mayRead(inCareOf('patient_id')),
};
