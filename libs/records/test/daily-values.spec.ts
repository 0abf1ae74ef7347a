import { newId } from '@carenode/module-kit';
import { DailyValues } from '@carenode/records-contract';

import { startWorld, takeIntoCare, type World } from './people.js';

interface Day {
  readonly day: string;
  readonly value: number | null;
  readonly count: number;
  readonly leftOut: number;
  readonly complete: boolean;
  readonly sources: readonly { readonly source: string; readonly taken: number | null }[];
}
interface Days {
  readonly unit: string | null;
  readonly computing: boolean;
  readonly days: readonly Day[];
}
interface Order {
  readonly of: string;
  readonly chosen: boolean;
  readonly sources: readonly { readonly source: string; readonly count: number }[];
}

describe('What a variable was day by day', () => {
  let world: World;
  let steps: string;
  let weight: string;
  beforeAll(async () => {
    world = await startWorld();
    const { rows } = await world.host.database.admin.query<{ id: string; code: string }>(
      `select id, code from variables where code in ('55423-8', '29463-7') and patient_id is null`,
    );
    steps = rows.find(({ code }) => code === '55423-8')?.id ?? '';
    weight = rows.find(({ code }) => code === '29463-7')?.id ?? '';
  });
  afterAll(() => world.host.close());

  type Client = World['patient'];
  const patient = async () => {
    const client = await world.host.signedIn('patient');
    await takeIntoCare(world.host, client, world.provider);
    return client;
  };
  const tell = (
    client: Client,
    source: string,
    start: string,
    end: string | null,
    value: number,
    more: { variable?: string; unit?: string; zone?: string | null; offset?: number | null } = {},
  ) =>
    world.host.db.as(world.host.contextOf(client, 'patient')).execute<{ id: string }>(
      `insert into measurements (patient_id, variable_id, source, start_at, end_at, value, unit, time_zone, utc_offset_minutes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        client.id,
        more.variable ?? steps,
        source,
        start,
        end,
        value,
        more.unit ?? '{steps}',
        more.zone ?? null,
        more.offset ?? null,
      ],
    );
  const daysOf = async (
    client: Client,
    { variable = steps, from = '2026-01-01', to = '2026-01-31', who = 'me' } = {},
  ) => client.get<Days>(`/api/v1/patients/${who}/daily-values?variableId=${variable}&from=${from}&to=${to}`);
  const valuesOf = async (client: Client, options: Parameters<typeof daysOf>[1] = {}) =>
    (await daysOf(client, options)).body.days.map(({ day, value }) => [day, value]);

  it('is computed when it is asked for, and again after anything changed', async () => {
    const own = await patient();
    expect((await daysOf(own)).body).toMatchObject({ computing: false, days: [] });
    const [first] = await tell(own, 'watch', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', 900);
    await tell(own, 'phone', '2026-01-05T10:30:00Z', '2026-01-05T11:30:00Z', 600);
    await tell(own, 'watch', '2026-01-06T10:00:00Z', '2026-01-06T11:00:00Z', 100);
    await tell(own, 'watch', '2026-01-07T10:00:00Z', '2026-01-07T11:00:00Z', 100);
    expect(await valuesOf(own)).toEqual([
      ['2026-01-05', 1200],
      ['2026-01-06', 100],
      ['2026-01-07', 100],
    ]);
    expect((await daysOf(own)).body).toMatchObject({ unit: '{steps}', days: [{ complete: true }, {}, {}] });
    const { rows } = await world.host.database.admin.query(
      'select days from stale_daily_values where patient_id = $1',
      [own.id],
    );
    expect(rows).toEqual([]);
    await own.patch(`/api/v1/patients/me/measurements/${first?.id}`, { value: 1000 });
    expect(await valuesOf(own, { to: '2026-01-05' })).toEqual([['2026-01-05', 1300]]);
    await own.delete(`/api/v1/patients/me/measurements/${first?.id}`);
    expect((await valuesOf(own))[0]).toEqual(['2026-01-05', 600]);
  });

  it('is in the unit of the variable, and tells what was left out', async () => {
    const own = await patient();
    const base = '/api/v1/patients/me/measurements';
    await own.post(base, { variableId: weight, value: 70, unit: 'kg', startAt: '2026-01-05T07:00:00Z' });
    await own.post(base, { variableId: weight, value: 200, unit: 'lbs', startAt: '2026-01-06T07:00:00Z' });
    await own.post(base, {
      variableId: weight,
      value: 11,
      unit: 'splodges',
      startAt: '2026-01-06T07:00:00Z',
    });
    await own.post(base, {
      variableId: weight,
      value: 300,
      comparator: '>',
      unit: 'kg',
      startAt: '2026-01-07T07:00:00Z',
    });
    const { body } = await daysOf(own, { variable: weight });
    expect(body.unit).toBe('kg');
    expect(body.days).toMatchObject([
      { value: 70, count: 1, leftOut: 0 },
      { value: 90.718474, count: 1, leftOut: 1 },
      { value: null, count: 0, leftOut: 1 },
    ]);
  });

  it('follows the patient’s own list of where they were, but not against what a record tells', async () => {
    const own = await patient();
    const path = '/api/v1/patients/me/time-zones';
    await tell(own, 'watch', '2026-01-05T20:00:00Z', '2026-01-05T21:00:00Z', 10);
    await tell(own, 'watch', '2026-01-07T20:00:00Z', '2026-01-07T21:00:00Z', 20, { offset: 0 });
    await tell(own, 'watch', '2026-01-09T20:00:00Z', '2026-01-09T21:00:00Z', 30, { zone: 'Europe/Berlin' });
    expect((await valuesOf(own))[0]).toEqual(['2026-01-05', 10]);
    const before = await own.get(path);
    expect(before.body).toEqual({ zones: [], defaultTimeZone: 'UTC' });
    const zones = [{ validFrom: null, timeZone: 'Asia/Tokyo' }];
    const put = await own.put(path, { zones }, { headers: { 'if-match': before.headers.get('etag') ?? '' } });
    expect(put.body).toEqual({ zones, defaultTimeZone: 'UTC' });
    expect(await valuesOf(own)).toEqual([
      ['2026-01-06', 10],
      ['2026-01-07', 20],
      ['2026-01-09', 30],
    ]);
    expect(
      (await own.put(path, { zones: [] }, { headers: { 'if-match': before.headers.get('etag') ?? '' } }))
        .status,
    ).toBe(412);
    for (const wrong of [
      [{ validFrom: null, timeZone: 'Europe/Nowhere' }],
      [{ validFrom: 'yesterday', timeZone: 'Europe/Berlin' }],
      [
        { validFrom: '2026-02-01T00:00:00Z', timeZone: 'Europe/Berlin' },
        { validFrom: '2026-01-01T00:00:00Z', timeZone: 'Asia/Tokyo' },
      ],
      [{ validFrom: null, timeZone: 'Europe/Berlin', more: 1 }],
      ['Europe/Berlin'],
      { length: 1 },
    ])
      expect((await own.put(path, { zones: wrong })).status).toBe(400);
    expect((await own.get<object>(path)).body).toMatchObject({ zones });
    expect((await world.provider.get(`/api/v1/patients/${own.id}/time-zones`)).status).toBe(403);
    expect((await world.otherPatient.get(`/api/v1/patients/${own.id}/time-zones`)).status).toBe(404);
  });

  it('follows the order of sources that the patient gives', async () => {
    const own = await patient();
    const path = '/api/v1/patients/me/source-order';
    await tell(own, 'watch', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', 900);
    await tell(own, 'phone', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', 600);
    await tell(own, 'watch', '2026-01-06T10:00:00Z', '2026-01-06T11:00:00Z', 100);
    expect((await valuesOf(own))[0]).toEqual(['2026-01-05', 900]);
    const first = await own.get<Order>(`${path}?variableId=${steps}`);
    expect(first.body).toMatchObject({
      of: 'all',
      chosen: false,
      computing: false,
      sources: [
        { source: 'watch', count: 2, firstDay: '2026-01-05', lastDay: '2026-01-06' },
        { source: 'phone', count: 1 },
      ],
    });
    const chosen = await own.put<Order>(
      path,
      { variableId: steps, sources: ['phone', 'watch'] },
      { headers: { 'if-match': '"0"' } },
    );
    expect(chosen.body).toMatchObject({ of: 'variable', chosen: true });
    expect((await valuesOf(own))[0]).toEqual(['2026-01-05', 600]);
    expect(
      (await own.put(path, { variableId: steps, sources: ['watch'] }, { headers: { 'if-match': '"0"' } }))
        .status,
    ).toBe(412);
    expect((await own.put(path, { sources: ['watch', 'watch'] })).status).toBe(400);
    expect((await own.put(path, { variableId: newId(), sources: ['watch'] })).status).toBe(404);
    await own.put(path, { variableId: steps, sources: [] });
    expect((await valuesOf(own))[0]).toEqual(['2026-01-05', 900]);
    expect((await world.provider.get(`/api/v1/patients/${own.id}/source-order`)).status).toBe(403);
  });

  it('keeps the order that was found first, whoever tells more later', async () => {
    const own = await patient();
    await tell(own, 'watch', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', 900);
    await valuesOf(own);
    for (let n = 0; n < 5; n++)
      await tell(own, 'phone', `2026-01-05T10:${n}0:00Z`, `2026-01-05T10:${n}9:00Z`, 600);
    expect(await valuesOf(own)).toEqual([['2026-01-05', 900]]);
  });

  it('is read by who reads the measurements, and noted; nobody writes it with rights of their own', async () => {
    const own = await patient();
    await tell(own, 'watch', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', 900);
    expect(await valuesOf(world.provider, { who: own.id })).toEqual([['2026-01-05', 900]]);
    expect((await daysOf(world.stranger, { who: own.id })).status).toBe(404);
    expect((await daysOf(world.otherPatient, { who: own.id })).status).toBe(404);
    expect((await daysOf(world.admin, { who: own.id })).status).toBe(403);
    const { rows } = await world.host.database.admin.query(
      `select table_name, why, row_count::int from audit_events where patient_id = $1 and subject = $2`,
      [own.id, world.provider.id],
    );
    expect(rows).toEqual([{ table_name: 'measurements', why: 'care-team', row_count: 1 }]);
    const as = world.host.db.as(world.host.contextOf(world.provider, 'provider'));
    await expect(as.execute('delete from daily_values')).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await as.query('select 1 from daily_values')).toEqual([]);
  });

  it('refuses more than three years, and days that are none', async () => {
    const own = await patient();
    expect((await daysOf(own, { from: '2020-01-01', to: '2023-01-02' })).status).toBe(200);
    expect((await daysOf(own, { from: '2020-01-01', to: '2023-01-03' })).status).toBe(400);
    expect((await daysOf(own, { from: '2026-01-02', to: '2026-01-01' })).status).toBe(400);
    expect((await daysOf(own, { from: '2026-02-30' })).status).toBe(400);
  });

  it('is told to other modules, and computed in the background when they ask', async () => {
    const own = await patient();
    await world.host.database.admin.query(
      `insert into measurements (patient_id, variable_id, source, start_at, end_at, value, unit)
       select $1, $2, 'watch', t, t + interval '1 minute', 1, '{steps}'
         from generate_series(timestamptz '2024-01-01T00:00:00Z', '2024-03-01T00:00:00Z', interval '1 minute') t`,
      [own.id, steps],
    );
    const daily = world.host.host.get(DailyValues);
    const ctx = world.host.contextOf(own, 'patient');
    await daily.refresh(ctx, own.id);
    await daily.refresh(ctx, own.id);
    const found = await daily.read(ctx, own.id, [steps, weight], '2024-01-01', '2024-12-31');
    expect(found.get(weight)).toEqual([]);
    expect(found.get(steps)).toHaveLength(61);
    expect(found.get(steps)?.[0]).toEqual({ day: '2024-01-01', value: 1440, min: 1, max: 1, count: 1440 });
    expect(await daily.today(ctx, own.id)).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (let tries = 0; ; tries++) {
      const { rows } = await world.host.database.admin.query<{ status: string; problem: unknown }>(
        `select status, problem from jobs where kind = 'daily-values' and about = $1`,
        [own.id],
      );
      expect(rows).toHaveLength(1);
      if (rows[0]?.status === 'done') break;
      if (tries > 100) throw new Error(`The job is ${JSON.stringify(rows[0])}.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  it('of one day is shown by quarters of an hour, as they counted', async () => {
    const own = await patient();
    await tell(own, 'watch', '2026-01-05T10:00:00Z', '2026-01-05T10:30:00Z', 300);
    await tell(own, 'phone', '2026-01-05T10:20:00Z', '2026-01-05T10:50:00Z', 300);
    await own.put('/api/v1/patients/me/source-order', { sources: ['watch', 'phone'] });
    const chart = await own.get<{
      value: number;
      quarters: { from: string; source: string; value: number }[];
    }>(`/api/v1/patients/me/measurements/day?variableId=${steps}&day=2026-01-05`);
    expect(chart.body).toMatchObject({
      kind: 'sum',
      beginsAt: '2026-01-05T00:00:00.000Z',
      endsAt: '2026-01-06T00:00:00.000Z',
      value: 500,
    });
    expect(chart.body.quarters.map(({ from, source, value }) => [from.slice(11, 16), source, value])).toEqual(
      [
        ['10:00', 'watch', 150],
        ['10:15', 'watch', 150],
        ['10:30', 'phone', 150],
        ['10:45', 'phone', 50],
      ],
    );
    expect(
      (
        await world.stranger.get(
          `/api/v1/patients/${own.id}/measurements/day?variableId=${steps}&day=2026-01-05`,
        )
      ).status,
    ).toBe(404);
  });

  it('is not lost when measurements are written while it is computed', async () => {
    const own = await patient();
    await Promise.all([
      ...Array.from({ length: 20 }, (_, n) =>
        tell(
          own,
          'watch',
          `2026-01-05T${String(n).padStart(2, '0')}:00:00Z`,
          `2026-01-05T${String(n).padStart(2, '0')}:30:00Z`,
          1,
        ),
      ),
      ...Array.from({ length: 10 }, () => valuesOf(own)),
    ]);
    expect(await valuesOf(own)).toEqual([['2026-01-05', 20]]);
  });
});
