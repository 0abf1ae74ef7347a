import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

import {
  type HostProcess,
  migratedDatabase,
  startHostProcess,
  temporaryDirectory,
  TestClient,
  type TestDatabase,
  testModules,
} from '@carenode/testing';

import { clarityFile } from './clarity-file.js';
import { demoBundle } from './fhir-bundles.js';
import { ended, type ImportBody, reportOf, upload } from './imports.js';
import { filesKept } from './kept-files.js';

const READINGS = 40_000;
const CLARITY = {
  headers: { prefer: 'respond-async' },
  type: 'text/csv',
  query: '?timeZone=Europe/Berlin',
};

let database: TestDatabase;
let filesDirectory: string;
let cookie: string;
let patientId: string;

beforeEach(async () => {
  database = await migratedDatabase(await testModules(['patient-data']));
  filesDirectory = temporaryDirectory();
  await database.admin.query(
    `insert into instance_module_activations (module_name, is_active) values ('patient-data', true)
     on conflict (module_name) do update set is_active = true`,
  );
  patientId = randomUUID();
  const token = randomBytes(32).toString('base64url');
  cookie = `carenode_session=${token}`;
  await database.admin.query(`insert into profiles (id, user_type) values ($1, 'patient')`, [patientId]);
  await database.admin.query(
    `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [patientId, createHash('sha256').update(token).digest()],
  );
}, 60_000);

afterEach(() => database.drop());

const start = () =>
  startHostProcess({ database, modules: ['patient-data'], filesDirectory, leaseSeconds: 3 });
const patientAt = (host: HostProcess) => new TestClient(host.url, patientId, { cookie });

async function count(sql: string): Promise<number> {
  const { rows } = await database.admin.query<{ count: string }>(`select count(*) from ${sql}`);
  return Number(rows[0]?.count);
}

async function measured(): Promise<readonly unknown[]> {
  const { rows } = await database.admin.query<{ row: unknown }>(
    'select to_jsonb(m) as row from measurements m order by id',
  );
  return rows.map(({ row }) => row);
}

async function until(met: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await met()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come to that.');
}

const someBatches = () => until(async () => (await count('patient_data_import_batches')) >= 2);

/** The processes that this one started to read files. */
function readersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const mine =
          readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent);
        return mine && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('reader.main')
          ? [Number(name)]
          : [];
      } catch {
        return [];
      }
    });
}

async function expectAll(patient: TestClient, id: string): Promise<void> {
  const over = await ended(patient, id);
  expect(over).toMatchObject({ status: 'done', problem: null, bytesRead: over.byteCount });
  expect(reportOf(over)).toMatchObject({
    total: { read: READINGS, stored: READINGS, duplicate: 0, quarantined: 0, skipped: 0 },
    rows: { measurements: { created: READINGS, updated: 0, duplicate: 0 } },
  });
  expect(await count('measurements')).toBe(READINGS);
  expect(await count(`measurements where import_id is distinct from '${id}'`)).toBe(0);
  expect(filesKept({ filesDirectory })).toBe(0);
  const again = await upload(patient, clarityFile(READINGS), { ...CLARITY, headers: {} });
  expect(reportOf(again.body).total).toMatchObject({ read: READINGS, stored: 0, duplicate: READINGS });
  expect(await count('measurements')).toBe(READINGS);
}

describe('An import goes on and adds up', () => {
  it('when its host is killed in the middle', async () => {
    const first = await start();
    const { body } = await upload(patientAt(first), clarityFile(READINGS), CLARITY);
    await someBatches();
    await first.kill();
    const stored = await count('measurements');
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(READINGS);
    const second = await start();
    try {
      await expectAll(patientAt(second), body.id);
    } finally {
      expect(await second.stop()).toBe(0);
    }
  }, 90_000);

  it('when its reader is killed in the middle, again and again', async () => {
    const host = await start();
    try {
      const { body } = await upload(patientAt(host), clarityFile(READINGS), CLARITY);
      for (let kills = 0; kills < 3; kills++) {
        const before = await count('patient_data_import_batches');
        await until(() => readersOf(host.pid).length > 0);
        await until(async () => (await count('patient_data_import_batches')) > before);
        for (const pid of readersOf(host.pid)) process.kill(pid, 'SIGKILL');
      }
      await expectAll(patientAt(host), body.id);
    } finally {
      expect(await host.stop()).toBe(0);
    }
  }, 120_000);

  it('when PostgreSQL ends all connections in the middle', async () => {
    const host = await start();
    try {
      const { body } = await upload(patientAt(host), clarityFile(READINGS), CLARITY);
      for (let cuts = 0; cuts < 3; cuts++) {
        const before = await count('patient_data_import_batches');
        await until(async () => (await count('patient_data_import_batches')) > before);
        await database.admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = $1`,
          [database.hostLogin.name],
        );
      }
      await expectAll(patientAt(host), body.id);
    } finally {
      expect(await host.stop()).toBe(0);
    }
  }, 120_000);

  it('when its host stops in good order, and another one takes over', async () => {
    const first = await start();
    const { body } = await upload(patientAt(first), clarityFile(READINGS), CLARITY);
    await someBatches();
    expect(await first.stop()).toBe(0);
    const second = await start();
    try {
      await expectAll(patientAt(second), body.id);
    } finally {
      expect(await second.stop()).toBe(0);
    }
  }, 90_000);
});

describe('An undoing goes on', () => {
  it('when its host is killed in the middle, to the former state, with every row counted once', async () => {
    const first = await start();
    await upload(patientAt(first), clarityFile(500), { ...CLARITY, headers: {} });
    const before = await measured();
    const { body } = await upload(patientAt(first), clarityFile(READINGS, 500), { ...CLARITY, headers: {} });
    const asked = await patientAt(first).post(`/api/v1/patients/me/imports/${body.id}/undo`, undefined);
    expect(asked.status).toBe(202);
    await until(async () => (await count('measurements')) < READINGS + 500);
    await first.kill();
    expect(await count('measurements')).toBeGreaterThan(500);
    const second = await start();
    try {
      const over = await ended(patientAt(second), body.id);
      expect(over).toMatchObject({ status: 'undone', rowsUndone: READINGS, bytesRead: over.byteCount });
      expect(await measured()).toEqual(before);
    } finally {
      expect(await second.stop()).toBe(0);
    }
  }, 90_000);
});

describe('What no host goes on with', () => {
  it('is interrupted, its file is kept, and it can be tried again', async () => {
    const host = await start();
    try {
      const patient = patientAt(host);
      const { body } = await upload(patient, clarityFile(10), CLARITY);
      await ended(patient, body.id);
      const kept = await upload(patient, clarityFile(10, 10), { type: 'text/csv' });
      expect(kept.body.status).toBe('waiting');
      await database.admin.query(
        `update patient_data_imports
            set status = 'running', questions = null, answers = '{"time-zone": "UTC"}', heartbeat_at = now() - interval '31 seconds'
          where id = $1`,
        [kept.body.id],
      );
      // Another host looks when it starts.
      const other = await start();
      const at = `/api/v1/patients/me/imports/${kept.body.id}`;
      await until(async () => (await patient.get<ImportBody>(at)).body.status === 'interrupted');
      expect(await other.stop()).toBe(0);
      expect(filesKept({ filesDirectory })).toBe(1);
      expect((await patient.post(`${at}/retry`, undefined)).status).toBe(202);
      expect(reportOf(await ended(patient, kept.body.id)).total).toMatchObject({ stored: 10 });
      expect(filesKept({ filesDirectory })).toBe(0);
      const twice = await patient.post<{ code: string }>(`${at}/retry`, undefined);
      expect([twice.status, twice.body.code]).toEqual([409, 'import_not_retryable']);
      const bundle = await upload(patient, demoBundle('cammy-kreiger.json'));
      expect(bundle.body.status).toBe('done');
    } finally {
      expect(await host.stop()).toBe(0);
    }
  }, 90_000);
});
