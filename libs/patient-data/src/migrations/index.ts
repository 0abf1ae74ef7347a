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
import { ImportPipeline } from './0023-import-pipeline.js';
import { CreateImportBatches } from './0024-create-import-batches.js';
import { CreateImportProblems } from './0025-create-import-problems.js';
import { CreateImportChanges } from './0026-create-import-changes.js';
import { KeepImportAnswers } from './0027-keep-import-answers.js';
import { CreateFoods } from './0030-create-foods.js';
import { CreateFoodFavourites } from './0031-create-food-favourites.js';
import { CreateActivityTypes } from './0032-create-activity-types.js';
import { CheckUnitsOfFood, WorkOutLogs } from './0033-work-out-logs.js';
import { KeepLogVersions } from './0034-keep-log-versions.js';
import {
  CheckInsightsOfQuestions,
  InsightsOfQuestions,
  KeepInsights,
  OneInsightForEachQuestion,
} from './0040-insights-of-questions.js';
import { CheckFollowingGoals, GoalsFollowMeasurements } from './0045-goals-follow-measurements.js';
import { IndexGoalsByVariable } from './0047-index-goals-by-variable.js';

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
  ImportPipeline,
  CreateImportBatches,
  CreateImportProblems,
  CreateImportChanges,
  KeepImportAnswers,
  CreateFoods,
  CreateFoodFavourites,
  CreateActivityTypes,
  WorkOutLogs,
  KeepLogVersions,
  CheckUnitsOfFood,
  InsightsOfQuestions,
  CheckInsightsOfQuestions,
  OneInsightForEachQuestion,
  KeepInsights,
  GoalsFollowMeasurements,
  CheckFollowingGoals,
  IndexGoalsByVariable,
] as const;
