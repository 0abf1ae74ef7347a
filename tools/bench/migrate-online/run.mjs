import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { startEmbeddedServer } from '@carenode/database';
import pg from 'pg';

import { dropIndexes, fill, makeIndexes, patientsOf } from '../growth/fill.mjs';
import { builtTree } from './built-tree.mjs';

const ROOT = resolve(import.meta.dirname, '../../..');
/** The commit whose version is migrated from: the last one that was released. */
const LANDED = '571a3d5';
const PER_SECOND = 200;
const BUDGET = { failures: 0, maxMs: 1000 };
const LOGIN = { name: 'carenode_bench_host', password: 'only-on-loopback-while-a-benchmark-runs' };
const SECRET = randomBytes(32).toString('base64');
const option = (name) => process.argv.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/**
 * An instance of the last landed version with 5,000,000 measurements answers 200 requests a second while this version's
 * `migrate up` applies all that is pending, then while the hard steps run; then this version answers. `--rows=`, `--old=` (a
 * built tree of that version), `--seconds=` (before and after), `--no-hard`.
 */
export async function run(log) {
  const rows = Number(option('rows') ?? 5_000_000);
  const seconds = Number(option('seconds') ?? 15);
  const folder = mkdtempSync(join(tmpdir(), 'carenode-online-'));
  chmodSync(folder, 0o755);
  const children = [];
  let server;
  try {
    const old = option('old') ?? builtTree(ROOT, LANDED, join(folder, 'old'), log);
    server = await startEmbeddedServer({
      directory: join(folder, 'data'),
      settings: { shared_buffers: '1GB', maintenance_work_mem: '512MB', max_wal_size: '8GB' },
    });
    const bench = await instanceOf(server, old, rows, join(folder, 'home'), log);
    const load = { perSecond: PER_SECOND, tokens: bench.tokens, variable: bench.variable };
    const oldPort = await freePort();
    children.push(startHost(old, oldPort, bench.hostUrl));
    await answering(oldPort, bench.tokens[0]);
    await warm(oldPort, bench.tokens);
    const traffic = startLoad(oldPort, load);
    children.push(traffic.child);
    const phases = [];
    const spans = [];
    let last = clock();
    // What happened from the end of one step to the end of the next: waiting for locks and looking whether all still works, too.
    const stepwise = (line) => {
      log(line);
      const step = /^\s*applied (\S+)$/.exec(line)?.[1];
      if (!step) return;
      spans.push({ name: step, from: last, to: clock() });
      last = clock();
    };
    const phase = async (name, work) => {
      const from = clock();
      last = from;
      const answer = await work();
      phases.push({ name, from, to: clock(), answer });
      log(`${name}: ${((clock() - from) / 1000).toFixed(1)} s`);
    };
    await phase('before', () => sleep(seconds));
    await phase('migrate up', () => cli(ROOT, ['migrate', 'up'], bench.env, stepwise));
    await phase('between', () => sleep(5));
    if (!process.argv.includes('--no-hard'))
      await phase('hard steps', () =>
        node(
          join(import.meta.dirname, 'up.mjs'),
          [],
          { BENCH_UP: JSON.stringify({ adminUrl: bench.adminUrl, hostLogin: LOGIN }) },
          stepwise,
        ),
      );
    await phase('after', () => sleep(seconds));
    const requests = await traffic.stop();
    const newPort = await freePort();
    children.push(startHost(ROOT, newPort, bench.hostUrl));
    await answering(newPort, bench.tokens[0]);
    const newTraffic = startLoad(newPort, load);
    children.push(newTraffic.child);
    await sleep(Math.min(seconds, 10));
    const afterwards = await newTraffic.stop();
    const measured = [
      ...[...phases, ...spans].map(({ name, from, to }) => ({
        name,
        seconds: (to - from) / 1000,
        ...summary(requests.filter(([due]) => due >= from && due < to)),
      })),
      { name: 'new host', seconds: Math.min(seconds, 10), ...summary(afterwards) },
    ];
    const steps = await stepsOf(bench.adminUrl);
    for (const line of [
      ...table(measured),
      '',
      ...steps.map(({ key, duration_ms: ms }) => `${key.padEnd(52)} ${String(ms).padStart(8)} ms`),
    ])
      log(line);
    const failed = [...requests, ...afterwards].filter(([, , status]) => status < 200 || status > 299);
    if (failed.length > 0) log(`not answered as they should: ${JSON.stringify(failed.slice(0, 10))}`);
    const slowest = Math.max(...measured.filter(({ name }) => name !== 'new host').map(({ max }) => max));
    return { rows, measured, steps, kept: failed.length <= BUDGET.failures && slowest <= BUDGET.maxMs };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A database of the old version, filled, with everything that is needed to reach it. */
async function instanceOf(server, old, rows, home, log) {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create database bench');
  await admin.end();
  const adminUrl = server.urlFor('bench');
  const hostUrl = server.urlFor('bench', LOGIN.name, LOGIN.password);
  const env = {
    DATABASE_ADMIN_URL: adminUrl,
    DATABASE_URL: hostUrl,
    CARENODE_SECRET_KEY: SECRET,
    CARENODE_HOME: home,
  };
  await cli(old, ['migrate', 'up'], env, () => undefined);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query('set synchronous_commit = off');
  const indexes = await dropIndexes(client);
  await fill(client, rows, log);
  await makeIndexes(client, indexes);
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into instance_module_activations (module_name, is_active) values ('patient-data', true) on conflict (module_name) do update set is_active = true`,
  );
  await client.query(
    `insert into patient_food_log (id, patient_id, timestamp, food_name)
     select uuidv7(), md5('patient' || n % $1)::uuid, timestamptz '2026-01-01' - n * interval '61 seconds', 'Oat porridge' from generate_series(1, 200000) n`,
    [patientsOf(rows)],
  );
  const tokens = [];
  for (let n = 0; n < 200; n++) {
    const token = randomBytes(32).toString('base64url');
    await client.query(
      `insert into sessions (profile_id, token_hash, expires_at) values (md5('patient' || $1::text)::uuid, $2, now() + interval '1 day')`,
      [String((n * 37) % patientsOf(rows)), createHash('sha256').update(token).digest()],
    );
    tokens.push(token);
  }
  await client.query('reset session_replication_role');
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const { rows: variables } = await client.query(
    `select id from variables where patient_id is null order by id limit 1`,
  );
  await client.end();
  log(`${rows} measurements of ${patientsOf(rows)} patients in the old version`);
  return { adminUrl, hostUrl, env, tokens, variable: variables[0].id };
}

function startHost(tree, port, url) {
  return spawn(process.execPath, [join(tree, 'tools/bench/hot-path/host.mjs')], {
    cwd: tree,
    env: {
      ...process.env,
      DATABASE_URL: url,
      PORT: String(port),
      NODE_ENV: 'production',
      CARENODE_LOG_LEVEL: 'silent',
      CARENODE_SECRET_KEY: SECRET,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

const cli = (tree, words, env, log) => node(join(tree, 'apps/cli/bin/carenode.mjs'), words, env, log);

/** Runs a program to its end; throws with what it wrote when it failed. */
async function node(file, words, env, log) {
  const child = spawn(process.execPath, [file, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      log(`  ${line}`);
    });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0)
    throw new Error(`${file} ${words.join(' ')} ended with ${code}:\n${lines.slice(-20).join('\n')}`);
  return lines;
}

function startLoad(port, load) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.mjs')], {
    env: { ...process.env, BENCH_LOAD: JSON.stringify({ ...load, port }) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const requests = [];
  createInterface({ input: child.stdout }).on('line', (line) => requests.push(JSON.parse(line)));
  const ended = new Promise((done) => child.once('close', done));
  return {
    child,
    async stop() {
      child.stdin.end();
      await ended;
      return requests;
    },
  };
}

async function warm(port, tokens) {
  for (const token of tokens)
    for (const path of [
      'patients/me/measurements?limit=50',
      'patients/me/food-log',
      'profile',
      'notifications',
    ])
      await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, {
        headers: { cookie: `carenode_session=${token}` },
      }).then((answer) => answer.text());
}

async function answering(port, token) {
  for (let wait = 0; wait < 300; wait++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/patients/me/measurements?limit=50`, {
      headers: { cookie: `carenode_session=${token}` },
    }).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(0.1);
  }
  throw new Error(`The host on port ${port} does not answer.`);
}

async function stepsOf(adminUrl) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query(
    `select module || '/' || id as key, duration_ms from carenode.migrations where applied_at > (select max(applied_at) from carenode.migrations where module || '/' || id in ('patient-data/0009-create-imports')) order by seq`,
  );
  await client.end();
  return rows;
}

function summary(requests) {
  const times = requests.map(([, , , ms]) => ms).sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    requests: requests.length,
    failures: requests.filter(([, , status]) => status < 200 || status > 299).length,
    p50: at(0.5),
    p99: at(0.99),
    max: times[times.length - 1] ?? 0,
    overOneSecond: times.filter((ms) => ms > 1000).length,
  };
}

const table = (measured) =>
  [
    ['', 'seconds', 'requests', 'failures', 'p50 ms', 'p99 ms', 'max ms', 'over 1 s'],
    ...measured.map((one) => [
      one.name,
      one.seconds.toFixed(1),
      one.requests,
      one.failures,
      one.p50,
      one.p99,
      one.max,
      one.overOneSecond,
    ]),
  ].map((cells) =>
    cells.map((cell, n) => (n === 0 ? String(cell).padEnd(44) : String(cell).padStart(10))).join(''),
  );

const clock = () => performance.timeOrigin + performance.now();

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
