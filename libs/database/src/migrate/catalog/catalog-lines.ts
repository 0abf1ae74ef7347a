import type { SqlRunner } from '@carenode/module-kit';

/** Objects that belong to an extension are the extension's, not ours. */
const notOfExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = 'pg_catalog.${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** Rights as sorted text: `grantee=rights/grantor`; null when nobody but the owner was ever given any. */
const acl = (column: string) => `(select string_agg(x::text, ',' order by x::text) from unnest(${column}) x)`;

const SCHEMAS = `nspname !~ '^pg_' and nspname <> 'information_schema'`;
const OUR_CLASSES = `pg_class c join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS} and ${notOfExtension('pg_class', 'c.oid')}`;

/** One query per kind of object; each yields one line of text per object, with everything that makes it what it is. */
const QUERIES: Readonly<Record<string, string>> = {
  schema: `
    select concat_ws(' ', n.nspname, 'owner', n.nspowner::regrole, 'rights', ${acl('n.nspacl')}, 'comment', obj_description(n.oid, 'pg_namespace'))
      from pg_namespace n where ${SCHEMAS}`,
  relation: `
    select concat_ws(' ', c.oid::regclass, 'kind', c.relkind, 'owner', c.relowner::regrole, 'row security', c.relrowsecurity, c.relforcerowsecurity,
             'persistence', c.relpersistence, 'options', c.reloptions, 'rights', ${acl('c.relacl')}, 'comment', obj_description(c.oid, 'pg_class'))
      from ${OUR_CLASSES} where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')`,
  column: `
    select concat_ws(' ', c.oid::regclass || '.' || a.attname, 'at', rank() over (partition by c.oid order by a.attnum),
             format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull, 'identity', a.attidentity, 'generated', a.attgenerated,
             'default', pg_get_expr(d.adbin, d.adrelid), 'collation', nullif(a.attcollation, 0)::regcollation, 'storage', a.attstorage,
             'rights', ${acl('a.attacl')}, 'comment', col_description(c.oid, a.attnum))
      from ${OUR_CLASSES} join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')`,
  view: `select concat_ws(' ', c.oid::regclass, pg_get_viewdef(c.oid)) from ${OUR_CLASSES} where c.relkind in ('v', 'm')`,
  constraint: `
    select concat_ws(' ', coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text) || '.' || k.conname,
             pg_get_constraintdef(k.oid), 'validated', k.convalidated, 'comment', obj_description(k.oid, 'pg_constraint'))
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace and ${SCHEMAS}`,
  index: `
    select concat_ws(' ', pg_get_indexdef(i.indexrelid), 'valid', i.indisvalid, 'comment', obj_description(i.indexrelid, 'pg_class'))
      from ${OUR_CLASSES} join pg_index i on i.indrelid = c.oid`,
  policy: `
    select concat_ws(' ', p.polrelid::regclass || '.' || p.polname, 'permissive', p.polpermissive, 'for', p.polcmd,
             'to', (select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname) from unnest(p.polroles) o left join pg_roles r on r.oid = o),
             'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))
      from pg_policy p`,
  function: `
    select concat_ws(' ', p.oid::regprocedure, 'owner', p.proowner::regrole, 'rights', ${acl('p.proacl')},
             'comment', obj_description(p.oid, 'pg_proc'), case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${SCHEMAS} and ${notOfExtension('pg_proc', 'p.oid')}`,
  trigger: `
    select concat_ws(' ', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled)
      from ${OUR_CLASSES} join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal`,
  type: `
    select concat_ws(' ', t.oid::regtype, t.typtype, 'not null', t.typnotnull, 'base', nullif(t.typbasetype, 0)::regtype, 'rights', ${acl('t.typacl')},
             'labels', (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
      from pg_type t join pg_namespace n on n.oid = t.typnamespace and ${SCHEMAS}
     where t.typtype in ('d', 'e', 'r') and ${notOfExtension('pg_type', 't.oid')}`,
  'default rights': `
    select concat_ws(' ', d.defaclrole::regrole, nullif(d.defaclnamespace, 0)::regnamespace, d.defaclobjtype, ${acl('d.defaclacl')}) from pg_default_acl d`,
  statistics: `select pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace and ${SCHEMAS}`,
  extension: `select concat_ws(' ', e.extname, e.extversion) from pg_extension e`,
};

/**
 * Everything the database's schemas hold, as sorted lines of text: two databases are the same when their lines are. Says
 * what an object is, never when it was made: names instead of ids, positions of columns counted without dropped ones.
 */
export async function catalogLines(sql: SqlRunner): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, query] of Object.entries(QUERIES)) {
    const rows = (await sql.query(`select line from (${query}) as found (line)`)) as { line: string }[];
    lines.push(...rows.map(({ line }) => `${kind} ${line.replace(/\s+/g, ' ')}`));
  }
  return lines.sort();
}

/** Lines that only one side has, marked as in a diff. */
export function catalogDifference(before: readonly string[], after: readonly string[]): string[] {
  const [left, right] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !right.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !left.has(line)).map((line) => `+ ${line}`),
  ];
}
