import type { SqlRunner } from '@carenode/module-kit';
import pg from 'pg';

interface FoundColumn {
  readonly table: string;
  readonly column: string;
  readonly natural: boolean;
  /** What it refers to, where that is not natural: another table and its column. */
  readonly to_table: string | null;
  readonly to_column: string | null;
}

/** Defaults that give another value each time. */
const BY_NATURE =
  '(uuid_generate|random|uuidv[47]|nextval|now\\(|clock_timestamp|_timestamp|current_date|current_time|localtime)';

const COLUMNS = `
  with columns as (
    select c.oid, a.attnum, a.attname, c.oid::regclass::text as "table",
           a.attidentity = '' and coalesce(lower(pg_get_expr(d.adbin, d.adrelid)) !~ $1, true) as natural
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relkind in ('r', 'p') and not c.relispartition)
  select o."table", o.attname as "column", o.natural, t."table" as to_table, t.attname as to_column
    from columns o
    left join lateral (
      select t."table", t.attname from pg_constraint k join columns t on t.oid = k.confrelid and t.attnum = k.confkey[1]
       where k.contype = 'f' and k.conrelid = o.oid and cardinality(k.conkey) = 1 and k.conkey[1] = o.attnum and not t.natural
       limit 1) t on true
   order by o."table", o.attnum`;

/** Names of the tables that are there, with their schemas where needed. */
export async function tablesThere(sql: SqlRunner): Promise<Set<string>> {
  const columns = (await sql.query(COLUMNS, [BY_NATURE])) as FoundColumn[];
  return new Set(columns.map(({ table }) => table));
}

/**
 * A line for each table: its rows, counted, and a checksum that does not know their order. Ids, times and numbers that
 * come from the clock, from chance or from a sequence do not count; a reference to such an id counts as the row it leads to.
 */
export async function rowLines(sql: SqlRunner, except: ReadonlySet<string>): Promise<string[]> {
  const columns = (await sql.query(COLUMNS, [BY_NATURE])) as FoundColumn[];
  const tables = new Map<string, FoundColumn[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  const queries: string[] = [];
  for (const [table, own] of tables) {
    if (except.has(table)) continue;
    queries.push(
      `select ${pg.escapeLiteral(table)} as "table", count(*) as rows,
              coalesce(sum(('x' || left(md5(${contentOf('t', own, tables)}), 12))::bit(48)::bigint), 0) as checksum from ${table} t`,
    );
  }
  if (queries.length === 0) return [];
  const found = (await sql.query(
    `select format('rows %s: %s, checksum %s', "table", rows, checksum) as line from (${queries.join(' union all ')}) q where rows > 0 order by 1`,
  )) as { line: string }[];
  return found.map(({ line }) => line);
}

function contentOf(
  alias: string,
  columns: readonly FoundColumn[],
  tables: ReadonlyMap<string, readonly FoundColumn[]>,
): string {
  const left = columns
    .filter(({ natural, to_table: to }) => !natural || to !== null)
    .map(({ column }) => pg.escapeLiteral(column));
  const parts = [`(to_jsonb(${alias}) - array[${left.join(', ')}]::text[])::text`];
  for (const { column, natural, to_table: to, to_column: key } of columns) {
    if (!natural || to === null || key === null || alias !== 't') continue;
    const led = contentOf('l', tables.get(to) ?? [], tables);
    parts.push(
      `coalesce((select md5(${led}) from ${to} l where l.${pg.escapeIdentifier(key)} = t.${pg.escapeIdentifier(column)}), '')`,
    );
  }
  return parts.join(" || '|' || ");
}
