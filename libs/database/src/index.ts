export { Access, Transaction } from './door/access.js';
export type { TransactionOptions } from './door/access.js';
export { Database } from './door/database.js';
export type { DatabaseOptions } from './door/database.js';
export type { ClinicalRead } from './door/noted-read.js';
export { databaseError, sqlState } from './door/database-errors.js';
export { statement } from './door/statement.js';
export type { Statement, TextRow } from './door/statement.js';
export { findRunningEmbeddedServer, startEmbeddedServer } from './embedded/embedded-server.js';
export type { EmbeddedServer, EmbeddedServerOptions } from './embedded/embedded-server.js';
export { enqueueJob } from './jobs/enqueue-job.js';
export type { NewJob } from './jobs/enqueue-job.js';
export { JobQueue } from './jobs/job-queue.js';
export type { ClaimedJob, Heartbeat, JobKind, JobProblem, JobSummary, Progress } from './jobs/job-queue.js';
export { catalogDifference, catalogLines } from './migrate/catalog/catalog-lines.js';
export { changeValues } from './migrate/enum/change-values.js';
export type { ValueChanges } from './migrate/enum/value-changes.js';
export { buildIndex, dropIndex } from './migrate/build-index.js';
export { grantTo, touchOnUpdate } from './migrate/grant-to.js';
export { describeIndexes } from './migrate/describe-indexes.js';
export { describeColumns, describeTable } from './migrate/describe-table.js';
export { validateConstraints } from './migrate/validate-constraints.js';
export { pendingSteps } from './migrate/installed.js';
export { Migrator } from './migrate/migrator.js';
export type { Assessment, Reason, TableEffect, Verdict } from './migrate/effects/assessment.js';
export type { Blocks, LockMode } from './migrate/effects/locks.js';
export type { LostRows } from './migrate/lost-rows/lost-rows.js';
export { lossWords } from './migrate/lost-rows/lost-rows.js';
export type {
  DownOptions,
  Losses,
  MigrationStatus,
  MigratorOptions,
  PlannedStep,
  PlanOptions,
  StepStatus,
  UpOptions,
} from './migrate/migrator-options.js';
export { changeWords, rightName, rightsDifference } from './migrate/rights/rights-difference.js';
export type { RightChange, RightsChange } from './migrate/rights/rights-difference.js';
export type { PendingRights } from './migrate/rights/rights-gains.js';
export { rightsOf } from './migrate/rights/rights.js';
export type { PolicyRight, TableRights } from './migrate/rights/rights.js';
export { CALLER_ROLES, ensureRoles, loginOf, OWNER_ROLE } from './migrate/roles.js';
export type { HostLogin } from './migrate/roles.js';
export { accessMatrix } from './rights/access-matrix.js';
export type { MatrixCell, MatrixTable } from './rights/access-matrix.js';
export { cellLines, matrixMarkdown } from './rights/matrix-markdown.js';
export { beginningWith, searchWords, textCursor, textPage } from './rows/text-order.js';
export { checkedKey } from './rows/conditional-request.js';
export { JsonText } from './rows/json-text.js';
export { RowStore } from './rows/row-store.js';
export type { CreatedRow, Page, RowStoreOptions } from './rows/row-store.js';
export { refuseUnseenOwner } from './rows/unseen-owner.js';
export { RowView } from './rows/row-view.js';
export type { RowViewOptions, ViewColumn } from './rows/row-view.js';
export { snakeCase } from './rows/snake-case.js';
