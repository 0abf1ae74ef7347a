import type { TestClient, TestHost } from '@carenode/testing';

import { type Entry, LOG, note, type Page, startFoodHost } from './food-log.js';

let host: TestHost;
let patient: TestClient;
let butter: string;

beforeAll(async () => {
  ({ host, patient, butter } = await startFoodHost());
}, 60_000);
afterAll(() => host.close());

const noted = (input: object, who = patient) => note(who, input);

describe('a meal that is repeated', () => {
  let eater: TestClient;
  let entries: Entry[];
  const repeat = (body: object, key?: string) =>
    eater.send<Page<Entry>>('POST', `${LOG}/repeat`, {
      body,
      headers: key ? { 'idempotency-key': key } : {},
    });
  const count = async () =>
    Number(
      (
        await host.database.admin.query('select count(*) from patient_food_log where patient_id = $1', [
          eater.id,
        ])
      ).rows[0]?.count,
    );

  beforeAll(async () => {
    eater = await host.signedIn('patient');
    entries = [
      await noted(
        {
          foodId: butter,
          quantity: 10,
          unit: 'g',
          meal: 'Breakfast',
          timestamp: '2026-03-01T23:30:00-05:00',
        },
        eater,
      ),
      await noted(
        {
          foodName: 'bread',
          quantity: 2,
          unit: 'slice',
          meal: 'Breakfast',
          timestamp: '2026-03-01T23:45:00-05:00',
          notes: 'dry',
        },
        eater,
      ),
      await noted({ foodName: 'soup', meal: 'Lunch', timestamp: '2026-03-01T12:00:00-05:00' }, eater),
      await noted({ foodName: 'tea', meal: 'Breakfast', timestamp: '2026-03-02T00:10:00-05:00' }, eater),
    ];
  });

  it('is noted once more in one call: of a day on its own clock, with the distances between its entries', async () => {
    const { status, body } = await repeat({
      day: '2026-03-01',
      ofMeal: 'breakfast',
      at: '2026-03-05T07:00:00+01:00',
      meal: 'brunch',
    });
    expect(status).toBe(201);
    expect(body.items).toMatchObject([
      {
        foodId: butter,
        calories: 72,
        meal: 'brunch',
        timestamp: '2026-03-05T06:00:00Z',
        utcOffsetMinutes: 60,
      },
      {
        foodName: 'bread',
        quantity: 2,
        meal: 'brunch',
        timestamp: '2026-03-05T06:15:00Z',
        utcOffsetMinutes: 60,
      },
    ]);
    expect(body.items[0]?.nutrients).toEqual(entries[0]?.nutrients);
    expect((await repeat({ day: '2026-03-01', at: '2026-04-05T07:00:00Z' })).body.items).toHaveLength(3);
  });

  it('is noted once by an Idempotency-Key, whatever is asked at the same time', async () => {
    const body = { entryIds: [entries[0]?.id, entries[1]?.id], at: '2026-05-01T07:00:00Z' };
    const before = await count();
    const answers = await Promise.all([repeat(body, 'k1'), repeat(body, 'k1'), repeat(body, 'k1')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await count()).toBe(before + 2);
    expect((await repeat({ ...body, meal: 'x' }, 'k1')).status).toBe(409);
  });

  it('is added wholly or not at all', async () => {
    const before = await count();
    const other = await noted({ foodName: 'not yours' });
    expect((await repeat({ entryIds: [entries[0]?.id, other.id] })).status).toBe(404);
    const { status, body } = await eater.post<{ id: string }>('/api/v1/patients/me/food-favourites', {
      name: 'wrong',
      items: [{ foodName: 'bread' }, { foodId: butter, quantity: 1, unit: 'handful' }],
    });
    expect(status).toBe(201);
    expect((await repeat({ favouriteId: body.id })).status).toBe(422);
    expect(await count()).toBe(before);
  });

  it.each([
    ['nothing to repeat', {}],
    ['two things to repeat', { day: '2026-03-01', favouriteId: '00000000-0000-4000-8000-000000000000' }],
    ['a meal without its day', { entryIds: ['00000000-0000-4000-8000-000000000000'], ofMeal: 'lunch' }],
    ['no ids', { entryIds: [] }],
    ['ids that are none', { entryIds: ['x'] }],
  ])('is refused with %s', async (_, body) => {
    expect((await repeat(body)).status).toBe(400);
  });

  it('is refused where there is none', async () => {
    expect((await repeat({ day: '2020-01-01' })).status).toBe(422);
  });

  it('may be a favourite: a food, or several with a name', async () => {
    const favourites = '/api/v1/patients/me/food-favourites';
    const made = await eater.post<{ id: string; items: object[] }>(favourites, {
      name: 'Bread and butter',
      items: [
        { foodId: butter, quantity: 1, unit: 'tbsp' },
        { foodName: 'bread', quantity: 1, unit: 'slice', calories: 80 },
      ],
    });
    expect(made.body.items).toHaveLength(2);
    const { status, body } = await repeat({
      favouriteId: made.body.id,
      at: '2026-06-01T08:00:00+02:00',
      meal: 'breakfast',
    });
    expect(status).toBe(201);
    expect(body.items.map(({ foodName, calories, meal }) => [foodName, calories, meal]).sort()).toEqual([
      ['BUTTER,WITH SALT', 102, 'breakfast'],
      ['bread', 80, 'breakfast'],
    ]);
    expect((await patient.get(`${favourites}/${made.body.id}`)).status).toBe(404);
    expect((await eater.delete(`${favourites}/${made.body.id}`)).status).toBe(204);
    expect((await eater.post(favourites, { name: 'x', items: [] })).status).toBe(400);
    expect((await eater.post(favourites, { name: 'x', items: [{ quantity: 1 }] })).status).toBe(400);
  });

  it('is found again among the foods that are eaten most', async () => {
    const someone = await host.signedIn('patient');
    const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await noted({ foodName: 'Tea', timestamp: day(3) }, someone);
    await noted({ foodName: 'tea', quantity: 200, unit: 'ml', timestamp: day(1) }, someone);
    await noted({ foodId: butter, quantity: 5, unit: 'g', timestamp: day(2) }, someone);
    await noted({ foodName: 'goose', timestamp: day(200) }, someone);
    const { body } = await someone.get<Page<object>>(`${LOG}/recent`);
    expect(body.items).toMatchObject([
      { foodName: 'tea', foodId: null, times: 2, quantity: 200, unit: 'ml' },
      { foodName: 'BUTTER,WITH SALT', foodId: butter, times: 1, quantity: 5, unit: 'g' },
    ]);
    expect(body.items).toHaveLength(2);
  });
});
