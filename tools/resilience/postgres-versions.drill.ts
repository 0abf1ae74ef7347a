import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import { binariesIn, type EmbeddedServer, installedBinaries, startServer } from '@carenode/database/embedded';
import {
  emptyDatabase,
  newRowsFile,
  signInAt,
  startHostProcess,
  type TestDatabase,
  testModules,
} from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { type PgBouncer, startPgBouncer } from './pgbouncer.js';

const OWNER = { name: 'clinic', password: 'only-on-loopback-while-drills-run' };
const HOST = { name: 'clinic_host', password: 'only-on-loopback-while-drills-run' };

/** PostgreSQL's programs of this major version: the embedded one, or an optional package of this folder. */
function programsOf(major: number) {
  if (major === 18) return installedBinaries();
  const name = `postgres-${major}-linux-x64`;
  try {
    return binariesIn(dirname(dirname(createRequire(import.meta.url).resolve(name))));
  } catch (error) {
    throw new Error(
      `PostgreSQL ${major} is not there: the package ${name} is missing. Run "npm ci" on Linux x64, with optional dependencies.`,
      { cause: error },
    );
  }
}

describe.each([15, 16, 17, 18])(
  'on PostgreSQL %i, as a login that may create roles and nothing else',
  (major) => {
    let server: EmbeddedServer | undefined;
    let directory: string;
    let admin: pg.Pool;
    let urlOf: (login: { name: string; password: string }) => string;

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), `carenode-postgres-${major}-`));
      chmodSync(directory, 0o755);
      server = await startServer({ directory, durable: false }, await programsOf(major));
      const first = new pg.Client({ connectionString: server.adminUrl });
      await first.connect();
      await first.query(`create role ${OWNER.name} login createrole password '${OWNER.password}'`);
      await first.query(`create database clinic owner ${OWNER.name}`);
      await first.end();
      const adminUrl = server.urlFor('clinic');
      urlOf = ({ name, password }) => {
        const url = new URL(adminUrl);
        url.username = name;
        url.password = password;
        return url.toString();
      };
      admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
      admin.on('error', () => undefined);
    }, 60_000);

    afterAll(async () => {
      await admin.end();
      await server?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    it('goes up, down with its rows in a file, and up again to the same catalog and rows; a host answers', async () => {
      const { rows: versions } = await admin.query<{ major: number; me: string }>(
        `select current_setting('server_version_num')::int / 10000 as major,
              (select format('%s %s %s', rolsuper, rolcreatedb, rolcreaterole) from pg_roles where rolname = '${OWNER.name}') as me`,
      );
      expect(versions).toEqual([{ major, me: 'f f t' }]);
      const catalog = () =>
        catalogLines({ query: async (text) => (await admin.query<{ line: string }>(text)).rows });
      const migrator = new Migrator({
        adminUrl: urlOf(OWNER),
        hostLogin: HOST,
        modules: await testModules(['patient-data']),
      });
      expect((await migrator.up()).length).toBeGreaterThan(30);
      expect(await migrator.status()).toMatchObject({ problems: [], drift: [] });
      expect(await migrator.plan()).toEqual([]);
      await admin.query(
        `insert into profiles (user_type, email) select 'patient', n || '@example.org' from generate_series(1, 100) n`,
      );
      const profiles = async () =>
        (await admin.query('select md5(string_agg(p::text, chr(10) order by id)) as all from profiles p'))
          .rows;
      const before = { catalog: await catalog(), profiles: await profiles() };

      await expect(migrator.down()).rejects.toThrow(/profiles \(100 rows\)/);
      const file = newRowsFile();
      await migrator.down({ dropData: file });
      expect((await migrator.status()).steps.every(({ state }) => state === 'pending')).toBe(true);
      await migrator.up({ restore: [file] });
      expect(await profiles()).toEqual(before.profiles);
      expect(catalogDifference(before.catalog, await catalog())).toEqual([]);
      expect(await migrator.status()).toMatchObject({ problems: [], drift: [] });

      const host = await startHostProcess({ database: { hostUrl: urlOf(HOST) } });
      try {
        const patient = await signInAt(admin, host.url, 'patient');
        const answer = await patient.get<{ id: string }>('/api/v1/profile');
        expect(answer).toMatchObject({ status: 200, body: { id: patient.id } });
        expect((await patient.get('/api/v1/patients/me/measurements')).status).toBe(200);
      } finally {
        await host.stop();
      }
    });
  },
);

describe('behind PgBouncer in session mode', () => {
  let database: TestDatabase;
  let pooler: PgBouncer;

  beforeAll(async () => {
    database = await emptyDatabase();
    pooler = await startPgBouncer(database.adminUrl, { serverConnections: 4, mode: 'session' });
  });
  afterAll(async () => {
    await pooler.stop();
    await database.drop();
  });

  it('goes up, plans, and goes down, and leaves no lock on the connections that the pooler keeps', async () => {
    const { admin, hostLogin, name } = database;
    const migrator = new Migrator({ adminUrl: pooler.url, hostLogin, modules: await testModules([]) });
    const held = async () => {
      const { rows } = await admin.query<{ locks: number }>(
        `select count(*)::int as locks from pg_locks l join pg_database d on d.oid = l.database
          where l.locktype = 'advisory' and d.datname = $1`,
        [name],
      );
      return rows[0]?.locks;
    };
    expect((await migrator.up()).length).toBeGreaterThan(20);
    expect(await held()).toBe(0);
    expect(await migrator.status()).toMatchObject({ problems: [], drift: [] });
    expect(await migrator.plan()).toEqual([]);
    const [first, second] = await Promise.all([migrator.up(), migrator.up()]);
    expect([first, second]).toEqual([[], []]);
    await migrator.down({ dropData: newRowsFile() });
    expect(await held()).toBe(0);
    expect((await migrator.up()).length).toBeGreaterThan(20);
    expect(await held()).toBe(0);
  });
});
