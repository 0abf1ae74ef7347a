import { mayEverything, own, type TablePolicies } from '@carenode/module-kit';

/** How far patients came is theirs alone. */
export const learningProgressPolicies: TablePolicies = {
  patient: mayEverything(own('patient_id'), ['progress_percent', 'completed', 'last_accessed']),
};
