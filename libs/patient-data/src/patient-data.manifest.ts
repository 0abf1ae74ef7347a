import { defineModule } from '@carenode/module-kit';

import { ActivityLogEntry } from './activity-log/activity-log.entity.js';
import { activityLogPolicies } from './activity-log/activity-log.policies.js';
import { ConditionEvent } from './condition-event/condition-event.entity.js';
import { conditionEventPolicies } from './condition-event/condition-event.policies.js';
import { FoodLogEntry } from './food-log/food-log.entity.js';
import { foodLogPolicies } from './food-log/food-log.policies.js';
import { HealthGoal } from './health-goal/health-goal.entity.js';
import { healthGoalPolicies } from './health-goal/health-goal.policies.js';
import { PatientImport } from './import/patient-import.entity.js';
import { patientImportPolicies } from './import/patient-import.policies.js';
import { ImportSource } from './import-source/import-source.entity.js';
import { importSourcePolicies } from './import-source/import-source.policies.js';
import { Insight } from './insight/insight.entity.js';
import { insightPolicies } from './insight/insight.policies.js';
import { LearningProgress } from './learning-progress/learning-progress.entity.js';
import { learningProgressPolicies } from './learning-progress/learning-progress.policies.js';
import { LearningResource } from './learning-resource/learning-resource.entity.js';
import { learningResourcePolicies } from './learning-resource/learning-resource.policies.js';
import { migrations } from './migrations/index.js';
import { createDemoPatients } from './patient-data.demo.js';
import { patientDataErrors } from './patient-data.errors.js';
import { PatientDataModule } from './patient-data.module.js';
import { patientDataSettings } from './patient-data.settings.js';

/** What patients write down themselves, what they want to reach and to learn, and the import of their files. */
export default defineModule({
  name: 'patient-data',
  title: 'Patient data',
  tables: [
    {
      name: 'patient_food_log',
      entity: FoodLogEntry,
      holds: 'clinical',
      about: 'patient_id',
      policies: foodLogPolicies,
    },
    {
      name: 'patient_activity_log',
      entity: ActivityLogEntry,
      holds: 'clinical',
      about: 'patient_id',
      policies: activityLogPolicies,
    },
    {
      name: 'patient_condition_events',
      entity: ConditionEvent,
      holds: 'clinical',
      about: 'patient_id',
      policies: conditionEventPolicies,
    },
    {
      name: 'patient_data_import_sources',
      entity: ImportSource,
      holds: 'personal',
      about: 'patient_id',
      policies: importSourcePolicies,
    },
    {
      name: 'patient_insights',
      entity: Insight,
      holds: 'clinical',
      about: 'patient_id',
      policies: insightPolicies,
    },
    {
      name: 'patient_health_goals',
      entity: HealthGoal,
      holds: 'clinical',
      about: 'patient_id',
      policies: healthGoalPolicies,
    },
    {
      name: 'learning_resources',
      entity: LearningResource,
      holds: 'public',
      policies: learningResourcePolicies,
    },
    {
      name: 'patient_learning_progress',
      entity: LearningProgress,
      holds: 'personal',
      about: 'patient_id',
      policies: learningProgressPolicies,
    },
    {
      name: 'patient_data_imports',
      entity: PatientImport,
      holds: 'clinical',
      about: 'patient_id',
      policies: patientImportPolicies,
    },
  ],
  migrations,
  settings: patientDataSettings,
  errors: patientDataErrors.table,
  nest: PatientDataModule,
  demo: createDemoPatients,
});
