import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Database } from '@carenode/database';
import { requestContext } from '@carenode/module-kit';
import pg from 'pg';

import { signedInPatient, startHost } from '../host-process.mjs';
import { prepare } from '../prepare.mjs';
import { fillProducts } from './fill.mjs';
import { searches } from './searches.mjs';

/** Of a page of 50 products, over the door of the database, with the gate of the module. */
const BUDGET_MS = 30;
const PRODUCTS = Number(process.argv.find((flag) => flag.startsWith('--products='))?.slice(11) ?? 300_000);
const EACH = 200;

const SEARCH = `
  with s as materialized (
    select * from carenode.search_products($1, $2, $3, null, null, 51) with ordinality s (id, order_text, place))
  select t.*, coalesce(a.units, 0) as available, s.order_text from s join public.products t on t.id = s.id
    left join carenode.available_units(array(select s.id from s)) a on a.id = t.id
   order by s.place`;
const FACETS = 'select * from carenode.product_facets($1, $2)';

/** Searches of the catalogue, with and without typing errors, and facets, among `--products=300000`: in SQL and over HTTP. */
export async function run(log) {
  const folder = mkdtempSync(join(tmpdir(), 'carenode-bench-shop-'));
  const bench = await prepare(log, { rows: false });
  let host;
  let db;
  try {
    const client = new pg.Client({ connectionString: bench.adminUrl });
    await client.connect();
    await client.query(
      `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)
       on conflict (module_name) do update set is_active = true`,
    );
    const filling = performance.now();
    await fillProducts(client, PRODUCTS, log);
    log(`filled in ${Math.round((performance.now() - filling) / 1000)} s`);
    await client.end();
    const patient = await signedInPatient(bench.adminUrl);
    db = await Database.open({ url: bench.url, entities: [], poolSize: 1 });
    const measured = await measureInSql(db, patient.id, log);
    host = await startHost(bench.url, join(folder, 'home'));
    await measureOverHttp(host.url, patient.cookie, measured, log);
    const kept = Object.entries(measured).every(
      ([name, { p95 }]) => name.includes('facets') || name.startsWith('http') || p95 < BUDGET_MS,
    );
    return { products: PRODUCTS, measured, kept };
  } finally {
    host?.child.kill('SIGKILL');
    await db?.close();
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

export async function measureInSql(db, patient, log) {
  const ctx = requestContext({ subject: patient, userType: 'patient', actor: { kind: 'session', id: null } });
  const access = db.as(ctx);
  const measured = {};
  for (const [kind, list] of Object.entries(searches(EACH))) {
    const work = ({ q, filters, sort }) =>
      access.query({ name: 'bench:search', text: SEARCH }, [
        q ?? null,
        JSON.stringify(filters ?? {}),
        sort ?? 'relevance',
      ]);
    measured[kind] = await times(list, work);
    tell(log, kind, measured[kind], BUDGET_MS);
  }
  for (const kind of ['words', 'common words', 'nothing'])
    tell(
      log,
      `facets of ${kind}`,
      (measured[`facets of ${kind}`] = await times(searches(EACH / 4)[kind], ({ q, filters }) =>
        access.query({ name: 'bench:facets', text: FACETS }, [q ?? null, JSON.stringify(filters ?? {})]),
      )),
    );
  return measured;
}

async function measureOverHttp(url, cookie, measured, log) {
  for (const [kind, list] of Object.entries(searches(EACH))) {
    const name = `http ${kind}`;
    measured[name] = await times(list, async ({ q, filters, sort }) => {
      const query = new URLSearchParams({ ...(q ? { q } : {}), ...filters, ...(sort ? { sort } : {}) });
      const answer = await fetch(`${url}/api/v1/products?${query}`, { headers: { cookie } });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${query}: ${answer.status} ${text.slice(0, 200)}`);
      return JSON.parse(text).items;
    });
    tell(log, name, measured[name]);
  }
}

async function times(list, work) {
  // Once before, so that what is measured is read from memory, as in a shop that is open.
  for (const search of list.slice(0, 20)) await work(search);
  const taken = [];
  let found = 0;
  for (const search of list) {
    const started = performance.now();
    const rows = await work(search);
    taken.push(performance.now() - started);
    if (rows.length > 0) found++;
  }
  taken.sort((one, other) => one - other);
  const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))];
  return { median: at(0.5), p95: at(0.95), longest: at(1), found, of: list.length };
}

function tell(log, name, { median, p95, longest, found, of }, budget) {
  log(
    `${name}: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms; ${found} of ${of} found something${budget ? `; budget ${budget} (p95)` : ''}`,
  );
}
