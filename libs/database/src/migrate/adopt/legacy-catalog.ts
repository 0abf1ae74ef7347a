import type { SqlRunner } from '@carenode/module-kit';

import { CALLER_ROLES, OWNER_ROLE } from '../roles.js';

export interface LegacyColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** A default, an identity or a generated value: an insert may leave the column out. */
  readonly hasDefault: boolean;
  readonly generated: boolean;
  readonly default: string | null;
  readonly isEnum: boolean;
}

export interface LegacyPolicy {
  readonly name: string;
  readonly permissive: boolean;
  readonly verb: 'select' | 'insert' | 'update' | 'delete' | 'all';
  /** `public` for everybody. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface LegacyTable {
  readonly schema: string;
  readonly name: string;
  /** r table, p partitioned table, v view, m materialized view, f foreign table. */
  readonly kind: string;
  readonly owner: string;
  /** We have its owner's rights. */
  readonly mine: boolean;
  readonly rowSecurity: boolean;
  readonly invoker: boolean;
  readonly columns: readonly LegacyColumn[];
  /** The primary key. */
  readonly key: readonly string[];
  readonly policies: readonly LegacyPolicy[];
  readonly indexes: readonly string[];
  /** `grantee verb`, verbs in lower case; of the table alone. */
  readonly grants: readonly string[];
  /** Tables of other schemas that its foreign keys name, as schema.table. */
  readonly foreign: readonly string[];
}

export interface LegacyFunction {
  readonly oid: number;
  /** schema.name(arguments), quoted as needed. */
  readonly signature: string;
  readonly schema: string;
  readonly owner: string;
  readonly mine: boolean;
  readonly definer: boolean;
  readonly searchPath: string | null;
  /** Empty for a body that PostgreSQL keeps parsed. */
  readonly source: string;
  readonly language: string;
}

export interface LegacyTrigger {
  readonly table: string;
  readonly name: string;
  readonly function: string;
}

export interface LegacyCatalog {
  readonly database: string;
  readonly version: number;
  readonly login: string;
  readonly superuser: boolean;
  /** Relations of schema public that are not ours. */
  readonly tables: readonly LegacyTable[];
  /** Functions of all schemas but the system's and ours. */
  readonly functions: readonly LegacyFunction[];
  /** Types, without those of tables, and sequences of schema public. */
  readonly types: readonly string[];
  readonly sequences: readonly string[];
  /** Triggers on tables of other schemas whose functions are not PostgreSQL's. */
  readonly triggersElsewhere: readonly LegacyTrigger[];
  /** Roles that have rights on its tables or become one that has, without superusers. */
  readonly roles: readonly string[];
  /** Those of them that sign in, and their search paths (null: the server's default). */
  readonly logins: readonly { readonly name: string; readonly searchPath: string | null }[];
  /** Other sessions of this login and of superusers: no search path can lead them to the views. */
  readonly sessionsNotRedirected: readonly { readonly login: string; readonly sessions: number }[];
  /** Versions that its own migrations tool has noted. */
  readonly supabaseVersions: number | null;
  readonly extensionsInPublic: readonly string[];
}

const OURS = [OWNER_ROLE, ...CALLER_ROLES].map((role) => `'${role}'`).join(', ');
const NOT_EXTENSION = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = 'pg_catalog.${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
const VERB = `case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end`;

const TABLES = `
  select n.nspname as schema, c.relname as name, c.relkind as kind, c.relowner::regrole::text as owner,
         pg_has_role(c.relowner, 'usage') as mine, c.relrowsecurity as "rowSecurity",
         coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false) as invoker,
         coalesce((select json_agg(json_build_object(
             'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
             'hasDefault', a.atthasdef or a.attidentity <> '', 'generated', a.attgenerated <> '',
             'default', pg_get_expr(d.adbin, d.adrelid), 'isEnum', t.typtype = 'e') order by a.attnum)
           from pg_attribute a join pg_type t on t.oid = a.atttypid
           left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
         array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
                where i.indrelid = c.oid and i.indisprimary) as key,
         coalesce((select json_agg(json_build_object(
             'name', p.polname, 'permissive', p.polpermissive, 'verb', ${VERB},
             'roles', array(select coalesce(r.rolname::text, 'public') from unnest(p.polroles) o left join pg_roles r on r.oid = o),
             'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
           from pg_policy p where p.polrelid = c.oid), '[]') as policies,
         array(select x.relname::text from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid) as indexes,
         array(select coalesce(r.rolname, 'public') || ' ' || lower(x.privilege_type)
                 from aclexplode(c.relacl) x left join pg_roles r on r.oid = x.grantee where x.grantee <> c.relowner) as grants,
         array(select distinct k.confrelid::regclass::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                where k.conrelid = c.oid and k.contype = 'f' and f.relnamespace <> c.relnamespace) as foreign
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any ($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
     and c.relowner::regrole::text <> '${OWNER_ROLE}' and ${NOT_EXTENSION('pg_class', 'c.oid')}
   order by c.relname`;

const FUNCTIONS = `
  select p.oid::int8::text as oid, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as signature,
         n.nspname as schema, p.proowner::regrole::text as owner, pg_has_role(p.proowner, 'usage') as mine,
         p.prosecdef as definer, l.lanname as language, case when p.prosqlbody is null then p.prosrc else '' end as source,
         (select substr(x, 13) from unnest(p.proconfig) x where x like 'search\\_path=%') as "searchPath"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
   where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'carenode', 'carenode_mirror') and p.prokind in ('f', 'p')
     and l.lanname in ('sql', 'plpgsql') and p.proowner::regrole::text <> '${OWNER_ROLE}' and ${NOT_EXTENSION('pg_proc', 'p.oid')}
   order by 2`;

const ROLES = `
  with granted as (
    select distinct x.grantee as oid
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = any ($1), aclexplode(c.relacl) x
     where c.relowner::regrole::text <> '${OWNER_ROLE}' and x.grantee <> 0
    union
    select x.grantee
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = any ($1)
      join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) x
     where c.relowner::regrole::text <> '${OWNER_ROLE}' and x.grantee <> 0
    union
    select c.relowner from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = any ($1)
     where c.relkind in ('r', 'p') and c.relowner::regrole::text <> '${OWNER_ROLE}'
    union select oid from pg_roles where rolname in ('anon', 'authenticated', 'service_role', 'authenticator')
  )
  select r.rolname as name, r.rolcanlogin as login,
         (select substr(x, 13) from pg_db_role_setting s, unnest(s.setconfig) x
           where x like 'search\\_path=%' and s.setrole in (r.oid, 0) and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
           order by s.setrole <> 0 and s.setdatabase <> 0 desc, s.setrole <> 0 desc, s.setdatabase <> 0 desc limit 1) as "searchPath"
    from pg_roles r
   where not r.rolsuper and r.rolname !~ '^pg_' and r.rolname <> current_user and r.rolname not in (${OURS})
     and not exists (select from pg_auth_members m join pg_roles c on c.oid = m.roleid where m.member = r.oid and c.rolname in (${OURS}))
     and exists (select from granted g where g.oid = r.oid or r.rolcanlogin and pg_has_role(r.oid, g.oid, 'member'))
   order by r.rolname`;

/** What the database holds that is not ours. `schemas` are those in which the other application's tables are. */
export async function readLegacyCatalog(
  sql: SqlRunner,
  schemas: readonly string[] = ['public'],
): Promise<LegacyCatalog> {
  const rows = async <T>(text: string, parameters: unknown[] = []) =>
    (await sql.query(text, parameters)) as T[];
  const [server] = await rows<{ database: string; version: number; login: string; superuser: boolean }>(
    `select current_database() as database, current_setting('server_version_num')::int as version, current_user::text as login,
            (select rolsuper from pg_roles where rolname = current_user) as superuser`,
  );
  if (!server) throw new Error('PostgreSQL did not say who is signed in.');
  const functions = await rows<LegacyFunction & { oid: string }>(FUNCTIONS);
  const roles = await rows<{ name: string; login: boolean; searchPath: string | null }>(ROLES, [schemas]);
  return {
    ...server,
    tables: await rows<LegacyTable>(TABLES, [schemas]),
    functions: functions.map((row) => ({ ...row, oid: Number(row.oid) })),
    types: (
      await rows<{ name: string }>(
        `select t.typname as name from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r', 'c')
            and t.typowner::regrole::text <> '${OWNER_ROLE}' and ${NOT_EXTENSION('pg_type', 't.oid')}
            and (t.typrelid = 0 or (select relkind from pg_class c where c.oid = t.typrelid) = 'c')`,
      )
    ).map(({ name }) => name),
    sequences: (
      await rows<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
            and relowner::regrole::text <> '${OWNER_ROLE}'
            and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype in ('a', 'i', 'e'))`,
      )
    ).map(({ name }) => name),
    triggersElsewhere: await rows<LegacyTrigger>(
      `select t.tgrelid::regclass::text as "table", t.tgname as name, t.tgfoid::regproc::text as function
         from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not t.tgisinternal and n.nspname <> all ($1) and n.nspname not in ('carenode', 'compat', 'pg_catalog', 'public', 'legacy')
        order by 1, 2`,
      [schemas],
    ),
    roles: roles.map(({ name }) => name),
    logins: roles.filter(({ login }) => login).map(({ name, searchPath }) => ({ name, searchPath })),
    sessionsNotRedirected: await rows(
      `select a.usename::text as login, count(*)::int as sessions
         from pg_stat_activity a join pg_roles r on r.oid = a.usesysid
        where a.datname = current_database() and a.pid <> pg_backend_pid() and (r.rolsuper or r.rolname = current_user)
        group by 1 order by 1`,
    ),
    supabaseVersions: await supabaseVersions(sql),
    extensionsInPublic: (
      await rows<{ name: string }>(
        `select extname as name from pg_extension where extnamespace = 'public'::regnamespace`,
      )
    ).map(({ name }) => name),
  };
}

async function supabaseVersions(sql: SqlRunner): Promise<number | null> {
  const [there] = (await sql.query(
    `select has_table_privilege(to_regclass('supabase_migrations.schema_migrations'), 'select') as may`,
  )) as { may: boolean | null }[];
  if (!there?.may) return null;
  const [counted] = (await sql.query(
    'select count(*)::int as n from supabase_migrations.schema_migrations',
  )) as { n: number }[];
  return counted?.n ?? 0;
}
