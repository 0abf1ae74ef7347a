import type { ModuleManifest } from '@carenode/module-kit';

import type { Assessment } from './effects/assessment.js';
import type { LostRows } from './lost-rows/lost-rows.js';
import type { RowOptions } from './lost-rows/row-keeper.js';
import type { SessionOptions } from './session.js';
import type { Beside } from './step-runner.js';
import type { Step } from './steps.js';

export interface MigratorOptions extends SessionOptions {
  readonly modules: readonly ModuleManifest[];
}

export interface StepStatus {
  readonly module: string;
  readonly id: string;
  readonly why: string;
  /** What it changes. */
  readonly kind: 'schema' | 'data';
  readonly state: 'applied' | 'pending';
  /** It began, up or down, and was cut off: the next run goes on with it. */
  readonly unfinished: boolean;
  readonly appliedAt: string | null;
  readonly durationMs: number | null;
}

export interface MigrationStatus {
  readonly steps: readonly StepStatus[];
  /** Sentences about steps that are edited, missing or out of order. */
  readonly problems: readonly string[];
  /** Sentences about policies and grants that are not as declared. */
  readonly drift: readonly string[];
}

/** A pending step, with what it will do to those who use the database. */
export interface PlannedStep extends Assessment {
  readonly module: string;
  readonly id: string;
  readonly why: string;
  /** What it changes. */
  readonly kind: 'schema' | 'data';
  /** It is one transaction, so that its locks are held until it has ended. */
  readonly transaction: boolean;
  /** Every statement; of a step that changes rows, which rows it looks at. */
  readonly sql: readonly string[];
}

export interface PlanOptions {
  /** Only the steps of this module, and of those it requires (`platform` for the platform's own). */
  readonly module?: string;
  /** The last step of `module` to plan. */
  readonly to?: string;
}

export interface DownOptions extends RowOptions {
  readonly module?: string;
  readonly to?: string;
}

export interface UpOptions extends RowOptions {
  /** Leave a database alone on which neither steps nor rights have changed since the last time. */
  readonly unlessCurrent?: boolean;
  /** Rights that the operator approves by name, `caller verb table` or `caller verb table column`. */
  readonly approveGains?: readonly string[];
  /** Only the steps of this module, and of those it requires (`platform` for the platform's own). */
  readonly module?: string;
  /** The last step of `module` to apply; later ones stay pending, and the module without rights until they come. */
  readonly to?: string;
  /** Steps, `module/id`, that may run although others wait meanwhile: those that the plan says need a window. */
  readonly accept?: readonly string[];
  /** More work for the transaction of each step. */
  readonly beside?: (step: Step) => Beside;
}

export interface Losses {
  /** `module/id`, in the order in which they would be taken back. */
  readonly steps: readonly string[];
  /** Tables, columns and rows that would go with them, also where there is no row yet. */
  readonly tables: readonly LostRows[];
}
