import type { Caller } from '../context/request-context.js';

/** A row condition: the SQL that PostgreSQL checks, and the words the access matrix prints. */
export interface Condition {
  readonly sql: string;
  readonly words: string;
  /** Set when the condition is `column = any (array(from))`: two of one column join into one, which an index serves. */
  readonly members?: { readonly column: string; readonly from: string };
}

/** What one caller may do with one verb. `columns` limits it to those columns; absent means all. */
export interface Rule {
  readonly when: Condition;
  /** For insert and update: what the new row must satisfy; `when` if absent. */
  readonly check?: Condition;
  readonly columns?: readonly string[];
}

export const VERBS = ['select', 'insert', 'update', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

/** Who may do what with a table's rows. What is not said is refused. */
export type TablePolicies = Readonly<Partial<Record<Caller, Readonly<Partial<Record<Verb, Rule>>>>>>;

/** Every row. */
export const everyRow: Condition = { sql: 'true', words: 'every row' };

/** Rows whose `column` is the caller. */
export function own(column: string): Condition {
  return { sql: `${column} = (select carenode.subject())`, words: `their own rows (${column})` };
}

/**
 * Rows whose `column` is a patient in whose active care team the caller is, with the patient's consent to care. For writes,
 * and for reading what is not clinical; clinical rows are read through `openRecord`.
 */
export function inCareOf(column: string): Condition {
  return membersOf(
    column,
    'select carenode.patients_in_care()',
    `rows of patients in whose active care team they are, with consent to care (${column})`,
  );
}

/**
 * Clinical rows of `table` whose `column` is a patient whose record is open to the caller: by the care team and consent, by
 * an approved trial whose protocol asks for the table, or by break-glass. Only in statements that note the read in the
 * audit trail (`Access.queryOf`), so that a read which forgets to note shows nothing.
 */
export function openRecord(column: string, table: string): Condition {
  return membersOf(
    column,
    `select carenode.patients_open('${table}')`,
    `rows of patients whose record is open to them by care team and consent, approved trial or break-glass, noted in the audit trail (${column})`,
  );
}

/** Rows whose `column` is one of the values that the SQL of a set-returning function of schema carenode gives. */
export function membersOf(column: string, from: string, words: string): Condition {
  return { sql: `${column} = any (array(${from}))`, words, members: { column, from } };
}

/** Rows matching an SQL condition of the module's own. Wrap every function call in `(select …)`. */
export function rowsWhere(sql: string, words: string): Condition {
  return { sql, words };
}

/** Both conditions. */
export function both(left: Condition, right: Condition): Condition {
  return { sql: `(${left.sql}) and (${right.sql})`, words: `${left.words}, and ${right.words}` };
}

/** Either condition. Keep both sides indexable: a column-free test here turns every read into a scan. */
export function either(left: Condition, right: Condition): Condition {
  if (left.members && right.members && left.members.column === right.members.column) {
    const { column } = left.members;
    return membersOf(
      column,
      `${left.members.from} union all ${right.members.from}`,
      `${left.words}, or ${right.words}`,
    );
  }
  return { sql: `(${left.sql}) or (${right.sql})`, words: `${left.words}, or ${right.words}` };
}

/** The same rule for all four verbs, with updates limited to `updatable` columns when given. */
export function mayEverything(when: Condition, updatable?: readonly string[]): Readonly<Record<Verb, Rule>> {
  return {
    select: { when },
    insert: { when },
    update: updatable ? { when, columns: updatable } : { when },
    delete: { when },
  };
}

/** Read only. */
export function mayRead(when: Condition, columns?: readonly string[]): Readonly<{ select: Rule }> {
  return { select: columns ? { when, columns } : { when } };
}
