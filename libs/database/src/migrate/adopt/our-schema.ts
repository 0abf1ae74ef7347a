import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SqlRunner } from '@carenode/module-kit';

import { startEmbeddedServer } from '../../embedded/embedded-server.js';
import { Migrator } from '../migrator.js';
import type { MigratorOptions } from '../migrator-options.js';
import { OWNER_ROLE } from '../roles.js';
import { withScratch } from '../scratch/scratch-database.js';
import { withSession } from '../session.js';

export interface OurColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly generated: boolean;
}

export interface OurConstraint {
  readonly name: string;
  readonly kind: 'check' | 'unique' | 'reference';
  /** A condition on columns of the row, or the expressions that must be unique together. */
  readonly sql: string;
  /** Of a unique index: which rows it has. */
  readonly predicate: string | null;
  readonly columns: readonly string[];
  readonly references: string | null;
  readonly referenced: readonly string[];
}

export interface OurTable {
  readonly name: string;
  readonly columns: readonly OurColumn[];
  readonly constraints: readonly OurConstraint[];
  /** Columns that our own triggers set on each update, so that they are not compared with the other side's. */
  readonly touched: boolean;
}

/** What our steps make. */
export interface OurSchema {
  readonly tables: readonly OurTable[];
  /** Tables, views, indexes and sequences of schema public. */
  readonly relations: readonly string[];
  readonly types: readonly string[];
  /** public.name(arguments). */
  readonly functions: readonly string[];
}

const TABLES = `
  select c.relname as name,
         exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'touch') as touched,
         (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
             'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated <> '' or a.attidentity <> '') order by a.attnum)
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
         coalesce((select json_agg(x) from (
           (select k.conname as name, case k.contype when 'c' then 'check' else 'reference' end as kind,
                  coalesce(pg_get_expr(k.conbin, k.conrelid), '') as sql, null::text as predicate,
                  array(select a.attname::text from unnest(k.conkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n order by u.i) as columns,
                  (select relname from pg_class r where r.oid = k.confrelid) as references,
                  array(select a.attname::text from unnest(k.confkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i) as referenced
             from pg_constraint k where k.conrelid = c.oid and k.contype in ('c', 'f') order by k.oid)
           union all
           select x.relname, 'unique', (select string_agg(pg_get_indexdef(i.indexrelid, s, true), ', ') from generate_series(1, i.indnkeyatts) s),
                  pg_get_expr(i.indpred, i.indrelid), '{}', null, '{}'
             from pg_index i join pg_class x on x.oid = i.indexrelid
            where i.indrelid = c.oid and i.indisunique and not i.indisprimary
         ) x), '[]') as constraints
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and c.relowner = '${OWNER_ROLE}'::regrole
   order by c.relname`;

/** What is ours in this database. */
export async function readOurSchema(sql: SqlRunner): Promise<OurSchema> {
  const names = async (text: string) =>
    ((await sql.query(text)) as { name: string }[]).map(({ name }) => name);
  const ours = (column: string) => `${column} = '${OWNER_ROLE}'::regrole`;
  return {
    tables: (await sql.query(TABLES)) as OurTable[],
    relations: await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and ${ours('relowner')} order by 1`,
    ),
    types: await names(
      `select typname as name from pg_type where typnamespace = 'public'::regnamespace and ${ours('typowner')} and typname !~ '^_' order by 1`,
    ),
    functions: await names(
      `select format('public.%I(%s)', proname, pg_get_function_identity_arguments(oid)) as name from pg_proc
        where pronamespace = 'public'::regnamespace and ${ours('proowner')} order by 1`,
    ),
  };
}

/**
 * What our steps would make, from a database of its own in which they were run. The server of the instance is used only
 * where it knows our roles already: nothing about it may change by looking.
 */
export async function ourSchemaOf(options: MigratorOptions, rolesExist: boolean): Promise<OurSchema> {
  const steps = async (scratch: { adminUrl: string; hostLogin: MigratorOptions['hostLogin'] }) => {
    const target = { ...scratch, modules: options.modules };
    await new Migrator(target).up();
    return withSession(target, (session) => session.transaction(readOurSchema));
  };
  if (rolesExist) return withScratch(options, steps);
  const directory = await mkdtemp(join(tmpdir(), 'carenode-scratch-'));
  const server = await startEmbeddedServer({ directory, durable: false });
  try {
    return await steps({ adminUrl: server.adminUrl, hostLogin: options.hostLogin });
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
