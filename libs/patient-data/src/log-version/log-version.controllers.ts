import { recordVersionsController } from '@carenode/module-kit/http';
import { RecordHistory } from '@carenode/records-contract';

import { joined } from './log-version.rules.js';

const versionsOf = (path: string, name: string, noun: string, table: string) =>
  recordVersionsController({ path, name, noun, table, history: RecordHistory, shown: joined });

export const FoodLogVersionsController = versionsOf(
  'food-log',
  'FoodLog',
  'food log entry',
  'patient_food_log',
);
export const ActivityLogVersionsController = versionsOf(
  'activity-log',
  'ActivityLog',
  'activity log entry',
  'patient_activity_log',
);
export const ConditionEventVersionsController = versionsOf(
  'condition-events',
  'ConditionEvent',
  'condition event',
  'patient_condition_events',
);
