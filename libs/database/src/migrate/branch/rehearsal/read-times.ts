import { databaseRole, type ModuleManifest, requestContext, type UserType } from '@carenode/module-kit';
import pg from 'pg';

import { claimsOf } from '../../../door/claims.js';
import type { MigratorSession } from '../../session.js';
import type { ReadTime } from './report.js';

/** A page, and how often it is read; the quickest counts. */
const PAGE = 51;
const TIMES = 7;
/** What differs by less than this is noise. */
const NOISE_MS = 0.5;
const TIMES_SLOWER = 2;

/** A person, and a table of which they have the most rows. */
interface Reader {
  readonly table: string;
  readonly about: string;
  readonly person: string;
  readonly userType: UserType;
  readonly rows: number;
}

/**
 * The newest page of each table, as whoever has the most rows in it reads it: by their role, with their claims, under row
 * security, as the host's door does. Tables that nobody has rows in, or may not read, are left out.
 */
export async function readTimes(
  session: MigratorSession,
  modules: readonly ModuleManifest[],
): Promise<ReadTime[]> {
  const times: ReadTime[] = [];
  for (const { name, about } of modules.flatMap((module) => module.tables)) {
    if (!about) continue;
    const reader = await readerOf(session, name, about);
    const ms = reader && (await timeOf(session, reader));
    if (reader && ms !== null && ms !== undefined)
      times.push({ table: name, caller: reader.userType, rows: reader.rows, before: null, after: ms });
  }
  return times;
}

/** The times after, with those before beside them. */
export function compared(before: readonly ReadTime[], after: readonly ReadTime[]): ReadTime[] {
  return after.map((time) => ({
    ...time,
    before: before.find(({ table }) => table === time.table)?.after ?? null,
  }));
}

/** Sentences about pages that take at least twice as long as before. */
export function slowerReads(times: readonly ReadTime[]): string[] {
  return times
    .filter(
      ({ before, after }) => before !== null && after >= TIMES_SLOWER * before && after - before >= NOISE_MS,
    )
    .map(
      ({ table, caller, rows, before, after }) =>
        `${table}: the newest page of a ${caller} with ${rows} rows took ${before?.toFixed(2)} ms and takes ${after.toFixed(2)} ms`,
    );
}

async function readerOf(session: MigratorSession, table: string, about: string): Promise<Reader | null> {
  return session.transaction(async (sql) => {
    const [there] = (await sql.query(
      `select exists (select from pg_attribute where attrelid = to_regclass($1) and attname = $2 and not attisdropped) as yes,
              exists (select from pg_attribute where attrelid = to_regclass('public.profiles') and attname = 'user_type' and not attisdropped) as typed`,
      [`public.${table}`, about],
    )) as { yes: boolean; typed: boolean }[];
    if (!there?.yes) return null;
    const type = there.typed ? '(select user_type from public.profiles where id = f.person)' : 'null';
    const id = pg.escapeIdentifier;
    const [most] = (await sql.query(
      `select f.person, f.rows::int as rows, coalesce(${type}, 'patient') as "userType"
         from (select ${id(about)} as person, count(*) as rows from public.${id(table)}
                where ${id(about)} is not null group by 1 order by 2 desc, 1 limit 1) f`,
    )) as { person: string; rows: number; userType: UserType }[];
    return most ? { table, about, ...most } : null;
  });
}

async function timeOf(session: MigratorSession, reader: Reader): Promise<number | null> {
  const { table, about, person, userType } = reader;
  return session.transaction(async (sql) => {
    const role = databaseRole(userType);
    const columns = (await sql.query(
      `select attname as name, atttypid in ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype) as dated, attnotnull as required
         from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
          and has_column_privilege($2, attrelid, attnum, 'select') order by attnum`,
      [`public.${table}`, role],
    )) as { name: string; dated: boolean; required: boolean }[];
    if (!columns.some(({ name }) => name === about)) return null;
    const newest = NEWEST.map((name) => columns.find((column) => column.name === name)).find(
      (found) => found,
    );
    const order = newest ?? columns.find(({ dated, required }) => dated && required);
    const id = pg.escapeIdentifier;
    const text =
      `select ${columns.map(({ name }) => id(name)).join(', ')} from public.${id(table)} where ${id(about)} = '${person}'` +
      (order ? ` order by ${id(order.name)} desc` : '') +
      ` limit ${PAGE}`;
    const [claims] = claimsOf(
      requestContext({ subject: person, userType, actor: { kind: 'session', id: null } }),
      'nothing',
    );
    if (!claims) return null;
    await sql.query('set local jit = off');
    await sql.query('savepoint reading');
    try {
      await sql.query(claims.sql.text, [...claims.values]);
      let best = Infinity;
      for (let time = 0; time < TIMES; time++)
        best = Math.min(best, await explained(sql.query.bind(sql), text));
      return best;
    } catch (error) {
      // The gate of a module that is switched off, or a table whose rights come later.
      if ((error as { code?: string }).code === '42501') return null;
      throw error;
    } finally {
      await sql.query('rollback to savepoint reading');
    }
  });
}

/** By which column a page of the newest rows is usually read. */
const NEWEST = ['start_at', 'timestamp', 'recorded_at', 'generated_at', 'given_at', 'created_at'];

async function explained(query: (text: string) => Promise<unknown>, text: string): Promise<number> {
  const [row] = (await query(`explain (analyze, timing off, format json) ${text}`)) as {
    'QUERY PLAN': { 'Execution Time': number; 'Planning Time': number }[];
  }[];
  return row?.['QUERY PLAN'][0]?.['Execution Time'] ?? 0;
}
