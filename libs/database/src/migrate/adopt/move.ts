import type { SqlRunner } from '@carenode/module-kit';

import { asLogin, makeChange } from './bookkeeping.js';
import { makeBridge } from './bridge.js';
import { NAMED_IN_PUBLIC, namesTable } from './inspect.js';
import { readLegacyCatalog } from './legacy-catalog.js';
import { LEGACY, nameOf, qualified, quoted } from './names.js';
import type { Plan } from './plan.js';

/**
 * Moves what is in the way of our steps to schema legacy, and rewrites the functions that name it, in the transaction of
 * `sql`: whoever asks sees the old place or the new one. Returns how many functions were rewritten.
 */
export async function moveAway(sql: SqlRunner, plan: Plan): Promise<number> {
  const done = (await sql.query(`select from carenode.adoption_changes where name = 'move'`)) as unknown[];
  if (done.length > 0) return 0;
  const { moves } = plan;
  const signatureIn = (schema: string, signature: string) =>
    signature.replace(/^public\./, `${quoted(schema)}.`);
  const move = (from: string, to: string) => [
    ...moves.tables.map((name) => `alter table ${qualified(from, name)} set schema ${quoted(to)}`),
    ...moves.types.map((name) => `alter type ${qualified(from, name)} set schema ${quoted(to)}`),
    ...moves.sequences.map((name) => `alter sequence ${qualified(from, name)} set schema ${quoted(to)}`),
    ...moves.functions.map((name) => `alter routine ${signatureIn(from, name)} set schema ${quoted(to)}`),
  ];
  // Bodies name what is not there at this moment, and would be refused.
  await sql.query('set local check_function_bodies = off');
  const functions = await asLogin(sql, () => functionsToRewrite(sql, moves.tables));
  await makeChange(sql, {
    name: 'move',
    sql: move('public', LEGACY),
    undo: move(LEGACY, 'public'),
  });
  for (const { oid, before } of functions) {
    const statements = await asLogin(sql, () => rewrite(sql, oid, moves.tables));
    // After the tables are back: a body may name the type of one.
    await sql.query(`update carenode.adoption_changes set undo = undo || $1::jsonb where name = 'move'`, [
      JSON.stringify([before]),
    ]);
    await asLogin(sql, async () => {
      for (const text of statements) await sql.query(text);
    });
  }
  // A function that is under way names what it named when it began.
  await makeBridge(sql, plan, 'public', LEGACY);
  return functions.length;
}

interface FoundFunction {
  readonly oid: number;
  /** Its definition as it was. */
  readonly before: string;
}

/** Functions that name a table that moves, or that look for unqualified names in schema public. */
async function functionsToRewrite(sql: SqlRunner, tables: readonly string[]): Promise<FoundFunction[]> {
  if (tables.length === 0) return [];
  await sql.query(`set local search_path = ''`);
  const found: FoundFunction[] = [];
  for (const { oid, source, searchPath, mine } of (await readLegacyCatalog(sql)).functions) {
    if (!mine || source === '' || !(namesTable(source, tables) || looksInPublic(searchPath))) continue;
    found.push({ oid, before: await definition(sql, oid) });
  }
  return found;
}

function looksInPublic(searchPath: string | null): boolean {
  return searchPath !== null && /(^|[\s,"])public([\s,"]|$)/.test(searchPath);
}

async function definition(sql: SqlRunner, oid: number): Promise<string> {
  const [row] = (await sql.query('select pg_get_functiondef($1::oid) as text', [oid])) as { text: string }[];
  return row?.text ?? '';
}

/** The statements after which a function names the tables where they are now. */
async function rewrite(sql: SqlRunner, oid: number, tables: readonly string[]): Promise<string[]> {
  await sql.query(`set local search_path = ''`);
  const text = await definition(sql, oid);
  const body = text.search(/^AS \$/m);
  const statements: string[] = [];
  const rewritten = rewriteBody(text.slice(body), tables);
  if (body >= 0 && rewritten !== text.slice(body)) statements.push(text.slice(0, body) + rewritten);
  const [row] = (await sql.query(
    `select oid::regprocedure::text as name, (select substr(x, 13) from unnest(proconfig) x where x like 'search\\_path=%') as path
       from pg_proc where oid = $1`,
    [oid],
  )) as { name: string; path: string | null }[];
  if (row && looksInPublic(row.path))
    statements.push(`alter routine ${row.name} set search_path = ${LEGACY}, ${row.path}`);
  return statements;
}

/** The body of a function with the tables of schema public that moved named in schema legacy; also inside texts, for EXECUTE. */
export function rewriteBody(body: string, tables: readonly string[]): string {
  return body.replace(NAMED_IN_PUBLIC, (found: string, name: string) => movedName(found, name, tables));
}

const TEXT_OR_NAME = new RegExp(`('(?:[^']|'')*')|${NAMED_IN_PUBLIC.source}|"(?:[^"]|"")*"`, 'gi');

/** The same for SQL that PostgreSQL has written, where quotes come in pairs: a name that holds SQL stays. */
export function rewriteSql(sql: string, tables: readonly string[]): string {
  return sql.replace(TEXT_OR_NAME, (found: string, text?: string, name?: string) => {
    if (text !== undefined) return rewriteBody(text, tables);
    return name === undefined ? found : movedName(found, name, tables);
  });
}

function movedName(found: string, name: string, tables: readonly string[]): string {
  return tables.includes(nameOf(name)) ? found.replace(/^"?public"?/i, LEGACY) : found;
}
