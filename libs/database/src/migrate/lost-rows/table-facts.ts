import type { SqlRunner } from '@carenode/module-kit';

import type { Partition, SequenceValue } from './rows-file-format.js';

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly number: number;
  /** Its value is computed from others, and never written. */
  readonly generated: boolean;
  /** `generated always as identity`: an update may not set it. */
  readonly identityAlways: boolean;
}

export interface TableFacts {
  readonly oid: string;
  /** Quoted, with its schema. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Names of the primary key's columns; empty without one. */
  readonly key: readonly string[];
  readonly partitions: readonly Partition[];
}

/** What a table is like now, by its quoted name or its id; null if there is none. */
export async function factsOf(
  sql: SqlRunner,
  table: { readonly name: string } | { readonly oid: string },
): Promise<TableFacts | null> {
  const [which, value] = 'oid' in table ? ['$1::oid', table.oid] : ['to_regclass($1)', table.name];
  const [found] = (await sql.query(
    `select c.oid::text as oid, format('%I.%I', n.nspname, c.relname) as name,
            (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                      'number', a.attnum, 'generated', a.attgenerated <> '', 'identityAlways', a.attidentity = 'a') order by a.attnum)
               from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
            array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k (number, at)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
                   where i.indrelid = c.oid and i.indisprimary order by k.at) as key,
            coalesce((select json_agg(json_build_object('name', format('%I.%I', pn.nspname, p.relname),
                                                        'bound', pg_get_expr(p.relpartbound, p.oid)) order by p.oid)
                        from pg_inherits h join pg_class p on p.oid = h.inhrelid join pg_namespace pn on pn.oid = p.relnamespace
                       where h.inhparent = c.oid and c.relkind = 'p'), '[]') as partitions
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.oid = ${which} and c.relkind in ('r', 'p')`,
    [value],
  )) as TableFacts[];
  return found ?? null;
}

export async function sequenceValue(sql: SqlRunner, name: string): Promise<SequenceValue | null> {
  const [there] = (await sql.query('select to_regclass($1) is not null as there', [name])) as {
    there: boolean;
  }[];
  if (!there?.there) return null;
  const [row] = (await sql.query(`select last_value::text as value, is_called as called from ${name}`)) as {
    value: string;
    called: boolean;
  }[];
  return row ? { name, ...row } : null;
}

/** True for a table with a row that meets the condition. */
export async function hasRows(sql: SqlRunner, table: string, condition = 'true'): Promise<boolean> {
  const [row] = (await sql.query(`select exists (select from ${table} where ${condition}) as there`)) as {
    there: boolean;
  }[];
  return row?.there === true;
}

export async function countRows(sql: SqlRunner, table: string, condition = 'true'): Promise<number> {
  const [row] = (await sql.query(`select count(*) as rows from ${table} where ${condition}`)) as {
    rows: string;
  }[];
  return Number(row?.rows ?? 0);
}

const AS_TEXT = {
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  statement_timeout: '0',
} as const;

/** `work` in this transaction with the settings in which rows are written as text, which end with it. */
export async function withTextSettings<T>(sql: SqlRunner, work: () => Promise<T>): Promise<T> {
  const names = Object.keys(AS_TEXT);
  const [before] = (await sql.query(
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  )) as Record<string, string>[];
  const set = (values: Readonly<Record<string, string>>) =>
    sql.query(
      `select ${names.map((name, at) => `set_config('${name}', $${at + 1}, true)`).join(', ')}`,
      names.map((name) => values[name]),
    );
  await set(AS_TEXT);
  const value = await work();
  await set(before ?? {});
  return value;
}
