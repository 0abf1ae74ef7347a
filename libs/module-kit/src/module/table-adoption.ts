/**
 * How a module's table takes over the rows of a table that another application has: the one it will replace. While both
 * applications run, the two tables mirror each other row by row, joined by key.
 *
 * Its SQL is run with different search paths: names what it calls by schema, or PostgreSQL's own. What it may call besides:
 * `carenode.adopted_id(table, text)`, the id of a row of our `table` whose text id there is this one (a text that is a
 * uuid in lower case is its own id), and in `back` `carenode.legacy_id(table, uuid)`, the text id there of a row of ours.
 */
export interface TableAdoption {
  /** The table of this module. */
  readonly table: string;
  /** What the other application may call its table, the likeliest name first. */
  readonly from: readonly string[];
  /** Columns that the other table must have to be taken for this one. */
  readonly when: readonly string[];
  /** The other table's key column, and whether our `id` is the same uuid or one derived from its text: `carenode.adopted_id`. */
  readonly key: { readonly column: string; readonly ids: 'same' | 'derived' };
  /**
   * Column of ours → SQL over the other row `l`, or several of them, of which the first counts whose columns of `l` all
   * exist. Where none does, the column has its default; if it has none and may not be null, that is a conflict.
   */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
  /** Column of theirs → SQL over our row `o`, for rows that come in or change here; left out where it does not exist there. */
  readonly back: Readonly<Record<string, string>>;
  /** SQL over `l`: other rows are not taken over, and stay where they are; with why. */
  readonly where?: { readonly sql: string; readonly why: string };
  /** Rows of ours that are not mirrored back, SQL over `o`; with why. */
  readonly backWhere?: { readonly sql: string; readonly why: string };
}
