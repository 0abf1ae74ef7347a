import type { Blocks, LockMode } from './locks.js';
import type { LostRows } from '../lost-rows/lost-rows.js';

/** `safe`: nobody waits for longer than a moment. `window`: must be named. `refused`: never runs. */
export type Verdict = 'safe' | 'window' | 'refused';

/** Why a step is not safe, or a note on one that is, with what to do instead; both sentences without their end. */
export interface Reason {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly safer: string;
}

/** What a step does to a table or view that is there before all pending steps. */
export interface TableEffect {
  readonly table: string;
  readonly rows: number;
  /** The strongest lock of the step. */
  readonly lock: LockMode | null;
  /** Whom that lock makes wait. */
  readonly blocks: Blocks;
  /** Written anew as a whole. */
  readonly rewritten: boolean;
  /** Read from end to end. */
  readonly scanned: boolean;
}

export interface Assessment {
  /** `module/id` */
  readonly key: string;
  readonly verdict: Verdict;
  /** Those of the verdict first; notes last. */
  readonly reasons: readonly Reason[];
  readonly tables: readonly TableEffect[];
  /** What the step makes and takes away: `table x`, `column x.y`, `index z`, … */
  readonly created: readonly string[];
  readonly dropped: readonly string[];
  /** Rows of this database that go with it: `up` asks for a file to write them to. */
  readonly losses: readonly LostRows[];
  /** Of a step that changes rows: how many it looks at, up to a million; null while it cannot be counted. */
  readonly rows: number | null;
  /** False: nothing but the text was looked at. */
  readonly observed: boolean;
}
