import type { Blocks, LockMode } from '../../effects/locks.js';

/** How many rows a table had before and after a step; null where it did not exist. */
export interface RowCount {
  readonly table: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A lock that a step held at its end on a table that existed before it, and whom it made wait. */
export interface HeldLock {
  readonly table: string;
  readonly mode: LockMode;
  readonly blocks: Blocks;
}

/** One page that a person reads of a table, under row security. Milliseconds. */
export interface ReadTime {
  readonly table: string;
  /** As whom. */
  readonly caller: string;
  /** How many rows that person has. */
  readonly rows: number;
  readonly before: number | null;
  readonly after: number;
}

export interface StepReport {
  /** `module/id`. */
  readonly step: string;
  readonly kind: 'schema' | 'data';
  readonly direction: 'up' | 'down';
  readonly ms: number;
  /** Null where the step is not one transaction, so that nothing is held at its end. */
  readonly locks: readonly HeldLock[] | null;
  /** The tables whose number of rows changed. */
  readonly rows: readonly RowCount[];
  /** The slowest of the pages after it; null where nobody has rows. */
  readonly slowest: ReadTime | null;
  /** What does not hold after it: it must not be let loose on the live database. */
  readonly problems: readonly string[];
  /** What somebody should look at. */
  readonly warnings: readonly string[];
}

/** What happened on the branch. Tables, steps and counts only; nothing that stands in a row. */
export interface BranchReport {
  readonly branch: string;
  readonly of: string;
  readonly masked: boolean;
  readonly startedAt: string;
  readonly steps: readonly StepReport[];
  /** What does not hold at the end, with all steps applied and rights set as declared. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** True when nothing is wrong. */
  readonly ok: boolean;
}
