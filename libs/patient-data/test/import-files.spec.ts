import { createHash } from 'node:crypto';

import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { bundleOf, demoBundle, fixture } from './fhir-bundles.js';
import {
  allRecords,
  type ImportBody,
  type Problem,
  recordCounts,
  reportOf,
  ROWS,
  upload,
} from './imports.js';
import { rowCount, takeIntoCare } from './nouns.js';

// Counted in the files themselves, by resourceType, value[x] and component, not by the reader that is tested here.
const FILES = [
  {
    file: 'cammy-kreiger.json',
    read: 181,
    skipped: 88,
    Condition: 8,
    Observation: 72,
    MedicationRequest: 7,
    Goal: 5,
    values: 76,
  },
  {
    file: 'christopher-abshire.json',
    read: 232,
    skipped: 110,
    Condition: 11,
    Observation: 99,
    MedicationRequest: 11,
    Goal: 0,
    values: 108,
  },
  {
    file: 'clemente-kreiger.json',
    read: 70,
    skipped: 20,
    Condition: 1,
    Observation: 48,
    MedicationRequest: 0,
    Goal: 0,
    values: 51,
  },
  {
    file: 'earnestine-tillman.json',
    read: 236,
    skipped: 113,
    Condition: 3,
    Observation: 116,
    MedicationRequest: 3,
    Goal: 0,
    values: 133,
  },
  {
    file: 'jesus-alvarez.json',
    read: 102,
    skipped: 48,
    Condition: 6,
    Observation: 46,
    MedicationRequest: 1,
    Goal: 0,
    values: 49,
  },
  {
    file: 'murray-hane.json',
    read: 440,
    skipped: 171,
    Condition: 14,
    Observation: 236,
    MedicationRequest: 10,
    Goal: 8,
    values: 247,
  },
  {
    file: 'shavonne-schaefer.json',
    read: 114,
    skipped: 57,
    Condition: 0,
    Observation: 56,
    MedicationRequest: 0,
    Goal: 0,
    values: 65,
  },
] as const;

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

describe.each(FILES)(
  'A real file: $file',
  ({ file, read, skipped, Condition, Observation, MedicationRequest, Goal, values }) => {
    const rest = { foods: ROWS(0), activities: ROWS(0) };
    let patient: TestClient;

    beforeAll(async () => {
      patient = await host.signedIn('patient');
    });

    it('becomes rows, with a report that adds up', async () => {
      const bytes = demoBundle(file);
      const { status, body, headers } = await upload(patient, bytes, { query: `?fileName=${file}` });
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(`/api/v1/patients/${patient.id}/imports/${body.id}`);
      expect(body).toMatchObject({
        status: 'done',
        fileName: file,
        byteCount: bytes.length,
        contentSha256: createHash('sha256').update(bytes).digest('hex'),
        format: 'fhir-r4',
        formats: ['fhir-r4'],
        bytesRead: bytes.length,
        recordsRead: read,
        recordsDone: read - skipped,
        startedBy: patient.id,
        problem: null,
      });
      const { total, rows, kinds, problems } = reportOf(body);
      expect(total).toEqual({ read, stored: read - skipped, duplicate: 0, quarantined: 0, skipped });
      expect(body.counts).toMatchObject({ ...total, updated: 0, kinds });
      expect(problems).toMatchObject({ quarantined: 0 });
      expect(rows).toEqual({
        profile: ROWS(1),
        conditions: ROWS(Condition),
        measurements: ROWS(values),
        treatments: ROWS(MedicationRequest),
        goals: ROWS(Goal),
        ...rest,
      });
      expect(kinds['Observation']?.stored ?? 0).toBe(Observation);
      expect(await recordCounts(host, patient.id)).toEqual({
        profile_identifiers: expect.any(Number),
        patient_conditions: Condition,
        patient_treatments: MedicationRequest,
        measurements: values,
        patient_health_goals: Goal,
      });
    });

    it('adds nothing when it comes again, and says so', async () => {
      const before = await recordCounts(host, patient.id);
      const { status, body } = await upload(patient, demoBundle(file));
      expect([status, body.status]).toEqual([201, 'done']);
      const { total, rows } = reportOf(body);
      expect(total).toEqual({ read, stored: 0, duplicate: read - skipped, quarantined: 0, skipped });
      expect(rows).toEqual({
        profile: ROWS(0, 0, 1),
        conditions: ROWS(0, 0, Condition),
        measurements: ROWS(0, 0, values),
        treatments: ROWS(0, 0, MedicationRequest),
        goals: ROWS(0, 0, Goal),
        ...rest,
      });
      expect(await recordCounts(host, patient.id)).toEqual(before);
    });

    it('is somebody else’s for another patient, who gets nothing of it', async () => {
      const other = await host.signedIn('patient');
      const before = await allRecords(host);
      const { status, body } = await upload<Problem>(other, demoBundle(file));
      expect([status, body.code]).toEqual([409, 'another_patient']);
      expect(await allRecords(host)).toEqual(before);
      const kept = await other.get<ImportBody>(`/api/v1/patients/me/imports/${body.importId}`);
      expect(kept.body).toMatchObject({
        status: 'refused',
        report: null,
        problem: { code: 'another_patient' },
      });
    });
  },
);

describe('An import', () => {
  it('changes what another version of the same records says, and leaves alone what the patient wrote since', async () => {
    const patient = await host.signedIn('patient');
    const file = (version: { goal: string; value: number }) =>
      bundleOf(
        {
          resourceType: 'Patient',
          id: 'p',
          identifier: [{ system: 'https://hospital.example/mrn', value: patient.id }],
        },
        {
          resourceType: 'Goal',
          id: 'g',
          lifecycleStatus: 'active',
          subject: { reference: 'Patient/p' },
          description: { text: version.goal },
        },
        {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          subject: { reference: 'Patient/p' },
          effectiveDateTime: '2024-05-01T08:00:00+02:00',
          code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
          valueQuantity: {
            value: version.value,
            unit: 'kg',
            system: 'http://unitsofmeasure.org',
            code: 'kg',
          },
        },
      );
    await upload(patient, file({ goal: 'Walk', value: 80 }));
    const goals = await patient.get<{ items: { id: string; title: string; version: number }[] }>(
      '/api/v1/patients/me/health-goals',
    );
    const [goal] = goals.body.items;
    expect(goal).toMatchObject({
      title: 'Walk',
      status: 'active',
      source: 'fhir',
      externalId: 'Goal/g',
      startDate: null,
    });
    await patient.patch(`/api/v1/patients/me/health-goals/${goal?.id}`, { title: 'Walk with the dog' });

    const again = await upload(patient, file({ goal: 'Walk', value: 80 }));
    expect(reportOf(again.body).total).toMatchObject({ stored: 0, duplicate: 3 });
    const mine = await patient.get<{ title: string }>(`/api/v1/patients/me/health-goals/${goal?.id}`);
    expect(mine.body.title).toBe('Walk with the dog');

    const changed = await upload(patient, file({ goal: 'Run', value: 79.5 }));
    expect(reportOf(changed.body).total).toMatchObject({ stored: 2, duplicate: 1 });
    expect(reportOf(changed.body).rows).toMatchObject({ goals: ROWS(0, 1), measurements: ROWS(0, 1) });
    const told = await patient.get<{ title: string }>(`/api/v1/patients/me/health-goals/${goal?.id}`);
    expect(told.body.title).toBe('Run');
    expect(await recordCounts(host, patient.id)).toMatchObject({ measurements: 1, patient_health_goals: 1 });
  });

  it('tells each entry that cannot be used, with field and reason', async () => {
    const patient = await host.signedIn('patient');
    const { status, body } = await upload(
      patient,
      bundleOf(
        { resourceType: 'Patient', id: 'p' },
        {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          subject: { reference: 'Patient/p' },
          code: { text: 'Weight' },
          valueQuantity: { value: 80 },
        },
        {
          resourceType: 'Condition',
          id: 'c',
          subject: { reference: 'Patient/somebody-else' },
          code: { text: 'Asthma' },
        },
        { resourceType: 'Device', id: 'd' },
      ),
    );
    expect(status).toBe(201);
    const { total, kinds, problems } = reportOf(body);
    expect(total).toMatchObject({ read: 4, quarantined: 2, skipped: 1 });
    expect(kinds['Device']).toMatchObject({ read: 1, skipped: 1 });
    expect(problems.quarantined).toBe(2);
    const told = await patient.get<{ items: object[]; nextCursor: string | null }>(
      `/api/v1/patients/me/imports/${body.id}/problems?severity=quarantined&limit=1`,
    );
    expect(told.body.items).toEqual([
      {
        number: expect.any(Number),
        severity: 'quarantined',
        file: expect.any(String),
        line: 2,
        kind: 'Observation',
        field: expect.stringContaining('effectiveDateTime'),
        reason: expect.any(String),
      },
    ]);
    const rest = await patient.get<{ items: object[]; nextCursor: string | null }>(
      `/api/v1/patients/me/imports/${body.id}/problems?severity=quarantined&cursor=${told.body.nextCursor}`,
    );
    expect(rest.body).toMatchObject({ items: [{ kind: 'Condition', line: 3 }], nextCursor: null });
  });

  it.each(['ips-bundle-01.json', 'ips-ca-fullsome-scenario.json'])(
    'takes the patient summary %s',
    async (name) => {
      const patient = await host.signedIn('patient');
      const { status, body } = await upload(patient, fixture(name));
      expect(status).toBe(201);
      const { stored, duplicate } = reportOf(body).total;
      expect(stored).toBeGreaterThan(3);
      const again = await upload(patient, fixture(name));
      expect(reportOf(again.body).total).toMatchObject({ stored: 0, duplicate: stored + duplicate });
    },
  );

  it('notes the source it came from, if it is the patient’s', async () => {
    const patient = await host.signedIn('patient');
    const other = await host.signedIn('patient');
    const source = { sourceName: 'Hospital', sourceType: 'hospital', status: 'active' };
    const mine = await patient.post<{ id: string }>('/api/v1/patients/me/import-sources', source);
    const theirs = await other.post<{ id: string }>('/api/v1/patients/me/import-sources', source);
    const file = bundleOf({ resourceType: 'Patient', id: 'p' });
    const done = await upload<{ sourceId: string }>(patient, file, { query: `?sourceId=${mine.body.id}` });
    expect([done.status, done.body.sourceId]).toEqual([201, mine.body.id]);
    const synced = await patient.get<{ lastSync: string | null }>(
      `/api/v1/patients/me/import-sources/${mine.body.id}`,
    );
    expect(synced.body.lastSync).toEqual(expect.any(String));

    const before = await rowCount(host, 'patient_data_imports');
    const refused = await upload<Problem>(patient, file, { query: `?sourceId=${theirs.body.id}` });
    expect([refused.status, refused.body.code]).toEqual([422, 'unknown_reference']);
    expect(await rowCount(host, 'patient_data_imports')).toBe(before);
    await patient.delete(`/api/v1/patients/me/import-sources/${mine.body.id}`);
    const kept = await patient.get<{ sourceId: string | null }>(
      `/api/v1/patients/me/imports/${(done.body as unknown as ImportBody).id}`,
    );
    expect([kept.status, kept.body.sourceId]).toEqual([200, null]);
  });

  it('is the patient’s own affair', async () => {
    const patient = await host.signedIn('patient');
    const provider = await host.signedIn('provider');
    await takeIntoCare(host, patient, provider);
    const file = bundleOf({ resourceType: 'Patient', id: 'p' });
    const { body } = await upload(patient, file);
    const other = await host.signedIn('patient');
    const imports = `/api/v1/patients/${patient.id}/imports`;
    expect((await upload(other, file, { patient: patient.id })).status).toBe(404);
    expect((await other.get(imports)).status).toBe(404);
    expect((await other.get(`${imports}/${body.id}`)).status).toBe(404);
    expect((await upload(provider, file, { patient: patient.id })).status).toBe(403);
    expect((await provider.get(imports)).status).toBe(403);
    expect((await (await host.signedIn('admin')).get(imports)).status).toBe(403);
    expect((await upload(host.anonymous(), file, { patient: patient.id })).status).toBe(401);
    expect((await patient.get<{ items: object[] }>(imports)).body.items).toHaveLength(1);
  });
});
