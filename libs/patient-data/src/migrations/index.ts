import { CreateFoodLog } from './0001-create-food-log.js';
import { CreateActivityLog } from './0002-create-activity-log.js';
import { CreateConditionEvents } from './0003-create-condition-events.js';
import { CreateImportSources } from './0004-create-import-sources.js';
import { CreateInsights } from './0005-create-insights.js';
import { CreateHealthGoals } from './0006-create-health-goals.js';
import { CreateLearningResources } from './0007-create-learning-resources.js';
import { CreateLearningProgress } from './0008-create-learning-progress.js';
import { CreateImports } from './0009-create-imports.js';
import { activityIntensity } from './0010-activity-intensity.js';
import { DescribeIndexes } from './0020-describe-indexes.js';
import { LogsFromImports } from './0021-logs-from-imports.js';
import { CreateFoodNutrients } from './0022-create-food-nutrients.js';

export const migrations = [
  CreateFoodLog,
  CreateActivityLog,
  CreateConditionEvents,
  CreateImportSources,
  CreateInsights,
  CreateHealthGoals,
  CreateLearningResources,
  CreateLearningProgress,
  CreateImports,
  ...activityIntensity,
  DescribeIndexes,
  LogsFromImports,
  CreateFoodNutrients,
] as const;
