import { FhirImports } from '@carenode/patient-data-contract';
import { Module } from '@nestjs/common';

import { ActivityLogController, ActivityLogStore } from './activity-log/activity-log.controller.js';
import {
  ConditionEventController,
  ConditionEventStore,
} from './condition-event/condition-event.controller.js';
import { FoodLogController, FoodLogStore } from './food-log/food-log.controller.js';
import { HealthGoalController, HealthGoalStore } from './health-goal/health-goal.controller.js';
import { AbandonedImports } from './import/abandoned-imports.service.js';
import { BundleStore } from './import/bundle-store.service.js';
import { FhirFileImports } from './import/fhir-file-imports.service.js';
import { PatientImportController } from './import/patient-import.controller.js';
import { PatientImports } from './import/patient-imports.service.js';
import { ImportSourceController, ImportSourceStore } from './import-source/import-source.controller.js';
import { InsightController, InsightStore } from './insight/insight.controller.js';
import {
  LearningProgressController,
  LearningProgressStore,
} from './learning-progress/learning-progress.controller.js';
import {
  LearningResourceController,
  LearningResourceStore,
} from './learning-resource/learning-resource.controller.js';

@Module({
  controllers: [
    FoodLogController,
    ActivityLogController,
    ConditionEventController,
    ImportSourceController,
    InsightController,
    HealthGoalController,
    LearningResourceController,
    LearningProgressController,
    PatientImportController,
  ],
  providers: [
    FoodLogStore,
    ActivityLogStore,
    ConditionEventStore,
    ImportSourceStore,
    InsightStore,
    HealthGoalStore,
    LearningResourceStore,
    LearningProgressStore,
    BundleStore,
    PatientImports,
    AbandonedImports,
    { provide: FhirImports, useClass: FhirFileImports },
  ],
  exports: [FhirImports],
})
export class PatientDataModule {}
