import type { SqlRunner } from '@carenode/module-kit';

/** A function as it is stored, its types and tables written with their schemas. */
export interface StoredFunction {
  readonly oid: string;
  readonly name: string;
  readonly identity: string;
  readonly language: string;
  readonly source: string;
  /** Its body is kept as parsed: PostgreSQL refuses whatever would break it. */
  readonly parsed: boolean;
  readonly returns_set: boolean;
  readonly returns_row_type: boolean;
  readonly polymorphic: boolean;
  readonly has_out: boolean;
  readonly arguments: string;
  readonly result: string | null;
  readonly takes: readonly string[];
  readonly variadic: boolean;
  /** Its own search_path; null when it has the caller's. */
  readonly path: string | null;
  readonly ours: boolean;
}

/** A table that a trigger function runs for, and the names of transition tables it sees there. */
export interface TriggerUse {
  readonly function: string;
  readonly table: string;
  readonly transition: readonly string[];
}

/** A query that must be planned: of a view, default, check or policy. */
export interface StoredQuery {
  readonly object: string;
  readonly sql: string;
}

export interface CompileSubjects {
  readonly functions: readonly StoredFunction[];
  readonly triggers: readonly TriggerUse[];
  readonly queries: readonly StoredQuery[];
  /** What a function without a search_path of its own finds. */
  readonly path: string;
}

const notOfExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

/** Schemas that the current role may use. */
const SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_schema_privilege(n.oid, 'usage')`;

const FUNCTIONS = `
  select p.oid::text, quote_ident(p.proname) as name, p.oid::regprocedure::text as identity, l.lanname as language,
         p.prosrc as source, p.prosqlbody is not null as parsed, p.proretset as returns_set,
         p.prorettype = 'record'::regtype and not coalesce(p.proargmodes && '{o,b,t}'::"char"[], false) as returns_row_type,
         exists (select from unnest(p.proargtypes::oid[] || p.prorettype) a join pg_type t on t.oid = a and t.typtype = 'p'
                  where a not in ('record'::regtype, 'trigger'::regtype, 'event_trigger'::regtype, 'void'::regtype)) as polymorphic,
         coalesce(p.proargmodes && '{o,b}'::"char"[], false) as has_out,
         pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result,
         array(select format_type(a, null) from unnest(p.proargtypes) with ordinality u (a, at) order by at) as takes,
         p.provariadic <> 0 as variadic,
         (select substr(c, 13) from unnest(p.proconfig) c where c like 'search\\_path=%') as path,
         pg_get_userbyid(p.proowner) = current_user as ours
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace and ${SCHEMAS} and ${notOfExtension('pg_proc', 'p.oid')}
    join pg_language l on l.oid = p.prolang
   where p.prokind in ('f', 'p') and l.lanname not in ('c', 'internal')
   order by p.oid`;

const TRIGGERS = `
  select t.tgfoid::text as function, t.tgrelid::regclass::text as "table",
         array_remove(array_agg(distinct s.name::text), null) as transition
    from pg_trigger t
    cross join lateral (values (t.tgoldtable), (t.tgnewtable)) s (name)
    join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS}
   where not t.tgisinternal and t.tgparentid = 0
   group by t.tgfoid, t.tgrelid`;

/** Only what leads to a function of somebody's own can stop compiling: everything else PostgreSQL guards itself. */
const usesFunction = (catalog: string, oid: string) =>
  `exists (select from pg_depend u join pg_proc f on f.oid = u.refobjid and f.pronamespace <> 'pg_catalog'::regnamespace
            where u.classid = '${catalog}'::regclass and u.objid = ${oid} and u.refclassid = 'pg_proc'::regclass)`;

const QUERIES = `
  select case c.relkind when 'v' then 'view ' else 'materialised view ' end || c.oid::regclass as object,
         'select * from ' || c.oid::regclass as sql
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS} and ${notOfExtension('pg_class', 'c.oid')}
   where c.relkind = 'v'
  union all
  select 'materialised view ' || c.oid::regclass, rtrim(pg_get_viewdef(c.oid), '; ')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS} and ${notOfExtension('pg_class', 'c.oid')}
   where c.relkind = 'm'
  union all
  select 'default of ' || d.adrelid::regclass || '.' || quote_ident(a.attname),
         'select ' || pg_get_expr(d.adbin, d.adrelid) || case when a.attgenerated <> '' then ' from ' || d.adrelid::regclass else '' end
    from pg_attrdef d
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    join pg_class c on c.oid = d.adrelid
    join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS}
   where ${usesFunction('pg_attrdef', 'd.oid')}
  union all
  select 'check ' || k.conrelid::regclass || '.' || quote_ident(k.conname),
         'select from ' || k.conrelid::regclass || ' where ' || pg_get_expr(k.conbin, k.conrelid)
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace and ${SCHEMAS}
   where k.contype = 'c' and k.conrelid <> 0 and k.coninhcount = 0 and ${usesFunction('pg_constraint', 'k.oid')}
  union all
  select 'policy ' || p.polrelid::regclass || '.' || quote_ident(p.polname),
         'select from ' || p.polrelid::regclass || ' where (' || coalesce(pg_get_expr(p.polqual, p.polrelid), 'true')
           || ') and (' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'true') || ')'
    from pg_policy p
    join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS}
   where ${usesFunction('pg_policy', 'p.oid')}`;

const PATH = `
  select case when to_regnamespace('compat') is null then '' else 'compat, ' end
         || (select reset_val from pg_settings where name = 'search_path') as path`;

/** Everything of the current role's schemas that could stop compiling. Names come out with their schemas. */
export async function compileSubjects(sql: SqlRunner): Promise<CompileSubjects> {
  await sql.query('set local search_path = pg_catalog');
  const [found] = (await sql.query(PATH)) as { path: string }[];
  return {
    functions: (await sql.query(FUNCTIONS)) as StoredFunction[],
    triggers: (await sql.query(TRIGGERS)) as TriggerUse[],
    queries: (await sql.query(QUERIES)) as StoredQuery[],
    path: found?.path ?? 'public',
  };
}

/** Those of the subjects that have one of these names, or whose text says one. Views, whose text is not here, all stay. */
export function subjectsNaming(
  { functions, triggers, queries, path }: CompileSubjects,
  names: ReadonlySet<string>,
): CompileSubjects {
  const says = (text: string) =>
    (text.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []).some((word) => names.has(word));
  const saying = functions.filter(({ name, arguments: takes, source }) => says(`${name} ${takes} ${source}`));
  // A function that runs for many tables is looked at for the named ones only, unless it is named itself.
  const told = new Set(saying.map(({ oid }) => oid));
  const uses = triggers.filter((use) => told.has(use.function) || says(use.table));
  const runFor = new Set(uses.map((use) => use.function));
  return {
    functions: functions.filter(({ oid }) => told.has(oid) || runFor.has(oid)),
    triggers: uses,
    queries: queries.filter(
      ({ object, sql }) => /^(materialised )?view /.test(object) || says(`${object} ${sql}`),
    ),
    path,
  };
}

/** What uses functions, by the function's oid: `policy measurements.patient_select`. */
export async function usesOfFunctions(
  sql: SqlRunner,
  oids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (oids.length === 0) return new Map();
  const rows = (await sql.query(
    `select distinct u.refobjid::text as function,
            case u.classid
              when 'pg_rewrite'::regclass then (select 'view ' || ev_class::regclass from pg_rewrite where oid = u.objid)
              when 'pg_policy'::regclass then (select 'policy ' || polrelid::regclass || '.' || quote_ident(polname) from pg_policy where oid = u.objid)
              when 'pg_trigger'::regclass then (select 'trigger ' || tgrelid::regclass || '.' || quote_ident(tgname) from pg_trigger where oid = u.objid)
              when 'pg_attrdef'::regclass then (select 'default of ' || adrelid::regclass || '.' || (select quote_ident(attname) from pg_attribute where attrelid = adrelid and attnum = adnum) from pg_attrdef where oid = u.objid)
              when 'pg_constraint'::regclass then (select 'check ' || conrelid::regclass || '.' || quote_ident(conname) from pg_constraint where oid = u.objid)
              else pg_describe_object(u.classid, u.objid, u.objsubid)
            end as object
       from pg_depend u
      where u.refclassid = 'pg_proc'::regclass and u.refobjid = any ($1::oid[]) and u.deptype in ('n', 'a')
        and not (u.classid = 'pg_trigger'::regclass and (select tgisinternal or tgparentid <> 0 from pg_trigger where oid = u.objid))
      order by 1, 2`,
    [oids],
  )) as { function: string; object: string }[];
  const uses = new Map<string, string[]>();
  for (const { function: oid, object } of rows) uses.set(oid, [...(uses.get(oid) ?? []), object]);
  return uses;
}
