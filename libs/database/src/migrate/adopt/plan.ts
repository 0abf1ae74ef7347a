import type { Conflict } from './conflict.js';
import type { TableData } from './data-checks.js';
import type { Mapping } from './mapping.js';
import type { Moves } from './moves.js';
import type { OurTable } from './our-schema.js';

/** A hole that is closed: its SQL for the place where the table is while both applications run, and for afterwards. */
export interface PlannedClosing {
  readonly id: string;
  readonly close: readonly string[];
  readonly open: readonly string[];
  readonly keep: readonly string[];
}

/** What an adoption would do: the answer of an inspection, with the choices that were made. */
export interface Plan {
  readonly database: string;
  readonly postgres: number;
  readonly mappings: readonly Mapping[];
  /** The names of all our tables. */
  readonly ourTables: readonly string[];
  /** Our tables that rows come into. */
  readonly tables: readonly OurTable[];
  readonly moves: Moves;
  /** Tables and views that get a view in compat. */
  readonly views: readonly string[];
  /** Tables that nothing is taken from: they stay as they are. */
  readonly unmapped: readonly string[];
  readonly roles: readonly string[];
  readonly logins: readonly { readonly name: string; readonly searchPath: string | null }[];
  readonly data: readonly TableData[];
  readonly conflicts: readonly Conflict[];
  readonly closings: readonly PlannedClosing[];
}

/** Sentences about what must be settled before anything is applied. */
export function blocking(plan: Plan): string[] {
  if (plan.mappings.length === 0)
    return ['No table of this database is one that a module adopts: there is nothing to take over.'];
  return plan.conflicts.filter(({ blocks }) => blocks).map(({ id, words }) => `${id}: ${words}`);
}

/** Where a table of the other application is once those in our way have moved. */
export function placeOf(plan: { readonly moves: Moves }, table: string): string {
  return plan.moves.tables.includes(table) ? 'legacy' : 'public';
}
