import type { Caller } from '../context/request-context.js';

/** A row condition: the SQL that PostgreSQL checks, and the words the access matrix prints. */
export interface Condition {
  readonly sql: string;
  readonly words: string;
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

/** Rows whose `column` is a patient in whose active care team the caller is. */
export function inCareOf(column: string): Condition {
  return {
    sql: `${column} = any (array(select carenode.patients_in_care()))`,
    words: `rows of patients in whose active care team they are (${column})`,
  };
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
