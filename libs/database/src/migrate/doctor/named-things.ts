import type { SqlRunner } from '@carenode/module-kit';

/** Something that a view, policy or function can name. */
export interface NamedThing {
  readonly kind: 'table' | 'column' | 'function' | 'type';
  /** `public.measurements`, `public.measurements.value`, `carenode.next_dose(uuid)`. */
  readonly name: string;
  /** The words by which a function's text names it: all of them must be there. */
  readonly words: readonly string[];
  /** What whoever uses it relies on. */
  readonly shape: string;
}

/** A thing that a step removes, renames or gives another shape. */
export interface ChangedThing extends NamedThing {
  readonly how: 'gone' | 'changed';
}

const SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

const THINGS = `
  select 'table' as kind, c.oid::regclass::text as name, array[c.relname::text] as words, c.relkind::text as shape
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS}
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
  union all
  select 'column', c.oid::regclass || '.' || quote_ident(a.attname), array[c.relname::text, a.attname::text],
         format_type(a.atttypid, a.atttypmod)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and ${SCHEMAS}
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
  union all
  select 'function', p.oid::regprocedure::text, array[p.proname::text], coalesce(pg_get_function_result(p.oid), '')
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${SCHEMAS}
   where p.prokind in ('f', 'p')
  union all
  select 'type', t.oid::regtype::text, array[t.typname::text],
         coalesce((select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '')
    from pg_type t join pg_namespace n on n.oid = t.typnamespace and ${SCHEMAS}
   where t.typtype in ('d', 'e', 'r')`;

/** Everything there is to name, by kind and name. */
export async function namedThings(sql: SqlRunner): Promise<Map<string, NamedThing>> {
  await sql.query('set local search_path = pg_catalog');
  const things = (await sql.query(THINGS)) as NamedThing[];
  await sql.query('set local search_path = public, pg_temp');
  return new Map(things.map((thing) => [`${thing.kind} ${thing.name}`, thing]));
}

/** What is gone or has another shape; of a table that is gone not its columns too. */
export function changedThings(
  before: ReadonlyMap<string, NamedThing>,
  after: ReadonlyMap<string, NamedThing>,
): ChangedThing[] {
  const changed: ChangedThing[] = [];
  for (const [key, thing] of before) {
    const now = after.get(key);
    if (now?.shape === thing.shape) continue;
    if (thing.kind === 'column' && !after.has(`table ${thing.name.slice(0, thing.name.lastIndexOf('.'))}`))
      continue;
    changed.push({ ...thing, how: now ? 'changed' : 'gone' });
  }
  return changed;
}
