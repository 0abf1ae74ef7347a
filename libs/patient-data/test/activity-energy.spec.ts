import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface Activity {
  readonly id: string;
  readonly caloriesBurned: number | null;
  readonly energySource: string | null;
  readonly utcOffsetMinutes: number | null;
}

const LOG = '/api/v1/patients/me/activity-log';
const WALK = { activityType: 'Walking', duration: 45, timestamp: '2026-03-01T17:00:00+01:00' };

let host: TestHost;
let patient: TestClient;

const noted = async (input: object, who = patient): Promise<Activity> => {
  const { status, body, text } = await who.post<Activity>(LOG, input);
  if (status !== 201) throw new Error(text);
  return body;
};
const changed = async (id: string, change: object): Promise<Activity> =>
  (await patient.patch<Activity>(`${LOG}/${id}`, change)).body;
const weighed = (value: number, unit: string, startAt: string) =>
  patient.post('/api/v1/patients/me/measurements', { variableCode: '29463-7', value, unit, startAt });

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  patient = await host.signedIn('patient');
  await weighed(80, 'kg', '2026-02-01T08:00:00Z');
  await weighed(154.3236, '[lb_av]', '2026-02-20T08:00:00Z');
  await weighed(60, 'kg', '2026-03-02T08:00:00Z');
});
afterAll(() => host.close());

describe('energy that nobody told of an activity', () => {
  it('is MET × kg × h, of the body weight that was measured last before, and says so', async () => {
    expect(await noted(WALK)).toMatchObject({
      caloriesBurned: 184,
      energySource: expect.stringMatching(/^met: 17190 3\.5 × (70|69\.99\d*|70\.00\d*) kg × 0\.75 h$/),
      utcOffsetMinutes: 60,
    });
    expect(await noted({ ...WALK, timestamp: '2026-03-03T17:00:00Z' })).toMatchObject({
      caloriesBurned: 158,
      energySource: 'met: 17190 3.5 × 60 kg × 0.75 h',
    });
  });

  it('is that of how hard it was', async () => {
    const later = { ...WALK, timestamp: '2026-03-03T17:00:00Z' };
    expect(await noted({ ...later, intensity: 'light' })).toMatchObject({ caloriesBurned: 126 });
    expect(await noted({ ...later, intensity: 'vigorous' })).toMatchObject({ caloriesBurned: 315 });
  });

  it('is not known without a weight before it, without duration, and of words that no type has; the answer says why', async () => {
    const unknown = async (input: object, why: string, who = patient) =>
      expect(await noted(input, who)).toMatchObject({
        caloriesBurned: null,
        energySource: expect.stringContaining(why),
      });
    await unknown({ ...WALK, timestamp: '2026-01-01T00:00:00Z' }, 'no body weight');
    await unknown(WALK, 'no body weight', await host.signedIn('patient'));
    await unknown({ ...WALK, duration: undefined }, 'no duration');
    await unknown({ ...WALK, activityType: 'physiotherapy' }, 'no MET');
    await unknown({ ...WALK, activityType: 'running', intensity: 'light' }, 'no MET');
  });

  it('is worked out anew when the entry changes, until somebody tells it', async () => {
    const { id } = await noted({ ...WALK, timestamp: '2026-03-03T17:00:00Z' });
    expect(await changed(id, { duration: 90 })).toMatchObject({ caloriesBurned: 315 });
    expect(await changed(id, { notes: 'rain' })).toMatchObject({ caloriesBurned: 315 });
    expect(await changed(id, { activityType: 'chess' })).toMatchObject({ caloriesBurned: null });
    expect(await changed(id, { caloriesBurned: 99 })).toMatchObject({
      caloriesBurned: 99,
      energySource: 'told',
    });
    expect(await changed(id, { activityType: 'walking' })).toMatchObject({
      caloriesBurned: 99,
      energySource: 'told',
    });
  });
});

describe('energy that somebody told', () => {
  it('stays, null included', async () => {
    expect(await noted({ ...WALK, caloriesBurned: 200 })).toMatchObject({
      caloriesBurned: 200,
      energySource: 'told',
    });
    expect(await noted({ ...WALK, caloriesBurned: null })).toMatchObject({
      caloriesBurned: null,
      energySource: null,
    });
  });

  it('of an import stays when the entry is corrected', async () => {
    const { rows } = await host.database.admin.query<{ id: string }>(
      `insert into patient_activity_log (patient_id, activity_type, duration, calories_burned, source, import_id)
       values ($1, 'walking', 60, 333, 'A watch', uuid_generate_v4()) returning id`,
      [patient.id],
    );
    const { body } = await patient.patch(`${LOG}/${rows[0]?.id}`, { duration: 30 });
    expect(body).toMatchObject({ caloriesBurned: 333, duration: 30, importId: null });
  });
});

describe('the types of activities', () => {
  it('are there for everybody who is signed in, each with its MET and where it was published', async () => {
    const { body } = await (
      await host.signedIn('developer')
    ).get<{ items: { code: string; met: number; source: string }[] }>('/api/v1/activity-types');
    expect(body.items.length).toBeGreaterThan(50);
    expect(body.items.find(({ code }) => code === '17190')?.met).toBe(3.5);
    expect(body.items.every(({ source }) => source.includes('2011;43(8):1575-1581'))).toBe(true);
    expect((await host.anonymous().get('/api/v1/activity-types')).status).toBe(401);
  });
});
