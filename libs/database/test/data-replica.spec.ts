import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { type EmbeddedServer, startEmbeddedServer } from '../src/embedded/embedded-server.js';
import { Migrator } from '../src/migrate/migrator.js';
import { CreateReadings, PoundsToKilograms, readingsWith } from './data-fixture.js';

const HOST = { name: 'carenode_replica_host', password: 'only-on-loopback-while-tests-run' };
const ROWS = 60_000;

describe('a step that changes rows, with a replica', () => {
  let folder: string;
  let primary: EmbeddedServer;
  let replica: EmbeddedServer;
  let admin: pg.Client;
  let standby: pg.Client;

  const connect = async (server: EmbeddedServer, database: string) => {
    const client = new pg.Client({ connectionString: server.urlFor(database) });
    await client.connect();
    return client;
  };
  const numberOf = async (client: pg.Client, sql: string) =>
    Number((await client.query<{ n: string }>(sql)).rows[0]?.n);
  const until = async (holds: () => Promise<boolean> | boolean) => {
    const began = Date.now();
    while (!(await holds())) {
      if (Date.now() - began > 60_000) throw new Error('It did not come to that.');
      await wait(50);
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carenode-replica-'));
    chmodSync(folder, 0o755);
    primary = await startEmbeddedServer({ directory: join(folder, 'primary') });
    const first = await connect(primary, 'postgres');
    await first.query('create database carenode');
    // A copy of a running server, made as PostgreSQL's manual says.
    await first.query(`select pg_backup_start('replica', true)`);
    cpSync(join(folder, 'primary'), join(folder, 'replica'), { recursive: true, preserveTimestamps: true });
    const { rows } = await first.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    await first.end();
    const data = join(folder, 'replica/postgres');
    rmSync(join(data, 'postmaster.pid'));
    writeFileSync(join(data, 'backup_label'), rows[0]?.labelfile ?? '');
    writeFileSync(join(data, 'standby.signal'), '');
    const { username, password, port } = new URL(primary.adminUrl);
    replica = await startEmbeddedServer({
      directory: join(folder, 'replica'),
      settings: { primary_conninfo: `host=127.0.0.1 port=${port} user=${username} password=${password}` },
    });
    admin = await connect(primary, 'carenode');
    standby = await connect(replica, 'carenode');
  }, 120_000);

  afterAll(async () => {
    await standby.end();
    await admin.end();
    await replica.stop();
    await primary.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('waits while the replica does not replay what it writes, and goes on when it does', async () => {
    const said: string[] = [];
    const options = {
      adminUrl: primary.urlFor('carenode'),
      hostLogin: HOST,
      log: (line: string) => said.push(line),
      pace: { pause: 1, lagSeconds: 0.2 },
    };
    await new Migrator({ ...options, modules: [readingsWith(CreateReadings)] }).up();
    await admin.query(
      `insert into readings (amount, unit) select i, case when i % 4 = 0 then 'kg' else 'lb' end from generate_series(1, ${ROWS}) i`,
    );
    const all = async () => (await numberOf(standby, 'select count(*) n from readings')) === ROWS;
    await until(() => all().catch(() => false));
    expect(await numberOf(standby, 'select count(*) n from pg_stat_wal_receiver')).toBe(1);
    await standby.query('select pg_wal_replay_pause()');

    const up = new Migrator({ ...options, modules: [readingsWith(CreateReadings, PoundsToKilograms)] }).up();
    await until(() => said.some((line) => /^readings\/0002.* waits: a replica is \d+ s behind$/.test(line)));
    const left = `select count(*) n from readings where unit = 'lb'`;
    const pounds = await numberOf(admin, left);
    expect(pounds).toBeGreaterThan(0);
    expect(pounds).toBeLessThan((ROWS * 3) / 4);
    await wait(2500);
    expect(await numberOf(admin, left)).toBe(pounds);

    await standby.query('select pg_wal_replay_resume()');
    await up;
    expect(await numberOf(admin, left)).toBe(0);
    await until(async () => (await numberOf(standby, left)) === 0);
  }, 120_000);
});
