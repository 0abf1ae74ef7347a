import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { binariesIn } from '../src/embedded/server-binaries.js';
import { startServer } from '../src/embedded/start-server.js';
import { Branches } from '../src/migrate/branch/branches.js';
import { branchDatabase } from '../src/migrate/branch/server/branch-database.js';
import { findPrograms } from '../src/migrate/branch/server/dump-and-restore.js';
import { Migrator } from '../src/migrate/migrator.js';
import { CALLER_ROLES } from '../src/migrate/roles.js';
import { notes } from './fixture-notes.js';

describe('branches beside a live database', () => {
  let database: TestDatabase;
  const branches = (adminUrl = database.adminUrl) =>
    new Branches({ adminUrl, hostLogin: database.hostLogin, modules: [notes], embeddedHome: null });
  const urlOf = (name: string, from = database.adminUrl) => {
    const url = new URL(from);
    url.pathname = `/${branchDatabase(database.name, name)}`;
    return url.toString();
  };
  const asked = async <T extends object>(url: string, sql: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const server = <T extends object>(sql: string) => {
    const url = new URL(database.adminUrl);
    url.pathname = '/postgres';
    return asked<T>(url.toString(), sql);
  };
  /** What tests are connected with keeps PostgreSQL from copying. */
  const alone = async () => {
    await database.admin.end();
    while (
      (
        await server<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where datname = '${database.name}'`,
        )
      )[0]?.n
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
  };

  beforeEach(async () => {
    database = await emptyDatabase();
    await new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules: [notes] }).up();
    await database.admin.query(
      `insert into notes (owner_id, body) select gen_random_uuid(), 'word' from generate_series(1, 100)`,
    );
  }, 60_000);

  afterEach(async () => {
    for (const { name } of await branches().list()) await branches().drop(name);
    if (database.admin.ended) await server(`drop database if exists "${database.name}" with (force)`);
    else await database.drop();
  }, 60_000);

  it('have the rows, owner and rights, and do not let the host in by accident', async () => {
    await alone();
    await branches().create('spring');
    expect(await asked(urlOf('spring'), 'select count(*)::int as n from notes')).toEqual([{ n: 100 }]);
    expect(await branches().list()).toMatchObject([
      { name: 'spring', of: database.name, kind: 'database', state: 'ready', masked: false, pending: [] },
    ]);
    const host = new URL(database.hostUrl);
    await expect(asked(urlOf('spring', host.toString()), 'select 1')).rejects.toThrow(
      'permission denied for database',
    );
    await branches().test('spring');
    await expect(asked(urlOf('spring', host.toString()), 'select 1')).rejects.toThrow(
      'permission denied for database',
    );
    const migrator = new Migrator({
      adminUrl: urlOf('spring'),
      hostLogin: database.hostLogin,
      modules: [notes],
    });
    expect(await migrator.status()).toMatchObject({ problems: [], drift: [] });
    await expect(branches().create('spring')).rejects.toThrow('There is a database');
    await branches().drop('spring');
    expect(await branches().list()).toEqual([]);
  }, 60_000);

  it('are masked before the host may connect', async () => {
    await alone();
    await branches().create('masked', { masked: true });
    expect(await asked(urlOf('masked'), `select count(*)::int as n from notes where body = 'word'`)).toEqual([
      { n: 0 },
    ]);
    expect(await asked(urlOf('masked', database.hostUrl), 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(await branches().list()).toMatchObject([{ name: 'masked', masked: true }]);
  }, 60_000);

  it('need a pg_dump that is new enough while others are connected, and say so where there is none', async () => {
    const programs = await findPrograms(18);
    const making = branches().create('busy');
    if (programs) {
      await making;
      expect(await asked(urlOf('busy'), 'select count(*)::int as n from notes')).toEqual([{ n: 100 }]);
    } else {
      await expect(making).rejects.toThrow(
        /Others are connected .* no pg_dump of version 18 or newer on PATH/,
      );
      expect(await branches().list()).toEqual([]);
      expect(await server(`select from pg_database where datname like '%_branch_busy'`)).toEqual([]);
    }
    expect((await database.admin.query('select 1')).rowCount).toBe(1);
  }, 60_000);

  it('say of a login that may not create databases what it needs', async () => {
    await database.admin.query(`create role "may-nothing" login password 'x'`);
    await database.admin.query(`grant connect on database ${database.name} to "may-nothing"`);
    const url = new URL(database.adminUrl);
    url.username = 'may-nothing';
    url.password = 'x';
    await expect(branches(url.toString()).create('none')).rejects.toThrow(
      'alter role "may-nothing" createdb',
    );
    await database.admin.query(`drop owned by "may-nothing"; drop role "may-nothing"`);
  }, 60_000);

  it('are all that is ever dropped: no live database, whatever it is called', async () => {
    const live = `${database.name}_branch_live`;
    await server(`create database "${live}"`);
    await server(`create database "${database.name}_branch_noted"`);
    await server(`comment on database "${database.name}_branch_noted" is 'the accounts of this year'`);
    for (const name of [
      'live',
      'noted',
      'postgres',
      database.name,
      '',
      '../x',
      'a"; drop database postgres; --',
      'LIVE',
    ])
      await expect(branches().drop(name)).rejects.toThrow(
        /There is no branch|a branch is called|longer than/,
      );
    expect(await branches().list()).toEqual([]);
    await expect(branches().create('live')).rejects.toThrow('There is a database');
    expect(
      await server(`select datname from pg_database where datname like '${database.name}%'`),
    ).toHaveLength(3);
    await server(`drop database "${live}"`);
    await server(`drop database "${database.name}_branch_noted"`);
  }, 60_000);

  it('that a killed maker left are listed as unfinished and can be dropped', async () => {
    await server(`create database "${database.name}_branch_early" allow_connections false`);
    await server(`create database "${database.name}_branch_late"`);
    await server(
      `comment on database "${database.name}_branch_late" is '{"carenode": "branch", "branchOf": "${database.name}", "createdAt": "2026-01-01T00:00:00.000Z", "masked": true, "ready": false}'`,
    );
    expect(await branches().list()).toMatchObject([
      { name: 'early', state: 'unfinished', masked: false, createdAt: null },
      { name: 'late', state: 'unfinished', masked: false },
    ]);
    await expect(branches().open('late')).rejects.toThrow('is not whole');
    await branches().drop('early');
    await branches().drop('late');
    expect(await branches().list()).toEqual([]);
  }, 60_000);
});

describe('a branch of PostgreSQL 15', () => {
  it('is poured with pg_dump while others are connected, where there is one', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'carenode-branch15-'));
    chmodSync(directory, 0o755);
    const root = join(import.meta.dirname, '../../../node_modules/postgres-15-linux-x64');
    const server = await startServer({ directory, durable: false }, await binariesIn(root));
    const database = await emptyDatabase(server.adminUrl);
    try {
      await new Migrator({
        adminUrl: database.adminUrl,
        hostLogin: database.hostLogin,
        modules: [notes],
      }).up();
      await database.admin.query(`insert into notes (owner_id, body) values (gen_random_uuid(), 'word')`);
      const branches = new Branches({
        adminUrl: database.adminUrl,
        hostLogin: database.hostLogin,
        modules: [notes],
        embeddedHome: null,
      });
      // No superuser: who owns the database and may create roles and databases is enough.
      await database.admin.query(`create role migrating login createrole createdb password 'x'`);
      await database.admin.query(`alter database ${database.name} owner to migrating`);
      await database.admin.query(
        `grant carenode_owner, ${CALLER_ROLES.join(', ')}, ${database.hostLogin.name} to migrating with admin option`,
      );
      const own = new URL(database.adminUrl);
      own.username = 'migrating';
      own.password = 'x';
      const modest = new Branches({
        adminUrl: own.toString(),
        hostLogin: database.hostLogin,
        modules: [notes],
        embeddedHome: null,
      });
      for (const [who, by] of [
        ['superuser', branches],
        ['modest', modest],
      ] as const) {
        const name = `poured-by-${who}`;
        if (!(await findPrograms(15))) {
          await expect(by.create(name)).rejects.toThrow('no pg_dump of version 15 or newer on PATH');
          continue;
        }
        await by.create(name, { masked: true });
        expect(await by.list()).toContainEqual(
          expect.objectContaining({ name, state: 'ready', masked: true, pending: [] }),
        );
        expect(await by.test(name)).toMatchObject({ ok: true, problems: [], steps: [] });
      }
      await database.admin.end();
      for (const [who, by] of [
        ['superuser', branches],
        ['modest', modest],
      ] as const) {
        await by.create(`copied-by-${who}`, { masked: true });
        expect(await by.test(`copied-by-${who}`)).toMatchObject({ ok: true, problems: [] });
        await by.drop(`copied-by-${who}`);
      }
    } finally {
      if (!database.admin.ended) await database.admin.end();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  }, 120_000);
});
