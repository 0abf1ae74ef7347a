import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { startHost } from '../host-process.mjs';
import { runJob, signedInAdmin } from '../job.mjs';
import { prepare } from '../prepare.mjs';

const number = (name, otherwise) =>
  Number(process.argv.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const REPORTS = number('reports', 30_000);
const PRODUCTS = 20_000;
const LOTS = number('lots', 100_000);
const FEED = new URL(
  '../../../libs/ecommerce/test/fixtures/recalls/openfda-drug-enforcement-a.json',
  import.meta.url,
);

/** Recall reports against the lots of a shop: a feed, the same again, and lots that come in afterwards. */
export async function run(log) {
  const folder = mkdtempSync(join(tmpdir(), 'carenode-bench-recalls-'));
  const bench = await prepare(log, { rows: false });
  const admin = new pg.Client({ connectionString: bench.adminUrl });
  await admin.connect();
  let host;
  try {
    await fill(admin);
    const file = join(folder, 'feed.json');
    writeFileSync(file, JSON.stringify({ meta: {}, results: reports() }));
    const cookie = await signedInAdmin(bench.adminUrl);
    host = await startHost(bench.url, join(folder, 'home'));
    log(`${REPORTS} reports (${Math.round(statSync(file).size / 1e6)} MB), ${LOTS} lots`);
    const runs = {};
    for (const name of ['imported', 'imported again']) {
      const { result, seconds, thirds, memory } = await runJob(host, cookie, '/api/v1/recalls/import', file);
      if (result.read !== REPORTS || result.refused > 0)
        throw new Error(JSON.stringify(result).slice(0, 500));
      runs[name] = { seconds, thirds, memory };
      log(
        `${name}: ${seconds.toFixed(1)} s, ${Math.round(REPORTS / seconds)} reports/s (its thirds ${thirds.join(', ')}); ` +
          `host ${memory.before} MB before, peak ${memory.peak} MB; ${result.created} created, ${result.unchanged} unchanged, ` +
          `${result.possibleMatches} possible matches`,
      );
    }
    await admin.query('analyze');
    const came = { one: await lotsCome(admin, 1, 200), batch: await lotsCome(admin, 500, 10) };
    log(
      `a lot that comes in: median ${came.one.toFixed(1)} ms; 500 in one statement: median ${came.batch.toFixed(0)} ms`,
    );
    const [first, , last] = runs.imported.thirds;
    // What grows with what is there would show in the last third.
    return { reports: REPORTS, lots: LOTS, runs, came, kept: last > first / 2 };
  } finally {
    host?.child.kill('SIGKILL');
    await admin.end();
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

async function fill(admin) {
  await admin.query(
    `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)
     on conflict (module_name) do update set is_active = true`,
  );
  // Triggers are left out while filling; the rows keep their rules.
  await admin.query('set session_replication_role = replica');
  await admin.query(
    `insert into products (name, price, currency, status, manufacturer, ndc, gtin)
     select (array['Metformin', 'Lisinopril', 'Atorvastatin', 'Amlodipine', 'Sertraline', 'Progesterone', 'Testosterone'])[n % 7 + 1]
            || ' ' || chr(97 + n % 26) || chr(97 + n / 26 % 26) || chr(97 + n / 676 % 26) || 'ium tablets', 10, 'USD', 'active',
            (array['Teva Pharmaceuticals USA', 'Pfizer Inc.', 'Mylan', 'Sandoz', 'Hikma Pharmaceuticals', 'Attix Pharmaceuticals', 'Firm ' || n])[n % 7 + 1],
            lpad((n / 100)::text, 5, '0') || '-' || lpad((n % 100)::text, 4, '0'), lpad(n::text, 12, '0')
       from generate_series(1, $1::int) n`,
    [PRODUCTS],
  );
  await admin.query(
    `insert into lots (product_id, lot_code, quantity, expires_on)
     select p.id, case n when 1 then (1000 + p.i * 5)::text when 2 then (100000 + p.i)::text
              when 3 then 'L' || chr(65 + (p.i % 26)::int) || (p.i + 5000) when 4 then (10100000 + p.i)::text else 'GS' || (p.i + n * 10000) || 'A' end,
            10, '2028-12-31'
       from (select id, row_number() over (order by id) as i from products) p, generate_series(1, $1::int / $2::int) n`,
    [LOTS, PRODUCTS],
  );
  await admin.query('reset session_replication_role');
  await admin.query('vacuum analyze');
}

/** Real reports under other numbers: a third names lots that are there, and a fifth a product. */
function reports() {
  const { results } = JSON.parse(readFileSync(FEED, 'utf8'));
  return Array.from({ length: REPORTS }, (_, n) => ({
    ...results[n % results.length],
    recall_number: `D-${n}-2030`,
    ...(n % 3 === 0
      ? {
          code_info: `Lot #: GS${60_000 + n}A, L${String.fromCharCode(65 + (n % 26))}${5000 + n}, ${100_000 + n}, Exp 12/2028`,
        }
      : {}),
    ...(n % 5 === 0
      ? {
          product_description: `${results[n % results.length].product_description} NDC ${String(Math.floor(n / 100)).padStart(5, '0')}-${String(n % 100).padStart(4, '0')}-01`,
        }
      : {}),
  }));
}

/** Milliseconds that a statement takes which adds so many lots, triggers and all: the median. */
async function lotsCome(admin, count, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await admin.query(
      `insert into lots (product_id, lot_code, quantity)
       select p.id, 'NEW' || $1 || '-' || n || 'X' || $2, 1 from (select id, row_number() over () as n from (select id from products limit $2) p) p`,
      [round, count],
    );
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}
