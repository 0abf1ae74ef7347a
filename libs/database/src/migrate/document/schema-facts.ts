import type { SqlRunner } from '@carenode/module-kit';

/** A column as PostgreSQL has it. */
export interface ColumnFacts {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  /** SQL; null without one. */
  readonly default: string | null;
  readonly comment: string | null;
  /** `table(column) on delete …` for each foreign key that the column alone makes. */
  readonly references: readonly string[];
}

/** A constraint or index of a table, in PostgreSQL's words. */
export interface TableRule {
  readonly table: string;
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'check' | 'foreign key' | 'index';
  readonly definition: string;
  readonly comment: string | null;
}

export interface SchemaFacts {
  readonly comments: ReadonlyMap<string, string>;
  readonly columns: readonly ColumnFacts[];
  readonly rules: readonly TableRule[];
}

const TABLES = `pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;

/** What the tables in schema public are made of. */
export async function schemaFacts(sql: SqlRunner): Promise<SchemaFacts> {
  const comments = (await sql.query(
    `select c.relname as "table", obj_description(c.oid, 'pg_class') as comment from ${TABLES} order by 1`,
  )) as { table: string; comment: string | null }[];
  const columns = (await sql.query(`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
           case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid)
                else 'generated: ' || pg_get_expr(d.adbin, d.adrelid) end as "default",
           col_description(c.oid, a.attnum) as comment,
           array(select format('%s(%s)%s', k.confrelid::regclass,
                               (select f.attname from pg_attribute f where f.attrelid = k.confrelid and f.attnum = k.confkey[1]),
                               case k.confdeltype when 'c' then ' on delete cascade' when 'n' then ' on delete set null' else '' end)
                   from pg_constraint k
                  where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] order by 1) as "references"
      from ${TABLES.replace('where', 'join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where')}
     order by c.relname, a.attnum`)) as ColumnFacts[];
  const rules = (await sql.query(`
    select c.relname as "table", k.conname as name,
           case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'c' then 'check' else 'foreign key' end as kind,
           pg_get_constraintdef(k.oid) as definition, obj_description(k.oid, 'pg_constraint') as comment
      from ${TABLES.replace('where', `join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'c', 'f') where`)}
    union all
    select c.relname, i.indexrelid::regclass::text, 'index',
           regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX \\S+ ON (ONLY )?\\S+ ', '\\1'),
           obj_description(i.indexrelid, 'pg_class')
      from ${TABLES.replace('where', 'join pg_index i on i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid) where')}
    order by 1, 3, 2`)) as TableRule[];
  return {
    comments: new Map(comments.map(({ table, comment }) => [table, comment ?? ''])),
    columns,
    rules,
  };
}
