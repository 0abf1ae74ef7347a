import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

import { Migrator, startEmbeddedServer } from '@carenode/database';
import { catalog } from '@carenode/host';
import { loadModules } from '@carenode/runtime';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { dropIndexes, fill, makeIndexes } from './fill.mjs';
import { LAYOUTS } from './layouts.mjs';
import { asPatients, enter, readsOf, somePatients, statements } from './reads.mjs';
import { layoutTable, median, ratioTable } from './report.mjs';

/** Reads of the layout in use that have to stay flat: warm, the largest size against the smallest. */
const FLAT = ['newest 50 of a patient', 'newest 50 of patient and variable', 'one year of a variable'];
const BUDGET = 1.5;
const BYTES_A_ROW = 450;
const HOST_LOGIN = { name: 'carenode_bench_host', password: 'only-on-loopback-while-a-benchmark-runs' };
const MEMORY = {
  shared_buffers: '1GB',
  maintenance_work_mem: '1GB',
  max_wal_size: '8GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};
const list = (name, fallback) =>
  (process.argv.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback).split(',');

/**
 * The time series at growing sizes and in several layouts: `--rows=1000000,10000000` and `--layouts=present,uncovered,…`.
 * More rows are more patients with as many rows each, so that each read returns as much at every size.
 */
export async function run(log) {
  const sizes = list('rows', '1000000,10000000').map(Number);
  const names = list('layouts', 'present');
  for (const name of names)
    if (!(name in LAYOUTS))
      throw new Error(`There is no layout ${name}: ${Object.keys(LAYOUTS).join(', ')}.`);
  const results = [];
  for (const rows of sizes) {
    const free = statfsSync(tmpdir());
    if (free.bavail * free.bsize < rows * BYTES_A_ROW * 1.5)
      throw new Error(`${rows} rows need ${Math.round((rows * BYTES_A_ROW * 1.5) / 1e9)} GB in ${tmpdir()}.`);
    await atSize(rows, names, results, log);
  }
  for (const line of [...ratioTable(results, names, sizes), '', ...layoutTable(results)]) log(line);
  const [first, last] = [sizes[0], sizes[sizes.length - 1]].map((rows) =>
    results.find((one) => one.rows === rows && one.layout === names[0]),
  );
  const flat = Object.fromEntries(
    FLAT.map((read) => [read, last.warm[read].median / first.warm[read].median]),
  );
  return { results, flat, kept: Object.values(flat).every((ratio) => ratio <= BUDGET) };
}

async function atSize(rows, names, results, log) {
  const directory = mkdtempSync(join(tmpdir(), 'carenode-growth-'));
  chmodSync(directory, 0o755);
  const start = () =>
    startEmbeddedServer({ directory, durable: false, settings: { ...MEMORY, autovacuum: 'off' } });
  let server = await start();
  const connect = async () => {
    const client = new pg.Client({ connectionString: server.urlFor('bench') });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('set jit = off');
    return client;
  };
  try {
    const admin = new pg.Client({ connectionString: server.adminUrl });
    await admin.connect();
    await admin.query('create database bench');
    await admin.end();
    const modules = await loadModules(catalog, null);
    const migrate = () =>
      new Migrator({ adminUrl: server.urlFor('bench'), hostLogin: HOST_LOGIN, modules }).up();
    await migrate();
    let client = await connect();
    const indexes = await dropIndexes(client);
    const filling = performance.now();
    log(`${rows} rows`);
    await fill(client, rows, log);
    const filled = (performance.now() - filling) / 1000;
    const built = await makeIndexes(client, indexes);
    log(
      `filled in ${Math.round(filled)} s, indexes in ${Math.round(Object.values(built).reduce((a, b) => a + b, 0))} s`,
    );
    await client.query('vacuum analyze');
    for (const name of names) {
      const { make, unmake } = LAYOUTS[name];
      const making = performance.now();
      await make?.({ client, migrate, log });
      const made = (performance.now() - making) / 1000;
      await client.query('vacuum analyze measurements');
      await client.query('checkpoint');
      await client.end();
      await server.stop();
      forgetFiles(directory);
      server = await start();
      client = await connect();
      const measured = await measure(client, rows);
      results.push({ rows, layout: name, built: make ? undefined : built, made, ...measured });
      log(`${name}: ${summary(measured)}`);
      if (process.env.BENCH_GROWTH_PARTS)
        appendFileSync(process.env.BENCH_GROWTH_PARTS, `${JSON.stringify(results[results.length - 1])}\n`);
      await unmake?.({ client, migrate, log });
    }
    await client.end();
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

const summary = ({ warm, cold }) =>
  Object.entries(warm)
    .map(([read, { median }]) => `${read} ${median.toFixed(2)} ms (cold ${cold[read].median.toFixed(1)})`)
    .join('; ');

/** Takes the server's files out of the system's cache, and nobody else's. */
function forgetFiles(directory) {
  const base = join(directory, 'postgres', 'base');
  spawnSync('sync', ['-f', directory]);
  for (const folder of readdirSync(base))
    for (const file of readdirSync(join(base, folder)).filter(
      (file) => statSync(join(base, folder, file)).size > 1e6,
    ))
      spawnSync('dd', [`if=${join(base, folder, file)}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
}

async function measure(client, rows) {
  const { claimsOf } = await import('../../../libs/database/dist/door/claims.js');
  const { rows: found } = await client.query(`select id from variables where patient_id is null order by id`);
  const variables = found.map(({ id }) => id);
  const reads = readsOf(await statements(), variables);
  const read = asPatients(client, claimsOf);
  const timed = async (patients, rounds) => {
    const times = Object.fromEntries(Object.keys(reads).map((name) => [name, []]));
    const counts = {};
    for (let round = 0; round < rounds; round++)
      for (const [n, patient] of patients.entries())
        for (const [name, way] of Object.entries(reads)) {
          const { took, rows: count } = await read(patient, way, n);
          times[name].push(took);
          counts[name] = (counts[name] ?? 0) + count / patients.length / rounds;
        }
    return Object.fromEntries(
      Object.entries(times).map(([name, values]) => [name, { ...median(values), rows: counts[name] }]),
    );
  };
  // Statements and the catalog are known, the rows are not: the first read of each kind of a patient comes from the disk.
  await timed(await somePatients(client, rows, 6, 1), 1);
  const cold = {};
  for (const [name, way] of Object.entries(reads)) {
    const times = [];
    const patients = await somePatients(client, rows, 40, 7 + 3 * Object.keys(cold).length);
    for (const [n, patient] of patients.entries()) times.push((await read(patient, way, n)).took);
    cold[name] = median(times);
  }
  const patients = await somePatients(client, rows, 150, 3);
  await timed(patients, 1);
  const warm = await timed(patients, 4);
  const single = [];
  for (let n = 0; n < 300; n++)
    single.push(await enter(client, claimsOf, patients[n % 150], variables[n % 20]));
  const copied = await copy(client, rows, variables);
  const sizes = await sizesOf(client);
  await client.query(`delete from measurements where source = 'copy'`);
  const vacuuming = performance.now();
  await client.query('vacuum (index_cleanup on) measurements');
  return {
    cold,
    warm,
    enter: median(single.slice(50)),
    copiedPerSecond: copied,
    vacuumSeconds: (performance.now() - vacuuming) / 1000,
    ...sizes,
  };
}

/** Rows a second of a batch of 50,000 by COPY, triggers and foreign keys included. */
async function copy(client, rows, variables) {
  const COUNT = 50_000;
  const patients = await somePatients(client, rows, 500, 11);
  const lines = function* () {
    for (let n = 0; n < COUNT; n++)
      yield `${randomUUID()}\t${patients[n % 500]}\t${variables[n % 20]}\t72\t/min\t2025-12-31T00:00:00Z\tcopy\t${n}\n`;
  };
  const started = performance.now();
  await pipeline(
    Readable.from(lines()),
    client.query(
      copyFrom(
        `copy measurements (id, patient_id, variable_id, value, unit, start_at, source, external_id) from stdin`,
      ),
    ),
  );
  return COUNT / ((performance.now() - started) / 1000);
}

async function sizesOf(client) {
  const { rows } = await client.query(
    `with parts as (select relid from pg_partition_tree('public.measurements') where isleaf
                    union select 'public.measurements'::regclass)
     select sum(pg_table_size(relid))::float8 as heap, sum(pg_indexes_size(relid))::float8 as indexes from parts`,
  );
  return { heapBytes: rows[0].heap, indexBytes: rows[0].indexes };
}
