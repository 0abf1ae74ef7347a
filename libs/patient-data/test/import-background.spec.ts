import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { requestContext, systemContext } from '@carenode/module-kit';
import { FhirImports, type ImportProgress } from '@carenode/patient-data-contract';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { AbandonedImports } from '../src/import/abandoned-imports.service.js';
import { bundleOf, demoBundle } from './fhir-bundles.js';
import {
  allRecords,
  ended,
  expectToAddUp,
  type ImportBody,
  type Problem,
  recordCounts,
  upload,
} from './imports.js';
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
    expect(over).toMatchObject({ status: 'done', entriesRead: 440, recordsRead: 280, recordsDone: 280 });
    if (!over.report) throw new Error('There is no report.');
    expectToAddUp(over.report);
    const list = await patient.get<{ items: object[] }>('/api/v1/patients/me/imports?status=done');
    expect(list.body.items).toEqual([expect.objectContaining({ id: body.id, status: 'done' })]);
    expect(list.body.items[0]).not.toHaveProperty('report');
  });

  it('keeps why it was refused', async () => {
    const patient = await host.signedIn('patient');
    const { status, body } = await upload(patient, '{"resourceType":"Patient"}', {
      headers: { prefer: 'respond-async' },
    });
    expect(status).toBe(202);
    expect(await ended(patient, body.id)).toMatchObject({
      status: 'refused',
      problem: { code: 'not_a_bundle' },
    });
  });
});

describe('An import that is cut off', () => {
  it('leaves nothing when its connection to the database is lost, and is not done', async () => {
    const patient = await host.signedIn('patient');
    const before = await allRecords(host);
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
      expect(await ended(patient, body.id)).toMatchObject({
        status: 'failed',
        report: null,
        problem: { code: 'database_down' },
      });
    } finally {
      blocker.release();
    }
    expect(await allRecords(host)).toEqual(before);
    const again = await upload(patient, demoBundle('cammy-kreiger.json'));
    expect(again.body.status).toBe('done');
    expect(again.body.report?.entries.duplicate).toBe(0);
  });

  it('is interrupted when its host is gone', async () => {
    const patient = await host.signedIn('patient');
    const insert = `
      insert into patient_data_imports (patient_id, format, byte_count, content_sha256, heartbeat_at)
      values ($1, 'fhir-r4', 1, repeat('0', 64), now() - $2::interval) returning id`;
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
    const stored = answers.map((answer) => answer.body.report?.entries.stored ?? -1).sort((a, b) => a - b);
    expect(stored).toEqual([0, 0, 0, 54]);
    expect(await recordCounts(host, patient.id)).toMatchObject({ measurements: 49, patient_conditions: 6 });
  });

  it('of a long file tell their progress in steps', async () => {
    const patient = await host.signedIn('patient');
    const told: ImportProgress[] = [];
    const directory = mkdtempSync(join(tmpdir(), 'carenode-import-'));
    const path = join(directory, 'weights.json');
    writeFileSync(path, longFile(5000));
    const report = await host.host
      .get(FhirImports)
      .importFile(system, patient.id, path, (progress) => told.push(progress));
    expect(report).toMatchObject({ read: 5001, rows: 5001, entries: { stored: 5000, duplicate: 1 } });
    expect(told.map((progress) => progress.recordsDone)).toEqual([0, 2001, 4001, 5001]);
    expect(new Set(told.map((progress) => progress.recordsRead))).toEqual(new Set([5001]));
  });
});

describe('The command line', () => {
  it('imports a file in a patient’s name', async () => {
    const patient = await host.signedIn('patient');
    const done = await host.host.get(FhirImports).importFile(system, patient.id, FILE);
    expect(done).toMatchObject({
      patientId: patient.id,
      read: 70,
      entries: { stored: 50, duplicate: 0, skipped: 20, refused: 0 },
    });
    const kept = await patient.get<ImportBody>(`/api/v1/patients/me/imports/${done.importId}`);
    expect(kept.body).toMatchObject({ status: 'done', fileName: 'clemente-kreiger.json', startedBy: null });
    await host.database.admin.query('delete from profile_identifiers where profile_id = $1', [patient.id]);
  });

  it('makes a new patient of a file', async () => {
    const done = await host.host.get(FhirImports).importFile(system, 'new', FILE);
    const { rows } = await host.database.admin.query(
      'select user_type, email, last_name, date_of_birth is not null as born from profiles where id = $1',
      [done.patientId],
    );
    expect(rows).toEqual([
      { user_type: 'patient', email: null, last_name: expect.stringMatching(/^Kreiger/), born: true },
    ]);
    expect(await recordCounts(host, done.patientId)).toMatchObject({ measurements: 51 });

    const before = await openProfiles();
    await expect(host.host.get(FhirImports).importFile(system, 'new', FILE)).rejects.toMatchObject({
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
    await expect(host.host.get(FhirImports).importFile(system, patient.id, path)).rejects.toMatchObject({
      code,
    });
  });

  it('refuses a file that cannot be used, before it makes a profile', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'carenode-import-')), 'half.json');
    writeFileSync(path, demoBundle('clemente-kreiger.json').subarray(0, 10_000));
    const before = await rowCount(host, 'profiles');
    await expect(host.host.get(FhirImports).importFile(system, 'new', path)).rejects.toMatchObject({
      code: 'truncated',
    });
    expect(await rowCount(host, 'profiles')).toBe(before);
  });

  it('imports for nobody who is not a patient, and for nobody in the name of another', async () => {
    const [patient, other, admin, provider] = await Promise.all([
      host.signedIn('patient'),
      host.signedIn('patient'),
      host.signedIn('admin'),
      host.signedIn('provider'),
    ]);
    const imports = host.host.get(FhirImports);
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

describe('More imports than the host takes', () => {
  it('are told to come back later, while their patient goes on with other things', async () => {
    const patient = await host.signedIn('patient');
    const blocker = await host.database.admin.connect();
    try {
      await blocker.query('begin');
      await blocker.query('lock table patient_health_goals in access exclusive mode');
      const file = bundleOf(
        { resourceType: 'Patient', id: 'p' },
        {
          resourceType: 'Goal',
          id: 'g',
          lifecycleStatus: 'active',
          subject: { reference: 'Patient/p' },
          description: { text: 'Walk' },
        },
      );
      const accepted = await Promise.all(
        Array.from({ length: 8 }, () => upload(patient, file, { headers: { prefer: 'respond-async' } })),
      );
      expect(accepted.map((answer) => [answer.status, answer.text])).toEqual(
        accepted.map(() => [202, expect.any(String)]),
      );
      const refused = await upload<Problem>(patient, file);
      expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
        503,
        'import_busy',
        '5',
      ]);
      const entry = await patient.post('/api/v1/patients/me/food-log', { foodName: 'Bread' });
      expect(entry.status).toBe(201);
      await blocker.query('rollback');
      for (const { body } of accepted)
        expect(await ended(patient, body.id)).toMatchObject({ status: 'done' });
    } finally {
      blocker.release();
    }
  });
});

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
