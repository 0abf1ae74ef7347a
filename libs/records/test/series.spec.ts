import { type Page, startWorld, type World } from './people.js';

interface Series {
  readonly variableId: string;
  readonly total: number;
  readonly spanSeconds: number | null;
  readonly points: readonly {
    readonly at: string;
    readonly value: number;
    readonly unit: string | null;
    readonly count?: number;
    readonly min?: number;
    readonly max?: number;
    readonly sum?: number;
  }[];
}
interface Measured {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly unitCode: string | null;
  readonly count: number;
  readonly newestAt: string;
  readonly newestValue: number | null;
  readonly newestUnit: string | null;
  readonly newestText: string | null;
}

describe('what a chart of measurements is drawn from', () => {
  let world: World;
  let heartRate: string;
  const mine = '/api/v1/patients/me';
  const seriesOf = async (client: World['patient'], query: string, patientId = 'me') =>
    client.get<Series>(`/api/v1/patients/${patientId}/measurements/series?${query}`);
  const insert = (patientId: string, select: string) =>
    world.host.database.admin.query(
      `insert into measurements (patient_id, variable_id, start_at, value, unit) select $1, $2, ${select}`,
      [patientId, heartRate],
    );

  beforeAll(async () => {
    world = await startWorld();
    const { rows } = await world.host.database.admin.query<{ id: string }>(
      `select id from variables where code = '8867-4'`,
    );
    heartRate = rows[0]?.id ?? '';
  });
  afterAll(() => world.host.close());

  it('is every measurement, oldest first, while they are few', async () => {
    const { patient, provider } = world;
    const add = (value: number, unit: string, startAt: string) =>
      patient.post(`${mine}/measurements`, { variableId: heartRate, value, unit, startAt });
    await add(80, '/min', '2026-01-02T00:00:00Z');
    await add(60, '/min', '2026-01-01T00:00:00Z');
    await add(1.1, 'Hz', '2026-01-03T00:00:00Z');
    await patient.post(`${mine}/measurements`, {
      variableId: heartRate,
      valueText: 'fast',
      startAt: '2026-01-04T00:00:00Z',
    });
    const { body } = await seriesOf(patient, `variableId=${heartRate}`);
    expect(body).toEqual({
      variableId: heartRate,
      total: 3,
      spanSeconds: null,
      points: [
        { at: '2026-01-01T00:00:00.000Z', value: 60, unit: '/min' },
        { at: '2026-01-02T00:00:00.000Z', value: 80, unit: '/min' },
        { at: '2026-01-03T00:00:00.000Z', value: 1.1, unit: 'Hz' },
      ],
    });
    const some = await seriesOf(
      provider,
      `variableId=${heartRate}&from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z`,
      patient.id,
    );
    expect(some.body.points.map((point) => point.value)).toEqual([80]);
    expect((await seriesOf(world.stranger, `variableId=${heartRate}`, patient.id)).status).toBe(404);
  });

  it('says so when there are too many and spans of time stand for them, that still add up', async () => {
    const patient = await world.host.signedIn('patient');
    await insert(
      patient.id,
      `timestamptz '2025-01-01T00:00:00Z' + n * interval '1 minute', 60 + n % 40, '/min' from generate_series(0, 19999) n`,
    );
    await insert(
      patient.id,
      `timestamptz '2025-01-05T00:00:00Z' + n * interval '1 second', 1, 'Hz' from generate_series(0, 99) n`,
    );
    const { body } = await seriesOf(patient, `variableId=${heartRate}`);
    expect(body.total).toBe(20_100);
    expect(body.spanSeconds).toBe(1200);
    expect(body.points.length).toBeGreaterThan(900);
    expect(body.points.length).toBeLessThanOrEqual(5000);
    const sum = (pick: (point: Series['points'][number]) => number) =>
      body.points.reduce((all, point) => all + pick(point), 0);
    expect(sum((point) => point.count ?? 0)).toBe(20_100);
    expect(sum((point) => (point.unit === '/min' ? (point.sum ?? 0) : 0))).toBe(20_000 * 79.5);
    const first = body.points[0];
    expect(first).toEqual({
      at: '2025-01-01T00:00:00.000Z',
      unit: '/min',
      count: 20,
      value: 69.5,
      min: 60,
      max: 79,
      sum: 1390,
    });
    expect(body.points.filter((point) => point.unit === 'Hz').every((point) => point.value === 1)).toBe(true);

    const day = await seriesOf(
      patient,
      `variableId=${heartRate}&from=2025-01-02T00:00:00Z&to=2025-01-03T00:00:00Z`,
    );
    expect(day.body).toMatchObject({ total: 1440, spanSeconds: null });
  });

  it('tells everything that happened at one instant as one span of a second', async () => {
    const patient = await world.host.signedIn('patient');
    await insert(patient.id, `timestamptz '2025-01-01T00:00:00Z', n, null from generate_series(1, 5001) n`);
    const { body } = await seriesOf(patient, `variableId=${heartRate}`);
    expect(body).toMatchObject({
      total: 5001,
      spanSeconds: 1,
      points: [{ count: 5001, min: 1, max: 5001, unit: null }],
    });
  });

  it('has at most 5000 points however many units there are', async () => {
    const patient = await world.host.signedIn('patient');
    await insert(
      patient.id,
      `timestamptz '2025-01-01T00:00:00Z' + n * interval '1 hour', n, 'u' || n % 700 from generate_series(1, 9000) n`,
    );
    const { body } = await seriesOf(patient, `variableId=${heartRate}`);
    expect(body.total).toBe(9000);
    expect(body.points.length).toBeLessThanOrEqual(5000);
  });

  it('begins with the variables a patient has measurements of, each with its count and the newest', async () => {
    const patient = await world.host.signedIn('patient');
    expect((await patient.get<Page<Measured>>(`${mine}/variables`)).body).toEqual({
      items: [],
      nextCursor: null,
    });
    const add = (body: object) => patient.post(`${mine}/measurements`, body);
    await add({ variableCode: '29463-7', value: 70.5, unit: 'kg', startAt: '2026-01-01T00:00:00Z' });
    await add({ variableCode: '29463-7', value: 71, unit: '[lb_av]', startAt: '2026-01-03T00:00:00+01:00' });
    await add({ variableCode: '29463-7', value: 69, unit: 'kg', startAt: '2026-01-02T00:00:00Z' });
    await add({ variableName: 'Mood', valueText: 'calm', startAt: '2026-01-02T00:00:00Z' });
    const { body } = await patient.get<Page<Measured>>(`${mine}/variables`);
    expect(body.items).toMatchObject([
      {
        name: 'Body weight',
        code: '29463-7',
        unitCode: 'kg',
        count: 3,
        newestAt: '2026-01-02T23:00:00.000Z',
        newestValue: 71,
        newestUnit: '[lb_av]',
        newestText: null,
      },
      { name: 'Mood', code: null, count: 1, newestValue: null, newestText: 'calm' },
    ]);
    expect((await world.stranger.get(`/api/v1/patients/${patient.id}/variables`)).status).toBe(404);
    expect(
      (await world.provider.get<Page<Measured>>(`/api/v1/patients/${world.patient.id}/variables`)).status,
    ).toBe(200);
  });
});
