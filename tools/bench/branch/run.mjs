import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

import { Branches } from '@carenode/database/migrate';
import { catalog } from '@carenode/host';
import { loadModules } from '@carenode/runtime';
import pg from 'pg';

import { prepare } from '../prepare.mjs';

/** Seconds that a branch of SIZE bytes may take on the embedded server. */
const BUDGET = 10;
const SIZE = Number(process.env.BENCH_BYTES ?? 1e9);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const WRITERS = 4;

/**
 * A branch of the embedded server with SIZE bytes in its database, while WRITERS connections write food-log rows one by one,
 * against `cp -a` of the same data directory in the same run, which is as quick as copying gets and makes no usable copy.
 * The disk's queue is emptied before each, so that neither waits for the other's pages.
 */
export async function run(log) {
  const bench = await prepare(log, { durable: true });
  const admin = new pg.Client({ connectionString: bench.adminUrl });
  const writing = { stop: false, commits: 0, failures: 0, phase: 'cp', slowest: { cp: 0, create: 0 } };
  let writers = [];
  try {
    await admin.connect();
    await fill(admin);
    const { rows } = await admin.query(`select pg_database_size(current_database())::float8 as bytes`);
    log(`a database of ${(rows[0].bytes / 1e9).toFixed(2)} GB`);
    const branches = new Branches({
      adminUrl: bench.adminUrl,
      hostLogin: { name: 'carenode_bench_host', password: 'of-the-branch-another' },
      modules: await loadModules(catalog, null),
      embeddedHome: bench.directory,
      log,
    });
    writers = Array.from({ length: WRITERS }, () => write(bench, writing));
    const times = { create: [], cp: [] };
    for (let round = 0; round < ROUNDS; round++) {
      writing.phase = 'cp';
      times.cp.push(await timed(() => copyPlainly(bench.directory)));
      rmSync(join(bench.directory, 'plain-copy'), { recursive: true, force: true });
      writing.phase = 'create';
      times.create.push(await timed(() => branches.create('bench')));
      await branches.drop('bench');
    }
    writing.stop = true;
    await Promise.all(writers);
    const [create, cp] = [median(times.create), median(times.cp)];
    const longest = Math.max(...times.create);
    log(
      `create ${words(times.create)}; cp -a ${words(times.cp)}; ${(create / cp).toFixed(2)} times as long; budget ${BUDGET} s`,
    );
    log(
      `meanwhile ${writing.commits} commits, ${writing.failures} failures, the slowest took ${Math.round(writing.slowest.create)} ms during create, ${Math.round(writing.slowest.cp)} ms during cp`,
    );
    return { bytes: rows[0].bytes, times, writing, kept: longest < BUDGET && writing.failures === 0 };
  } finally {
    writing.stop = true;
    await Promise.allSettled(writers);
    await admin.end().catch(() => undefined);
    await bench.server.stop();
    rmSync(bench.directory, { recursive: true, force: true });
  }
}

/** More food-log rows until the database has its size. */
async function fill(admin) {
  await admin.query('set session_replication_role = replica');
  for (;;) {
    const { rows } = await admin.query(`select pg_database_size(current_database())::float8 as bytes`);
    if (rows[0].bytes >= SIZE) break;
    await admin.query(
      `insert into patient_food_log (id, patient_id, timestamp, food_name, quantity, unit, calories, notes)
       select gen_random_uuid(), md5('patient' || (n % 10000 + 1))::uuid, timestamptz '2025-01-01' - n * interval '61 seconds',
              'Oat porridge', 250, 'g', 180, repeat(md5(n::text), 6) from generate_series(1, 100000) n`,
    );
  }
  await admin.query('set session_replication_role = origin');
  await admin.query('vacuum analyze');
}

async function write(bench, writing) {
  const client = new pg.Client({ connectionString: bench.adminUrl });
  await client.connect();
  for (let n = 0; !writing.stop; n++) {
    const [started, phase] = [performance.now(), writing.phase];
    try {
      await client.query(
        `insert into patient_food_log (patient_id, timestamp, food_name, quantity, unit) values ($1, now(), 'Apple', 1, 'piece')`,
        [bench.tokens[n % bench.tokens.length].patient],
      );
      writing.commits++;
    } catch {
      writing.failures++;
    }
    writing.slowest[phase] = Math.max(writing.slowest[phase], performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await client.end();
}

async function copyPlainly(directory) {
  // Files go away while it copies, which it says at the end.
  await call('cp', ['-a', join(directory, 'postgres'), join(directory, 'plain-copy')]).catch(() => undefined);
}

async function timed(work) {
  await call('sync');
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

const call = promisify(execFile);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const words = (values) =>
  `${median(values).toFixed(1)} s (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;
