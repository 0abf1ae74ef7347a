import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface Goal {
  readonly id: string;
  readonly currentValue: number | null;
  readonly startValue: number | null;
  readonly progress: number | null;
  readonly pacePerWeek: number | null;
  readonly projectedOn: string | null;
  readonly onTrack: boolean | null;
  readonly measuredOn: string | null;
  readonly achievementStatus: string | null;
  readonly unit: string | null;
  readonly version: number;
}

const GOALS = '/api/v1/patients/me/health-goals';
const MEASUREMENTS = '/api/v1/patients/me/measurements';
const DAY_MS = 86_400_000;

describe('Goals that follow a variable', () => {
  let host: TestHost;
  let patient: TestClient;
  let weight: string;
  let steps: string;

  const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const weigh = async (days: number, value: number, unit = 'kg') => {
    const answer = await patient.post(MEASUREMENTS, { variableId: weight, value, unit, startAt: ago(days) });
    expect(answer.status).toBe(201);
  };

  beforeAll(async () => {
    host = await startTestHost({ modules: ['patient-data'] });
    const { rows } = await host.database.admin.query<{ id: string; code: string }>(
      `select id, code from variables where patient_id is null and code in ('29463-7', '55423-8')`,
    );
    weight = rows.find(({ code }) => code === '29463-7')?.id ?? '';
    steps = rows.find(({ code }) => code === '55423-8')?.id ?? '';
  });
  beforeEach(async () => {
    patient = await host.signedIn('patient');
  });
  afterAll(() => host.close());

  const lose = (more: object = {}) => ({
    title: 'Weigh less',
    status: 'active',
    variableId: weight,
    targetValue: 70,
    direction: 'at-most',
    startDate: ago(28),
    targetDate: new Date(Date.now() + 200 * DAY_MS).toISOString(),
    ...more,
  });

  it('are where the measurements are, with progress, pace and when they will be met', async () => {
    for (const days of [28, 27, 21, 14, 7, 1]) await weigh(days, 76 + days / 14);
    const made = await patient.post<Goal>(GOALS, lose());
    expect(made.body).toMatchObject({
      unit: 'kg',
      startValue: 78,
      onTrack: true,
      achievementStatus: 'improving',
    });
    expect(made.body.currentValue).toBeCloseTo(76 + 1 / 14, 5);
    expect(made.body.pacePerWeek).toBeCloseTo(-0.5, 2);
    // Somebody writes pounds: the goal is in kilograms all the same.
    await weigh(0, 165, 'lbs');
    const read = await patient.get<Goal>(`${GOALS}/${made.body.id}`);
    expect(read.body.currentValue).toBeCloseTo(74.8427, 3);
    const list = await patient.get<{ items: Goal[] }>(GOALS);
    expect(list.body.items[0]).toEqual(read.body);
  });

  it('do not change while nothing new is measured', async () => {
    await weigh(3, 80);
    const { body } = await patient.post<Goal>(GOALS, lose());
    const again = await patient.get<Goal>(`${GOALS}/${body.id}`);
    expect(again.body.version).toBe(body.version);
  });

  it('follow corrections, and measurements that are deleted', async () => {
    await weigh(5, 80);
    const wrong = await patient.post<{ id: string }>(MEASUREMENTS, {
      variableId: weight,
      value: 8,
      unit: 'kg',
      startAt: ago(1),
    });
    const { body } = await patient.post<Goal>(GOALS, lose());
    expect(body.currentValue).toBe(8);
    await patient.patch(`${MEASUREMENTS}/${wrong.body.id}`, { value: 79 });
    expect((await patient.get<Goal>(`${GOALS}/${body.id}`)).body.currentValue).toBe(79);
    await patient.delete(`${MEASUREMENTS}/${wrong.body.id}`);
    expect((await patient.get<Goal>(`${GOALS}/${body.id}`)).body.currentValue).toBe(80);
  });

  it('may be totals of a week', async () => {
    for (const days of [1, 2, 3]) {
      await patient.post(MEASUREMENTS, {
        variableId: steps,
        value: 9000,
        unit: '{steps}',
        startAt: ago(days),
        endAt: new Date(Date.now() - days * DAY_MS + 1000).toISOString(),
      });
    }
    const { body } = await patient.post<Goal>(GOALS, {
      title: 'Walk',
      status: 'active',
      variableId: steps,
      measure: 'total',
      direction: 'at-least',
      targetValue: 54_000,
    });
    expect(body).toMatchObject({ currentValue: 27_000, progress: 0.5, unit: '{steps}' });
  });

  it.each([
    [{ currentValue: 75 }, 'currentValue', 'follows'],
    [{ unit: 'lb' }, 'unit', 'unitOfVariable'],
    [{ targetValue: null }, 'targetValue', 'required'],
    [{ direction: null }, 'direction', 'required'],
    [{ variableId: '00000000-0000-4000-8000-000000000000' }, 'variableId', 'known'],
  ])('say what is wrong with %j', async (more, field, rule) => {
    const answer = await patient.post<{ errors: unknown[] }>(GOALS, lose(more));
    expect([answer.status, answer.body.errors]).toEqual([400, [expect.objectContaining({ field, rule })]]);
  });

  it('do not follow the own variable of somebody else', async () => {
    const other = await host.signedIn('patient');
    const made = await other.post<{ id: string }>('/api/v1/patients/me/variables', { name: 'Mood' });
    const answer = await patient.post<{ code: string }>(GOALS, lose({ variableId: made.body.id }));
    expect(answer.status).toBe(400);
  });

  it('stay as they are when they are kept by hand', async () => {
    const { body } = await patient.post<Goal>(GOALS, {
      title: 'Read',
      status: 'active',
      currentValue: 3,
      targetValue: 12,
    });
    await weigh(0, 80);
    expect((await patient.get<Goal>(`${GOALS}/${body.id}`)).body).toEqual(body);
  });
});
