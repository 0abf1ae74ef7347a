import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import {
  type EmbeddedServer,
  findRunningEmbeddedServer,
  startEmbeddedServer,
} from '../src/embedded/embedded-server.js';
import { Branches } from '../src/migrate/branch/branches.js';
import { Migrator } from '../src/migrate/migrator.js';
import { notes } from './fixture-notes.js';

const HOST = { name: 'carenode_branch_host', password: 'only-on-loopback-while-tests-run' };
const DIST = join(import.meta.dirname, '../dist/migrate/index.js');

describe('branches of an embedded server', () => {
  let home: string;
  let server: EmbeddedServer;
  let admin: pg.Client;
  const branches = () =>
    new Branches({
      adminUrl: server.urlFor('carenode'),
      hostLogin: HOST,
      modules: [notes],
      embeddedHome: home,
    });
  const inBranch = async <T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const branch = await branches().open(name);
    const client = new pg.Client({ connectionString: branch.adminUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
      await branch.release();
    }
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'carenode-branch-'));
    chmodSync(home, 0o755);
    server = await startEmbeddedServer({ directory: home });
    const first = new pg.Client({ connectionString: server.adminUrl });
    await first.connect();
    await first.query('create database carenode');
    await first.end();
    await new Migrator({ adminUrl: server.urlFor('carenode'), hostLogin: HOST, modules: [notes] }).up();
    admin = new pg.Client({ connectionString: server.urlFor('carenode') });
    await admin.connect();
    await admin.query(`create table left_hand (n bigint primary key, filler text)`);
    await admin.query(`create table right_hand (n bigint primary key, filler text)`);
    await admin.query(`create unlogged table passing (n bigint)`);
    await admin.query(`insert into passing select generate_series(1, 1000)`);
    await admin.query(
      `insert into notes (owner_id, body) select md5((n % 50)::text)::uuid, repeat('word ', 200) from generate_series(1, 20000) n`,
    );
  }, 120_000);

  afterAll(async () => {
    await admin.end();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  it('have all that was committed before, and no half of anything, while others write on undisturbed', async () => {
    let [stop, committed] = [false, 0];
    const write = async (from: number) => {
      const own = new pg.Client({ connectionString: server.urlFor('carenode') });
      await own.connect();
      for (let n = from; !stop; n += 3) {
        await own.query('begin');
        await own.query(`insert into left_hand values ($1, repeat('l', 3000))`, [n]);
        await own.query(`insert into right_hand values ($1, repeat('r', 3000))`, [n]);
        if (n % 5 === 0) await own.query(`update left_hand set filler = 'x' where n = $1`, [n]);
        if (n % 7 === 0) {
          await own.query('rollback');
        } else {
          await own.query('commit');
          committed++;
        }
      }
      await own.end();
    };
    const writers = [write(1), write(2), write(3)];
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = (await admin.query<{ n: string }>('select n from left_hand')).rows.map(({ n }) => n);
    const counted = committed;
    await branches().create('online');
    const meanwhile = committed - counted;
    stop = true;
    await Promise.all(writers);
    expect(meanwhile).toBeGreaterThan(0);

    await inBranch('online', async (client) => {
      const rows = async (sql: string, values: unknown[] = []) =>
        (await client.query(sql, values)).rows as unknown[];
      expect(
        await rows(
          'select n from left_hand full join right_hand using (n) where left_hand is null or right_hand is null',
        ),
      ).toEqual([]);
      expect(
        await rows(`select from unnest($1::bigint[]) n where n not in (select n from left_hand)`, [before]),
      ).toEqual([]);
      expect(await rows('select n from left_hand where n % 7 = 0')).toEqual([]);
      expect(await rows('select count(*)::int as notes from notes')).toEqual([{ notes: 20000 }]);
      expect(await rows('select count(*)::int as passing from passing')).toEqual([{ passing: 0 }]);
      await client.query(`insert into left_hand values (-1, 'of the branch')`);
    });
    expect((await admin.query('select from left_hand where n = -1')).rowCount).toBe(0);
    expect((await admin.query('select from pg_replication_slots')).rowCount).toBe(0);
  }, 120_000);

  it('are listed with what they lack, have passwords of their own, and end when nobody uses them', async () => {
    expect(await branches().list()).toMatchObject([
      { name: 'online', of: 'carenode', kind: 'server', state: 'ready', masked: false, pending: [] },
    ]);
    expect(await findRunningEmbeddedServer(join(home, 'branches/online'))).toBeUndefined();
    const branch = await branches().open('online');
    const live = new URL(server.urlFor('carenode', HOST.name, HOST.password));
    for (const url of [live, new URL(server.urlFor('carenode'))]) {
      url.port = new URL(branch.adminUrl).port;
      const client = new pg.Client({ connectionString: url.toString() });
      await expect(client.connect()).rejects.toThrow('password authentication failed');
    }
    await branch.release();
    await expect(branches().create('online')).rejects.toThrow('There is a branch "online" already');
  }, 60_000);

  it('are all that is ever dropped, whatever the name says', async () => {
    mkdirSync(join(home, 'branches/elsewhere-kept'), { recursive: true });
    const outside = mkdtempSync(join(tmpdir(), 'carenode-outside-'));
    writeFileSync(join(outside, 'precious'), 'kept');
    symlinkSync(outside, join(home, 'branches/link'));
    for (const name of [
      '',
      '.',
      '..',
      '../postgres',
      '../../etc',
      '/etc',
      'postgres',
      'carenode',
      'online/../../postgres',
      'ONLINE',
      'online ',
      'on line',
      'online"; drop database carenode; --',
      'online\0',
      '-online',
      'x'.repeat(31),
      'link',
    ])
      await expect(branches().drop(name)).rejects.toThrow(
        /a branch is called in small letters|There is no branch/,
      );
    expect(existsSync(join(outside, 'precious'))).toBe(true);
    expect((await admin.query('select from notes limit 1')).rowCount).toBe(1);
    rmSync(join(home, 'branches/link'));
    rmSync(outside, { recursive: true });
    await branches().drop('elsewhere-kept');
    await branches().drop('online');
    expect(await branches().list()).toEqual([]);
    await expect(branches().open('online')).rejects.toThrow('There is no branch "online"');
  }, 60_000);

  it('that a killed process left are listed as unfinished, cannot be used, and can be dropped', async () => {
    const script = `
      import { Branches } from ${JSON.stringify(DIST)};
      await new Branches(JSON.parse(process.argv[1])).create(process.argv[2]);`;
    const source = JSON.stringify({
      adminUrl: server.urlFor('carenode'),
      hostLogin: HOST,
      modules: [],
      embeddedHome: home,
    });
    for (const [index, wait] of [0, 60, 300, 600].entries()) {
      const name = `killed-${index}`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, source, name], {
        stdio: 'ignore',
      });
      while (!existsSync(join(home, 'branches', name)) && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const [left] = await branches().list();
      expect(left).toMatchObject({ name, of: 'carenode' });
      if (left?.state !== 'ready') {
        expect(left).toMatchObject({ state: 'unfinished', masked: false });
        await expect(branches().open(name)).rejects.toThrow(/is not whole|no branch/);
        await expect(branches().create(name)).rejects.toThrow('already');
      }
      await branches().drop(name);
      expect(await branches().list()).toEqual([]);
    }
    expect((await admin.query(`select from pg_replication_slots`)).rowCount).toBe(0);
    await branches().create('after');
    await branches().drop('after');
  }, 120_000);
});
