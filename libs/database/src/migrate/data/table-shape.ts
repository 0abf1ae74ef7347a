import type { SqlRunner } from '@carenode/module-kit';
import pg from 'pg';

import type { DataStep } from '../steps.js';

const quoted = (name: string) => pg.escapeIdentifier(name);

/** A column that a step may write. */
export interface WrittenColumn {
  readonly name: string;
  readonly sql: string;
  /** Without length or precision: a cast to those would cut what does not fit, where an assignment refuses it. */
  readonly type: string;
  readonly isJson: boolean;
  readonly isArray: boolean;
}

/** What the statements of a step need to know of its table. Names are quoted where SQL needs it. */
export interface TableShape {
  readonly name: string;
  readonly table: string;
  readonly key: string;
  readonly keyType: string;
  readonly reads: readonly string[];
  readonly writes: readonly WrittenColumn[];
  /** The column with the person whom a row is about, as SQL; `null::uuid` for nobody. */
  readonly about: string;
}

const KEY_TYPES = ['uuid', 'bigint', 'integer', 'smallint', 'text'];

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly category: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly exact: boolean;
}

/** Looks the table of a step up. Throws one sentence when the step cannot run on it. */
export async function shapeOf(sql: SqlRunner, step: DataStep): Promise<TableShape> {
  const { table, key = 'id', reads, writes } = step.migration;
  const columns = (await sql.query(
    `select a.attname::text as name, format_type(a.atttypid, -1) as type, t.typcategory::text as category,
            a.attnotnull as required,
            exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null
                       and i.indnkeyatts = 1 and i.indkey[0] = a.attnum) as "unique",
            coalesce((select l.collisdeterministic from pg_collation l where l.oid = a.attcollation), true) as exact
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
      where c.relnamespace = 'public'::regnamespace and c.relname = $1 and c.relkind in ('r', 'p')`,
    [table],
  )) as ColumnRow[];
  if (columns.length === 0) throw new Error(`there is no table ${table}`);
  const find = (name: string) => {
    const found = columns.find((column) => column.name === name);
    if (!found) throw new Error(`${table} has no column ${name}`);
    return found;
  };
  const keyColumn = find(key);
  if (!KEY_TYPES.includes(keyColumn.type) || !keyColumn.required || !keyColumn.unique || !keyColumn.exact) {
    throw new Error(
      `${table}.${key} cannot be the key of a data step: it must be ${KEY_TYPES.join(', ')}, not null and unique by itself`,
    );
  }
  if (writes.includes(key)) throw new Error(`${table}.${key} is the key and cannot be written`);
  return {
    name: table,
    table: `public.${quoted(table)}`,
    key: quoted(key),
    keyType: keyColumn.type,
    reads: [...new Set([key, ...reads])].map((name) => quoted(find(name).name)),
    writes: writes.map((name) => {
      const { type, category } = find(name);
      return { name, sql: quoted(name), type, isJson: /^jsonb?$/.test(type), isArray: category === 'A' };
    }),
    about: step.about ? `t.${quoted(find(step.about).name)}` : 'null::uuid',
  };
}

/** Roughly how many rows the table has. */
export async function estimateOf(sql: SqlRunner, { table }: TableShape): Promise<number> {
  const [known] = (await sql.query(
    `select sum(c.reltuples) filter (where c.relkind = 'r')::float8 as rows, bool_or(c.reltuples < 0 and c.relkind = 'r') as unknown
       from pg_partition_tree($1::regclass) p join pg_class c on c.oid = p.relid
      having count(*) > 0
     union all
     select c.reltuples::float8, c.reltuples < 0 from pg_class c where c.oid = $1::regclass and c.relkind = 'r'
      limit 1`,
    [table],
  )) as { rows: number | null; unknown: boolean }[];
  if (known?.rows != null && !known.unknown && known.rows > 0) return Math.round(known.rows);
  const [counted] = (await sql.query(
    `select count(*)::int as rows from (select from ${table} limit 1000000) t`,
  )) as { rows: number }[];
  return counted?.rows ?? 0;
}
