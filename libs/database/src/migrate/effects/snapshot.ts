import type { SqlRunner } from '@carenode/module-kit';

import { type LockMode, lockMode } from './locks.js';

/** A table, view or index as one moment has it. */
export interface RelationNow {
  /** The table that it is, or belongs to: an index to its table, a partition to the table it is a part of. */
  readonly table: string;
  /** Its own name. */
  readonly name: string;
  readonly kind: string;
  /** Another one after a rewrite. */
  readonly file: string;
  /** Sequential scans of this transaction so far; each validation and each index build is one. */
  readonly scans: number;
}

export interface LockNow {
  readonly oid: string;
  readonly mode: LockMode;
}

export interface Snapshot {
  readonly relations: ReadonlyMap<string, RelationNow>;
  readonly locks: readonly LockNow[];
}

const USER_SCHEMAS = `nspname !~ '^pg_' and nspname <> 'information_schema'`;

/** A name as people write it: without the schema when that is public. */
const plainName = (schema: string, name: string) =>
  `case when ${schema} = 'public' then ${name}::text else ${schema} || '.' || ${name} end`;

const RELATIONS = `
  select c.oid::text, ${plainName('n.nspname', 'c.relname')} as name, c.relkind::text as kind, c.relfilenode::text as file,
         pg_stat_get_xact_numscans(c.oid)::int as scans, ${plainName('tn.nspname', 't.relname')} as "table"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS}
    left join pg_index i on i.indexrelid = c.oid
    join pg_class t on t.oid = coalesce(pg_partition_root(coalesce(i.indrelid, c.oid)), i.indrelid, c.oid)
    join pg_namespace tn on tn.oid = t.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'i', 'I', 'f', 'S')`;

/** What this connection's transaction has touched so far. Runs as anybody. */
export async function takeSnapshot(sql: SqlRunner): Promise<Snapshot> {
  const [row] = (await sql.query(`
    select (select coalesce(json_agg(r), '[]') from (${RELATIONS}) r) as relations,
           (select coalesce(json_agg(l), '[]') from (
              select relation::text as oid, mode from pg_locks
               where pid = pg_backend_pid() and locktype = 'relation' and granted
                 and database = (select oid from pg_database where datname = current_database())) l) as locks`)) as {
    relations: (RelationNow & { oid: string })[];
    locks: { oid: string; mode: string }[];
  }[];
  if (!row) throw new Error('PostgreSQL did not show its catalog.');
  return {
    relations: new Map(row.relations.map(({ oid, ...relation }) => [oid, relation])),
    locks: row.locks.flatMap(({ oid, mode }) => {
      const known = lockMode(mode);
      return known ? [{ oid, mode: known }] : [];
    }),
  };
}

/** Everything a step can make or take away, by name: `table x`, `column x.y`, `function carenode.f(uuid)`, … */
export async function objectNames(sql: SqlRunner): Promise<Set<string>> {
  const kinds = `case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view' when 'm' then 'materialized view'
                  when 'i' then 'index' when 'I' then 'index' when 'S' then 'sequence' else 'foreign table' end`;
  const rows = (await sql.query(`
    select concat_ws(' ', ${kinds}, ${plainName('n.nspname', 'c.relname')}) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS}
     where c.relkind in ('r', 'p', 'v', 'm', 'i', 'I', 'S', 'f') and not c.relispartition
    union all
    select 'column ' || ${plainName('n.nspname', 'c.relname')} || '.' || a.attname
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
      join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS}
     where a.attnum > 0 and not a.attisdropped
    union all
    select 'function ' || p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${USER_SCHEMAS}
    union all
    select 'trigger ' || t.tgname || ' on ' || ${plainName('n.nspname', 'c.relname')}
      from pg_trigger t join pg_class c on c.oid = t.tgrelid and not c.relispartition
      join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS} where not t.tgisinternal
    union all
    select 'constraint ' || k.conname || ' on ' || ${plainName('n.nspname', 'c.relname')}
      from pg_constraint k join pg_class c on c.oid = k.conrelid and not c.relispartition
      join pg_namespace n on n.oid = c.relnamespace and ${USER_SCHEMAS} where k.contype in ('c', 'f', 'u', 'x', 'p')
    union all
    select case t.typtype when 'e' then 'enum ' when 'd' then 'domain ' else 'type ' end || t.oid::regtype
      from pg_type t join pg_namespace n on n.oid = t.typnamespace and ${USER_SCHEMAS} where t.typtype in ('e', 'd', 'r')`)) as {
    name: string;
  }[];
  return new Set(rows.map(({ name }) => name));
}

/** Functions that run with their owner's rights and that everybody may call; trigger functions cannot be called. */
export async function openDefiners(sql: SqlRunner): Promise<Set<string>> {
  const rows = (await sql.query(`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${USER_SCHEMAS}
     where p.prosecdef and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
       and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0 and a.privilege_type = 'EXECUTE'))`)) as {
    name: string;
  }[];
  return new Set(rows.map(({ name }) => name));
}
