import { CALLER_ROLES, type Database } from '@carenode/database';
import { newId, systemContext } from '@carenode/module-kit';

import { fail, type Finding, ok, warn } from './check.js';

const CTX = systemContext('carenode doctor');

/** What the server is, and what the host's login may do on it. */
export async function checkDatabase(db: Database): Promise<Finding[]> {
  return [
    await checkServer(db),
    await checkEncoding(db),
    await checkLogin(db),
    await checkClock(db),
    await checkNotifications(db),
  ];
}

async function one<Row extends object>(
  db: Database,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row> {
  const [row] = await db.as(CTX).query<Row>(sql, values);
  if (!row) throw new Error('PostgreSQL gave no answer.');
  return row;
}

async function checkServer(db: Database): Promise<Finding> {
  const { version, number } = await one<{ version: string; number: number }>(
    db,
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  if (number >= 150_000) return ok('server', `PostgreSQL ${version}`);
  return fail('server', `PostgreSQL ${version} is too old`, 'Use PostgreSQL 15 or newer.');
}

async function checkEncoding(db: Database): Promise<Finding> {
  const { encoding, name } = await one<{ encoding: string; name: string }>(
    db,
    `select pg_encoding_to_char(encoding) as encoding, datname as name from pg_database where datname = current_database()`,
  );
  if (encoding === 'UTF8') return ok('encoding', 'UTF8');
  return fail(
    'encoding',
    `the database ${name} is ${encoding}`,
    `Make a new one and move the data: create database … template template0 encoding 'UTF8'`,
  );
}

interface LoginRow {
  readonly login: string;
  readonly attributes: string[];
  readonly owned: string[];
  readonly missing: string[];
  readonly beyond: string[];
}

/** The host's login may become a caller role and do nothing else. */
async function checkLogin(db: Database): Promise<Finding> {
  const { login, attributes, owned, missing, beyond } = await one<LoginRow>(
    db,
    `select r.rolname as login,
            array_remove(array[
              case when r.rolsuper then 'is a superuser' end,
              case when r.rolbypassrls then 'bypasses row security' end,
              case when r.rolcreaterole then 'may create roles' end,
              case when r.rolcreatedb then 'may create databases' end,
              case when r.rolreplication then 'may replicate' end,
              case when r.rolinherit then 'inherits the rights of its roles' end], null) as attributes,
            array(select c.oid::regclass::text from pg_class c where c.relowner = r.oid limit 5) as owned,
            array(select role.rolname::text from pg_roles role
                   where role.rolname = any ($1) and not pg_has_role(r.oid, role.oid, 'member')) as missing,
            array(select role.rolname::text from pg_roles role
                   where role.oid <> r.oid and role.rolname <> all ($1) and pg_has_role(r.oid, role.oid, 'member')) as beyond
       from pg_roles r where r.rolname = session_user`,
    [CALLER_ROLES],
  );
  const wrong = [
    ...attributes,
    ...(owned.length > 0 ? [`owns ${owned.join(', ')}`] : []),
    ...(beyond.length > 0 ? [`may become ${beyond.join(', ')}`] : []),
  ];
  if (wrong.length > 0) {
    return fail(
      'login of the host',
      `${login} ${wrong.join(', ')}`,
      'Give the host the login that "carenode migrate up" makes, and nothing more.',
    );
  }
  if (missing.length > 0) {
    return fail(
      'login of the host',
      `${login} may not become ${missing.join(', ')}`,
      'Run: carenode migrate up',
    );
  }
  return ok(
    'login of the host',
    `${login} owns nothing, bypasses nothing, and may become the caller roles only`,
  );
}

/** Sessions, keys and activation windows compare the host's clock with the database's. */
async function checkClock(db: Database): Promise<Finding> {
  const before = Date.now();
  const { at } = await one<{ at: string }>(db, 'select extract(epoch from clock_timestamp()) * 1000 as at');
  const after = Date.now();
  const distance = Math.max(before - Number(at), Number(at) - after, 0);
  const words = `host and database differ by ${(distance / 1000).toFixed(distance < 1000 ? 3 : 1)} s`;
  const remedy = 'Let both machines take their time from NTP.';
  if (distance > 10_000) return fail('clock', words, remedy);
  return distance > 1000 ? warn('clock', words, remedy) : ok('clock', words);
}

const NOTICE_WITHIN_MS = 2_000;

/** Switching a module reaches every host by LISTEN; a transaction pooler accepts it and delivers nothing. */
async function checkNotifications(db: Database): Promise<Finding> {
  const token = newId();
  let arrived: (() => void) | undefined;
  const notice = new Promise<boolean>((resolve) => {
    arrived = () => resolve(true);
    setTimeout(resolve, NOTICE_WITHIN_MS, false).unref();
  });
  const stop = await db.listen('carenode_doctor', (payload) => {
    if (payload === token) arrived?.();
  });
  const started = performance.now();
  await db.as(CTX).execute(`select pg_notify('carenode_doctor', $1)`, [token]);
  const came = await notice;
  stop();
  if (came) return ok('notifications', `arrive after ${Math.round(performance.now() - started)} ms`);
  return fail(
    'notifications',
    'do not arrive: hosts see changes only when they poll, every 5 s',
    'Set DATABASE_DIRECT_URL to PostgreSQL itself, past the pooler.',
  );
}
