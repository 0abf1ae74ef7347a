import { spawn } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { signedInPatient, startHost } from '../host-process.mjs';
import { prepare } from '../prepare.mjs';

const BUDGET = { recordsPerSecond: 40_000, hostMegabytes: 400 };
const option = (name, fallback) =>
  process.argv.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;

/**
 * A generated Apple Health export through the whole house: uploaded over HTTP, read, stored under the patient's rights with
 * commits that reach the disk, counted, imported again. The same rows by plain COPY, in the same run, are the limit.
 */
export async function run(log) {
  const bytes = Number(option('bytes', 1_000_000_000));
  const folder = mkdtempSync(join(tmpdir(), 'carenode-bench-import-'));
  const file = option('file', join(folder, 'export.xml'));
  const bench = await prepare(log, { durable: true, rows: false });
  const children = [];
  try {
    if (!existsSync(file)) await generate(file, bytes, log);
    const size = statSync(file).size;
    const patient = await signedInPatient(bench.adminUrl);
    const { child, port } = await startHost(bench.url, join(folder, 'home'));
    children.push(child);
    const memory = watchMemory(child.pid);
    const first = await importFile(port, patient, file, log);
    const imported = { ...memory.peak };
    const computing = await daysComputed(bench.adminUrl, patient.id, log);
    const again = await importFile(port, patient, file, log);
    const peak = memory.end();
    const limit = await copyLimit(bench.adminUrl, patient.id, log);
    const { records, seconds } = first;
    const perSecond = records / seconds;
    log(
      `${(size / 1e6).toFixed(0)} MB, ${records} records: ${seconds.toFixed(1)} s from the first byte sent to done, ` +
        `${Math.round(perSecond)} records/s (upload ${first.uploadSeconds.toFixed(1)} s); stored ${first.stored}; budget ${BUDGET.recordsPerSecond}`,
    );
    log(
      `resident: host ${imported.host} MB at most, the process that reads ${imported.reader} MB; ` +
        `until the daily values were computed, ${computing.toFixed(1)} s later, and all imported again, ` +
        `${peak.host} and ${peak.reader} MB; budget ${BUDGET.hostMegabytes}`,
    );
    log(`again: ${again.seconds.toFixed(1)} s, ${again.stored} stored, ${again.duplicates} duplicates`);
    log(
      `plain COPY of the same rows: ${Math.round(limit.bare)} rows/s into a table without keys and rules, ` +
        `${Math.round(limit.indexed)} into one with the same indexes; the import is ${(perSecond / limit.bare).toFixed(2)} ` +
        `and ${(perSecond / limit.indexed).toFixed(2)} times that`,
    );
    const kept =
      perSecond >= BUDGET.recordsPerSecond && imported.host < BUDGET.hostMegabytes && again.stored === 0;
    return { size, first, computing, again, limit, imported, peak, kept };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await bench.server.stop();
    for (const directory of [bench.directory, folder]) rmSync(directory, { recursive: true, force: true });
  }
}

async function generate(file, bytes, log) {
  log(`generating ${bytes} bytes`);
  const script = fileURLToPath(new URL('generate-apple.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, file, '--bytes', String(bytes)], { stdio: 'ignore' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The generator ended with ${code}.`);
}

/** Uploads a file and waits for the end of the import. */
async function importFile(port, { cookie }, file, log) {
  const started = performance.now();
  const made = await upload(port, cookie, file);
  const uploadSeconds = (performance.now() - started) / 1000;
  for (let told = 0; ; told++) {
    const row = await (await fetch(`http://127.0.0.1:${port}${made}`, { headers: { cookie } })).json();
    if (['done', 'refused', 'failed', 'cancelled'].includes(row.status)) {
      if (row.status !== 'done')
        throw new Error(`The import ended ${row.status}: ${JSON.stringify(row.problem)}`);
      const seconds = (performance.now() - started) / 1000;
      const { read: records, stored, duplicate: duplicates } = row.counts;
      return { seconds, uploadSeconds, records, stored, duplicates };
    }
    if (told % 50 === 0)
      log(`${row.status} ${Math.round(((row.bytesRead ?? 0) / (row.byteCount || 1)) * 100)} %`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function upload(port, cookie, file) {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/v1/patients/me/imports?fileName=export.xml',
        headers: {
          cookie,
          origin: `http://127.0.0.1:${port}`,
          'content-type': 'application/octet-stream',
          'content-length': statSync(file).size,
          prefer: 'respond-async',
        },
      },
      (answer) => {
        answer.resume();
        if (answer.statusCode === 202) resolve(answer.headers.location);
        else reject(new Error(`The upload was answered with ${answer.statusCode}.`));
      },
    );
    sent.on('error', reject);
    createReadStream(file, { highWaterMark: 1 << 20 }).pipe(sent);
  });
}

/** The greatest resident size of the host, and of its children, in MB, looked at ten times a second. */
function watchMemory(pid) {
  const peak = { host: 0, reader: 0 };
  const timer = setInterval(() => {
    peak.host = Math.max(peak.host, resident(pid));
    for (const child of childrenOf(pid)) peak.reader = Math.max(peak.reader, resident(child));
  }, 100);
  return {
    peak,
    end: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Waits until the daily values of what was imported are computed; in seconds. */
async function daysComputed(adminUrl, patientId, log) {
  log('computing daily values');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const started = performance.now();
  try {
    for (;;) {
      const { rows } = await client.query(
        'select exists (select from stale_daily_values where patient_id = $1) as stale',
        [patientId],
      );
      if (!rows[0].stale) return (performance.now() - started) / 1000;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await client.end();
  }
}

const resident = (pid) => {
  try {
    return Math.round(
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    );
  } catch {
    return 0;
  }
};

const childrenOf = (pid) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    });

/** Rows per second of plain COPY: into a bare table, and into one with the indexes of measurements. */
async function copyLimit(adminUrl, patientId, log) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const rows = `select * from measurements where patient_id = '${patientId}'`;
  try {
    log('COPY for comparison');
    // The server writes and reads the file itself, where it may.
    const file = `${await dataFolder(client)}/bench.copy`;
    const { rowCount } = await client.query(`copy (${rows}) to '${file}'`);
    const timed = async (table) => {
      await client.query('checkpoint');
      const started = performance.now();
      await client.query(`copy ${table} from '${file}'`);
      return rowCount / ((performance.now() - started) / 1000);
    };
    await client.query('create table bench_bare (like measurements)');
    await client.query('create table bench_indexed (like measurements including indexes)');
    return { rows: rowCount, bare: await timed('bench_bare'), indexed: await timed('bench_indexed') };
  } finally {
    await client.end();
  }
}

async function dataFolder(client) {
  const { rows } = await client.query('show data_directory');
  return rows[0].data_directory;
}
