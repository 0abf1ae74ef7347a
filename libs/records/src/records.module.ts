import {
  CareTeams,
  DailyValues,
  HealthRecords,
  RecordHistory,
  ReferenceData,
  TrialParticipation,
} from '@carenode/records-contract';
import { Module } from '@nestjs/common';

import { CareTeamController } from './care-team/care-team.controller.js';
import { CareTeamMembersController } from './care-team/care-team-members.controller.js';
import { CareTeamService } from './care-team/care-team.service.js';
import { ConditionController } from './condition/condition.controller.js';
import { ConditionService } from './condition/condition.service.js';
import { ConsentService } from './consent/consent.service.js';
import { ConsentTextController } from './consent/consent-text.controller.js';
import { PatientConsentController } from './consent/patient-consent.controller.js';
import { DailyValuesController } from './daily-value/daily-values.controller.js';
import { DailyValuesJob } from './daily-value/daily-values.job.js';
import { DailyValuesService } from './daily-value/daily-values.service.js';
import { DayCharts } from './daily-value/day-charts.service.js';
import { DayComputation } from './daily-value/day-computation.service.js';
import { HealthRecordsService } from './health-records/health-records.service.js';
import { MeasurementController } from './measurement/measurement.controller.js';
import { MeasurementSeries } from './measurement/measurement-series.service.js';
import { MeasurementSeriesController } from './measurement/measurement-series.controller.js';
import { MeasurementService } from './measurement/measurement.service.js';
import { PatientConditionController } from './patient-condition/patient-condition.controller.js';
import { PatientConditionService } from './patient-condition/patient-condition.service.js';
import { PatientTreatmentController } from './patient-treatment/patient-treatment.controller.js';
import { PatientTreatmentService } from './patient-treatment/patient-treatment.service.js';
import {
  MeasurementVersionsController,
  PatientConditionVersionsController,
  PatientTreatmentVersionsController,
} from './record-version/record-version.controllers.js';
import { RecordVersions } from './record-version/record-versions.service.js';
import { ReferenceDataService } from './reference-data/reference-data.service.js';
import { SourceOrderController } from './source-order/source-order.controller.js';
import { SourceOrders } from './source-order/source-orders.service.js';
import { PatientTimeZonesController } from './time-zone/patient-time-zones.controller.js';
import { PatientTimeZones } from './time-zone/patient-time-zones.service.js';
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
    DailyValuesController,
    MeasurementSeriesController,
    MeasurementVersionsController,
    MeasurementController,
    PatientConditionController,
    PatientConditionVersionsController,
    PatientConsentController,
    PatientTimeZonesController,
    PatientTreatmentController,
    PatientTreatmentVersionsController,
    PatientTrialEnrollmentController,
    PatientVariableController,
    SourceOrderController,
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
    DailyValuesJob,
    DailyValuesService,
    DayCharts,
    DayComputation,
    MeasuredVariables,
    MeasurementSeries,
    MeasurementService,
    PatientConditionService,
    PatientTimeZones,
    PatientTreatmentService,
    SourceOrders,
    TreatmentService,
    TrialService,
    TrialTeamService,
    UnitService,
    VariableService,
    { provide: CareTeams, useExisting: CareTeamService },
    { provide: DailyValues, useExisting: DailyValuesService },
    { provide: HealthRecords, useClass: HealthRecordsService },
    { provide: RecordHistory, useClass: RecordVersions },
    { provide: ReferenceData, useClass: ReferenceDataService },
    { provide: TrialParticipation, useClass: TrialParticipationService },
  ],
  exports: [CareTeams, DailyValues, HealthRecords, RecordHistory, ReferenceData, TrialParticipation],
})
export class RecordsModule {}
