import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { startHost } from '../host-process.mjs';
import { signedInAdmin } from '../job.mjs';
import { prepare } from '../prepare.mjs';

const LIMIT_MS = 1000;
const PATIENTS = 50_000;
/** A lot that sold as much as a hundred others. */
const LARGE = 100_000;
const LOTS = 900;
const ASKED = 60;

/** An id that is a UUID of version 4 by its form. */
const lotId = (text) => `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`;

const linesFlag = process.argv.find((flag) => flag.startsWith('--lines='));
const LINES = Number(linesFlag?.slice('--lines='.length) ?? 1_000_000);

/** The trace of a lot among a million lines of orders, over HTTP. */
export async function run(log) {
  const bench = await prepare(log, { rows: false });
  const folder = mkdtempSync(join(tmpdir(), 'carenode-trace-'));
  const admin = new pg.Client({ connectionString: bench.adminUrl });
  await admin.connect();
  let host;
  try {
    log(`filling ${LINES} lines of orders`);
    await fill(admin);
    const cookie = await signedInAdmin(bench.adminUrl);
    host = await startHost(bench.url, folder);
    const ask = async (lot, days = 90) => {
      const began = performance.now();
      const answer = await fetch(`${host.url}/api/v1/lots/${lot}/trace?days=${days}`, {
        headers: { cookie },
      });
      const body = await answer.json();
      if (!answer.ok || body.buyers.count === 0) throw new Error(`The host answered ${answer.status}.`);
      return { ms: performance.now() - began, buyers: body.buyers.count };
    };
    const { rows: lots } = await admin.query(
      `select id from lots where lot_code <> 'LARGE' order by md5(id::text) limit $1`,
      [ASKED],
    );
    const { rows: large } = await admin.query(`select id from lots where lot_code = 'LARGE'`);
    for (const { id } of lots.slice(0, 5)) await ask(id);
    const usual = [];
    for (const { id } of lots) usual.push(await ask(id));
    const times = sorted(usual);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    log(
      `lots of about ${usual[0].buyers} buyers: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms (limit ${LIMIT_MS})`,
    );
    const largeLot = {};
    for (const days of [30, 90, 365]) {
      const answers = [];
      for (let n = 0; n < 9; n++) answers.push(await ask(large[0].id, days));
      const [median, slowest] = [sorted(answers)[4], sorted(answers)[8]];
      largeLot[days] = { median, slowest };
      log(`a lot of ${answers[0].buyers} buyers, ${days} days: median ${median} ms, slowest ${slowest} ms`);
    }
    const kept = at(0.95) < LIMIT_MS && Object.values(largeLot).every(({ median }) => median < LIMIT_MS);
    return { lines: LINES, median: at(0.5), p95: at(0.95), largeLot, kept };
  } finally {
    host?.child.kill('SIGKILL');
    await admin.end();
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

const sorted = (answers) => answers.map(({ ms }) => Math.round(ms)).sort((a, b) => a - b);

async function fill(admin) {
  // Triggers and foreign keys are left out while filling; the rows keep their rules.
  await admin.query('set session_replication_role = replica');
  await admin.query(
    `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true), ('patient-data', true)
     on conflict (module_name) do update set is_active = true`,
  );
  await admin.query(
    `insert into profiles (id, user_type, first_name) select md5('patient' || n)::uuid, 'patient', 'Bench' from generate_series(1, $1::int) n`,
    [PATIENTS],
  );
  await admin.query(
    `insert into products (id, name, price, currency, status) select md5('product' || n)::uuid, 'Product ' || n, 3, 'USD', 'active' from generate_series(1, 300) n`,
  );
  await admin.query(
    `insert into lots (id, product_id, lot_code, quantity, supplier)
     select ${lotId("'lot' || n")}, md5('product' || n % 300 + 1)::uuid, case n when 0 then 'LARGE' else 'LOT-' || n end, 100, 'Wholesale Ltd'
       from generate_series(0, $1::int) n`,
    [LOTS],
  );
  // Two lines an order; the first ones are all of the large lot.
  await admin.query(
    `insert into orders (id, patient_id, status, order_date, total_amount, currency, paid_at, shipped_at, delivered_at)
     select md5('order' || n)::uuid, md5('patient' || n % $2 + 1)::uuid, case when n % 50 = 0 then 'paid' else 'delivered' end, at, 6, 'USD', at,
            case when n % 50 > 0 then at end, case when n % 50 > 0 then at end
       from (select n, timestamptz '2026-01-01' + n * interval '40 seconds' as at from generate_series(1, $1::int / 2) n) o`,
    [LINES, PATIENTS],
  );
  await admin.query(
    `insert into order_items (id, order_id, product_id, quantity, price_per_unit, patient_id, product_name, created_at)
     select md5('item' || n)::uuid, md5('order' || (n + 1) / 2)::uuid, md5('product' || n % 300 + 1)::uuid, 1, 3,
            md5('patient' || ((n + 1) / 2) % $2 + 1)::uuid, 'Product', timestamptz '2026-01-01' + n * interval '20 seconds'
       from generate_series(1, $1::int) n`,
    [LINES, PATIENTS],
  );
  await admin.query(
    `insert into lot_allocations (order_item_id, lot_id, patient_id, quantity, allocated_at)
     select md5('item' || n)::uuid, ${lotId("'lot' || case when n <= $3 then 0 else n % $4 + 1 end")},
            md5('patient' || ((n + 1) / 2) % $2 + 1)::uuid, 1, timestamptz '2026-01-01' + n * interval '20 seconds'
       from generate_series(1, $1::int) n`,
    [LINES, PATIENTS, Math.min(LARGE, LINES / 10), LOTS],
  );
  await admin.query(
    `insert into measurements (patient_id, variable_id, value, unit, normalized_value, normalized_unit, start_at, source, order_item_id)
     select md5('patient' || n % $2 + 1)::uuid, v.ids[n % array_length(v.ids, 1) + 1], n % 100, 'mg/dL', n % 100, 'mg/dL',
            timestamptz '2026-01-01' + n * interval '19 seconds', 'bench', case when n % 10 = 0 then md5('item' || n)::uuid end
       from generate_series(1, $1::int) n, (select array_agg(id) as ids from variables where patient_id is null) v`,
    [LINES, PATIENTS],
  );
  await admin.query(
    `insert into patient_condition_events (patient_id, event_type, "timestamp", severity)
     select md5('patient' || n % $2 + 1)::uuid, 'symptom', timestamptz '2026-01-01' + n * interval '190 seconds', n % 11
       from generate_series(1, $1::int / 10) n`,
    [LINES, PATIENTS],
  );
  await admin.query('vacuum analyze');
  await admin.query('reset session_replication_role');
}
