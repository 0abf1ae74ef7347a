import { readFileSync } from 'node:fs';

import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { clarityFile } from './clarity-file.js';
import { bundleOf, demoBundle } from './fhir-bundles.js';
import { ended, type ImportBody, type Problem, reportOf, upload } from './imports.js';

const FOODS = readFileSync(new URL('./fixtures/cronometer/servings.csv', import.meta.url));
const ZONE = '?timeZone=Europe/Berlin';
/** Counters and times of changes go on; a row that came back is as it was apart from them. */
const BOOKKEEPING = ['version', 'updated_at'];
let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

/** All rows about the patient that an import may touch, as text. */
async function dumpOf(patient: TestClient): Promise<string[]> {
  const { admin } = host.database;
  const lines: string[] = [];
  const tables: readonly (readonly [table: string, owner: string])[] = [
    ['profiles', 'id'],
    ['profile_identifiers', 'profile_id'],
    ['variables', 'patient_id'],
    ['measurements', 'patient_id'],
    ['patient_conditions', 'patient_id'],
    ['patient_treatments', 'patient_id'],
    ['patient_health_goals', 'patient_id'],
    ['patient_food_log', 'patient_id'],
    ['patient_food_nutrients', 'patient_id'],
    ['patient_activity_log', 'patient_id'],
  ];
  for (const [table, owner] of tables) {
    const { rows } = await admin.query<{ line: string }>(
      `select (to_jsonb(t) - $2::text[])::text as line from ${table} t where ${owner} = $1 order by 1`,
      [patient.id, BOOKKEEPING],
    );
    lines.push(...rows.map(({ line }) => `${table} ${line}`));
  }
  return lines;
}

const undo = (who: TestClient, id: string) =>
  who.post<ImportBody & Problem>(`/api/v1/patients/me/imports/${id}/undo`, undefined);

async function undone(who: TestClient, id: string): Promise<ImportBody> {
  const asked = await undo(who, id);
  expect([asked.status, asked.body.status]).toEqual([202, 'undoing']);
  return ended(who, id);
}

describe('Undoing an import', () => {
  it('leaves the record exactly as it was before, and importing again makes it whole again', async () => {
    const patient = await host.signedIn('patient');
    await host.database.admin.query('update profiles set first_name = null, last_name = null where id = $1', [
      patient.id,
    ]);
    await patient.post('/api/v1/patients/me/food-log', { foodName: 'Bread' });
    await patient.post('/api/v1/patients/me/health-goals', { title: 'Sleep', status: 'active' });
    const before = await dumpOf(patient);
    const file = demoBundle('cammy-kreiger.json');
    const first = await upload(patient, file);
    const filled = await dumpOf(patient);
    expect(filled.length).toBeGreaterThan(before.length + 80);

    const over = await undone(patient, first.body.id);
    expect(over).toMatchObject({ status: 'undone', problem: null, undoneAt: expect.any(String) });
    expect(over.rowsUndone).toBe(7 + 8 + 76 + 5 + 1);
    expect(await dumpOf(patient)).toEqual(before);

    const again = await upload(patient, file);
    expect(reportOf(again.body).total).toEqual(reportOf(first.body).total);
    const ids = (lines: string[]) => lines.length;
    expect(ids(await dumpOf(patient))).toBe(ids(filled));
  });

  it('gives back the former version of what the import changed', async () => {
    const patient = await host.signedIn('patient');
    const version = (goal: string, value: number, status: string, code: string) =>
      bundleOf(
        { resourceType: 'Patient', id: 'p' },
        {
          resourceType: 'Goal',
          id: 'g',
          lifecycleStatus: 'active',
          subject: { reference: 'Patient/p' },
          description: { text: goal },
        },
        {
          resourceType: 'Condition',
          id: 'c',
          subject: { reference: 'Patient/p' },
          code: { text: 'Asthma' },
          clinicalStatus: { coding: [{ code }] },
        },
        {
          resourceType: 'MedicationRequest',
          id: 'm',
          status,
          intent: 'order',
          subject: { reference: 'Patient/p' },
          medicationCodeableConcept: { text: 'Salbutamol' },
        },
        {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          subject: { reference: 'Patient/p' },
          effectiveDateTime: '2024-05-01T08:00:00+02:00',
          code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
          valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
        },
      );
    const first = await upload(patient, version('Walk', 80, 'active', 'active'));
    const before = await dumpOf(patient);
    const second = await upload(patient, version('Run', 79, 'stopped', 'resolved'));
    expect(reportOf(second.body)).toMatchObject({
      total: { stored: 4, duplicate: 1 },
      rows: { goals: { updated: 1 }, conditions: { updated: 1 }, treatments: { updated: 1 } },
    });

    const refused = await undo(patient, first.body.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'later_imports']);
    expect(refused.body).toMatchObject({ imports: [second.body.id] });

    expect(await undone(patient, second.body.id)).toMatchObject({ status: 'undone' });
    expect(await dumpOf(patient)).toEqual(before);
    expect(await undone(patient, first.body.id)).toMatchObject({ status: 'undone' });
    expect((await dumpOf(patient)).filter((line) => !line.startsWith('profiles'))).toEqual([]);
  });

  it('takes back tens of thousands of values and the meals of a log', async () => {
    const patient = await host.signedIn('patient');
    await upload(patient, clarityFile(1000), { query: ZONE, type: 'text/csv' });
    const before = await dumpOf(patient);
    const more = await upload(patient, clarityFile(25_000, 900), { query: ZONE, type: 'text/csv' });
    expect(reportOf(more.body).total).toEqual({
      read: 25_000,
      stored: 24_900,
      duplicate: 100,
      quarantined: 0,
      skipped: 0,
    });
    const meals = await upload(patient, FOODS, { query: ZONE, type: 'text/csv' });
    const { foods } = reportOf(meals.body).rows;
    expect(foods.created).toBeGreaterThan(0);

    expect(await undone(patient, meals.body.id)).toMatchObject({ status: 'undone' });
    expect(await undone(patient, more.body.id)).toMatchObject({ status: 'undone', rowsUndone: 24_900 });
    expect(await dumpOf(patient)).toEqual(before);
  });

  it('is for imports that are done, and the patient’s own', async () => {
    const [patient, other] = [await host.signedIn('patient'), await host.signedIn('patient')];
    const done = await upload(patient, bundleOf({ resourceType: 'Patient', id: 'p' }));
    const asOther = await other.post(
      `/api/v1/patients/${patient.id}/imports/${done.body.id}/undo`,
      undefined,
    );
    expect(asOther.status).toBe(404);
    expect((await undo(other, done.body.id)).status).toBe(404);
    await undone(patient, done.body.id);
    const twice = await undo(patient, done.body.id);
    expect([twice.status, twice.body.code]).toEqual([409, 'import_not_undoable']);
    const old = await host.database.admin.query<{ id: string }>(
      `insert into patient_data_imports (patient_id, format, formats, byte_count, content_sha256, status, report, finished_at)
       values ($1, 'fhir-r4', '{fhir-r4}', 1, repeat('0', 64), 'done', '{"read": 1}', now()) returning id`,
      [patient.id],
    );
    const untraced = await undo(patient, old.rows[0]?.id ?? '');
    expect([untraced.status, untraced.body.code]).toEqual([409, 'import_not_traced']);
  });
});
