import type { ModuleManifest } from '@carenode/module-kit';

import type { DroppedTable } from './losses.js';
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
  readonly state: 'applied' | 'pending';
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

export interface PlannedStep {
  readonly module: string;
  readonly id: string;
  readonly why: string;
  readonly transaction: boolean;
  readonly sql: readonly string[];
}

export interface DownOptions {
  readonly module?: string;
  readonly to?: string;
}

export interface UpOptions {
  /** Leave a database alone on which neither steps nor rights have changed since the last time. */
  readonly unlessCurrent?: boolean;
  /** Rights that the operator approves by name, `caller verb table` or `caller verb table column`. */
  readonly approveGains?: readonly string[];
  /** Only the steps of this module, and of those it requires (`platform` for the platform's own). */
  readonly module?: string;
  /** The last step of `module` to apply; later ones stay pending, and the module without rights until they come. */
  readonly to?: string;
  /** More work for the transaction of each step. */
  readonly beside?: (step: Step) => Beside;
}

export interface Losses {
  /** `module/id`, in the order in which they would be taken back. */
  readonly steps: readonly string[];
  readonly tables: readonly DroppedTable[];
}
