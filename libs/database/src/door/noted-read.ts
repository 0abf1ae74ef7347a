import type { RequestContext } from '@carenode/module-kit';

import type { Statement } from './statement.js';

/** Whose clinical rows a read shows: those of one patient, or, with `column`, of whom that column of the answer names. */
export interface ClinicalRead {
  /** The table the audit event names. */
  readonly table: string;
  /** The patient whose rows are read; null when `column` says it row by row. */
  readonly patient: string | null;
  /** For reads over several patients: the position of the patient's id among the answer's columns, and how many there are. */
  readonly column?: { readonly index: number; readonly of: number };
  /** How many of the rows are shown, where one more is read to see whether there is another page. */
  readonly shown?: number;
}

/**
 * Is this a read of somebody else's record? Patients see nobody's rows but their own, so only those who act for one are
 * told; background work states its reason when it writes.
 */
export function isNoted(ctx: RequestContext, patient: string | null): boolean {
  if (ctx.actor.kind === 'delegate') return true;
  if (ctx.userType === 'system') return false;
  return patient === null ? ctx.userType !== 'patient' : patient !== ctx.subject;
}

/** The values of the statement, and behind them what the noting needs. */
export function notedValues(values: readonly unknown[], { patient, column, shown }: ClinicalRead): unknown[] {
  return column ? [...values, shown ?? null] : [...values, patient, shown ?? null];
}

const made = new Map<string, Statement>();

/**
 * The statement with its own audit event: it answers with the same columns and rows in the same order, and PostgreSQL
 * notes in the same statement how many rows it gave of whom. Its parameters are those of `notedValues`.
 */
export function noted(sql: Statement | string, read: ClinicalRead, parameters: number): Statement | string {
  if (typeof sql === 'string') return notedText(sql, read, parameters);
  const key = `${sql.name}\0${sql.text}\0${read.table}`;
  let statement = made.get(key);
  if (!statement) {
    // Without a name of its own a statement is not prepared, with or without the event.
    statement = {
      name: sql.name && `${sql.name.slice(0, 56)}:noted`,
      text: notedText(sql.text, read, parameters),
    };
    if (sql.name) made.set(key, statement);
  }
  return statement;
}

/**
 * The event reaches the disk with the next flush, at most three times wal_writer_delay later, and the reader does not wait
 * for it: only a crash of the server in between can lose it, together with what else was not flushed.
 */
const LATER = `set_config('synchronous_commit', 'off', true)`;

function notedText(text: string, { table, column }: ClinicalRead, parameters: number): string {
  if (!/^[a-z_]+$/.test(table)) throw new Error(`"${table}" is no table's name.`);
  // A condition that names no column of r: PostgreSQL asks it once, before the first row is answered and after all are read.
  // (Joined to r instead, the noting may happen for each row: the planner is free to put it inside a nested loop.)
  if (!column) {
    return (
      `with r as materialized (${text}) select r.* from r where (select ${LATER} ||` +
      ` carenode.note_read('${table}', $${parameters + 1}::uuid, least((select count(*) from r), $${parameters + 2}::bigint))::text offset 0) is not null`
    );
  }
  const names = Array.from({ length: column.of }, (_, index) => `c${index}`);
  return (
    `with r (${names.join(', ')}) as materialized (${text}) select r.* from r where (select ${LATER} ||` +
    ` carenode.note_reads('${table}', (select array_agg(c) from (select c${column.index} as c from r limit $${parameters + 1}::bigint) shown))::text offset 0) is not null`
  );
}
