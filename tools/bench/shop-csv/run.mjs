import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import pg from 'pg';

import { startHost } from '../host-process.mjs';
import { memoryOf, runJob, signedInAdmin } from '../job.mjs';
import { prepare } from '../prepare.mjs';
import { products } from '../shop-search/products.mjs';

const LINES = Number(process.argv.find((flag) => flag.startsWith('--lines='))?.slice(8) ?? 300_000);
/** What the host may take more for the whole file than it took before, in MB. */
const MOST_MEMORY = 400;

/** A CSV file of `--lines=300000` products, every second with a lot, into an empty catalogue, again, and out: over HTTP. */
export async function run(log) {
  const folder = mkdtempSync(join(tmpdir(), 'carenode-bench-csv-'));
  const bench = await prepare(log, { rows: false });
  let host;
  try {
    const client = new pg.Client({ connectionString: bench.adminUrl });
    await client.connect();
    await client.query(
      `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)
       on conflict (module_name) do update set is_active = true`,
    );
    await client.query(`insert into treatments (name) values ('Medicines of the benchmark')`);
    const file = join(folder, 'products.csv');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    const cookie = await signedInAdmin(bench.adminUrl);
    host = await startHost(bench.url, join(folder, 'home'));
    log(`a file of ${LINES} lines, ${Math.round(statSync(file).size / 1e6)} MB`);
    const runs = {};
    for (const name of ['imported', 'imported again']) {
      const { result, seconds, thirds, memory } = await runJob(host, cookie, '/api/v1/products/import', file);
      if (result.read !== LINES || result.refused > 0) throw new Error(JSON.stringify(result).slice(0, 500));
      runs[name] = { rate: Math.round(LINES / seconds), thirds, memory };
      log(
        `${name}: ${seconds.toFixed(1)} s, ${runs[name].rate} lines/s (its thirds ${thirds.join(', ')}); ` +
          `host ${memory.before} MB before, at most ${memory.thirds.join(', ')} MB in its thirds, peak ${memory.peak} MB; ` +
          `${result.created} created, ${result.unchanged} unchanged, ${result.lotsReceived} lots`,
      );
    }
    const out = join(folder, 'export.csv');
    const began = performance.now();
    const answer = await fetch(`${host.url}/api/v1/products/export`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`The host answered ${answer.status}.`);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(out));
    const seconds = (performance.now() - began) / 1000;
    const written = readFileSync(out, 'latin1').split('\r\n').length - 2;
    const { rss, peak } = memoryOf(host.child.pid);
    log(
      `exported: ${written} lines in ${seconds.toFixed(1)} s, ${Math.round(written / seconds)} lines/s; host ${rss} MB, peak ${peak} MB`,
    );
    await client.end();
    const kept = written === LINES && peak - runs.imported.memory.before < MOST_MEMORY;
    return { lines: LINES, runs, exported: Math.round(written / seconds), peak, kept };
  } finally {
    host?.child.kill('SIGKILL');
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

function* lines() {
  yield 'sku,name,description,manufacturer,price,currency,category,dosageForm,route,strength,isPrescriptionRequired,status,treatmentName,lotCode,lotExpiresOn,lotQuantity\n';
  let n = 0;
  for (const it of products(LINES)) {
    const lot = n++ % 2 === 0 ? [`B${n}`, '2099-01-01', 100] : ['', '', ''];
    yield `${[
      ...[
        it.sku,
        it.name.trim(),
        it.description,
        it.manufacturer,
        it.price,
        'USD',
        it.category,
        it.dosageForm,
        it.route,
      ],
      ...[
        it.strength,
        it.onPrescription,
        'active',
        it.onPrescription ? 'Medicines of the benchmark' : '',
        ...lot,
      ],
    ]
      .map((value) => `"${String(value).replaceAll('"', '""')}"`)
      .join(',')}\n`;
  }
}
