import type { SqlRunner } from '@carenode/module-kit';

import { asLogin, type Change } from './bookkeeping.js';
import { COMPAT, LEGACY, list, literal, qualified, quoted } from './names.js';
import type { Plan } from './plan.js';

const VERBS = ['select', 'insert', 'update', 'delete'];

interface Right {
  readonly verb: string;
  /** Null for the whole table. */
  readonly column: string | null;
  readonly everybody: boolean;
  readonly role: string | null;
}

/** The schemas compat and legacy, into which everybody may look: what is in them has grants of its own. */
export function schemaChange(): Change {
  return {
    name: 'schemas',
    sql: [
      `create schema ${COMPAT}`,
      `create schema ${LEGACY}`,
      `grant usage on schema ${COMPAT}, ${LEGACY} to public`,
      `comment on schema ${COMPAT} is 'Where the adopted application finds its tables under their old names until the adoption is finished.'`,
      `comment on schema ${LEGACY} is 'Tables of the adopted application whose names Carenode needs.'`,
    ],
    undo: [`drop schema ${LEGACY}`, `drop schema ${COMPAT}`],
  };
}

/**
 * A view of the same name and columns in compat, through which a table of the other application is read and written as
 * before: PostgreSQL writes through it, and the policies of the table decide, asked about the caller.
 */
export async function viewChange(sql: SqlRunner, name: string): Promise<Change> {
  const [found] = (await sql.query(
    `select n.nspname as schema,
            (select coalesce(json_agg(g), '[]') from (
               select distinct lower(x.privilege_type) as verb, null::text as "column", x.grantee = 0 as everybody, r.rolname as role
                 from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) x left join pg_roles r on r.oid = x.grantee
                where x.grantee <> (select oid from pg_roles where rolname = session_user)
               union all
               select lower(x.privilege_type), a.attname, x.grantee = 0, r.rolname
                 from pg_attribute a, aclexplode(a.attacl) x left join pg_roles r on r.oid = x.grantee
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) g) as rights
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relname = $1 and n.nspname in ('public', '${LEGACY}') and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and c.relowner::regrole::text <> 'carenode_owner'`,
    [name],
  )) as { schema: string; rights: Right[] }[];
  const view = qualified(COMPAT, name);
  const grants = (found?.rights ?? []).flatMap(({ verb, column, everybody, role }) =>
    VERBS.includes(verb) && (everybody || role !== null)
      ? `grant ${verb}${column === null ? '' : ` (${quoted(column)})`} on ${view} to ${everybody ? 'public' : quoted(role ?? '')}`
      : [],
  );
  return {
    name: `view ${name}`,
    sql: [
      `create view ${view} with (security_invoker = true) as select * from ${qualified(found?.schema ?? 'public', name)}`,
      ...grants,
    ],
    undo: [`drop view ${view}`],
  };
}

/** The search path of a login in this database: what makes new sessions of the old application look into compat first. */
export async function loginChange(
  sql: SqlRunner,
  plan: Plan,
  login: Plan['logins'][number],
): Promise<Change> {
  const before = await settingOf(sql, login.name, 'search_path');
  const path = `${COMPAT}, ${LEGACY}, ${login.searchPath ?? '"$user", public'}`;
  const alter = `alter role ${quoted(login.name)} in database ${quoted(plan.database)}`;
  return {
    name: `search path of ${login.name}`,
    sql: [`${alter} set search_path = ${path}`],
    undo: [before === null ? `${alter} reset search_path` : `${alter} set search_path = ${before}`],
  };
}

/** What PostgREST serves, where its login is here: compat first, which is what clients get that name no schema. */
export async function postgrestChange(sql: SqlRunner, plan: Plan): Promise<Change | null> {
  const login = plan.logins.find(({ name }) => name === 'authenticator')?.name;
  if (!login) return null;
  const setting = 'pgrst.db_schemas';
  const before = await settingOf(sql, login, setting);
  const alter = `alter role ${quoted(login)} in database ${quoted(plan.database)}`;
  const tell = [`notify pgrst, 'reload config'`, `notify pgrst, 'reload schema'`];
  return {
    name: 'schemas of PostgREST',
    sql: [`${alter} set ${setting} = ${literal([COMPAT, before ?? 'public'].join(', '))}`, ...tell],
    undo: [
      before === null ? `${alter} reset ${setting}` : `${alter} set ${setting} = ${literal(before)}`,
      ...tell,
    ],
  };
}

async function settingOf(sql: SqlRunner, role: string, name: string): Promise<string | null> {
  const [row] = (await sql.query(
    `select substr(x, length($2) + 2) as value
       from pg_db_role_setting s, unnest(s.setconfig) x
      where s.setrole = to_regrole(quote_ident($1)) and s.setdatabase = (select oid from pg_database where datname = current_database())
        and starts_with(x, $2 || '=')`,
    [role, name],
  )) as { value: string }[];
  return row?.value ?? null;
}

/** Process ids of the sessions of these logins in this database; of those that began before a time where that can be seen. */
export async function sessionsOf(
  sql: SqlRunner,
  logins: readonly string[],
  before: string | null,
): Promise<{ pid: number; login: string }[]> {
  return asLogin(
    sql,
    async () =>
      (await sql.query(
        `select pid, usename::text as login from pg_stat_activity
        where datname = current_database() and usename::text = any ($1)
          and (backend_start is null or $2::timestamptz is null or backend_start <= $2::timestamptz) order by pid`,
        [logins, before],
      )) as { pid: number; login: string }[],
  );
}

export async function disconnect(sql: SqlRunner, pids: readonly number[]): Promise<void> {
  await asLogin(sql, () => sql.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [pids]));
}

/** `anon (2), authenticator (1)`. */
export function sessionWords(sessions: readonly { login: string }[]): string {
  const counts = new Map<string, number>();
  for (const { login } of sessions) counts.set(login, (counts.get(login) ?? 0) + 1);
  return list([...counts].map(([login, n]) => `${login} (${n})`));
}
