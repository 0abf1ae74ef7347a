import { readFileSync } from 'node:fs';

import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { ended, type ImportBody, reportOf, ROWS, upload } from './imports.js';

interface Statistic {
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
}
interface Activity {
  readonly id: string;
  readonly activityType: string;
  readonly timestamp: string;
  readonly endedAt: string | null;
  readonly duration: number | null;
  readonly caloriesBurned: number | null;
  readonly source: string;
  readonly device: string | null;
  readonly importId: string | null;
  readonly statistics: readonly Statistic[] | null;
}
interface Item {
  readonly kind: string;
  readonly at: string;
  readonly endAt: string | null;
  readonly title: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly id: string;
}

const fixture = (path: string) => readFileSync(new URL(`./fixtures/${path}`, import.meta.url));
const APPLE = fixture('apple-health/running.xml');
const FIT = fixture('garmin-fit/garmin-fenix-5-walk.fit');

let host: TestHost;
let patient: TestClient;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

beforeEach(async () => {
  patient = await host.signedIn('patient');
  // What was there before an import has to be there after it was undone.
  const walk = { activityType: 'Walking', duration: 20, timestamp: '2020-01-01T10:00:00Z' };
  expect((await patient.post('/api/v1/patients/me/activity-log', walk)).status).toBe(201);
});

afterAll(() => host.close());

async function logged(): Promise<readonly Activity[]> {
  const { body } = await patient.get<{ items: Activity[] }>('/api/v1/patients/me/activity-log?limit=100');
  return body.items;
}

async function onTimeline(): Promise<readonly Item[]> {
  const { body } = await patient.get<{ items: Item[] }>(
    '/api/v1/patients/me/timeline?kinds=activity&limit=100',
  );
  return body.items;
}

async function undo(id: string): Promise<ImportBody> {
  const { status } = await patient.post(`/api/v1/patients/me/imports/${id}/undo`, undefined);
  expect(status).toBe(202);
  return ended(patient, id);
}

describe('Workouts of an Apple Health export', () => {
  it('are in the activity log and on the timeline, with energy, duration, distance, source and import', async () => {
    const { status, body } = await upload(patient, APPLE, { type: 'application/xml' });
    expect([status, body.format]).toEqual([201, 'apple-health']);
    const report = reportOf(body);
    expect(report.kinds['Workout']).toEqual({ read: 8, stored: 8, duplicate: 0, quarantined: 0, skipped: 0 });
    expect(report.rows.activities).toEqual(ROWS(8));

    const activities = (await logged()).filter(({ importId }) => importId === body.id);
    expect(activities.length).toBe(8);
    // Statistics in kJ and km, as iOS 16 and later write them.
    expect(activities.find(({ timestamp }) => timestamp.startsWith('2023-12-28'))).toMatchObject({
      activityType: 'Running',
      endedAt: '2023-12-28T06:42:30Z',
      duration: 13,
      caloriesBurned: 215,
      source: 'Synthetic & Run Club',
      statistics: expect.arrayContaining([
        { name: 'Total distance', value: '2.0', unit: 'km' },
        { name: 'Walking and running distance', value: '2.5', unit: 'km' },
        { name: 'Active energy', value: '900', unit: 'kJ' },
      ]),
    });
    const items = await onTimeline();
    expect(items.length).toBe(9);
    expect(items.find(({ at }) => at.startsWith('2023-12-28T06:30:00'))).toMatchObject({
      kind: 'activity',
      title: 'Running',
      endAt: '2023-12-28T06:42:30.000000Z',
      detail: {
        duration: 13,
        caloriesBurned: 215,
        distance: { value: 2, unit: 'km' },
        source: 'Synthetic & Run Club',
        importId: body.id,
      },
    });
  });

  it('are there once when the file is imported again, and gone when it is undone', async () => {
    const before = await logged();
    const first = await upload(patient, APPLE, { type: 'application/xml' });
    const filled = await logged();
    const again = await upload(patient, APPLE, { type: 'application/xml' });
    expect(reportOf(again.body)).toMatchObject({
      total: { stored: 0 },
      kinds: { Workout: { read: 8, stored: 0, duplicate: 8 } },
      rows: { activities: ROWS(0, 0, 8) },
    });
    expect(await logged()).toEqual(filled);

    // The second one told the same: it goes first.
    expect(await undo(again.body.id)).toMatchObject({ status: 'undone', rowsUndone: 0 });
    expect(await logged()).toEqual(filled);
    expect(await undo(first.body.id)).toMatchObject({ status: 'undone', problem: null });
    expect(await logged()).toEqual(before);
    expect((await onTimeline()).map(({ title }) => title)).toEqual(['Walking']);

    const third = await upload(patient, APPLE, { type: 'application/xml' });
    expect(reportOf(third.body).rows.activities).toEqual(ROWS(8));
  });

  it('that the patient has corrected since are theirs, and stay', async () => {
    const before = await logged();
    const { body } = await upload(patient, APPLE, { type: 'application/xml' });
    const one = (await logged()).find(({ timestamp }) => timestamp.startsWith('2023-12-28'));
    const corrected = await patient.patch<Activity>(`/api/v1/patients/me/activity-log/${one?.id}`, {
      duration: 12,
    });
    expect([corrected.status, corrected.body.duration]).toEqual([200, 12]);

    expect(await undo(body.id)).toMatchObject({ status: 'undone' });
    const after = await logged();
    expect(after).toHaveLength(before.length + 1);
    expect(after.find(({ id }) => id === one?.id)).toMatchObject({
      duration: 12,
      source: 'Synthetic & Run Club',
    });
  });
});

describe('The session of a FIT file', () => {
  it('is one activity with what the watch told of the whole, beside the values of each moment', async () => {
    const before = await logged();
    const { status, body } = await upload(patient, FIT, { type: 'application/octet-stream' });
    expect([status, body.format]).toEqual([201, 'garmin-fit']);
    const report = reportOf(body);
    expect(report.kinds['session']).toMatchObject({ read: 1, stored: 1 });
    expect(report.rows.activities).toEqual(ROWS(1));
    expect(report.rows.measurements.created).toBeGreaterThan(0);

    const [activity] = (await logged()).filter(({ importId }) => importId === body.id);
    expect(activity).toMatchObject({
      activityType: 'Walking',
      timestamp: '2017-06-11T14:32:51Z',
      caloriesBurned: 4,
      source: 'Garmin fenix5',
      device: 'Garmin fenix5 3945849289',
      utcOffsetMinutes: -420,
      statistics: expect.arrayContaining([{ name: 'Distance', value: '67.85', unit: 'm' }]),
    });
    expect(activity?.duration).toBe(1);
    expect((await onTimeline()).find(({ id }) => id === activity?.id)).toMatchObject({
      title: 'Walking',
      detail: {
        duration: 1,
        caloriesBurned: 4,
        distance: { value: 67.85, unit: 'm' },
        source: 'Garmin fenix5',
        importId: body.id,
      },
    });

    const again = await upload(patient, FIT, { type: 'application/octet-stream' });
    expect(reportOf(again.body)).toMatchObject({ total: { stored: 0 }, rows: { activities: ROWS(0, 0, 1) } });
    expect((await logged()).length).toBe(before.length + 1);

    await undo(again.body.id);
    expect(await undo(body.id)).toMatchObject({ status: 'undone' });
    expect(await logged()).toEqual(before);
    const { rows } = await host.database.admin.query('select 1 from measurements where patient_id = $1', [
      patient.id,
    ]);
    expect(rows).toEqual([]);
  });
});
