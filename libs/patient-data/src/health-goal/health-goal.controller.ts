import { patientRowsController } from '@carenode/module-kit/http';

import { HealthGoalChange, HealthGoalInput, HealthGoalQuery } from './health-goal.dto.js';
import { HealthGoalStore, healthGoalView } from './health-goal.store.js';

export const HealthGoalController = patientRowsController({
  path: 'health-goals',
  name: 'HealthGoal',
  words: ['health goal', 'health goals'],
  store: HealthGoalStore,
  schema: healthGoalView.schema,
  query: HealthGoalQuery,
  input: HealthGoalInput,
  change: HealthGoalChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient', 'provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['patient', 'provider'],
});
