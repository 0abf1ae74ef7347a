import type { Verdict } from '../src/migrate/effects/assessment.js';

export interface EffectCase {
  readonly name: string;
  readonly sql: (table: string) => string[];
  readonly transaction?: boolean;
  readonly verdict: Verdict;
  /** The text alone says something else, because only a run shows what happens. */
  readonly byText?: Verdict;
  readonly rule?: string | readonly string[];
  /** Words of the safer way. */
  readonly safer?: string;
  readonly table?: {
    readonly lock: string | null;
    readonly blocks: string;
    readonly rewritten: boolean;
    readonly scanned: boolean;
  };
  readonly notes?: readonly string[];
  /** It is a window for the number of rows alone. */
  readonly onlyLong?: boolean;
  readonly fails?: boolean;
}

/** ACCESS EXCLUSIVE. */
export const all = (rewritten: boolean, scanned: boolean) => ({
  lock: 'ACCESS EXCLUSIVE',
  blocks: 'reads and writes',
  rewritten,
  scanned,
});
export const writers = (lock: string, scanned: boolean) => ({
  lock,
  blocks: 'writes',
  rewritten: false,
  scanned,
});
export const nobody = (lock: string | null, scanned: boolean) => ({
  lock,
  blocks: 'nothing',
  rewritten: false,
  scanned,
});
