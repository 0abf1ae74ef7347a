import type { TestDatabase } from '@carenode/testing';
import { parse } from 'libpg-query';

export interface CatalogIndex {
  readonly name: string;
  readonly table: string;
  /** Key columns in order; an expression is its text. */
  readonly keys: readonly string[];
  /** Keys with operator class, collation and order: what makes two keys the same. */
  readonly forms: readonly string[];
  readonly included: readonly string[];
  readonly predicate: string | null;
  readonly unique: boolean;
  readonly valid: boolean;
  /** Enforces a primary key, a unique or an exclusion constraint. */
  readonly constraint: boolean;
  readonly comment: string | null;
}

/** The indexes of the modules' tables; those of partitions are their table's. */
export async function indexesOf(client: TestDatabase['admin']): Promise<CatalogIndex[]> {
  const { rows } = await client.query<CatalogIndex>(`
    select c.relname as name, t.relname as "table", i.indisunique as "unique", i.indisvalid as valid,
           array(select pg_get_indexdef(c.oid, n, false) from generate_series(1, i.indnkeyatts) n) as keys,
           array(select concat_ws(' ', pg_get_indexdef(c.oid, n, false), i.indclass[n - 1], i.indcollation[n - 1], i.indoption[n - 1])
                   from generate_series(1, i.indnkeyatts) n) as forms,
           array(select pg_get_indexdef(c.oid, n, false) from generate_series(i.indnkeyatts + 1, i.indnatts) n) as included,
           pg_get_expr(i.indpred, i.indrelid) as predicate,
           exists (select from pg_constraint con where con.conindid = c.oid and con.contype in ('p', 'u', 'x')) as "constraint",
           obj_description(c.oid, 'pg_class') as comment
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
     where t.relnamespace = 'public'::regnamespace and not t.relispartition
     order by 2, 1`);
  return rows;
}

export interface ForeignKey {
  readonly name: string;
  readonly oid: number;
  readonly table: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
}

export async function foreignKeysOf(client: TestDatabase['admin']): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select con.conname as name, con.oid::int, t.relname as "table", p.relname as parent,
           array(select quote_ident(a.attname) from unnest(con.conkey) with ordinality k (n, o)
                   join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.n order by k.o) as columns,
           array(select quote_ident(a.attname) from unnest(con.confkey) with ordinality k (n, o)
                   join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.n order by k.o) as "parentColumns"
      from pg_constraint con join pg_class t on t.oid = con.conrelid join pg_class p on p.oid = con.confrelid
     where con.contype = 'f' and con.conparentid = 0
       and con.connamespace = 'public'::regnamespace
     order by 3, 1`);
  return rows;
}

/**
 * Whether PostgreSQL can find the rows of a key by the index: its columns come first, in any order, and the index has all of
 * them. A partial index has, when it leaves out only rows in which a column of the key is null.
 */
export async function supports(index: CatalogIndex, key: ForeignKey): Promise<boolean> {
  if (!index.valid || index.table !== key.table) return false;
  const first = index.keys.slice(0, key.columns.length);
  if (!key.columns.every((column) => first.includes(column))) return false;
  return index.predicate === null || key.columns.includes((await notNullColumn(index.predicate)) ?? '');
}

/** The column of a condition that is `column IS NOT NULL` and nothing else. */
async function notNullColumn(condition: string): Promise<string | undefined> {
  const { stmts } = (await parse(`select where ${condition}`)) as {
    stmts: { stmt: { SelectStmt: { whereClause: { NullTest?: NullTest } } } }[];
  };
  const test = stmts[0]?.stmt.SelectStmt.whereClause.NullTest;
  return test?.nulltesttype === 'IS_NOT_NULL' ? test.arg.ColumnRef?.fields.at(-1)?.String.sval : undefined;
}

interface NullTest {
  readonly nulltesttype: string;
  readonly arg: {
    readonly ColumnRef?: { readonly fields: readonly { readonly String: { readonly sval: string } }[] };
  };
}
