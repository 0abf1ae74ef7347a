import type { TableExpectation } from '../expectation.js';
import { auditChanges, auditEvents, auditSeals } from './audit.expect.js';
import { conditions, treatments, units, variables } from './catalogue.expect.js';
import { consentTexts, patientConsents, trialDataNeeds, trialTeamMembers } from './consent.expect.js';
import {
  apiKeys,
  credentials,
  invitations,
  profileIdentifiers,
  profiles,
  sessions,
  signInFailures,
} from './identity.expect.js';
import {
  instanceModuleActivations,
  instanceNetworkConfig,
  instanceSettings,
} from './instance-config.expect.js';
import {
  learningResources,
  patientActivityLog,
  patientConditionEvents,
  patientDataImports,
  patientDataImportSources,
  patientFoodLog,
  patientHealthGoals,
  patientInsights,
  patientLearningProgress,
} from './patient-data.expect.js';
import {
  careTeamMembers,
  measurements,
  patientConditions,
  patientTreatments,
  trialEnrollments,
  trials,
} from './records.expect.js';

import {
  breakGlassGrants,
  delegations,
  legacyUserTypes,
  notifications,
  userTypeChanges,
} from './relations.expect.js';
import { dataExportParts, dataExports, erasureRequests, jobs } from './work.expect.js';

/** What is promised of every table, in an order in which rows can be told apart from what they refer to. */
export const TABLES: Readonly<Record<string, TableExpectation>> = {
  profiles,
  profile_identifiers: profileIdentifiers,
  credentials,
  sessions,
  sign_in_failures: signInFailures,
  invitations,
  api_keys: apiKeys,
  instance_settings: instanceSettings,
  instance_module_activations: instanceModuleActivations,
  instance_network_config: instanceNetworkConfig,
  units,
  conditions,
  treatments,
  variables,
  measurements,
  patient_conditions: patientConditions,
  patient_treatments: patientTreatments,
  care_team_members: careTeamMembers,
  trials,
  trial_enrollments: trialEnrollments,
  trial_team_members: trialTeamMembers,
  trial_data_needs: trialDataNeeds,
  consent_texts: consentTexts,
  patient_consents: patientConsents,
  notifications,
  user_type_changes: userTypeChanges,
  legacy_user_types: legacyUserTypes,
  break_glass_grants: breakGlassGrants,
  delegations,
  jobs,
  data_exports: dataExports,
  data_export_parts: dataExportParts,
  erasure_requests: erasureRequests,
  audit_events: auditEvents,
  audit_changes: auditChanges,
  audit_seals: auditSeals,
  patient_food_log: patientFoodLog,
  patient_activity_log: patientActivityLog,
  patient_condition_events: patientConditionEvents,
  patient_data_import_sources: patientDataImportSources,
  patient_insights: patientInsights,
  patient_health_goals: patientHealthGoals,
  learning_resources: learningResources,
  patient_learning_progress: patientLearningProgress,
  patient_data_imports: patientDataImports,
};
