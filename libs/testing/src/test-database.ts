import { createHash, randomBytes } from 'node:crypto';

import { Database, Migrator } from '@carenode/database';
import type { ModuleManifest } from '@carenode/module-kit';
import pg from 'pg';

const HOST_LOGIN = { name: 'carenode_test_host', password: 'only-on-loopback-while-tests-run' };

/** A disposable database of its own for one test file. */
export interface TestDatabase {
  readonly name: string;
  /** Signs in as the superuser: for arranging and for looking behind the policies, never for what is under test. */
  readonly adminUrl: string;
  /** Signs in as a host does. */
  readonly hostUrl: string;
  readonly hostLogin: typeof HOST_LOGIN;
  readonly admin: pg.Pool;
  drop(): Promise<void>;
}

/** The URL of the test server. There is no skipping: without a server, tests fail. */
export function testServerUrl(): string {
  const url = process.env['CARENODE_TEST_ADMIN_URL'];
  if (!url) throw new Error('There is no test server: run the tests with "npm test".');
  return url;
}

/** A database with the given modules' migrations applied; cloned from a template that is made once per run. */
export async function migratedDatabase(modules: readonly ModuleManifest[]): Promise<TestDatabase> {
  const names = modules.map(
    (module) => `${module.name}:${module.migrations.length}:${JSON.stringify(module.tables)}`,
  );
  const template = `template_${createHash('sha256').update(names.join()).digest('hex').slice(0, 16)}`;
  const server = new pg.Client({ connectionString: testServerUrl() });
  await server.connect();
  try {
    await server.query('select pg_advisory_lock(8150921)');
    const { rowCount } = await server.query('select from pg_database where datname = $1 and datistemplate', [
      template,
    ]);
    if (rowCount === 0) {
      await server.query(`drop database if exists ${template}`);
      await server.query(`create database ${template}`);
      await new Migrator({ adminUrl: urlOf(template), hostLogin: HOST_LOGIN, modules }).up();
      await server.query(`alter database ${template} with is_template true allow_connections false`);
    }
    return await createDatabase(template, server, testServerUrl());
  } finally {
    await server.end();
  }
}

/** An empty database, on the test server unless the superuser's URL of another is given. */
export async function emptyDatabase(serverUrl = testServerUrl()): Promise<TestDatabase> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  try {
    return await createDatabase('template0', server, serverUrl);
  } finally {
    await server.end();
  }
}

async function createDatabase(template: string, server: pg.Client, serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await server.query(`create database ${name} template ${template}`);
  const adminUrl = urlOf(name, serverUrl);
  const hostUrl = new URL(adminUrl);
  hostUrl.username = HOST_LOGIN.name;
  hostUrl.password = HOST_LOGIN.password;
  const admin = new pg.Pool({ connectionString: adminUrl, max: 3 });
  admin.on('error', () => undefined);
  return {
    name,
    adminUrl,
    hostUrl: hostUrl.toString(),
    hostLogin: HOST_LOGIN,
    admin,
    drop: async () => {
      await admin.end();
      const client = new pg.Client({ connectionString: serverUrl });
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
    },
  };
}

/** Opens the door to a test database as a host does. */
export function openTestDatabase(
  database: TestDatabase,
  modules: readonly ModuleManifest[],
  options: { poolSize?: number } = {},
): Promise<Database> {
  return Database.open({
    url: database.hostUrl,
    entities: modules.flatMap((module) => module.tables.map((table) => table.entity)),
    poolSize: options.poolSize ?? 5,
  });
}

function urlOf(database: string, serverUrl = testServerUrl()): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
