import type { SqlRunner } from '@carenode/module-kit';

/** What one step did to tables and sequences that were there before it. Names are those of before: `schema.table`. */
export interface StepChanges {
  readonly dropped: readonly string[];
  readonly columns: readonly { readonly table: string; readonly columns: readonly string[] }[];
  /** Tables whose rows were inserted, changed, deleted or written anew. */
  readonly rewritten: readonly string[];
  readonly sequences: readonly string[];
}

interface TableShape {
  readonly oid: string;
  readonly name: string;
  /** Where its rows are: another file after a truncation or a change of type. */
  readonly files: readonly string[];
  readonly columns: readonly { readonly number: number; readonly name: string; readonly type: string }[];
}

/** The tables and sequences of a database, to be compared with those of later. */
export interface Shape {
  readonly tables: readonly TableShape[];
  readonly sequences: readonly { readonly oid: string; readonly name: string }[];
}

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** Tables and sequences as they are now. A partition counts as part of its table. */
export async function shapeOf(sql: SqlRunner): Promise<Shape> {
  const tables = (await sql.query(`
    select c.oid::text as oid, format('%I.%I', n.nspname, c.relname) as name,
           case when c.relkind = 'p'
             then array(select pg_relation_filenode(p.relid)::text from pg_partition_tree(c.oid) p
                         where pg_relation_filenode(p.relid) is not null)
             else array[c.relfilenode::text] end as files,
           coalesce((select json_agg(json_build_object('number', a.attnum, 'name', a.attname,
                                                       'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
                       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${OURS}
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
     order by 2`)) as TableShape[];
  const sequences = (await sql.query(`
    select c.oid::text as oid, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${OURS}
     where c.relkind = 'S' and c.relpersistence <> 't' order by 2`)) as Shape['sequences'];
  return { tables, sequences };
}

/**
 * What this transaction has done since `before`: by what is gone, by what is stored in other files, and by the locks that
 * every write of rows takes, whoever makes it: a statement, a function or a foreign key.
 */
export async function changesSince(sql: SqlRunner, before: Shape): Promise<StepChanges> {
  const now = await shapeOf(sql);
  const written = new Set(
    (
      (await sql.query(`
        select distinct coalesce(pg_partition_root(l.relation), l.relation)::oid::text as oid
          from pg_locks l
         where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.mode = 'RowExclusiveLock'
           and l.database = (select oid from pg_database where datname = current_database())`)) as {
        oid: string;
      }[]
    ).map(({ oid }) => oid),
  );
  const left = new Map(now.tables.map((table) => [table.oid, table]));
  const dropped = before.tables.filter(({ oid }) => !left.has(oid)).map(({ name }) => name);
  const columns: { table: string; columns: string[] }[] = [];
  const rewritten: string[] = [];
  for (const table of before.tables) {
    const after = left.get(table.oid);
    if (!after) continue;
    const types = new Map(after.columns.map((column) => [column.number, column.type]));
    const gone = table.columns.filter(({ number }) => !types.has(number)).map(({ name }) => name);
    const retyped = table.columns.some(({ number, type }) => types.has(number) && types.get(number) !== type);
    const moved = table.files.some((file) => !after.files.includes(file));
    if (written.has(table.oid) || retyped || moved) rewritten.push(table.name);
    if (gone.length > 0) columns.push({ table: table.name, columns: gone });
  }
  const sequencesLeft = new Set(now.sequences.map(({ oid }) => oid));
  const sequences = before.sequences.filter(({ oid }) => !sequencesLeft.has(oid)).map(({ name }) => name);
  return { dropped, columns, rewritten, sequences };
}
