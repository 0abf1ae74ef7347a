import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { prepare, SIZES } from '../prepare.mjs';

const BUDGET = 0.6;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = 32;

/** The hot paths over HTTP against a bare handler that does the same on the same database, in turns. */
export async function run(log) {
  if (spawnSync('wrk', ['-v']).error)
    throw new Error('The load comes from wrk: install it (apt-get install wrk).');
  const bench = await prepare(log);
  const folder = mkdtempSync(join(tmpdir(), 'carenode-wrk-'));
  const children = [];
  try {
    const list = await listStatement();
    const [hostPort, barePort] = [await freePort(), await freePort()];
    const common = {
      ...process.env,
      DATABASE_URL: bench.url,
      NODE_ENV: 'production',
      CARENODE_LOG_LEVEL: 'silent',
    };
    const hostProcess = start('host.mjs', {
      ...common,
      PORT: String(hostPort),
      CARENODE_SECRET_KEY: randomBytes(32).toString('base64'),
    });
    const bareProcess = start('bare.mjs', {
      ...common,
      PORT: String(barePort),
      BENCH_LIST_SQL: list.sql,
      BENCH_LIST_PROPERTIES: JSON.stringify(list.properties),
    });
    children.push(hostProcess, bareProcess);
    const cookies = bench.tokens.map(({ token }) => `carenode_session=${token}`);
    const read = luaOf(folder, 'read', cookies, 'GET', '/api/v1/patients/me/measurements?limit=50');
    const write = luaOf(folder, 'write', cookies, 'POST', '/api/v1/patients/me/food-log');
    const ports = { host: hostPort, bare: barePort };
    for (const port of Object.values(ports)) await sameAnswer(port, cookies[0]);
    const measured = {};
    for (const [name, script] of Object.entries({
      'newest 50 measurements': read,
      'one food-log entry': write,
    })) {
      const rounds = [];
      for (const port of Object.values(ports)) wrk(port, script, 2);
      for (let round = 0; round < ROUNDS; round++) {
        const host = wrk(ports.host, script, SECONDS, hostProcess.pid);
        const bare = wrk(ports.bare, script, SECONDS, bareProcess.pid);
        rounds.push({
          host: host.perSecond,
          bare: bare.perSecond,
          ratio: host.perSecond / bare.perSecond,
          hostCpu: host.cpu,
          bareCpu: bare.cpu,
        });
      }
      const ratios = rounds.map((round) => round.ratio).sort((a, b) => a - b);
      const median = (key) => rounds.map((round) => round[key]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
      measured[name] = {
        hostPerSecond: Math.round(median('host')),
        barePerSecond: Math.round(median('bare')),
        ratio: median('ratio'),
        hostCpuMicros: Math.round(median('hostCpu')),
        bareCpuMicros: Math.round(median('bareCpu')),
        ratios,
        budget: BUDGET,
      };
      log(
        `${name}: host ${measured[name].hostPerSecond}/s, bare ${measured[name].barePerSecond}/s, ratio ${measured[name].ratio.toFixed(2)} ` +
          `(${ratios[0].toFixed(2)} to ${ratios[ratios.length - 1].toFixed(2)}); budget ${BUDGET}; ` +
          `process CPU a request ${measured[name].hostCpuMicros} and ${measured[name].bareCpuMicros} µs`,
      );
    }
    return { sizes: SIZES, measured, kept: Object.values(measured).every(({ ratio }) => ratio >= BUDGET) };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

/** The host's own list statement and columns, so that both sides ask PostgreSQL the same question. */
async function listStatement() {
  const { measurementView } = await import('../../../libs/records/dist/measurement/measurement.view.js');
  const types = { integer: 'number', number: 'number' };
  const properties = Object.fromEntries(
    measurementView.columns.map(({ property, schema }) => {
      const type = [schema.type].flat()[0];
      return [property, schema.format === 'date-time' ? 'instant' : (types[type] ?? 'text')];
    }),
  );
  const sql = `select ${measurementView.select} from public.measurements t ${measurementView.join} where t.patient_id = $1 order by t.start_at desc, t.id desc limit $2`;
  return { sql, properties };
}

function start(file, env) {
  return spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function sameAnswer(port, cookie) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/patients/me/measurements?limit=50`, {
      headers: { cookie },
    }).catch(() => undefined);
    const items = answer?.ok ? (await answer.json()).items : [];
    if (items.length === 50) return;
    if (Date.now() > deadline)
      throw new Error(
        `The server on port ${port} answered ${answer?.status} with ${items.length} measurements.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A wrk script: signed-in patients in turn. */
function luaOf(folder, name, cookies, method, path) {
  const file = join(folder, `${name}.lua`);
  const body =
    method === 'POST'
      ? `wrk.body = '{"foodName":"Oat porridge","quantity":250,"unit":"g","calories":180,"timestamp":"2026-03-01T08:30:00+01:00"}'`
      : '';
  writeFileSync(
    file,
    `local cookies = { ${cookies.map((cookie) => `"${cookie}"`).join(', ')} }
local turn = 0
wrk.method = "${method}"
${body}
request = function()
  turn = turn % #cookies + 1
  return wrk.format(nil, "${path}", { ["Cookie"] = cookies[turn], ["Content-Type"] = "application/json", ["Sec-Fetch-Site"] = "same-origin" })
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d\\n", summary.requests, summary.duration, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
`,
  );
  return file;
}

/** Requests per second, and the server process's CPU per request in µs, from one run of wrk. */
function wrk(port, script, seconds, pid) {
  const before = pid === undefined ? 0 : cpuMicros(pid);
  const { stdout } = spawnSync(
    'wrk',
    ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, `http://127.0.0.1:${port}`],
    { encoding: 'utf8' },
  );
  const [, requests, microseconds, errors] = /RESULT (\d+) (\d+) (\d+)/.exec(stdout) ?? [];
  if (errors !== '0') throw new Error(`wrk counted ${errors} errors:\n${stdout}`);
  const cpu = pid === undefined ? 0 : (cpuMicros(pid) - before) / Number(requests);
  return { perSecond: Number(requests) / (Number(microseconds) / 1e6), cpu };
}

/** User and system time of a process so far; Linux counts it in hundredths of a second. */
function cpuMicros(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
