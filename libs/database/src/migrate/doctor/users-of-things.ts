import type { SqlRunner } from '@carenode/module-kit';

import { BodyText } from '../compile/body-tokens.js';
import { OWNER_ROLE } from '../roles.js';
import type { NamedThing } from './named-things.js';

/** A view, policy, trigger, default or function that uses something. */
export interface User {
  /** `view current_trials`, `function next_dose(uuid)`. */
  readonly object: string;
  /** The names of what it uses, as the dependency catalog has them; null where only its text tells. */
  readonly uses: ReadonlySet<string> | null;
  /** The words of its text. */
  readonly words: ReadonlySet<string>;
  /** False for what somebody else put into this database. */
  readonly ours: boolean;
}

const SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
const OURS = (owner: string) => `pg_get_userbyid(${owner}) = '${OWNER_ROLE}'`;

/** What the dependency catalog knows of views, policies, triggers, defaults, checks and functions with parsed bodies. */
const KNOWN = `
  select case u.classid
           when 'pg_rewrite'::regclass then (select 'view ' || ev_class::regclass from pg_rewrite where oid = u.objid)
           when 'pg_policy'::regclass then (select 'policy ' || polrelid::regclass || '.' || quote_ident(polname) from pg_policy where oid = u.objid)
           when 'pg_proc'::regclass then 'function ' || u.objid::regprocedure
         end as object,
         case u.refclassid
           when 'pg_class'::regclass then u.refobjid::regclass
                || coalesce('.' || (select quote_ident(attname) from pg_attribute where attrelid = u.refobjid and attnum = nullif(u.refobjsubid, 0)), '')
           when 'pg_proc'::regclass then u.refobjid::regprocedure::text
           when 'pg_type'::regclass then u.refobjid::regtype::text
         end as uses,
         case u.classid
           when 'pg_rewrite'::regclass then (select ${OURS('c.relowner')} from pg_rewrite r join pg_class c on c.oid = r.ev_class where r.oid = u.objid)
           when 'pg_policy'::regclass then (select ${OURS('c.relowner')} from pg_policy r join pg_class c on c.oid = r.polrelid where r.oid = u.objid)
           else (select ${OURS('proowner')} from pg_proc where oid = u.objid)
         end as ours
    from pg_depend u
   where u.classid in ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass)
     and u.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
     and u.objid >= 16384 and u.refobjid >= 16384
     and not (u.classid = 'pg_rewrite'::regclass and u.refclassid = 'pg_class'::regclass
              and u.refobjid = (select ev_class from pg_rewrite where oid = u.objid))`;

const TEXTS = `
  select 'function ' || p.oid::regprocedure as object, p.prosrc as source, ${OURS('p.proowner')} as ours
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${SCHEMAS}
    join pg_language l on l.oid = p.prolang and l.lanname in ('sql', 'plpgsql')
   where p.prosqlbody is null
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

/** Everything that uses something else. Changes nothing. */
export async function usersOfThings(sql: SqlRunner): Promise<User[]> {
  await sql.query('set local search_path = pg_catalog');
  const known = (await sql.query(KNOWN)) as { object: string | null; uses: string | null; ours: boolean }[];
  const texts = (await sql.query(TEXTS)) as { object: string; source: string; ours: boolean }[];
  await sql.query('set local search_path = public, pg_temp');
  const uses = new Map<string, { ours: boolean; names: Set<string> }>();
  for (const { object, uses: name, ours } of known) {
    if (object === null || name === null) continue;
    const user = uses.get(object) ?? { ours, names: new Set<string>() };
    uses.set(object, user);
    user.names.add(name);
  }
  const users: User[] = [...uses].map(([object, { ours, names }]) => ({
    object: short(object),
    uses: names,
    words: new Set(),
    ours,
  }));
  for (const { object, source, ours } of texts)
    users.push({ object: short(object), uses: null, words: await wordsOf(source), ours });
  return users;
}

/** Whether the user names the thing: certainly by the catalog, or in its text. */
export function names(user: User, thing: NamedThing): boolean {
  if (user.uses) return user.uses.has(thing.name);
  return thing.words.every((word) => user.words.has(word.toLowerCase()));
}

/** A name without the schema everybody looks in. */
export function short(name: string): string {
  return name.replaceAll(/\bpublic\./g, '');
}

const read = new Map<string, ReadonlySet<string>>();

/** The words of a function's text, also those in strings, from which statements are put together. */
async function wordsOf(source: string): Promise<ReadonlySet<string>> {
  const known = read.get(source);
  if (known) return known;
  const words = new Set<string>();
  const body = await BodyText.of(source).catch(() => null);
  const texts = body ? body.tokens.filter(({ kind }) => kind !== 'other').map(({ text }) => text) : [source];
  for (const text of texts) for (const [word] of text.matchAll(/\w+/g)) words.add(word.toLowerCase());
  if (read.size >= 1000) read.clear();
  read.set(source, words);
  return words;
}
