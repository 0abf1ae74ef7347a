import { CareTeams, HealthRecords, ReferenceData, TrialParticipation } from '@carenode/records-contract';
import { Module } from '@nestjs/common';

import { CareTeamController } from './care-team/care-team.controller.js';
import { CareTeamMembersController } from './care-team/care-team-members.controller.js';
import { CareTeamService } from './care-team/care-team.service.js';
import { ConditionController } from './condition/condition.controller.js';
import { ConditionService } from './condition/condition.service.js';
import { ConsentService } from './consent/consent.service.js';
import { ConsentTextController } from './consent/consent-text.controller.js';
import { PatientConsentController } from './consent/patient-consent.controller.js';
import { HealthRecordsService } from './health-records/health-records.service.js';
import { MeasurementController } from './measurement/measurement.controller.js';
import { MeasurementSeries } from './measurement/measurement-series.service.js';
import { MeasurementSeriesController } from './measurement/measurement-series.controller.js';
import { MeasurementService } from './measurement/measurement.service.js';
import { PatientConditionController } from './patient-condition/patient-condition.controller.js';
import { PatientConditionService } from './patient-condition/patient-condition.service.js';
import { PatientTreatmentController } from './patient-treatment/patient-treatment.controller.js';
import { PatientTreatmentService } from './patient-treatment/patient-treatment.service.js';
import { ReferenceDataService } from './reference-data/reference-data.service.js';
import { TreatmentController } from './treatment/treatment.controller.js';
import { TreatmentService } from './treatment/treatment.service.js';
import { PatientTrialEnrollmentController } from './trial/patient-trial-enrollment.controller.js';
import { TrialController } from './trial/trial.controller.js';
import { TrialService } from './trial/trial.service.js';
import { TrialParticipationService } from './trial/trial-participation.service.js';
import { TrialTeamController } from './trial-team/trial-team.controller.js';
import { TrialTeamMembersController } from './trial-team/trial-team-members.controller.js';
import { TrialTeamService } from './trial-team/trial-team.service.js';
import { UnitController } from './unit/unit.controller.js';
import { UnitService } from './unit/unit.service.js';
import { MeasuredVariables } from './variable/measured-variables.service.js';
import { PatientVariableController } from './variable/patient-variable.controller.js';
import { VariableController } from './variable/variable.controller.js';
import { VariableService } from './variable/variable.service.js';

@Module({
  controllers: [
    CareTeamController,
    CareTeamMembersController,
    ConditionController,
    ConsentTextController,
    MeasurementController,
    MeasurementSeriesController,
    PatientConditionController,
    PatientConsentController,
    PatientTreatmentController,
    PatientTrialEnrollmentController,
    PatientVariableController,
    TreatmentController,
    TrialController,
    TrialTeamController,
    TrialTeamMembersController,
    UnitController,
    VariableController,
  ],
  providers: [
    CareTeamService,
    ConditionService,
    ConsentService,
    MeasuredVariables,
    MeasurementSeries,
    MeasurementService,
    PatientConditionService,
    PatientTreatmentService,
    TreatmentService,
    TrialService,
    TrialTeamService,
    UnitService,
    VariableService,
    { provide: CareTeams, useExisting: CareTeamService },
    { provide: HealthRecords, useClass: HealthRecordsService },
    { provide: ReferenceData, useClass: ReferenceDataService },
    { provide: TrialParticipation, useClass: TrialParticipationService },
  ],
  exports: [CareTeams, HealthRecords, ReferenceData, TrialParticipation],
})
export class RecordsModule {}
