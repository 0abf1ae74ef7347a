import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { bundleOf } from './fhir-bundles.js';
import { zipOf } from './import/reading/zip.js';
import { reportOf, upload } from './imports.js';

interface ImportProblem {
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly field: string | null;
  readonly reason: string;
}

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

async function problemsOf(who: TestClient, id: string): Promise<readonly ImportProblem[]> {
  const { body } = await who.get<{ items: ImportProblem[] }>(
    `/api/v1/patients/me/imports/${id}/problems?limit=200`,
  );
  return body.items;
}

async function stored(who: TestClient, table: string): Promise<number> {
  const { rows } = await host.database.admin.query<{ count: string }>(
    `select count(*) from ${table} where patient_id = $1`,
    [who.id],
  );
  return Number(rows[0]?.count);
}

/** A body height in the unit of the source; the variable's is cm, in which 5e307 m is more than a number column takes. */
function height(n: number, value: string): string {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const at = new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString();
  return (
    `{"header":{"id":"${id}","creation_date_time":"${at}","schema_id":{"namespace":"omh","name":"body-height","version":"1.0"}},` +
    `"body":{"body_height":{"value":${value},"unit":"m"},"effective_time_frame":{"date_time":"${at}"}}}`
  );
}

const TOO_LARGE = '5e307';
const COUNTS = (read: number, quarantined: number) => ({
  read,
  stored: read - quarantined,
  duplicate: 0,
  quarantined,
  skipped: 0,
});

describe('A record that the reader takes and PostgreSQL refuses', () => {
  it('is found among thousands and quarantined with its line and the rule; all others are stored', async () => {
    const patient = await host.signedIn('patient');
    const lines = Array.from({ length: 6000 }, (_, n) => height(n, n === 3210 ? TOO_LARGE : '1.76'));
    const { status, body } = await upload(patient, lines.join('\n'), { type: 'application/octet-stream' });
    expect([status, body.format]).toEqual([201, 'open-mhealth']);
    const report = reportOf(body);
    expect(report.total).toEqual(COUNTS(6000, 1));
    expect(report.problems).toEqual({ quarantined: 1, notes: 0, told: 1 });
    expect(await stored(patient, 'measurements')).toBe(5999);
    expect(await problemsOf(patient, body.id)).toEqual([
      expect.objectContaining({
        severity: 'quarantined',
        line: 3211,
        kind: 'omh:body-height',
        field: 'measurements_normalized_range',
        reason: 'The values break a rule of the table. (measurements_normalized_range)',
      }),
    ]);

    const again = await upload(patient, lines.join('\n'), { type: 'application/octet-stream' });
    expect(reportOf(again.body).total).toMatchObject({ stored: 0, duplicate: 5999, quarantined: 1 });
    expect(await stored(patient, 'measurements')).toBe(5999);
  });

  it('is told with the file of the archive that it is in, and no more than a hundred of a batch one by one', async () => {
    const patient = await host.signedIn('patient');
    const bad = new Set(Array.from({ length: 103 }, (_, n) => 50 + n));
    const lines = Array.from({ length: 400 }, (_, n) => height(n, bad.has(n) ? TOO_LARGE : '1.76'));
    const archive = zipOf([
      { name: 'one.json', content: lines.slice(0, 100).join('\n') },
      { name: 'two.json', content: lines.slice(100).join('\n') },
    ]);
    const { body } = await upload(patient, archive, { type: 'application/zip' });
    expect(reportOf(body).total).toEqual(COUNTS(400, 103));
    expect(reportOf(body).problems).toEqual({ quarantined: 103, notes: 0, told: 100 });
    expect(await stored(patient, 'measurements')).toBe(297);
    const problems = await problemsOf(patient, body.id);
    const expected = [...bad]
      .slice(0, 100)
      .map((n) => (n < 100 ? ['one.json', n + 1] : ['two.json', n - 100 + 1]));
    expect(problems.map(({ file, line }) => [file, line])).toEqual(expected);
  });

  it('is one of so many that the whole file is refused, and what was stored of it is taken back', async () => {
    const patient = await host.signedIn('patient');
    const lines = Array.from({ length: 6000 }, (_, n) => height(n, n > 5700 ? TOO_LARGE : '1.76'));
    const { status, body, text } = await upload(patient, lines.join('\n'), {
      type: 'application/octet-stream',
    });
    expect([status, body]).toMatchObject([422, { code: 'import_refused_rows' }]);
    expect(text).not.toContain(TOO_LARGE);
    expect(await stored(patient, 'measurements')).toBe(0);
  });

  it('is a workout from before what the log takes, beside others and the values of the same export', async () => {
    const patient = await host.signedIn('patient');
    const workout = (from: string, to: string, zone = '+0100') =>
      `<Workout workoutActivityType="HKWorkoutActivityTypeWalking" sourceName="Watch" startDate="${from} 08:00:00 ${zone}" endDate="${to} 08:30:00 ${zone}"/>`;
    const steps = Array.from(
      { length: 20 },
      (_, n) =>
        `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" value="${n + 1}" startDate="2024-01-01 10:${10 + n}:00 +0100" endDate="2024-01-01 10:${10 + n}:59 +0100"/>`,
    );
    const xml = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<HealthData locale="en_US">',
      ...steps.slice(0, 10),
      workout('2024-01-01', '2024-01-01'),
      // 31 December 1899 in UTC, in which the log begins with 1900.
      workout('1900-01-01', '1900-01-01', '+1400'),
      workout('2023-01-02', '2024-01-02'),
      workout('2024-01-03', '2024-01-03'),
      ...steps.slice(10),
      '</HealthData>',
    ].join('\n');
    const { body } = await upload(patient, xml, { type: 'application/xml' });
    expect(reportOf(body)).toMatchObject({
      total: COUNTS(24, 2),
      kinds: {
        Workout: { read: 4, stored: 2, quarantined: 2 },
        HKQuantityTypeIdentifierStepCount: { read: 20, stored: 20 },
      },
      rows: { measurements: { created: 20 }, activities: { created: 2 } },
    });
    expect(await problemsOf(patient, body.id)).toMatchObject([
      { line: 15, kind: 'Workout', field: 'duration', reason: 'is not between 0 and 100000' },
      { line: 14, kind: 'Workout', field: 'activity_log_timestamp_range' },
    ]);
    expect([await stored(patient, 'measurements'), await stored(patient, 'patient_activity_log')]).toEqual([
      20, 2,
    ]);
  });

  it('is a clinical record, among others that change what is there', async () => {
    const patient = await host.signedIn('patient');
    const bundle = (factor: number, bad: number | null) =>
      bundleOf(
        { resourceType: 'Patient', id: 'p' },
        ...Array.from({ length: 40 }, (_, n) => ({
          resourceType: 'Observation',
          id: `o${n}`,
          status: 'final',
          subject: { reference: 'Patient/p' },
          effectiveDateTime: '2024-05-01T08:00:00+02:00',
          code: { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body height' }] },
          valueQuantity: {
            value: n === bad ? 5e307 : factor,
            unit: 'm',
            system: 'http://unitsofmeasure.org',
            code: 'm',
          },
        })),
      );
    const first = await upload(patient, bundle(1.7, null));
    expect(reportOf(first.body).total).toMatchObject({ stored: 40, duplicate: 1 });
    const second = await upload(patient, bundle(1.8, 17));
    expect(reportOf(second.body)).toMatchObject({
      total: { read: 41, stored: 39, duplicate: 1, quarantined: 1 },
      rows: { measurements: { created: 0, updated: 39 } },
    });
    expect(await problemsOf(patient, second.body.id)).toMatchObject([
      { line: 19, kind: 'Observation', field: 'measurements_normalized_range' },
    ]);
    const { rows } = await host.database.admin.query<{ value: string; count: string }>(
      'select value, count(*) from measurements where patient_id = $1 group by 1 order by 1',
      [patient.id],
    );
    expect(rows).toEqual([
      { value: '1.7', count: '1' },
      { value: '1.8', count: '39' },
    ]);
  });
});
