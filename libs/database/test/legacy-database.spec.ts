import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  LEGACY_TABLES_WITHOUT_ROW_SECURITY,
  legacyDatabase,
  legacyPerson,
  type TestDatabase,
} from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { EmbeddedServer } from '../src/embedded/embedded-server.js';
import { binariesIn } from '../src/embedded/server-binaries.js';
import { startServer } from '../src/embedded/start-server.js';

let directory: string;
let fifteen: EmbeddedServer;

beforeAll(async () => {
  const entry = createRequire(import.meta.url).resolve(`postgres-15-${process.platform}-${process.arch}`);
  directory = await mkdtemp(join(tmpdir(), 'carenode-legacy-'));
  fifteen = await startServer({ directory, durable: false }, await binariesIn(dirname(dirname(entry))));
}, 60_000);

afterAll(async () => {
  await fifteen.stop();
  await rm(directory, { recursive: true, force: true });
});

describe.each([15, 18])('the database of another application on PostgreSQL %i', (major) => {
  let database: TestDatabase;
  const number = async (sql: string) =>
    Number((await database.admin.query<{ n: string }>(`select (${sql}) as n`)).rows[0]?.n);

  beforeAll(async () => {
    database = await legacyDatabase(major === 15 ? { serverUrl: fifteen.adminUrl } : {});
  }, 60_000);
  afterAll(() => database.drop());

  it('is on that server, with its tables, policies, views and enums', async () => {
    expect(await number(`current_setting('server_version_num')::int / 10000`)).toBe(major);
    expect(await number(`select count(*) from pg_tables where schemaname = 'public'`)).toBe(33);
    expect(await number(`select count(*) from pg_policies where schemaname = 'public'`)).toBeGreaterThan(60);
    expect(await number(`select count(*) from pg_views where schemaname = 'public'`)).toBe(4);
    expect(
      await number(
        `select count(*) from pg_type where typtype = 'e' and typnamespace = 'public'::regnamespace`,
      ),
    ).toBe(9);
    const { rows } = await database.admin.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and not rowsecurity order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([...LEGACY_TABLES_WITHOUT_ROW_SECURITY].sort());
  });

  it('has the dirt of a year', async () => {
    const dirt = {
      untyped: `select count(*) from profiles where user_type is null`,
      unknownTypes: `select count(distinct user_type) from profiles where user_type in ('doctor', 'sponsor', 'caregiver')`,
      sameAddress: `select count(*) - count(distinct lower(email)) from auth.users`,
      orphans: `select count(*) from measurements m where not exists (select from profiles p where p.id = m.user_id)`,
      noVariable: `select count(*) from measurements m where not exists (select from global_variables v where v.id = m.global_variable_id)`,
      noNumbers: `select count(*) from measurements where value in ('NaN', 'Infinity')`,
      outOfTime: `select count(*) from measurements where start_at < '1900-01-01' or start_at = 'infinity' or end_at < start_at`,
      softDeleted: `select count(*) from measurements where deleted_at is not null`,
      freeUnits: `select count(distinct original_unit) from measurements`,
      twiceInOneTrial: `select count(*) - count(distinct (trial_id, patient_id)) from trial_enrollments`,
    };
    const found = await Promise.all(
      Object.entries(dirt).map(async ([what, sql]) => [what, await number(sql)]),
    );
    expect(Object.fromEntries(found)).toEqual({
      untyped: 5,
      unknownTypes: 3,
      sameAddress: 2,
      orphans: 2,
      noVariable: 4,
      noNumbers: 4,
      outOfTime: 6,
      softDeleted: 20,
      freeUnits: 7,
      twiceInOneTrial: 1,
    });
  });

  it('lets somebody make themself an admin, as it was found', async () => {
    const id = await legacyPerson(database, 12);
    const client = await database.admin.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: id, role: 'authenticated' }),
      ]);
      await client.query('set local role authenticated');
      const { rowCount } = await client.query(`update profiles set user_type = 'admin'`);
      expect(rowCount).toBe(1);
      expect((await client.query('select from measurements')).rowCount).toBeLessThan(60);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
