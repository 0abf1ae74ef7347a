import type { Node } from 'libpg-query';

/**
 * `refused`: fails, opens rights or breaks the running host, whatever the rows. `when rows`: refused once the table has a
 * row. `window`: must be named, whatever the rows. `long`: a window on a table with many rows. `note`: worth knowing, and
 * no more.
 */
export type Weight = 'refused' | 'when rows' | 'window' | 'long' | 'note';

/** What the text of a statement says about it. */
export interface Finding {
  /** kebab-case, for programs. */
  readonly rule: string;
  readonly weight: Weight;
  /** The tables it concerns, of which one must have been there before; none: it counts whatever is there. */
  readonly tables: readonly string[];
  /** One sentence without its end. */
  readonly why: string;
  /** What to do instead, in one sentence without its end. */
  readonly safer: string;
  /** Rows are changed one by one: a database without rows cannot show how long that takes. */
  readonly perRow?: boolean;
}

export interface ParsedStatement {
  /** Which of the step's calls it belongs to. */
  readonly call: number;
  readonly node: Node;
}

/** A statement and what stands around it. */
export interface RuleContext {
  readonly module: string;
  /** The step is one transaction. */
  readonly transaction: boolean;
  /** The statements before this one, in the step. */
  readonly before: readonly ParsedStatement[];
  /** The statements after this one, in the step. */
  readonly after: readonly ParsedStatement[];
  /** True for a function, by name, that was there before the pending steps. */
  readonly functionExists: (name: string) => boolean;
  /** True for a function, by name, that is there when the step begins: then CREATE OR REPLACE leaves its rights as they are. */
  readonly functionAtHand: (name: string) => boolean;
  /** The table of an index that was there before the pending steps. */
  readonly tableOfIndex: (name: string) => string | undefined;
}

export type Rule = (node: Node, context: RuleContext) => readonly Finding[];

/** How a step that must not be in a transaction says so. */
export const OUTSIDE = '"transaction = false"';
