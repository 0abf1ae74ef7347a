import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { startHost } from '../host-process.mjs';
import { prepare } from '../prepare.mjs';

const LEAST_PER_SECOND = 200;
const LEAST_RATIO = 0.15;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const CONNECTIONS = 16;
const PRODUCTS = 300;
const PATIENTS = 8000;

/**
 * Checkouts of a cart of 3 lines, one of them on prescription, over HTTP: prices, prescription, lots, stock, order, audit,
 * addresses; against the same statements sent by pgbench on the same database, in turns. Commits reach the disk.
 */
export async function run(log) {
  const pgbench = [
    'pgbench',
    '/usr/lib/postgresql/15/bin/pgbench',
    '/usr/lib/postgresql/16/bin/pgbench',
  ].find((path) => !spawnSync(path, ['--version']).error);
  if (!pgbench) throw new Error('The comparison is pgbench: install it (apt-get install postgresql-15).');
  if (spawnSync('wrk', ['-v']).error)
    throw new Error('The load comes from wrk: install it (apt-get install wrk).');
  const bench = await prepare(log, { durable: true, rows: false });
  const folder = mkdtempSync(join(tmpdir(), 'carenode-checkout-'));
  const admin = new pg.Client({ connectionString: bench.adminUrl });
  await admin.connect();
  let host;
  try {
    await fill(admin);
    host = await startHost(bench.url, folder);
    const script = wrkScript(folder);
    const sql = join(folder, 'checkout.sql');
    writeFileSync(sql, await pgbenchScript());
    const rounds = [];
    for (let round = 0; round <= ROUNDS; round++) {
      await refill(admin);
      const overHttp = wrk(host.url, script, await placed(admin), () => placed(admin));
      const http = await overHttp;
      await refill(admin);
      const direct = pgbenchRun(pgbench, bench.url, sql);
      // The first round warms both.
      if (round > 0) rounds.push({ http, direct, ratio: http / direct });
    }
    await reconcile(admin);
    const median = (key) =>
      rounds.map((round) => round[key]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
    const result = {
      ordersPerSecond: Math.round(median('http')),
      pgbenchPerSecond: Math.round(median('direct')),
      ratio: median('ratio'),
      rounds,
    };
    log(
      `${result.ordersPerSecond} orders/s of 3 lines over HTTP (at least ${LEAST_PER_SECOND}), ${result.pgbenchPerSecond}/s by pgbench: ` +
        `ratio ${result.ratio.toFixed(2)} (at least ${LEAST_RATIO}); rounds ${rounds.map(({ http }) => Math.round(http)).join(', ')}`,
    );
    return { ...result, kept: result.ordersPerSecond >= LEAST_PER_SECOND && result.ratio >= LEAST_RATIO };
  } finally {
    host?.child.kill('SIGKILL');
    await admin.end();
    await bench.server.stop();
    for (const directory of [bench.directory, folder])
      if (existsSync(directory)) rmSync(directory, { recursive: true, force: true });
  }
}

async function fill(admin) {
  await admin.query(
    `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)
     on conflict (module_name) do update set is_active = true`,
  );
  await admin.query(
    `insert into treatments (id, name) values (md5('treatment')::uuid, 'Metformin for a benchmark')`,
  );
  await admin.query(
    `insert into products (id, name, description, price, currency, status, treatment_id, is_prescription_required)
     select md5('product' || n)::uuid, 'Product ' || n, repeat('What it is for. ', 20), n % 50 + 1, 'USD', 'active',
            case when n % 3 = 0 then md5('treatment')::uuid end, n % 3 = 0
       from generate_series(1, $1::int) n`,
    [PRODUCTS],
  );
  await admin.query(
    `insert into lots (product_id, lot_code, quantity, expires_on)
     select md5('product' || n)::uuid, 'LOT-' || n || '-' || k, 1000000, date '2090-01-01' + k from generate_series(1, $1::int) n, generate_series(1, 3) k`,
    [PRODUCTS],
  );
  await admin.query(
    `insert into profiles (id, user_type, first_name) select md5('patient' || n)::uuid, 'patient', 'Bench' from generate_series(1, $1::int) n`,
    [PATIENTS],
  );
  await admin.query(
    `insert into prescriptions (patient_id, treatment_id, quantity, refills_allowed, fills_remaining, expires_on)
     select md5('patient' || n)::uuid, md5('treatment')::uuid, 100, 99, 100, current_date + 300 from generate_series(1, $1::int) n`,
    [PATIENTS],
  );
  await admin.query(
    `insert into sessions (profile_id, token_hash, expires_at)
     select md5('patient' || n)::uuid, sha256(convert_to(lpad(n::text, 43, '0'), 'UTF8')), now() + interval '1 day' from generate_series(1, $1::int) n`,
    [PATIENTS],
  );
  await admin.query('create sequence bench_turn');
  await admin.query('grant usage on sequence bench_turn to public');
}

/** Full carts again: three products each, the third of them on prescription. */
async function refill(admin) {
  await admin.query('truncate cart_items');
  await admin.query(
    `insert into cart_items (patient_id, product_id, quantity)
     select md5('patient' || n)::uuid, md5('product' || ((n * 7 + k * 31) % ($2::int / 3)) * 3 + k)::uuid, 1
       from generate_series(1, $1::int) n, generate_series(1, 3) k`,
    [PATIENTS, PRODUCTS],
  );
  await admin.query(`select setval('bench_turn', 1, false)`);
  await admin.query('vacuum analyze');
  await admin.query('checkpoint');
}

const placed = async (admin) => Number((await admin.query('select count(*) from orders')).rows[0].count);

function wrkScript(folder) {
  const file = join(folder, 'checkout.lua');
  const body = JSON.stringify({
    shippingAddress: {
      name: 'Bench Example',
      line1: 'Hauptstr. 1',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    },
  });
  writeFileSync(
    file,
    `local turn = 0
request = function()
  turn = turn + 1
  return wrk.format("POST", "/api/v1/patients/me/orders", {
    ["Cookie"] = "carenode_session=" .. string.format("%043d", turn), ["Content-Type"] = "application/json", ["Sec-Fetch-Site"] = "same-origin",
    ["Idempotency-Key"] = "bench-" .. os.time() .. "-" .. turn }, '${body}')
end
done = function(summary)
  io.write(string.format("RESULT %d %d %d\\n", summary.requests, summary.duration, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
`,
  );
  return file;
}

async function wrk(url, script, before, count) {
  const { stdout } = spawnSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '-s', script, url], {
    encoding: 'utf8',
  });
  const [, requests, microseconds, errors] = /RESULT (\d+) (\d+) (\d+)/.exec(stdout) ?? [];
  if (errors !== '0') throw new Error(`wrk counted ${errors} errors among ${requests}:\n${stdout}`);
  const orders = (await count()) - before;
  if (orders < Number(requests)) throw new Error(`${requests} answers, but ${orders} orders.`);
  return Number(requests) / (Number(microseconds) / 1e6);
}

/** What the host sends for one checkout: the order, and the order as it is answered, each under the patient's claims. */
async function pgbenchScript() {
  const { orderView } = await import('../../../libs/ecommerce/dist/order/order.view.js');
  const claims = (noting) =>
    `select set_config('role','carenode_patient',true),set_config('carenode.subject',md5('patient' || :turn)::uuid::text,true),` +
    `set_config('carenode.scopes','*',true),set_config('carenode.actor','session:' || md5('session')::uuid,true),` +
    `set_config('carenode.request',md5('request')::uuid::text,true),set_config('carenode.purpose','self',true),set_config('carenode.noting','${noting}',true);`;
  const line = (sql) => sql.replace(/\s+/g, ' ').replaceAll("':'", "':'");
  return [
    `select nextval('bench_turn') as turn \\gset`,
    'begin;',
    claims('on'),
    `select id, created from carenode.place_order(gen_random_uuid(), null, jsonb_build_object('sealed', repeat('x', 200)), null, null, 'manual', make_interval(mins => 20160), true, null, md5(random()::text), 'fingerprint') \\gset`,
    'commit;',
    'begin read only;',
    claims(''),
    `select ${line(orderView.select)}, t.shipping_address ->> 'sealed', t.billing_address ->> 'sealed' from public.orders t where t.id = :id::uuid and t.patient_id = md5('patient' || :turn)::uuid;`,
    'commit;',
    '',
  ].join('\n');
}

function pgbenchRun(pgbench, url, sql) {
  const { stdout, stderr } = spawnSync(
    pgbench,
    ['-n', '-M', 'prepared', '-c', '10', '-j', '2', '-T', String(SECONDS), '-f', sql, url],
    { encoding: 'utf8' },
  );
  const tps = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  const failed = /aborted|ERROR/.exec(stderr);
  if (!tps || failed) throw new Error(`pgbench failed:\n${stdout}\n${stderr.slice(0, 2000)}`);
  return tps;
}

async function reconcile(admin) {
  const { rows } = await admin.query(
    `select l.id from lots l
       left join (select lot_id, sum(quantity) as units from stock_movements group by 1) m on m.lot_id = l.id
       left join (select lot_id, sum(quantity) as units from lot_allocations where released_at is null group by 1) a on a.lot_id = l.id
      where l.quantity <> coalesce(m.units, 0) - coalesce(a.units, 0)`,
  );
  if (rows.length > 0) throw new Error(`${rows.length} lots do not reconcile.`);
}
