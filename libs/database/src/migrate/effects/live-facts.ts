import type { SqlRunner } from '@carenode/module-kit';

import { policiesIn, type PolicyRow } from '../rights/rights-drift.js';
import type { DataStep } from '../steps.js';

/** What is on a database before the pending steps, as far as it decides what they do to those who use it. */
export interface LiveFacts {
  /** Rows of each table, materialized view and view (0), by name; `carenode.jobs` for those outside schema public. */
  readonly rows: ReadonlyMap<string, number>;
  /** Names of functions, without arguments. */
  readonly functions: ReadonlySet<string>;
  /** Index → its table. */
  readonly indexes: ReadonlyMap<string, string>;
  readonly policies: readonly PolicyRow[];
}

/** From how many rows on a table takes longer than anybody should wait for. */
export const MANY_ROWS = 100_000;

/** Counted to here where PostgreSQL has no estimate. */
const COUNTED = 1_000_000;

const PLAIN = `case when n.nspname = 'public' then c.relname::text else n.nspname || '.' || c.relname end`;
const USER_SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

interface TableRow {
  readonly name: string;
  readonly kind: string;
  readonly sql: string;
  /** Null: never estimated. */
  readonly estimate: number | null;
  readonly bytes: number;
  /** False of another owner's table, which may only be weighed. */
  readonly readable: boolean;
}

/** A row takes at least its header and its place in the page. */
const LEAST_ROW_BYTES = 28;

/** Reads them as the owner, in the caller's transaction. Counts only tables that PostgreSQL has no estimate of. */
export async function liveFacts(sql: SqlRunner): Promise<LiveFacts> {
  const tables = (await sql.query(`
    select ${PLAIN} as name, c.relkind::text as kind, format('%I.%I', n.nspname, c.relname) as sql, p.estimate, p.bytes,
           has_table_privilege(c.oid, 'select') as readable
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS}
      cross join lateral (
        -- As the planner does: rows per page as they were, times the pages there are now.
        select sum(case when l.relpages > 0 and l.reltuples >= 0 then l.reltuples / l.relpages * s.bytes / current_setting('block_size')::int
                        when s.bytes = 0 then 0 end)::float8 as estimate,
               coalesce(sum(s.bytes), 0)::float8 as bytes
          from (select c.oid union select relid from pg_partition_tree(c.oid) where isleaf) t (oid)
          join pg_class l on l.oid = t.oid and l.relkind in ('r', 'm')
          cross join lateral (select pg_relation_size(l.oid) as bytes) s
      ) p
     where c.relkind in ('r', 'p', 'm', 'v') and not c.relispartition`)) as TableRow[];
  const rows = new Map<string, number>();
  for (const table of tables) rows.set(table.name, await rowsOf(sql, table));
  const functions = (await sql.query(
    `select distinct case when n.nspname = 'public' then c.proname::text else n.nspname || '.' || c.proname end as name
       from pg_proc c join pg_namespace n on n.oid = c.pronamespace and ${USER_SCHEMAS}`,
  )) as { name: string }[];
  const indexes = (await sql.query(
    `select c.relname::text as name, (select ${PLAIN} from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                 where c.oid = coalesce(pg_partition_root(i.indrelid), i.indrelid)) as "table"
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS}`,
  )) as { name: string; table: string }[];
  return {
    rows,
    functions: new Set(functions.map(({ name }) => name)),
    indexes: new Map(indexes.map(({ name, table }) => [name, table])),
    policies: await policiesIn(sql, `'public'::regnamespace`),
  };
}

async function rowsOf(
  sql: SqlRunner,
  { kind, sql: name, estimate, bytes, readable }: TableRow,
): Promise<number> {
  if (kind === 'v') return 0;
  if (estimate !== null && (estimate > 0 || bytes === 0)) return Math.round(estimate);
  if (bytes === 0) return 0;
  return readable ? countUpTo(sql, name, 'true') : Math.ceil(bytes / LEAST_ROW_BYTES);
}

async function countUpTo(sql: SqlRunner, table: string, where: string): Promise<number> {
  const [row] = (await sql.query(
    `select count(*)::int as rows from (select from ${table} where ${where} limit ${COUNTED}) counted`,
  )) as { rows: number }[];
  return row?.rows ?? 0;
}

/** The rows that a step would look at; null while what it names is not there yet. Runs inside a transaction. */
export async function rowsToChange(sql: SqlRunner, { migration }: DataStep): Promise<number | null> {
  await sql.query('savepoint rows_to_change');
  try {
    const rows = await countUpTo(sql, `public."${migration.table}"`, migration.where);
    await sql.query('release savepoint rows_to_change');
    return rows;
  } catch {
    await sql.query('rollback to savepoint rows_to_change');
    return null;
  }
}
