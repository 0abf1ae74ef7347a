import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Files, requestContext, systemContext } from '@carenode/module-kit';
import { type ImportOutcome, type ImportProgress, Imports } from '@carenode/patient-data-contract';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { AbandonedImports } from '../src/import/abandoned-imports.service.js';
import { bundleOf, demoBundle } from './fhir-bundles.js';
import { ended, type ImportBody, type Problem, recordCounts, reportOf, upload } from './imports.js';
import { clarityFile } from './clarity-file.js';
import { filesKept } from './kept-files.js';
import { rowCount } from './nouns.js';

const FILE = fileURLToPath(new URL('../demo/synthea/clemente-kreiger.json', import.meta.url));
const system = systemContext('import from the command line');
let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

/** A file of so many weights, one a minute. */
function longFile(count: number): string {
  return bundleOf(
    { resourceType: 'Patient', id: 'p' },
    ...Array.from({ length: count }, (_, number) => ({
      resourceType: 'Observation',
      id: `o${number}`,
      status: 'final',
      subject: { reference: 'Patient/p' },
      effectiveDateTime: new Date(Date.UTC(2024, 0, 1, 0, number)).toISOString(),
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
      valueQuantity: { value: 80, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    })),
  );
}

const cutWaitingConnections = () =>
  host.database.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = $1 and wait_event_type = 'Lock'`,
    [host.database.hostLogin.name],
  );

describe('An import that nobody waits for', () => {
  it('is accepted at once and goes on after the answer', async () => {
    const patient = await host.signedIn('patient');
    const { status, headers, body } = await upload(patient, demoBundle('murray-hane.json'), {
      headers: { prefer: 'respond-async; wait=1' },
    });
    expect([status, body.report]).toEqual([202, null]);
    expect(headers.get('location')).toBe(`/api/v1/patients/${patient.id}/imports/${body.id}`);
    const over = await ended(patient, body.id);
    expect(over).toMatchObject({ status: 'done', recordsRead: 440, recordsDone: 269 });
    expect(reportOf(over).total).toMatchObject({ read: 440, skipped: 171 });
    const list = await patient.get<{ items: object[] }>('/api/v1/patients/me/imports?status=done');
    expect(list.body.items).toEqual([expect.objectContaining({ id: body.id, status: 'done' })]);
    expect(list.body.items[0]).not.toHaveProperty('report');
  });

  it('keeps why it was refused', async () => {
    const patient = await host.signedIn('patient');
    const { status, body } = await upload(patient, '{"resourceType":"Bundle","type":"history"}', {
      headers: { prefer: 'respond-async' },
    });
    expect(status).toBe(202);
    expect(await ended(patient, body.id)).toMatchObject({
      status: 'refused',
      problem: { code: 'unsupported_bundle_type' },
    });
  });
});

describe('An import that is cut off', () => {
  it('goes on when its connection to the database is lost in the middle', async () => {
    const patient = await host.signedIn('patient');
    // Holds the import in the middle: its rows wait for this lock.
    const blocker = await host.database.admin.connect();
    try {
      await blocker.query('begin');
      await blocker.query('lock table patient_health_goals in access exclusive mode');
      const { body } = await upload(patient, demoBundle('cammy-kreiger.json'), {
        headers: { prefer: 'respond-async' },
      });
      await waitForLock();
      await cutWaitingConnections();
      await blocker.query('rollback');
      expect(reportOf(await ended(patient, body.id)).total).toMatchObject({ stored: 93, duplicate: 0 });
    } finally {
      blocker.release();
    }
  });

  it('is interrupted when its host is gone', async () => {
    const patient = await host.signedIn('patient');
    const insert = `
      insert into patient_data_imports (patient_id, format, byte_count, content_sha256, status, heartbeat_at)
      values ($1, 'fhir-r4', 1, repeat('0', 64), 'running', now() - $2::interval) returning id`;
    const row = async (age: string) =>
      (await host.database.admin.query<{ id: string }>(insert, [patient.id, age])).rows[0]?.id ?? '';
    const [dead, alive] = [await row('31 seconds'), await row('10 seconds')];
    expect(await host.host.get(AbandonedImports).end()).toBe(1);
    const [one, other] = [dead, alive].map((id) =>
      patient.get<ImportBody>(`/api/v1/patients/me/imports/${id}`),
    );
    expect((await one)?.body).toMatchObject({
      status: 'interrupted',
      problem: { code: 'interrupted' },
      finishedAt: expect.any(String),
    });
    expect((await other)?.body).toMatchObject({ status: 'running', finishedAt: null });
    await host.database.admin.query('delete from patient_data_imports where id = $1', [alive]);
  });

  it('can be ended by background work, which can do nothing else to imports', async () => {
    const patient = await host.signedIn('patient');
    const { body } = await upload(patient, bundleOf({ resourceType: 'Patient', id: 'p' }));
    const work = host.db.as(systemContext('try it'));
    expect(await work.query('select id from patient_data_imports where id = $1', [body.id])).toEqual([]);
    expect(
      await work.execute(
        `update patient_data_imports set status = 'interrupted' where id = $1 returning id`,
        [body.id],
      ),
    ).toEqual([]);
    await expect(work.query('select report from patient_data_imports')).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(work.execute('delete from patient_data_imports')).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});

describe('Imports at the same time', () => {
  it('of one file and one patient store it once', async () => {
    const patient = await host.signedIn('patient');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => upload(patient, demoBundle('jesus-alvarez.json'))),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    const stored = answers.map(({ body }) => reportOf(body).total.stored).sort((a, b) => a - b);
    expect(stored).toEqual([0, 0, 0, 54]);
    expect(await recordCounts(host, patient.id)).toMatchObject({ measurements: 49, patient_conditions: 6 });
  });

  it('of a long file tell their progress in steps', async () => {
    const patient = await host.signedIn('patient');
    const told: ImportProgress[] = [];
    const directory = mkdtempSync(join(tmpdir(), 'carenode-import-'));
    const path = join(directory, 'weights.json');
    writeFileSync(path, longFile(12_000));
    const outcome = await host.host
      .get(Imports)
      .importFile(system, patient.id, path, { onProgress: (progress) => told.push(progress) });
    expect(doneOf(outcome).report.total).toMatchObject({ read: 12_001, stored: 12_000, duplicate: 1 });
    const done = told.map(({ recordsDone }) => recordsDone);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(new Set(done).size).toBeGreaterThan(2);
    expect(told.at(-1)).toMatchObject({ recordsDone: 12_001, recordsRead: 12_001 });
    expect(told.at(-1)?.bytesRead).toBe(told.at(-1)?.bytesTotal);
  });
});

describe('The command line', () => {
  it('imports a file in a patient’s name', async () => {
    const patient = await host.signedIn('patient');
    const done = doneOf(await host.host.get(Imports).importFile(system, patient.id, FILE));
    expect(done.patientId).toBe(patient.id);
    expect(done.report.total).toEqual({ read: 70, stored: 50, duplicate: 0, quarantined: 0, skipped: 20 });
    const kept = await patient.get<ImportBody>(`/api/v1/patients/me/imports/${done.importId}`);
    expect(kept.body).toMatchObject({ status: 'done', fileName: 'clemente-kreiger.json', startedBy: null });
    await host.database.admin.query('delete from profile_identifiers where profile_id = $1', [patient.id]);
  });

  it('makes a new patient of a file', async () => {
    const done = doneOf(await host.host.get(Imports).importFile(system, 'new', FILE));
    const { rows } = await host.database.admin.query(
      'select user_type, email, last_name, date_of_birth is not null as born from profiles where id = $1',
      [done.patientId],
    );
    expect(rows).toEqual([
      { user_type: 'patient', email: null, last_name: expect.stringMatching(/^Kreiger/), born: true },
    ]);
    expect(await recordCounts(host, done.patientId)).toMatchObject({ measurements: 51 });

    const before = await openProfiles();
    await expect(host.host.get(Imports).importFile(system, 'new', FILE)).rejects.toMatchObject({
      code: 'another_patient',
    });
    expect(await openProfiles()).toBe(before);
    await host.database.admin.query('delete from profile_identifiers where profile_id = $1', [
      done.patientId,
    ]);
  });

  it.each([
    ['/no/such/file.json', 'file_not_readable'],
    [tmpdir(), 'file_not_readable'],
  ])('says that %s is no file', async (path, code) => {
    const patient = await host.signedIn('patient');
    await expect(host.host.get(Imports).importFile(system, patient.id, path)).rejects.toMatchObject({
      code,
    });
  });

  it('refuses a file that cannot be used, before it makes a profile', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'carenode-import-')), 'half.json');
    writeFileSync(path, demoBundle('clemente-kreiger.json').subarray(0, 10_000));
    const before = await rowCount(host, 'profiles');
    await expect(host.host.get(Imports).importFile(system, 'new', path)).rejects.toMatchObject({
      code: 'truncated',
    });
    expect(await rowCount(host, 'profiles')).toBe(before);
  });

  it('is told what must be answered, and leaves nothing until it is', async () => {
    const patient = await host.signedIn('patient');
    const path = join(mkdtempSync(join(tmpdir(), 'carenode-import-')), 'export.csv');
    writeFileSync(path, clarityFile(10));
    const before = await rowCount(host, 'patient_data_imports');
    const imports = host.host.get(Imports);
    expect(await imports.importFile(system, patient.id, path)).toEqual({
      status: 'waiting',
      questions: [expect.objectContaining({ id: 'time-zone' })],
    });
    await expect(
      imports.importFile(system, 'new', path, { answers: { 'time-zone': 'UTC' } }),
    ).rejects.toMatchObject({
      code: 'no_patient',
    });
    expect(await rowCount(host, 'patient_data_imports')).toBe(before);
    const answered = await imports.importFile(system, patient.id, path, { answers: { 'time-zone': 'UTC' } });
    expect(doneOf(answered).report.total.stored).toBe(10);
  });

  it('cancels with nothing left', async () => {
    const patient = await host.signedIn('patient');
    const path = join(mkdtempSync(join(tmpdir(), 'carenode-import-')), 'export.csv');
    writeFileSync(path, clarityFile(60_000));
    const stop = new AbortController();
    const importing = host.host.get(Imports).importFile(system, patient.id, path, {
      answers: { 'time-zone': 'UTC' },
      signal: stop.signal,
      onProgress: ({ recordsDone }) => recordsDone > 0 && stop.abort(),
    });
    await expect(importing).rejects.toMatchObject({ code: 'import_cancelled' });
    expect(await recordCounts(host, patient.id)).toMatchObject({ measurements: 0 });
    const list = await patient.get<{ items: ImportBody[] }>('/api/v1/patients/me/imports');
    expect(list.body.items).toEqual([expect.objectContaining({ status: 'cancelled', undoneAt: null })]);
  });

  it('imports for nobody who is not a patient, and for nobody in the name of another', async () => {
    const [patient, other, admin, provider] = await Promise.all([
      host.signedIn('patient'),
      host.signedIn('patient'),
      host.signedIn('admin'),
      host.signedIn('provider'),
    ]);
    const imports = host.host.get(Imports);
    await expect(imports.importFile(system, provider.id, FILE)).rejects.toMatchObject({ code: 'not_found' });
    const callers: [TestClient, 'patient' | 'admin' | 'provider'][] = [
      [other, 'patient'],
      [admin, 'admin'],
      [provider, 'provider'],
    ];
    for (const [client, userType] of callers) {
      const ctx = requestContext({ subject: client.id, userType, actor: { kind: 'cli', id: null } });
      await expect(imports.importFile(ctx, patient.id, FILE)).rejects.toMatchObject({
        code: 'import_not_allowed',
      });
    }
    expect(await recordCounts(host, patient.id)).toMatchObject({ measurements: 0 });
  });
});

describe('More imports than a patient may have under way', () => {
  it('are refused, while the patient goes on with other things', async () => {
    const patient = await host.signedIn('patient');
    for (let count = 0; count < 20; count++) {
      const { body } = await upload(patient, clarityFile(1), { type: 'text/csv' });
      expect(body.status).toBe('waiting');
    }
    const kept = filesKept(host);
    const refused = await upload<Problem>(patient, clarityFile(1), { type: 'text/csv' });
    expect([refused.status, refused.body.code]).toEqual([409, 'imports_open']);
    expect(filesKept(host)).toBe(kept);
    const entry = await patient.post('/api/v1/patients/me/food-log', { foodName: 'Bread' });
    expect(entry.status).toBe(201);
  });
});

describe('Files that nobody needs any more', () => {
  it('are removed: those of no import, and those that were kept for a week', async () => {
    const patient = await host.signedIn('patient');
    const { body } = await upload(patient, clarityFile(1), { type: 'text/csv' });
    const before = filesKept(host);
    await host.host.get(Files).write('imports/0', pieces('left by a host that was killed'), 100);
    const housekeeping = host.host.get(AbandonedImports);
    await housekeeping.tidy();
    expect(filesKept(host)).toBe(before + 1);
    await housekeeping.tidy(Date.now() + 2 * 86_400_000);
    expect(filesKept(host)).toBe(before);
    await host.database.admin.query(
      `update patient_data_imports set created_at = now() - interval '8 days' where id = $1`,
      [body.id],
    );
    await housekeeping.tidy();
    expect(filesKept(host)).toBe(before - 1);
    const { body: over } = await patient.get<ImportBody>(`/api/v1/patients/me/imports/${body.id}`);
    expect(over).toMatchObject({ status: 'cancelled', problem: { code: 'unanswered' }, questions: null });
  });
});

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

function doneOf(outcome: ImportOutcome): Extract<ImportOutcome, { status: 'done' }> {
  if (outcome.status !== 'done') throw new Error('The file asks something.');
  return outcome;
}

async function openProfiles(): Promise<number> {
  const { rows } = await host.database.admin.query<{ count: string }>(
    'select count(*) from profiles where deleted_at is null',
  );
  return Number(rows[0]?.count);
}

async function waitForLock(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await host.database.admin.query(
      `select from pg_stat_activity where datname = current_database() and usename = $1 and wait_event_type = 'Lock'`,
      [host.database.hostLogin.name],
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The import did not come to the lock.');
}
