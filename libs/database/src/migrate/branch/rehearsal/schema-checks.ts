import type { SqlRunner } from '@carenode/module-kit';

import { compileProblems } from '../../compile/compile-problems.js';
import { grantsIn, policiesIn } from '../../rights/rights-drift.js';

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** A constraint that PostgreSQL has not checked against the rows that were there. */
interface Unchecked {
  readonly table: string;
  readonly name: string;
}

/** Sentences about constraints, indexes, views and functions that are not as they must be. Runs as the owner, in a transaction. */
export async function schemaProblems(sql: SqlRunner): Promise<string[]> {
  const compiled = await compileProblems(sql);
  return [
    ...(await uncheckedConstraints(sql)).map(
      ({ table, name }) => `${table}: constraint ${name} is NOT VALID; validate it in a step of its own`,
    ),
    ...(await invalidIndexes(sql)),
    ...compiled.map(({ sentence }) => sentence),
    ...(await openTables(sql)),
  ];
}

/** Whether what was not validated holds for every row all the same. Changes nothing. */
export async function brokenConstraints(sql: SqlRunner): Promise<string[]> {
  const broken: string[] = [];
  for (const { table, name } of await uncheckedConstraints(sql)) {
    await sql.query('savepoint validate');
    try {
      await sql.query(`alter table ${table} validate constraint ${JSON.stringify(name)}`);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (!code.startsWith('23')) throw error;
      broken.push(`${table}: there are rows for which ${name} does not hold`);
    } finally {
      await sql.query('rollback to savepoint validate');
    }
  }
  return broken;
}

async function uncheckedConstraints(sql: SqlRunner): Promise<Unchecked[]> {
  return (await sql.query(
    `select k.conrelid::regclass::text as "table", k.conname as name
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where not k.convalidated and ${OURS} order by 1, 2`,
  )) as Unchecked[];
}

async function invalidIndexes(sql: SqlRunner): Promise<string[]> {
  const rows = (await sql.query(
    `select i.indrelid::regclass::text as "table", c.relname as name
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
      where not (i.indisvalid and i.indisready and i.indislive) and ${OURS} order by 1, 2`,
  )) as { table: string; name: string }[];
  return rows.map(({ table, name }) => `${table}: index ${name} is not valid; drop it and build it again`);
}

async function openTables(sql: SqlRunner): Promise<string[]> {
  const rows = (await sql.query(
    `select c.oid::regclass::text as "table" from pg_class c
      where c.relkind in ('r', 'p') and not c.relrowsecurity
        and c.relnamespace in ('public'::regnamespace, 'carenode'::regnamespace) order by 1`,
  )) as { table: string }[];
  return rows.map(({ table }) => isOpen(table));
}

export function isOpen(table: string): string {
  return `${table}: row security is off`;
}

/** Policies and grants, as sets of text by table. */
export type RightsState = ReadonlyMap<string, ReadonlySet<string>>;

export async function rightsState(sql: SqlRunner): Promise<RightsState> {
  const state = new Map<string, Set<string>>();
  const add = (table: string, text: string) => state.set(table, (state.get(table) ?? new Set()).add(text));
  for (const policy of await policiesIn(sql, `'public'::regnamespace`))
    add(policy.table, `policy ${policy.name} ${JSON.stringify(policy)}`);
  for (const [table, grants] of await grantsIn(sql)) for (const grant of grants) add(table, `grant ${grant}`);
  return state;
}

/** What a step did to rights, which are not a step's business; a table that is gone has none. */
export function rightsMoved(before: RightsState, after: RightsState): string[] {
  const moved: string[] = [];
  for (const table of new Set([...before.keys(), ...after.keys()])) {
    const [had, has] = [before, after].map((state) => state.get(table) ?? new Set<string>());
    if (!had || !has) continue;
    if (has.size === 0) continue;
    for (const text of has) if (!had.has(text)) moved.push(`${table}: the step adds ${short(text)}`);
    for (const text of had) if (!has.has(text)) moved.push(`${table}: the step takes ${short(text)} away`);
  }
  return moved.sort();
}

function short(text: string): string {
  return text.startsWith('policy ') ? text.split(' ', 2).join(' ') : text;
}
