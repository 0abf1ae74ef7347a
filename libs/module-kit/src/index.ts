export {
  both,
  either,
  everyRow,
  inCareOf,
  mayEverything,
  mayRead,
  membersOf,
  openRecord,
  own,
  rowsWhere,
  VERBS,
} from './access/table-policies.js';
export type { Condition, Rule, TablePolicies, Verb } from './access/table-policies.js';
export {
  anonymousContext,
  CALLERS,
  databaseRole,
  delegateContext,
  inTheNameOf,
  requestContext,
  subjectOf,
  systemContext,
  USER_TYPES,
} from './context/request-context.js';
export type { Actor, Caller, Purpose, RequestContext, UserType } from './context/request-context.js';
export { AppError, defineErrors, ERROR_STATUS, invalidInput } from './errors/app-error.js';
export type { ErrorDetails, ErrorFactory, ErrorKind, ErrorTable, FieldError } from './errors/app-error.js';
export { isId, newId } from './ids/new-id.js';
export { JobHandler } from './jobs/job-handler.js';
export type { JobProgress, RunningJob } from './jobs/job-handler.js';
export { isDataMigration } from './module/data-migration.js';
export type { DataChange, DataMigration, DataRow } from './module/data-migration.js';
export { defineModule, inDependencyOrder } from './module/define-module.js';
export type {
  AuditOptions,
  ClassRef,
  Erasure,
  ModuleManifest,
  TableDeclaration,
} from './module/define-module.js';
export type { TableAdoption } from './module/table-adoption.js';
export type { Demo, DemoPerson, DemoStep } from './module/demo.js';
export type { Migration, SqlRunner, StepClass } from './module/migration.js';
export { originsNamed } from './module/outside-source.js';
export type { OutsideSource } from './module/outside-source.js';
export { Files } from './ports/files.js';
export type { KeptFile, WrittenFile } from './ports/files.js';
export {
  Authenticator,
  LoadedModules,
  ModuleActivations,
  PublicAddress,
  Sealer,
  SettingsReader,
  UnknownSealError,
} from './ports/ports.js';
export type { Credentials, Transaction } from './ports/ports.js';
export { checkSetting, setting } from './settings/settings.js';
export type { Setting, SettingsOf, SettingsTable, SettingValue } from './settings/settings.js';
export { ZoneClock } from './time/zone-clock.js';
export type { LocalTime, ZonedInstant } from './time/zone-clock.js';
