import type { SqlRunner } from '@carenode/module-kit';

/** Objects that belong to an extension are the extension's, not ours. */
const notOfExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = 'pg_catalog.${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** Rights as sorted text, `grantee=rights/grantor`: those given, or the ones that an object has of which nobody said anything. */
const acl = (column: string, usual?: string) =>
  `(select string_agg(x::text, ',' order by x::text) from unnest(${usual ? `coalesce(${column}, acldefault(${usual}))` : column}) x)`;

const SCHEMAS = `nspname !~ '^pg_' and nspname <> 'information_schema'`;
const OUR_CLASSES = `pg_class c join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS} and ${notOfExtension('pg_class', 'c.oid')}`;

/** One query per kind of object; each yields one line of text per object, with everything that makes it what it is. */
const QUERIES: Readonly<Record<string, string>> = {
  schema: `
    select concat_ws(' ', n.nspname, 'owner', n.nspowner::regrole, 'rights', ${acl('n.nspacl', "'n', n.nspowner")}, 'comment', obj_description(n.oid, 'pg_namespace'))
      from pg_namespace n where ${SCHEMAS}`,
  relation: `
    select concat_ws(' ', c.oid::regclass, 'kind', c.relkind, 'owner', c.relowner::regrole, 'row security', c.relrowsecurity, c.relforcerowsecurity,
             'persistence', c.relpersistence, 'options', c.reloptions, 'replica identity', c.relreplident,
             'within', (select string_agg(i.inhparent::regclass::text, ',' order by i.inhseqno) from pg_inherits i where i.inhrelid = c.oid),
             'partition', pg_get_expr(c.relpartbound, c.oid), 'partitioned by', case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end,
             'filled', c.relispopulated, 'rights', ${acl('c.relacl', "case c.relkind when 'S' then 's' else 'r' end::\"char\", c.relowner")}, 'comment', obj_description(c.oid, 'pg_class'))
      from ${OUR_CLASSES} where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')`,
  column: `
    select concat_ws(' ', c.oid::regclass || '.' || a.attname, 'at', rank() over (partition by c.oid order by a.attnum),
             format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull, 'identity', a.attidentity, 'generated', a.attgenerated,
             'default', pg_get_expr(d.adbin, d.adrelid), 'collation', nullif(a.attcollation, 0)::regcollation, 'storage', a.attstorage,
             'compression', nullif(a.attcompression, ''), 'options', a.attoptions,
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
             'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
             'comment', obj_description(p.oid, 'pg_policy'))
      from pg_policy p`,
  function: `
    select concat_ws(' ', p.oid::regprocedure, 'owner', p.proowner::regrole, 'rights', ${acl('p.proacl', "'f', p.proowner")},
             'comment', obj_description(p.oid, 'pg_proc'), case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${SCHEMAS} and ${notOfExtension('pg_proc', 'p.oid')}`,
  trigger: `
    select concat_ws(' ', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled, 'comment', obj_description(t.oid, 'pg_trigger'))
      from ${OUR_CLASSES} join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal`,
  type: `
    select concat_ws(' ', t.oid::regtype, t.typtype, 'owner', t.typowner::regrole, 'comment', obj_description(t.oid, 'pg_type'), 'default', t.typdefault, 'not null', t.typnotnull, 'base', nullif(t.typbasetype, 0)::regtype, 'rights', ${acl('t.typacl', "'T', t.typowner")},
             'labels', (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
      from pg_type t join pg_namespace n on n.oid = t.typnamespace and ${SCHEMAS}
     where t.typtype in ('d', 'e', 'r') and ${notOfExtension('pg_type', 't.oid')}`,
  'default rights': `
    select concat_ws(' ', d.defaclrole::regrole, nullif(d.defaclnamespace, 0)::regnamespace, d.defaclobjtype, ${acl('d.defaclacl')}) from pg_default_acl d`,
  sequence: `
    select concat_ws(' ', s.seqrelid::regclass, s.seqtypid::regtype, 'from', s.seqstart, 'by', s.seqincrement, 'in', s.seqmin, s.seqmax,
             'cache', s.seqcache, 'cycle', s.seqcycle,
             'of', (select d.refobjid::regclass || '.' || a.attname from pg_depend d
                      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                     where d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.refclassid = 'pg_class'::regclass
                       and d.deptype in ('a', 'i')))
      from ${OUR_CLASSES} join pg_sequence s on s.seqrelid = c.oid`,
  rule: `
    select concat_ws(' ', pg_get_ruledef(r.oid), 'enabled', r.ev_enabled, 'comment', obj_description(r.oid, 'pg_rewrite'))
      from ${OUR_CLASSES} join pg_rewrite r on r.ev_class = c.oid and r.rulename <> '_RETURN'`,
  publication: `
    select concat_ws(' ', p.pubname, 'owner', p.pubowner::regrole, 'everything', p.puballtables, 'tells', p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
             'by root', p.pubviaroot, 'comment', obj_description(p.oid, 'pg_publication'))
      from pg_publication p`,
  'published table': `
    select concat_ws(' ', p.pubname, t.prrelid::regclass, 'where', pg_get_expr(t.prqual, t.prrelid), 'columns', t.prattrs)
      from pg_publication_rel t join pg_publication p on p.oid = t.prpubid`,
  'published schema': `
    select concat_ws(' ', p.pubname, s.pnnspid::regnamespace) from pg_publication_namespace s join pg_publication p on p.oid = s.pnpubid`,
  'event trigger': `
    select concat_ws(' ', e.evtname, e.evtevent, e.evtfoid::regprocedure, 'enabled', e.evtenabled, e.evttags) from pg_event_trigger e
     where ${notOfExtension('pg_event_trigger', 'e.oid')}`,
  collation: `
    select concat_ws(' ', k.oid::regcollation, k.collprovider, k.collisdeterministic, k.collcollate, k.collctype)
      from pg_collation k join pg_namespace n on n.oid = k.collnamespace and ${SCHEMAS} and ${notOfExtension('pg_collation', 'k.oid')}`,
  operator: `
    select concat_ws(' ', o.oid::regoperator, o.oprcode, o.oprrest, o.oprjoin)
      from pg_operator o join pg_namespace n on n.oid = o.oprnamespace and ${SCHEMAS} and ${notOfExtension('pg_operator', 'o.oid')}`,
  cast: `
    select concat_ws(' ', k.castsource::regtype, k.casttarget::regtype, nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod)
      from pg_cast k where k.oid >= 16384 and ${notOfExtension('pg_cast', 'k.oid')}`,
  statistics: `select concat_ws(' ', pg_get_statisticsobjdef(s.oid), 'comment', obj_description(s.oid, 'pg_statistic_ext')) from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace and ${SCHEMAS}`,
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
