import { defineModule } from '@carenode/module-kit';

import { ActivityLogEntry } from './activity-log/activity-log.entity.js';
import { activityLogPolicies } from './activity-log/activity-log.policies.js';
import { ActivityType } from './activity-type/activity-type.entity.js';
import { activityTypePolicies } from './activity-type/activity-type.policies.js';
import { ConditionEvent } from './condition-event/condition-event.entity.js';
import { conditionEventPolicies } from './condition-event/condition-event.policies.js';
import { Food, FoodComposition, FoodPortion } from './food/food.entity.js';
import { foodCompositionPolicies, foodPolicies, foodPortionPolicies } from './food/food.policies.js';
import { FoodFavourite } from './food-favourite/food-favourite.entity.js';
import { foodFavouritePolicies } from './food-favourite/food-favourite.policies.js';
import { FoodNutrient } from './food-nutrient/food-nutrient.entity.js';
import { foodNutrientPolicies } from './food-nutrient/food-nutrient.policies.js';
import { FoodLogEntry } from './food-log/food-log.entity.js';
import { foodLogPolicies } from './food-log/food-log.policies.js';
import { HealthGoal } from './health-goal/health-goal.entity.js';
import { healthGoalPolicies } from './health-goal/health-goal.policies.js';
import { ImportBatch } from './import/import-batch.entity.js';
import {
  importBatchPolicies,
  importChangePolicies,
  importProblemPolicies,
} from './import/import-batch.policies.js';
import { ImportChange } from './import/import-change.entity.js';
import { ImportProblemRow } from './import/import-problem.entity.js';
import { ImportJob } from './import/import.job.js';
import { ImportUndoJob } from './import/import-undo.job.js';
import { PatientImport } from './import/patient-import.entity.js';
import { patientImportPolicies } from './import/patient-import.policies.js';
import { ImportSource } from './import-source/import-source.entity.js';
import { importSourcePolicies } from './import-source/import-source.policies.js';
import { Insight } from './insight/insight.entity.js';
import { insightPolicies } from './insight/insight.policies.js';
import { InsightsJob } from './insight/insights.job.js';
import { LearningProgress } from './learning-progress/learning-progress.entity.js';
import { learningProgressPolicies } from './learning-progress/learning-progress.policies.js';
import { LearningResource } from './learning-resource/learning-resource.entity.js';
import { learningResourcePolicies } from './learning-resource/learning-resource.policies.js';
import { migrations } from './migrations/index.js';
import { createDemoPatients } from './patient-data.demo.js';
import { patientDataErrors } from './patient-data.errors.js';
import { PatientDataModule } from './patient-data.module.js';
import { patientDataSettings } from './patient-data.settings.js';

const opened = (table: string, what: string) => ({
  [`provider select ${table}`]: `${what} are read through an approved trial and by break-glass too; always noted`,
  [`admin select ${table}`]: `${what} are read by break-glass; always noted`,
});

/** What patients write down themselves, what they want to reach and to learn, and the import of their files. */
export default defineModule({
  name: 'patient-data',
  title: 'Patient data',
  tables: [
    {
      name: 'foods',
      entity: Food,
      holds: 'personal',
      about: 'patient_id',
      policies: foodPolicies,
      audit: { plain: ['source', 'source_code'] },
    },
    {
      name: 'food_composition',
      entity: FoodComposition,
      holds: 'personal',
      about: 'patient_id',
      policies: foodCompositionPolicies,
      audit: { off: 'part of a food; the food is told' },
    },
    {
      name: 'food_portions',
      entity: FoodPortion,
      holds: 'personal',
      about: 'patient_id',
      policies: foodPortionPolicies,
      audit: { off: 'part of a food; the food is told' },
    },
    {
      name: 'food_favourites',
      entity: FoodFavourite,
      holds: 'personal',
      about: 'patient_id',
      policies: foodFavouritePolicies,
    },
    {
      name: 'activity_types',
      entity: ActivityType,
      holds: 'public',
      policies: activityTypePolicies,
    },
    {
      name: 'patient_food_log',
      entity: FoodLogEntry,
      holds: 'clinical',
      about: 'patient_id',
      policies: foodLogPolicies,
      audit: { plain: ['unit', 'source', 'time_zone'] },
    },
    {
      name: 'patient_food_nutrients',
      entity: FoodNutrient,
      holds: 'clinical',
      about: 'patient_id',
      policies: foodNutrientPolicies,
      audit: { plain: ['unit'] },
    },
    {
      name: 'patient_activity_log',
      entity: ActivityLogEntry,
      holds: 'clinical',
      about: 'patient_id',
      policies: activityLogPolicies,
      audit: { plain: ['intensity', 'source', 'time_zone'] },
    },
    {
      name: 'patient_condition_events',
      entity: ConditionEvent,
      holds: 'clinical',
      about: 'patient_id',
      policies: conditionEventPolicies,
      audit: { plain: ['event_type'] },
    },
    {
      name: 'patient_data_import_sources',
      entity: ImportSource,
      holds: 'personal',
      about: 'patient_id',
      secret: ['auth_token'],
      policies: importSourcePolicies,
      audit: { plain: ['source_type', 'status'] },
    },
    {
      name: 'patient_insights',
      entity: Insight,
      holds: 'clinical',
      about: 'patient_id',
      policies: insightPolicies,
      audit: { plain: ['insight_type'] },
    },
    {
      name: 'patient_health_goals',
      entity: HealthGoal,
      holds: 'clinical',
      about: 'patient_id',
      secret: ['source_fingerprint'],
      policies: healthGoalPolicies,
      audit: { plain: ['unit', 'status', 'source', 'measure', 'direction'] },
    },
    {
      name: 'learning_resources',
      entity: LearningResource,
      holds: 'public',
      policies: learningResourcePolicies,
      audit: { plain: ['resource_type'] },
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
      audit: {
        plain: ['format', 'formats', 'status', 'becomes'],
        quiet: ['entries_read', 'bytes_read', 'records_read', 'records_done', 'rows_undone', 'heartbeat_at'],
      },
      secret: ['file_key'],
    },
    {
      name: 'patient_data_import_batches',
      entity: ImportBatch,
      holds: 'clinical',
      about: 'patient_id',
      policies: importBatchPolicies,
      audit: { off: 'counts of a step of an import; the import and its rows are told' },
    },
    {
      name: 'patient_data_import_problems',
      entity: ImportProblemRow,
      holds: 'clinical',
      about: 'patient_id',
      policies: importProblemPolicies,
      audit: { plain: ['severity'] },
    },
    {
      name: 'patient_data_import_changes',
      entity: ImportChange,
      holds: 'clinical',
      about: 'patient_id',
      policies: importChangePolicies,
      audit: { plain: ['what'] },
    },
  ],
  migrations,
  gains: {
    ...opened('patient_food_log', 'food logs'),
    ...opened('patient_food_nutrients', 'nutrients of food logs'),
    ...opened('patient_activity_log', 'activity logs'),
    ...opened('patient_condition_events', 'condition events'),
    ...opened('patient_insights', 'insights that the patient has not hidden'),
    ...opened('patient_health_goals', 'health goals'),
    'patient insert patient_data_imports': 'an import notes where its file is, its job and its answers',
    'patient update patient_data_imports': 'an import notes its progress, questions, counts and undoing',
    'system select patient_data_imports': 'files that nobody needs any more are found',
    'system update patient_data_imports': 'imports that nobody goes on with, or answers, are given up',
    'patient select patient_data_import_sources': 'what was answered about the files of a source is kept',
    'patient update patient_data_import_sources': 'what was answered about the files of a source is kept',
  },
  settings: patientDataSettings,
  errors: patientDataErrors.table,
  nest: PatientDataModule,
  jobs: { import: ImportJob, 'import-undo': ImportUndoJob, insights: InsightsJob },
  demo: createDemoPatients,
});
