import type { TestClient, TestHost } from '@carenode/testing';

import { type Entry, LOG, note, type Page, startFoodHost } from './food-log.js';
import { takeIntoCare } from './nouns.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly portions?: readonly string[];
}
interface Former {
  readonly version: number;
  readonly deleted: boolean;
  readonly record: Partial<Entry>;
}

let host: TestHost;
let patient: TestClient;
let butter: string;

beforeAll(async () => {
  ({ host, patient, butter } = await startFoodHost());
}, 60_000);
afterAll(() => host.close());

const noted = (input: object, who = patient) => note(who, input);
const changed = async (id: string, change: object): Promise<Entry> => {
  const { status, body, text } = await patient.patch<Entry>(`${LOG}/${id}`, change);
  if (status !== 200) throw new Error(text);
  return body;
};
const amountOf = ({ nutrients }: Pick<Entry, 'nutrients'>, name: string) =>
  nutrients.find(({ nutrient }) => nutrient === name);
const versions = async (id: string) => (await patient.get<Page<Former>>(`${LOG}/${id}/versions`)).body.items;

describe('an entry of the food log with a food', () => {
  it('has what the food has per 100 g, times what was eaten', async () => {
    const eaten = await noted({ foodId: butter, quantity: 2, unit: 'tbsp', meal: 'breakfast' });
    // 2 × 14.2 g of 717 kcal, 0.85 g protein, 0.06 g carbohydrates, 81.11 g fat, 643 mg sodium per 100 g.
    expect(eaten).toMatchObject({
      foodId: butter,
      foodName: 'BUTTER,WITH SALT',
      quantity: 2,
      unit: 'tbsp',
      meal: 'breakfast',
      calories: 204,
      protein: 0.241,
      carbs: 0.017,
      fat: 23.035,
    });
    expect(amountOf(eaten, 'Sodium')).toEqual({ nutrient: 'Sodium', amount: 182.612, unit: 'mg' });
    expect(eaten.nutrients).toHaveLength(40);
    expect(await noted({ foodId: butter, quantity: 0.1, unit: 'kg' })).toMatchObject({
      calories: 717,
      fat: 81.11,
    });
    expect(await noted({ foodId: butter, quantity: 100, unit: 'g' })).toMatchObject({
      calories: 717,
      fat: 81.11,
    });
  });

  it('keeps what is told, null included', async () => {
    const eaten = await noted({
      foodId: butter,
      foodName: 'Butter from the farm',
      quantity: 10,
      unit: 'g',
      calories: 80,
      fat: null,
      nutrients: [{ nutrient: 'Sodium', amount: 1, unit: 'mg' }],
    });
    expect(eaten).toMatchObject({
      foodName: 'Butter from the farm',
      calories: 80,
      protein: 0.085,
      fat: null,
    });
    expect(amountOf(eaten, 'Sodium')?.amount).toBe(1);
    expect(amountOf(eaten, 'Saturated')?.amount).toBe(5.1368);
  });

  it('knows nothing of a quantity that is not told, and asks for a unit whose weight it does not know', async () => {
    expect(await noted({ foodId: butter })).toMatchObject({ calories: null, fat: null, nutrients: [] });
    for (const unit of ['ml', 'handful']) {
      const { status, body } = await patient.post<Problem>(LOG, { foodId: butter, quantity: 5, unit });
      expect([status, body.code]).toEqual([422, 'food_unit_unknown']);
      expect(body.portions).toEqual(expect.arrayContaining(['g', 'kg', '1 tbsp', '1 cup']));
    }
    const { status } = await patient.post(LOG, { foodId: patient.id, quantity: 5, unit: 'g' });
    expect(status).toBe(422);
    expect((await patient.post(LOG, { quantity: 5, unit: 'g' })).status).toBe(400);
  });

  it('is worked out anew when quantity, unit or food change, but for what was told', async () => {
    const { id } = await noted({ foodId: butter, quantity: 100, unit: 'g', calories: 700 });
    const half = await changed(id, { quantity: 50 });
    expect(half).toMatchObject({ quantity: 50, calories: 700, fat: 40.555, version: 2 });
    expect(amountOf(half, 'Sodium')?.amount).toBe(321.5);
    expect(await changed(id, { unit: 'tbsp', quantity: 1, calories: 100 })).toMatchObject({
      calories: 100,
      fat: 11.518,
    });
    const none = await changed(id, { foodId: null });
    expect(none).toMatchObject({ foodId: null, calories: 100, fat: null, nutrients: [] });
    expect(await changed(id, { notes: 'x' })).toMatchObject({ calories: 100, notes: 'x' });
    const { status } = await patient.send('PATCH', `${LOG}/${id}`, {
      body: { quantity: 3 },
      headers: { 'if-match': '"1"' },
    });
    expect(status).toBe(412);
    expect((await patient.patch<Problem>(`${LOG}/${id}`, {})).status).toBe(400);
  });

  it('shows nutrients in a list on request', async () => {
    const [plain] = (await patient.get<Page<Entry>>(`${LOG}?limit=1`)).body.items;
    expect(plain).not.toHaveProperty('nutrients');
    const { items } = (await patient.get<Page<Entry>>(`${LOG}?nutrients=true`)).body;
    expect(items.some(({ nutrients }) => nutrients.length === 40)).toBe(true);
  });

  it('keeps the clock of its instant', async () => {
    const timestamp = '2026-07-01T08:30:00+02:00';
    expect(await noted({ foodName: 'bread', timestamp })).toMatchObject({
      utcOffsetMinutes: 120,
      timeZone: null,
    });
    expect(await noted({ foodName: 'bread', timestamp: '2026-07-01T06:30:00Z' })).toMatchObject({
      utcOffsetMinutes: null,
    });
    const zoned = await noted({
      foodName: 'bread',
      timestamp: '2026-01-01T06:30:00Z',
      timeZone: 'Europe/Berlin',
    });
    expect(zoned).toMatchObject({ utcOffsetMinutes: 60, timeZone: 'Europe/Berlin' });
    expect(await changed(zoned.id, { timestamp })).toMatchObject({ utcOffsetMinutes: 120 });
    expect((await patient.post(LOG, { foodName: 'bread', timeZone: 'Mars/Olympus' })).status).toBe(400);
  });

  it('is read with its nutrients by who cares for the patient, which is noted once', async () => {
    const provider = await host.signedIn('provider');
    await takeIntoCare(host, patient, provider);
    const { id } = await noted({
      foodName: 'tea',
      nutrients: [{ nutrient: 'Caffeine', amount: 40, unit: 'mg' }],
    });
    const { body } = await provider.get<Entry>(`/api/v1/patients/${patient.id}/food-log/${id}`);
    expect(body.nutrients).toEqual([{ nutrient: 'Caffeine', amount: 40, unit: 'mg' }]);
    const { rows } = await host.database.admin.query(
      `select table_name, row_count from audit_events where kind = 'read' and subject = $1`,
      [provider.id],
    );
    expect(rows).toEqual([{ table_name: 'patient_food_log', row_count: 1 }]);
  });
});

describe('the history of an entry', () => {
  it('is nobody’s import any more once it was corrected by hand', async () => {
    const { rows } = await host.database.admin.query<{ id: string }>(
      `insert into patient_food_log (patient_id, food_name, source, import_id)
       values ($1, 'rice', 'An app', uuid_generate_v4()) returning id`,
      [patient.id],
    );
    const id = rows[0]?.id ?? '';
    expect(await changed(id, { calories: 200 })).toMatchObject({ importId: null, source: 'An app' });
    expect(await versions(id)).toMatchObject([{ version: 1, record: { foodName: 'rice', calories: null } }]);
  });

  it('has what it was before each correction, with its nutrients', async () => {
    const { id } = await noted({
      foodName: 'soup',
      calories: 100,
      nutrients: [{ nutrient: 'Sodium', amount: 900, unit: 'mg' }],
    });
    expect(await versions(id)).toEqual([]);
    await changed(id, { calories: 120 });
    await changed(id, {
      nutrients: [{ nutrient: 'Sodium', amount: 800, unit: 'mg' }],
      foodName: 'clear soup',
    });
    await changed(id, { nutrients: [] });
    const former = await versions(id);
    expect(
      former.map(({ version, record }) => [
        version,
        record.foodName,
        record.calories,
        record.nutrients?.[0]?.amount,
      ]),
    ).toEqual([
      [3, 'clear soup', 120, 800],
      [2, 'soup', 120, 900],
      [1, 'soup', 100, undefined],
    ]);
  });

  it('is there after it was deleted', async () => {
    const { id } = await noted({
      foodName: 'cake',
      nutrients: [{ nutrient: 'Sugars', amount: 30, unit: 'g' }],
    });
    expect((await patient.delete(`${LOG}/${id}`)).status).toBe(204);
    expect(await versions(id)).toMatchObject([
      {
        version: 1,
        deleted: true,
        record: { foodName: 'cake', nutrients: [{ nutrient: 'Sugars', amount: 30 }] },
      },
    ]);
    expect((await patient.delete(`${LOG}/${id}`)).status).toBe(404);
    const other = await host.signedIn('patient');
    expect((await other.get(`/api/v1/patients/${patient.id}/food-log/${id}/versions`)).status).toBe(404);
  });

  it.each([
    ['activity-log', { activityType: 'walking', notes: 'a' }, { notes: 'b' }],
    ['condition-events', { eventType: 'symptom', notes: 'a' }, { notes: 'b' }],
  ])('is kept of %s too', async (path, input, change) => {
    const at = `/api/v1/patients/me/${path}`;
    const { body } = await patient.post<Entry>(at, input);
    await patient.patch(`${at}/${body.id}`, change);
    await patient.patch(`${at}/${body.id}`, change);
    const { items } = (await patient.get<Page<Former>>(`${at}/${body.id}/versions`)).body;
    expect(items).toMatchObject([{ version: 1, deleted: false, record: { notes: 'a' } }]);
  });
});
