export { CareTeams } from './care-teams.js';
export { DailyValues } from './daily-values.js';
export type { DailyValue } from './daily-values.js';
export { HealthRecords } from './health-records.js';
export type {
  AddedRows,
  Coding,
  IncomingCondition,
  IncomingInstant,
  IncomingMeasurement,
  IncomingRecords,
  IncomingTreatment,
  Stored,
  StoredRecords,
  TakenBack,
} from './health-records.js';
export type {
  MeasurementBatch,
  MeasurementColumns,
  MoreOfRow,
  Series,
  VariableRef,
} from './measurement-batch.js';
export { RecordHistory } from './record-history.js';
export type { FormerRecord } from './record-history.js';
export { ReferenceData } from './reference-data.js';
export type { ReferenceImportReport, RefusedCode } from './reference-data.js';
export { TrialParticipation } from './trial-participation.js';
