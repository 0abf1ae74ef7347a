import { Imports, ReferenceFoods, Timeline } from '@carenode/patient-data-contract';
import { Module } from '@nestjs/common';

import { ActivityLogController } from './activity-log/activity-log.controller.js';
import { ActivityLogStore } from './activity-log/activity-log.store.js';
import { ActivityTypeController } from './activity-type/activity-type.controller.js';
import {
  ConditionEventController,
  ConditionEventStore,
} from './condition-event/condition-event.controller.js';
import { FoodController, PatientFoodController } from './food/food.controllers.js';
import { FoodStore } from './food/food.store.js';
import { FoodSearch } from './food/food-search.service.js';
import { ReferenceFoodsService } from './food/reference-foods.service.js';
import { FoodFavouriteController, FoodFavouriteStore } from './food-favourite/food-favourite.controller.js';
import { FoodLogController, FoodLogMealController } from './food-log/food-log.controller.js';
import { FoodLogStore } from './food-log/food-log.store.js';
import { RecentFoods } from './food-log/recent-foods.service.js';
import { RepeatedMeals } from './food-log/repeated-meals.service.js';
import { FollowingGoals } from './health-goal/following-goals.service.js';
import { HealthGoalController } from './health-goal/health-goal.controller.js';
import { HealthGoalStore } from './health-goal/health-goal.store.js';
import { AbandonedImports } from './import/abandoned-imports.service.js';
import { BatchStore } from './import/batch-store.service.js';
import { FileImports } from './import/file-imports.service.js';
import { ImportEvents } from './import/import-events.service.js';
import { ImportLine } from './import/import-line.js';
import { ImportProblems } from './import/import-problems.service.js';
import { ImportRunner } from './import/import-runner.service.js';
import { ImportSteps } from './import/import-steps.service.js';
import { ImportUndo } from './import/import-undo.service.js';
import { ImportUndoJob } from './import/import-undo.job.js';
import { ImportJob } from './import/import.job.js';
import { PatientImportController } from './import/patient-import.controller.js';
import { PatientImports } from './import/patient-imports.service.js';
import { ImportSourceController, ImportSourceStore } from './import-source/import-source.controller.js';
import { InsightController, InsightStore } from './insight/insight.controller.js';
import { InsightRefreshController } from './insight/insight-refresh.controller.js';
import { InsightsJob } from './insight/insights.job.js';
import { InsightRecords } from './insight/record/insight-record.service.js';
import { RowSets } from './insight/row-sets.service.js';
import {
  LearningProgressController,
  LearningProgressStore,
} from './learning-progress/learning-progress.controller.js';
import { PatientLearningController } from './learning-progress/patient-learning.controller.js';
import { PatientLearning } from './learning-progress/patient-learning.service.js';
import {
  LearningResourceController,
  LearningResourceStore,
} from './learning-resource/learning-resource.controller.js';
import {
  ActivityLogVersionsController,
  ConditionEventVersionsController,
  FoodLogVersionsController,
} from './log-version/log-version.controllers.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineService } from './timeline/timeline.service.js';

@Module({
  controllers: [
    FoodController,
    PatientFoodController,
    FoodFavouriteController,
    FoodLogMealController,
    FoodLogController,
    FoodLogVersionsController,
    ActivityTypeController,
    ActivityLogController,
    ActivityLogVersionsController,
    ConditionEventController,
    ConditionEventVersionsController,
    TimelineController,
    ImportSourceController,
    InsightController,
    InsightRefreshController,
    HealthGoalController,
    LearningResourceController,
    LearningProgressController,
    PatientLearningController,
    PatientImportController,
  ],
  providers: [
    FoodStore,
    FoodSearch,
    FoodFavouriteStore,
    FoodLogStore,
    RecentFoods,
    RepeatedMeals,
    TimelineService,
    ActivityLogStore,
    ConditionEventStore,
    ImportSourceStore,
    InsightStore,
    InsightRecords,
    InsightsJob,
    RowSets,
    HealthGoalStore,
    FollowingGoals,
    LearningResourceStore,
    LearningProgressStore,
    PatientLearning,
    PatientImports,
    ImportLine,
    BatchStore,
    ImportRunner,
    ImportUndo,
    ImportSteps,
    ImportProblems,
    ImportEvents,
    ImportJob,
    ImportUndoJob,
    AbandonedImports,
    { provide: Imports, useClass: FileImports },
    { provide: ReferenceFoods, useClass: ReferenceFoodsService },
    { provide: Timeline, useExisting: TimelineService },
  ],
  exports: [Imports, ReferenceFoods, Timeline],
})
export class PatientDataModule {}
