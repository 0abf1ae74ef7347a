/**
 * A file of dropped rows: gzip members one after another, together one text of lines. First the header; then for each step
 * a section: its own line, for each table a line, the rows as PostgreSQL's COPY writes them, and `\.`; then the end line of
 * the section, a member of its own, without which the section does not count.
 */
export const FORMAT = 1;

export interface FileHeader {
  readonly carenode: 'dropped rows';
  readonly format: number;
  /** The name of the database, for people; no address and no login. */
  readonly database: string;
  readonly at: string;
}

export type Direction = 'up' | 'down';

export interface SequenceValue {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
}

export interface SectionHeader {
  /** `module/id` */
  readonly section: string;
  /** What the step was doing when it lost the rows. */
  readonly direction: Direction;
  readonly at: string;
  readonly sequences: readonly SequenceValue[];
}

export interface Partition {
  readonly name: string;
  /** `FOR VALUES …` or `DEFAULT`, times in UTC. */
  readonly bound: string;
}

/**
 * - `table`: every row of a table; putting back makes the table hold these and no others.
 * - `columns`: the primary key and the columns that go.
 * - `rewritten`: every row, and last what the row was afterwards, as a hash; null when it was gone.
 * - `added`: the primary key and the hash of rows that came with the change.
 */
export type BlockKind = 'table' | 'columns' | 'rewritten' | 'added';

export interface TableHeader {
  /** Its name before the step lost the rows, which it has again after the way back: `schema.table`. */
  readonly table: string;
  /** Its name afterwards, if it is still there. */
  readonly now: string | null;
  readonly kind: BlockKind;
  readonly key: readonly string[];
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly partitions: readonly Partition[];
}

export interface SectionEnd {
  /** `module/id` */
  readonly end: string;
  readonly rows: number;
  /** Of the section's text. */
  readonly sha256: string;
  /** Where the section's gzip member begins in the file, and its length. */
  readonly offset: number;
  readonly bytes: number;
}

export const END_OF_ROWS = '\\.';
