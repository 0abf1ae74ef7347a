import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { dropIndexes, fill, makeIndexes } from '../growth/fill.mjs';
import { signedInPatient, startHost } from '../host-process.mjs';
import { prepare } from '../prepare.mjs';

const BUDGET_MS = 50;
const ROWS = Number(process.argv.find((flag) => flag.startsWith('--rows='))?.slice(7) ?? 10_000_000);
/** Patients who wear two devices that overlap: each tells a count of steps every half hour of three years. */
const WEARERS = 20;
const YEARS = 3;
const REQUESTS = 200;

/**
 * A day, 90 days and a year of daily totals of one variable over HTTP, among `--rows=10000000` measurements, after they were
 * computed; and what computing them takes.
 */
export async function run(log) {
  const folder = mkdtempSync(join(tmpdir(), 'carenode-bench-daily-'));
  const bench = await prepare(log, { rows: false });
  let host;
  try {
    const client = new pg.Client({ connectionString: bench.adminUrl });
    await client.connect();
    log(`filling ${ROWS} measurements`);
    const indexes = await dropIndexes(client);
    await fill(client, ROWS, log);
    await wear(client);
    await makeIndexes(client, indexes);
    await client.query('vacuum analyze');
    const { rows } = await client.query(
      `select id from variables where code = '55423-8' and patient_id is null`,
    );
    await client.query(
      `insert into stale_daily_values (patient_id, variable_id, days)
       select md5('patient' || n)::uuid, $1, '{[2022-12-01,2026-02-01)}' from generate_series(0, $2::int - 1) n`,
      [rows[0].id, WEARERS],
    );
    const ids = await client.query(
      `select md5('patient' || n)::text::uuid as id from generate_series(0, $1::int - 1) n`,
      [WEARERS],
    );
    const patients = [];
    for (const { id } of ids.rows) patients.push(await signedInPatient(bench.adminUrl, id));
    host = await startHost(bench.url, join(folder, 'home'));
    const computing = performance.now();
    for (const patient of patients) await computed(host.url, patient, rows[0].id);
    const computedRows = WEARERS * YEARS * 365 * 48 * 2;
    const perSecond = computedRows / ((performance.now() - computing) / 1000);
    log(`computing: ${computedRows} measurements of ${WEARERS} patients at ${Math.round(perSecond)}/s`);
    const measured = {};
    for (const [name, pathOf] of Object.entries(READS)) {
      const times = [];
      for (let n = 0; n < REQUESTS; n++) {
        const { cookie } = patients[n % WEARERS];
        const started = performance.now();
        const answer = await fetch(`${host.url}/api/v1/patients/me/${pathOf(rows[0].id, n)}`, {
          headers: { cookie },
        });
        const text = await answer.text();
        times.push(performance.now() - started);
        if (!answer.ok || text.length < 200)
          throw new Error(`${name}: ${answer.status} ${text.slice(0, 200)}`);
      }
      times.sort((a, b) => a - b);
      measured[name] = { median: times[REQUESTS / 2], p95: times[Math.floor(REQUESTS * 0.95)] };
      log(
        `${name}: median ${measured[name].median.toFixed(1)} ms, p95 ${measured[name].p95.toFixed(1)} ms; budget ${BUDGET_MS}`,
      );
    }
    await client.end();
    return { rows: ROWS, measured, kept: Object.values(measured).every(({ p95 }) => p95 < BUDGET_MS) };
  } finally {
    host?.child.kill('SIGKILL');
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

const day = (n) => new Date(Date.UTC(2023, 2, 1) + n * 86_400_000).toISOString().slice(0, 10);
const READS = {
  'a day': (variable, n) => `measurements/day?variableId=${variable}&day=${day(n)}`,
  '90 days': (variable, n) => `daily-values?variableId=${variable}&from=${day(n)}&to=${day(n + 89)}`,
  'a year': (variable, n) => `daily-values?variableId=${variable}&from=${day(n)}&to=${day(n + 364)}`,
};

/** Steps of two sources, half an hour at a time, in the order in which they were told. */
async function wear(client) {
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into measurements (id, patient_id, variable_id, value, unit, normalized_value, normalized_unit, start_at, end_at, source)
     select uuidv7(at - now()), md5('patient' || p)::uuid, v.id, 100 + k, '{steps}', 100 + k, '{steps}', at, at + interval '30 minutes', s
       from (select id from variables where code = '55423-8' and patient_id is null) v,
            generate_series(0, $1::int - 1) p, generate_series(0, $2::int - 1) k, (values ('Watch'), ('Phone')) d (s),
            lateral (select timestamptz '2023-01-01Z' + k * interval '30 minutes' as at) t
      order by k`,
    [WEARERS, YEARS * 365 * 48],
  );
  await client.query('reset session_replication_role');
}

/** Asks for a year after the other until none is being computed any more. */
async function computed(url, { cookie }, variable) {
  for (const [from, to] of [
    ['2022-12-15', '2024-06-30'],
    ['2024-07-01', '2026-01-15'],
  ]) {
    for (;;) {
      const answer = await fetch(
        `${url}/api/v1/patients/me/daily-values?variableId=${variable}&from=${from}&to=${to}`,
        { headers: { cookie } },
      );
      if (!answer.ok) throw new Error(`Computing was answered with ${answer.status}.`);
      if (!(await answer.json()).computing) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
