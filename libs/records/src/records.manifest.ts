import { defineModule } from '@carenode/module-kit';

import { CareTeamMember } from './care-team/care-team-member.entity.js';
import { careTeamMemberGuards, careTeamMemberPolicies } from './care-team/care-team-member.policies.js';
import { Condition } from './condition/condition.entity.js';
import { conditionPolicies } from './condition/condition.policies.js';
import { ConsentText } from './consent/consent-text.entity.js';
import { consentTextPolicies } from './consent/consent-text.policies.js';
import { PatientConsent } from './consent/patient-consent.entity.js';
import { patientConsentGuards, patientConsentPolicies } from './consent/patient-consent.policies.js';
import { DailyValueRow, StaleDailyValues } from './daily-value/daily-value.entity.js';
import { dailyValuePolicies, staleDailyValuesPolicies } from './daily-value/daily-value.policies.js';
import { DailyValuesJob } from './daily-value/daily-values.job.js';
import { DAILY_VALUES_JOB } from './daily-value/daily-values.service.js';
import { Measurement } from './measurement/measurement.entity.js';
import { measurementPolicies } from './measurement/measurement.policies.js';
import { migrations } from './migrations/index.js';
import { PatientCondition } from './patient-condition/patient-condition.entity.js';
import { patientConditionPolicies } from './patient-condition/patient-condition.policies.js';
import { PatientTreatment } from './patient-treatment/patient-treatment.entity.js';
import { patientTreatmentPolicies } from './patient-treatment/patient-treatment.policies.js';
import { PATIENT_RECORD_GUARDS } from './patient-record.policies.js';
import { RecordVersion } from './record-version/record-version.entity.js';
import { recordVersionPolicies } from './record-version/record-version.policies.js';
import { recordsAdoptions } from './records.adoption.js';
import { fillDemo } from './records.demo.js';
import { errors } from './records.errors.js';
import { RecordsModule } from './records.module.js';
import { recordsSettings } from './records.settings.js';
import { SourceOrder } from './source-order/source-order.entity.js';
import { sourceOrderPolicies } from './source-order/source-order.policies.js';
import { PatientTimeZone } from './time-zone/patient-time-zone.entity.js';
import { patientTimeZonePolicies } from './time-zone/patient-time-zone.policies.js';
import { Treatment } from './treatment/treatment.entity.js';
import { treatmentPolicies } from './treatment/treatment.policies.js';
import { TrialEnrollment } from './trial/trial-enrollment.entity.js';
import { Trial } from './trial/trial.entity.js';
import {
  trialEnrollmentGuards,
  trialEnrollmentPolicies,
  trialGuards,
  trialPolicies,
} from './trial/trial.policies.js';
import { TrialDataNeed } from './trial-team/trial-data-need.entity.js';
import { TrialTeamMember } from './trial-team/trial-team-member.entity.js';
import {
  trialDataNeedPolicies,
  trialTeamMemberGuards,
  trialTeamMemberPolicies,
} from './trial-team/trial-team.policies.js';
import { Unit } from './unit/unit.entity.js';
import { unitPolicies } from './unit/unit.policies.js';
import { Variable } from './variable/variable.entity.js';
import { variablePolicies } from './variable/variable.policies.js';

const opened = (table: string, what: string) => ({
  [`provider select ${table}`]: `${what} are read through an approved trial and by break-glass too; always noted`,
  [`admin select ${table}`]: `${what} are read by break-glass; always noted`,
});

/** What is known about patients' health, who cares for them, and the catalogues and trials this refers to. */
export default defineModule({
  name: 'records',
  title: 'Health records',
  required: true,
  tables: [
    {
      name: 'units',
      entity: Unit,
      holds: 'public',
      policies: unitPolicies,
      audit: { plain: ['code', 'print_symbol', 'property'] },
    },
    {
      name: 'conditions',
      entity: Condition,
      holds: 'public',
      policies: conditionPolicies,
      audit: { plain: ['code_system', 'code'] },
    },
    {
      name: 'treatments',
      entity: Treatment,
      holds: 'public',
      policies: treatmentPolicies,
      audit: { plain: ['code_system', 'code', 'treatment_type'] },
    },
    {
      name: 'variables',
      entity: Variable,
      holds: 'clinical',
      about: 'patient_id',
      policies: variablePolicies,
      audit: { plain: ['code_system', 'code', 'kind', 'unit_code'] },
    },
    {
      name: 'measurements',
      entity: Measurement,
      holds: 'clinical',
      about: 'patient_id',
      policies: measurementPolicies,
      audit: { plain: ['comparator', 'unit', 'source', 'time_zone'] },
      guarded: PATIENT_RECORD_GUARDS,
    },
    {
      name: 'patient_conditions',
      entity: PatientCondition,
      holds: 'clinical',
      about: 'patient_id',
      policies: patientConditionPolicies,
      audit: { plain: ['code_system', 'code', 'clinical_status', 'verification_status', 'source'] },
      guarded: PATIENT_RECORD_GUARDS,
    },
    {
      name: 'patient_treatments',
      entity: PatientTreatment,
      holds: 'clinical',
      about: 'patient_id',
      policies: patientTreatmentPolicies,
      audit: { plain: ['code_system', 'code', 'status', 'intent', 'source'] },
      guarded: PATIENT_RECORD_GUARDS,
    },
    {
      name: 'record_versions',
      entity: RecordVersion,
      holds: 'clinical',
      about: 'patient_id',
      policies: recordVersionPolicies,
      audit: { off: 'The correction that each of them is of is told with the record itself.' },
    },
    {
      name: 'patient_time_zones',
      entity: PatientTimeZone,
      holds: 'personal',
      about: 'patient_id',
      policies: patientTimeZonePolicies,
    },
    {
      name: 'source_orders',
      entity: SourceOrder,
      holds: 'clinical',
      about: 'patient_id',
      policies: sourceOrderPolicies,
    },
    {
      name: 'daily_values',
      entity: DailyValueRow,
      holds: 'clinical',
      about: 'patient_id',
      policies: dailyValuePolicies,
      audit: { off: 'They are computed from measurements, whose changes are told.' },
    },
    {
      name: 'stale_daily_values',
      entity: StaleDailyValues,
      holds: 'clinical',
      about: 'patient_id',
      policies: staleDailyValuesPolicies,
      audit: { off: 'They say what is to be computed again, and nothing about anybody.' },
    },
    {
      name: 'care_team_members',
      entity: CareTeamMember,
      holds: 'personal',
      about: 'patient_id',
      policies: careTeamMemberPolicies,
      guarded: careTeamMemberGuards,
      audit: { plain: ['status', 'awaiting'] },
    },
    {
      name: 'patient_consents',
      entity: PatientConsent,
      holds: 'personal',
      about: 'patient_id',
      policies: patientConsentPolicies,
      guarded: patientConsentGuards,
      audit: { plain: ['purpose', 'text_language', 'method'] },
      onErasure: {
        pseudonymise: { withdrawn_at: 'coalesce(withdrawn_at, greatest(given_at, now()))' },
        why: 'Proof that care and research were agreed to; it names the person by the pseudonymous profile alone.',
      },
    },
    {
      name: 'consent_texts',
      entity: ConsentText,
      holds: 'public',
      policies: consentTextPolicies,
      audit: { plain: ['purpose', 'language', 'title', 'body'] },
    },
    {
      name: 'trials',
      entity: Trial,
      holds: 'operational',
      policies: trialPolicies,
      guarded: trialGuards,
      audit: { plain: ['status', 'phase', 'registry_number'] },
    },
    {
      name: 'trial_enrollments',
      entity: TrialEnrollment,
      holds: 'clinical',
      about: 'patient_id',
      policies: trialEnrollmentPolicies,
      guarded: trialEnrollmentGuards,
      audit: { plain: ['status'] },
      onErasure: {
        pseudonymise: {
          status: `case when status in ('invited', 'enrolled') then 'withdrawn' else status end`,
        },
        why: 'A trial keeps account of who took part and left; it names the person by the pseudonymous profile alone.',
      },
    },
    {
      name: 'trial_team_members',
      entity: TrialTeamMember,
      holds: 'personal',
      about: 'provider_id',
      policies: trialTeamMemberPolicies,
      guarded: trialTeamMemberGuards,
      audit: { plain: ['status'] },
      onErasure: {
        keep: 'Who could read participants’ data, and when, belongs to the account of the trial.',
      },
    },
    {
      name: 'trial_data_needs',
      entity: TrialDataNeed,
      holds: 'operational',
      policies: trialDataNeedPolicies,
      audit: { plain: ['table_name'] },
    },
  ],
  migrations,
  gains: {
    ...opened('variables', 'patients’ own variables'),
    ...opened('measurements', 'measurements'),
    ...opened('patient_conditions', 'conditions'),
    ...opened('patient_treatments', 'treatments'),
    ...opened('trial_enrollments', 'enrolments'),
  },
  jobs: { [DAILY_VALUES_JOB]: DailyValuesJob },
  settings: recordsSettings,
  errors: errors.table,
  nest: RecordsModule,
  adopts: recordsAdoptions,
  demo: fillDemo,
});
