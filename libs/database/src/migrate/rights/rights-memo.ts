import { createHash } from 'node:crypto';

import type { SqlRunner } from '@carenode/module-kit';

import type { TableRights } from './rights.js';

/**
 * Everything PostgreSQL holds about the rights on the tables, as one hash: cheap to ask, and different after any change to
 * a policy, a grant, row security, an owner, a trigger, or who may become a caller role.
 */
const RIGHTS_AS_THEY_ARE = `
  select md5(string_agg(line, E'\\n' order by line)) as hash from (
    select concat_ws('|', 'table', c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.relacl) as line
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    union all
    select concat_ws('|', 'policy', p.polrelid, p.polname, p.polpermissive, p.polcmd, p.polroles, p.polqual, p.polwithcheck)
      from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace
    union all
    select concat_ws('|', 'column', a.attrelid, a.attname, a.attacl)
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and a.attacl is not null
    union all
    select concat_ws('|', 'trigger', t.tgrelid, t.tgname, t.tgfoid, t.tgtype, t.tgenabled, t.tgargs)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
    union all
    select concat_ws('|', 'login', r.rolname, r.rolsuper, r.rolbypassrls, r.rolcanlogin, m.member)
      from pg_roles r left join pg_auth_members m on m.roleid = r.oid where r.rolname like 'carenode\\_%'
  ) lines`;

/** Creates the place of the memo if it is missing. Runs as the owner, after the ledger was made. */
export async function ensureRightsMemo(sql: SqlRunner): Promise<void> {
  await sql.query(`
    create table if not exists carenode.rights_memo (
      one boolean primary key default true check (one),
      declared text not null,
      found text not null
    )`);
  await sql.query('alter table carenode.rights_memo enable row level security');
  await sql.query(
    `comment on table carenode.rights_memo is 'Which rights were declared, and which PostgreSQL had, when both were last the same.'`,
  );
}

/** Notes that the rights are now as declared. */
export async function rememberRights(sql: SqlRunner, declared: readonly TableRights[]): Promise<void> {
  await sql.query(
    `insert into carenode.rights_memo (declared, found) select $1, hash from (${RIGHTS_AS_THEY_ARE}) now
     on conflict (one) do update set declared = excluded.declared, found = excluded.found`,
    [hashOf(declared)],
  );
}

/** True when neither the declared rights nor those of PostgreSQL have changed since they were the same. */
export async function rightsAreAsRemembered(
  sql: SqlRunner,
  declared: readonly TableRights[],
): Promise<boolean> {
  const [there] = (await sql.query(`select to_regclass('carenode.rights_memo') is not null as memo`)) as {
    memo: boolean;
  }[];
  if (!there?.memo) return false;
  const rows = (await sql.query(
    `select from carenode.rights_memo where declared = $1 and found = (${RIGHTS_AS_THEY_ARE})`,
    [hashOf(declared)],
  )) as object[];
  return rows.length === 1;
}

/** True when PostgreSQL's rights are those it had when they were last as declared; false on a database without a memo. */
export async function rightsAreUntouched(sql: SqlRunner): Promise<boolean> {
  const [there] = (await sql.query(`select to_regclass('carenode.rights_memo') is not null as memo`)) as {
    memo: boolean;
  }[];
  if (!there?.memo) return false;
  const rows = (await sql.query(
    `select from carenode.rights_memo where found = (${RIGHTS_AS_THEY_ARE})`,
  )) as object[];
  return rows.length === 1;
}

function hashOf(declared: readonly TableRights[]): string {
  const plain = declared.map(({ table, policies, grants, audit }) => [
    table,
    policies,
    [...grants].sort(),
    audit,
  ]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
