import { CALLERS, databaseRole } from '@carenode/module-kit';
import pg from 'pg';

/** Owns every object and cannot sign in. */
export const OWNER_ROLE = 'carenode_owner';

/** One role per user type, and those of anonymous requests and background work. */
export const CALLER_ROLES = CALLERS.map(databaseRole);

export interface HostLogin {
  readonly name: string;
  readonly password: string;
}

/** The login in a connection URL. */
export function loginOf(url: string): HostLogin {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/**
 * Creates the roles that are missing and sets what they may do; running it again changes nothing. `client` signs in as
 * somebody who may create roles (a superuser is not needed) and is inside a transaction. The host's login owns nothing,
 * inherits nothing, and can only become a caller role.
 */
export async function ensureRoles(client: pg.Client, host: HostLogin): Promise<void> {
  const { rows } = await client.query<{
    version: number;
    me: string;
    super: boolean;
    db: string;
    existing: string[];
  }>(
    `select current_setting('server_version_num')::int as version, current_user as me, current_database() as db,
            (select rolsuper from pg_roles where rolname = current_user) as super,
            array(select rolname::text from pg_roles) as existing`,
  );
  const [server] = rows;
  if (!server) throw new Error('PostgreSQL did not say who is signed in.');
  if (host.name === server.me) {
    throw new Error(
      `DATABASE_URL signs in as "${host.name}", which the migrator uses too; give the host a login of its own.`,
    );
  }
  const exists = new Set(server.existing);
  const id = pg.escapeIdentifier;
  for (const role of [OWNER_ROLE, ...CALLER_ROLES]) {
    if (!exists.has(role)) await client.query(`create role ${role} nologin noinherit`);
  }
  if (!exists.has(host.name)) {
    await client.query(
      `create role ${id(host.name)} login noinherit password ${pg.escapeLiteral(host.password)}`,
    );
  }
  await client.query(`grant ${CALLER_ROLES.join(', ')} to ${id(host.name)}`);
  if (!server.super) {
    await client.query(
      `grant ${OWNER_ROLE} to ${id(server.me)}${server.version >= 160000 ? ' with set true, inherit false' : ''}`,
    );
  }
  for (const setting of [
    "timezone = 'UTC'",
    "jit = 'off'",
    "statement_timeout = '15s'",
    "idle_in_transaction_session_timeout = '15s'",
  ]) {
    await client.query(`alter role ${id(host.name)} set ${setting}`);
  }
  await client.query(`revoke all on database ${id(server.db)} from public`);
  await client.query(`grant connect on database ${id(server.db)} to ${id(host.name)}`);
  await client.query(`grant create, temporary on database ${id(server.db)} to ${OWNER_ROLE}`);
  await client.query('revoke create on schema public from public');
  await client.query(`grant create, usage on schema public to ${OWNER_ROLE}`);
}
