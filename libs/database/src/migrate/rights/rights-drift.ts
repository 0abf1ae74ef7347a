import type { SqlRunner } from '@carenode/module-kit';

import { appendOnlyDifferences } from './append-only-drift.js';
import { auditDifferences } from './audit-drift.js';
import type { PolicyRight, TableRights } from './rights.js';
import { OWNER_ROLE } from '../roles.js';

/** One way in which PostgreSQL's rights, or its audit triggers, differ from the declared ones, in words, with the SQL that mends it. */
export interface RightsDifference {
  readonly table: string;
  readonly words: string;
  /** Null where only a superuser can mend it; the words then say how. */
  readonly mend: string | null;
  /** False: mending it gives nobody more. Absent: it may. */
  readonly gives?: boolean;
}

/** A policy as PostgreSQL has it, its conditions in PostgreSQL's own wording; `verb` may be `all`. */
export interface PolicyRow {
  readonly table: string;
  readonly name: string;
  readonly permissive: boolean;
  readonly verb: string;
  readonly roles: string;
  readonly using: string | null;
  readonly check: string | null;
}

const VERB_OF = `case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end`;

/** The policies on the tables of a schema, which is an SQL expression of its oid. */
export async function policiesIn(sql: SqlRunner, schema: string): Promise<PolicyRow[]> {
  return (await sql.query(
    `select c.relname as "table", p.polname as name, p.polpermissive as permissive, ${VERB_OF} as verb,
            (select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname)
               from unnest(p.polroles) o left join pg_roles r on r.oid = o) as roles,
            pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check"
       from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relnamespace = ${schema}`,
  )) as PolicyRow[];
}

/**
 * Compares what PostgreSQL has with what is declared. The declared policies are made on temporary twins of the tables, so
 * that both sides are PostgreSQL's own wording; the twins and the transaction are gone afterwards. Runs as the owner,
 * inside a transaction, and leaves a savepoint rolled back.
 */
export async function rightsDifferences(
  sql: SqlRunner,
  desired: readonly TableRights[],
): Promise<RightsDifference[]> {
  const actual = await policiesIn(sql, `'public'::regnamespace`);
  const tables = (await sql.query(
    `select relname as name, relrowsecurity as secured, relowner::regrole::text as owner from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )) as { name: string; secured: boolean; owner: string }[];
  // Another owner's tables cannot be copied; that they have one is said below, and comes first.
  const ours = new Set(tables.filter((table) => table.owner === OWNER_ROLE).map((table) => table.name));
  const expected = await expectedPolicies(
    sql,
    desired.filter(({ table }) => ours.has(table)),
  );
  const grants = await grantsIn(sql);
  const differences: RightsDifference[] = [];
  for (const { table, policies, grants: wanted } of desired) {
    const found = tables.find((row) => row.name === table);
    if (!found) continue;
    const say = (words: string, mend: string | null, gives = true) =>
      differences.push({ table, words: `${table}: ${words}`, mend, gives });
    if (!found.secured)
      say('row security is off', `alter table public.${table} enable row level security`, false);
    if (found.owner !== OWNER_ROLE)
      say(
        `is owned by ${found.owner}; run as a superuser: alter table public.${table} owner to ${OWNER_ROLE}`,
        null,
      );
    if (!ours.has(table)) continue;
    const [have, want] = [actual, expected].map(
      (rows) => new Map(rows.filter((row) => row.table === table).map((row) => [row.name, row])),
    );
    for (const policy of policies) {
      const there = have?.get(policy.name);
      if (there && sameText(there, want?.get(policy.name))) continue;
      const drop = there ? `drop policy ${policy.name} on public.${table}; ` : '';
      say(
        there ? `policy ${policy.name} is not as declared` : `policy ${policy.name} is missing`,
        drop + createPolicy('public', table, policy),
        there !== undefined || policy.permissive,
      );
    }
    // What another policy or grant takes the place of goes together with its coming, or requests would fail in between.
    const replaced = policies.some(({ name }) => !have?.has(name));
    for (const [name, { permissive }] of have ?? []) {
      if (!want?.has(name))
        say(
          `policy ${name} is not declared`,
          `drop policy "${name}" on public.${table}`,
          !permissive || replaced,
        );
    }
    const granted = grants.get(table) ?? new Set<string>();
    for (const grant of wanted)
      if (!granted.has(grant)) say(`grant missing: ${grant}`, grantSql('grant', 'to', table, grant));
    for (const grant of granted)
      if (!wanted.has(grant)) {
        // Revoking a verb on the table revokes it on each column too.
        const columns = [...wanted].filter((other) => other.startsWith(`${grant} `));
        const again = columns.map((column) => grantSql('grant', 'to', table, column));
        const mend = [grantSql('revoke', 'from', table, grant), ...again].join('; ');
        say(`grant not declared: ${grant}`, mend, wanted.has(grant.split(' ', 2).join(' ')));
      }
  }
  const told = desired.flatMap(({ table, audit }) => (audit && ours.has(table) ? [{ table, audit }] : []));
  return [...differences, ...(await auditDifferences(sql, told)), ...(await appendOnlyDifferences(sql))];
}

function sameText(a: PolicyRow, b: PolicyRow | undefined): boolean {
  return (
    b !== undefined &&
    (['permissive', 'verb', 'roles', 'using', 'check'] as const).every((key) => a[key] === b[key])
  );
}

async function expectedPolicies(sql: SqlRunner, desired: readonly TableRights[]): Promise<PolicyRow[]> {
  await sql.query('savepoint twins');
  const statements: string[] = [];
  for (const { table, policies } of desired) {
    statements.push(`create temporary table ${table} (like public.${table})`);
    for (const policy of policies) statements.push(createPolicy('pg_temp', table, policy));
  }
  if (statements.length > 0) await sql.query(statements.join(';\n'));
  const rows = await policiesIn(sql, 'pg_my_temp_schema()');
  await sql.query('rollback to savepoint twins');
  return rows;
}

/** The SQL that makes a policy. */
export function createPolicy(schema: string, table: string, policy: PolicyRight): string {
  return (
    `create policy ${policy.name} on ${schema}.${table} as ${policy.permissive ? 'permissive' : 'restrictive'} for ${policy.verb}` +
    ` to ${policy.roles.join(', ')}` +
    (policy.using === null ? '' : ` using (${policy.using})`) +
    (policy.check === null ? '' : ` with check (${policy.check})`)
  );
}

/** Grants to anybody but the owner, by table: `role verb` or `role verb column`. */
export async function grantsIn(sql: SqlRunner): Promise<Map<string, Set<string>>> {
  const rows = (await sql.query(
    `select c.relname as "table", concat_ws(' ', coalesce(r.rolname, 'public'), lower(a.privilege_type), a.attname) as "grant"
       from pg_class c
       cross join lateral (
         select x.grantee, x.privilege_type, null::name as attname from aclexplode(c.relacl) x
         union all
         select x.grantee, x.privilege_type, t.attname from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid and t.attnum > 0
       ) a
       left join pg_roles r on r.oid = a.grantee
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.grantee <> c.relowner`,
  )) as { table: string; grant: string }[];
  const grants = new Map<string, Set<string>>();
  for (const row of rows) grants.set(row.table, (grants.get(row.table) ?? new Set()).add(row.grant));
  return grants;
}

function grantSql(
  verb: 'grant' | 'revoke',
  preposition: 'to' | 'from',
  table: string,
  grant: string,
): string {
  const [role = '', privilege = '', column] = grant.split(' ');
  return `${verb} ${privilege}${column ? ` (${column})` : ''} on public.${table} ${preposition} ${role}`;
}
