import { defineModule } from '@carenode/module-kit';

import { CareTeamMember } from './care-team/care-team-member.entity.js';
import { careTeamMemberPolicies } from './care-team/care-team-member.policies.js';
import { Condition } from './condition/condition.entity.js';
import { conditionPolicies } from './condition/condition.policies.js';
import { Measurement } from './measurement/measurement.entity.js';
import { measurementPolicies } from './measurement/measurement.policies.js';
import { migrations } from './migrations/index.js';
import { PatientCondition } from './patient-condition/patient-condition.entity.js';
import { patientConditionPolicies } from './patient-condition/patient-condition.policies.js';
import { PatientTreatment } from './patient-treatment/patient-treatment.entity.js';
import { patientTreatmentPolicies } from './patient-treatment/patient-treatment.policies.js';
import { fillDemo } from './records.demo.js';
import { errors } from './records.errors.js';
import { RecordsModule } from './records.module.js';
import { Treatment } from './treatment/treatment.entity.js';
import { treatmentPolicies } from './treatment/treatment.policies.js';
import { TrialEnrollment } from './trial/trial-enrollment.entity.js';
import { Trial } from './trial/trial.entity.js';
import { trialEnrollmentPolicies, trialPolicies } from './trial/trial.policies.js';
import { Unit } from './unit/unit.entity.js';
import { unitPolicies } from './unit/unit.policies.js';
import { Variable } from './variable/variable.entity.js';
import { variablePolicies } from './variable/variable.policies.js';

/** What is known about patients' health, who cares for them, and the catalogues and trials this refers to. */
export default defineModule({
  name: 'records',
  title: 'Health records',
  required: true,
  tables: [
    { name: 'units', entity: Unit, holds: 'public', policies: unitPolicies },
    { name: 'conditions', entity: Condition, holds: 'public', policies: conditionPolicies },
    { name: 'treatments', entity: Treatment, holds: 'public', policies: treatmentPolicies },
    {
      name: 'variables',
      entity: Variable,
      holds: 'clinical',
      about: 'patient_id',
      policies: variablePolicies,
    },
    {
      name: 'measurements',
      entity: Measurement,
      holds: 'clinical',
      about: 'patient_id',
      policies: measurementPolicies,
    },
    {
      name: 'patient_conditions',
      entity: PatientCondition,
      holds: 'clinical',
      about: 'patient_id',
      policies: patientConditionPolicies,
    },
    {
      name: 'patient_treatments',
      entity: PatientTreatment,
      holds: 'clinical',
      about: 'patient_id',
      policies: patientTreatmentPolicies,
    },
    {
      name: 'care_team_members',
      entity: CareTeamMember,
      holds: 'personal',
      about: 'patient_id',
      policies: careTeamMemberPolicies,
    },
    { name: 'trials', entity: Trial, holds: 'operational', policies: trialPolicies },
    {
      name: 'trial_enrollments',
      entity: TrialEnrollment,
      holds: 'clinical',
      about: 'patient_id',
      policies: trialEnrollmentPolicies,
    },
  ],
  migrations,
  errors: errors.table,
  nest: RecordsModule,
  demo: fillDemo,
});
