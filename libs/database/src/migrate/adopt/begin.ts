import type { SqlRunner } from '@carenode/module-kit';

import { ensureLedger, readLedger } from '../ledger.js';
import type { MigratorOptions } from '../migrator-options.js';
import { CALLER_ROLES, ensureRoles, OWNER_ROLE } from '../roles.js';
import { type MigratorSession, withSession } from '../session.js';
import { AdoptionError } from './adoption-error.js';
import { type Before, ensureAdoption, type TableSum } from './bookkeeping.js';
import { literal, quoted } from './names.js';
import { blocking, type Plan } from './plan.js';
import { sumTables } from './proof.js';

/** Notes the plan, and what was there before, in one transaction with our roles: whatever happens next can be taken back. */
export async function beginAdoption(options: MigratorOptions, plan: Plan): Promise<void> {
  const blocks = blocking(plan);
  if (blocks.length > 0) throw new AdoptionError(`The plan cannot be applied:\n${blocks.join('\n')}`);
  await withSession(options, async (session) => {
    const sums = await sumsBefore(session, plan);
    for (let attempt = 1; ; attempt++) {
      await session.query('begin');
      try {
        await begin(session, plan, sums);
        await session.query('commit');
        return;
      } catch (error) {
        await session.query('rollback').catch(() => undefined);
        // Roles belong to the whole cluster: a migrator of another database may be at the same rows.
        const raced = ['XX000', '23505', '42710', '40001'].includes((error as { code?: string }).code ?? '');
        if (!raced || attempt >= 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
      }
    }
  });
}

async function sumsBefore(session: MigratorSession, plan: Plan): Promise<Record<string, TableSum>> {
  await session.query('begin transaction isolation level repeatable read, read only');
  try {
    return await sumTables(
      session,
      plan.unmapped.map((name) => ({ schema: 'public', name })),
    );
  } finally {
    await session.query('rollback');
  }
}

async function begin(session: MigratorSession, plan: Plan, sums: Record<string, TableSum>): Promise<void> {
  const [there] = (await session.query(
    `select to_regnamespace('carenode') is not null as carenode,
            (select array(select x::text from unnest(nspacl) x) from pg_namespace where nspname = 'public' and nspacl is not null) as "schemaRights",
            (select array(select x::text from unnest(datacl) x) from pg_database where datname = current_database() and datacl is not null) as "databaseRights"`,
  )) as Pick<Before, 'carenode' | 'schemaRights' | 'databaseRights'>[];
  if (!there) throw new Error('PostgreSQL did not say which schemas there are.');
  await keepConnecting(session, session.options.hostLogin.name);
  await ensureRoles(session.client, session.options.hostLogin);
  await session.query(`set local role ${OWNER_ROLE}`);
  await ensureLedger(session);
  if ((await readLedger(session)).length > 0)
    throw new AdoptionError(
      'Steps of Carenode are applied to this database already; adopt before, not after.',
    );
  await ensureAdoption(session);
  const before: Before = { ...there, settingsAt: null, sums };
  await session.query(
    `insert into carenode.adoption (phase, plan, before) values ('views', $1, $2) on conflict (single) do nothing`,
    [JSON.stringify(plan), JSON.stringify(before)],
  );
}

/** Our roles take the right to connect from everybody; whoever signs in today gets it by name. */
async function keepConnecting(sql: SqlRunner, host: string): Promise<void> {
  const ours = [OWNER_ROLE, ...CALLER_ROLES, host].map(literal).join(', ');
  const rows = (await sql.query(
    `select rolname as name, current_database() as database from pg_roles
      where rolcanlogin and not rolsuper and rolname not in (${ours}) and rolname <> current_user
        and has_database_privilege(oid, current_database(), 'connect')`,
  )) as { name: string; database: string }[];
  for (const { name, database } of rows)
    await sql.query(`grant connect, temporary on database ${quoted(database)} to ${quoted(name)}`);
}

/** Gives schema public and the database the rights back that they had before. As the login. */
export async function restoreRights(sql: SqlRunner, before: Before): Promise<void> {
  for (const [what, catalog, acl, usual, saved] of [
    [
      'schema public',
      `pg_namespace where nspname = 'public'`,
      'nspacl',
      `acldefault('n', nspowner)`,
      before.schemaRights,
    ],
    [
      'database',
      'pg_database where datname = current_database()',
      'datacl',
      `acldefault('d', datdba)`,
      before.databaseRights,
    ],
  ] as const) {
    const [now] = (await sql.query(
      `select current_database() as database, coalesce(${acl}, ${usual})::text as now, ${usual}::text as usual from ${catalog}`,
    )) as { database: string; now: string; usual: string }[];
    if (!now) continue;
    const rights = (await sql.query(
      `select coalesce(quote_ident(r.rolname), 'public') as grantee, lower(x.privilege_type) as verb, x.wanted
         from (select grantee, privilege_type, false as wanted from aclexplode($1::aclitem[])
               except all select grantee, privilege_type, false from aclexplode($2::aclitem[])
               union all
               (select grantee, privilege_type, true from aclexplode($2::aclitem[])
                except all select grantee, privilege_type, true from aclexplode($1::aclitem[]))) x
         left join pg_roles r on r.oid = x.grantee where x.grantee = 0 or r.oid is not null`,
      [now.now, saved === null ? now.usual : `{${saved.map((right) => JSON.stringify(right)).join(',')}}`],
    )) as { grantee: string; verb: string; wanted: boolean }[];
    const target = what === 'database' ? `database ${quoted(now.database)}` : what;
    for (const { grantee, verb, wanted } of rights)
      await sql.query(
        `${wanted ? 'grant' : 'revoke'} ${verb} on ${target} ${wanted ? 'to' : 'from'} ${grantee}`,
      );
  }
}
