import type { SqlRunner } from './migration.js';

/** A row as a data migration sees it: the columns it reads, by name, as PostgreSQL's driver hands them over. */
export type DataRow = Readonly<Record<string, unknown>>;

/**
 * What becomes of a row: new values of the written columns; `made`, when `change` has made rows of other tables from it, which
 * `back` takes away again; or a reason, of a few words and without anything personal, why it stays as it is.
 */
export type DataChange = { readonly set: DataRow } | { readonly made: true } | { readonly left: string };

/**
 * A step that changes rows and not the schema. The migrator takes the rows by key in small batches, each in a transaction
 * of its own with its progress and its undo log, so that nobody waits for long, a run that was cut off goes on where it was,
 * and `down` brings the old values back. Later steps of the module wait until it is done. It may run again later, over rows
 * that came in afterwards: a row that needs nothing must answer `null`.
 */
export interface DataMigration {
  /** `0014-units-to-ucum`: one sequence with the migrations of its module. */
  readonly id: string;
  /** Why the step exists, in one sentence. */
  readonly why: string;
  /** A table of the module or of one that it requires, in schema public. Steps before this one have made it what it is. */
  readonly table: string;
  /** The column whose order the batches follow: one unique, never null column of type uuid, bigint, integer or text; `id` if absent. */
  readonly key?: string;
  /** The columns that `change` is given, besides the key. */
  readonly reads: readonly string[];
  /** The columns that `change` may set; none for a step that only makes rows of other tables. */
  readonly writes: readonly string[];
  /** An SQL condition on a row `t` of the table: rows that do not meet it are passed over, and not counted. */
  readonly where: string;
  /**
   * The rows of one batch, locked (not in a dry run), and what each becomes, in the same order; null for a row that is right
   * already. `sql` runs in the batch's transaction, as the owner. Runs again on the same rows after a failure, and in dry
   * runs, whose transactions are rolled back: no effects but through `sql`. What it throws is reported without its message,
   * which may tell what stands in a row.
   */
  change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]>;
  /**
   * What `down` does, once the old values are back, with rows for which the older schema has no place: those that came or
   * were changed since. Their values are kept too, and come back with the next `up`. Most steps need none.
   */
  readonly back?: Pick<DataMigration, 'where' | 'change'>;
}

/** True for a step that changes rows, false for one that changes the schema. */
export function isDataMigration(step: { readonly id: string }): step is DataMigration {
  return 'change' in step;
}
