import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemContext } from '@carenode/module-kit';
import { ReferenceFoods } from '@carenode/patient-data-contract';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface Food {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly version: number;
  readonly energyKcal: number | null;
  readonly nutrients: readonly { nutrient: string; amount: number; unit: string }[];
  readonly portions: readonly { name: string; grams: number }[];
}
interface Page {
  readonly items: readonly Food[];
  readonly nextCursor: string | null;
}

const FOLDER = join(import.meta.dirname, '../reference/usda-sr');
const OWN = '/api/v1/patients/me/foods';
const ctx = systemContext('a test');
const RYE = {
  name: 'Rye bread of aunt Erna',
  brand: 'home',
  energyKcal: 220,
  protein: 6.5,
  carbs: 41,
  nutrients: [{ nutrient: 'Fiber', amount: 7.2, unit: 'g' }],
  portions: [{ name: '1 slice', grams: 45 }],
};

let host: TestHost;
let patient: TestClient;
let foods: ReferenceFoods;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  patient = await host.signedIn('patient');
  foods = host.host.get(ReferenceFoods);
});
afterAll(() => host.close());

const rows = async <T extends object>(sql: string): Promise<T[]> =>
  (await host.database.admin.query<T>(sql)).rows;
const found = async (who: TestClient, query: string): Promise<readonly Food[]> =>
  (await who.get<Page>(`/api/v1/foods?${query}`)).body.items;

describe('reference foods of USDA SR', () => {
  it('are all of the file, with every amount that it gives and the household measures of its foods', async () => {
    const report = await foods.importUsdaSr(ctx, FOLDER);
    expect(report.foods).toEqual({
      read: 8463,
      created: 8463,
      updated: 0,
      unchanged: 0,
      refused: 0,
      refusals: [],
    });
    const { read, created, updated, unchanged, refused } = report.portions;
    expect({ read, sum: created + updated + unchanged + refused, updated, unchanged }).toEqual({
      read: 15438,
      sum: 15438,
      updated: 0,
      unchanged: 0,
    });
    // 805 of the newer release’s foods that the older one has not, and 15 that are told twice.
    expect(refused).toBe(820);
    // Read here once more, in another way than the importer does.
    const lines = new TextDecoder('windows-1252')
      .decode(await readFile(join(FOLDER, 'ABBREV.txt')))
      .split('\r\n')
      .filter(Boolean)
      .map((line) => line.split('^'));
    const amounts = lines.flatMap((fields) =>
      fields.slice(2, 48).filter((field, index) => field !== '' && ![1, 2, 3, 4, 5, 40].includes(index)),
    );
    const [stored] = await rows(
      `select (select count(*)::int from food_composition) as amounts, (select count(*)::int from foods where protein is null) as unknown,
              (select count(*)::int from food_portions) as portions`,
    );
    expect(stored).toEqual({
      amounts: amounts.length,
      unknown: lines.filter((fields) => fields[4] === '').length,
      portions: created,
    });
  }, 60_000);

  it('are found by the beginnings of words, and read with their composition and portions by everybody', async () => {
    const [butter] = await found(patient, 'q=butter%20salt%20with');
    expect(butter).toMatchObject({ name: 'BUTTER,WITH SALT', source: 'usda-sr', energyKcal: 717 });
    const provider = await host.signedIn('provider');
    const { body } = await provider.get<Food>(`/api/v1/foods/${butter?.id}`);
    expect(body.nutrients).toContainEqual({ nutrient: 'Sodium', amount: 643, unit: 'mg' });
    expect(body.portions).toContainEqual({ name: '1 tbsp', grams: 14.2 });
    expect((await found(patient, 'q=bana')).map(({ name }) => name)[0]).toMatch(/^BANANA/);
    expect(await found(patient, 'q=nosuchfoodatall')).toEqual([]);
    expect((await patient.get('/api/v1/foods?q=%26%7C')).status).toBe(400);
    expect((await host.anonymous().get('/api/v1/foods')).status).toBe(401);
  });

  it('are walked page by page, with a search and without', async () => {
    for (const search of ['q=beef&', '']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      for (let pages = 0; cursor !== null && pages < 8; pages++) {
        const { body }: { body: Page } = await patient.get<Page>(
          `/api/v1/foods?${search}limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
        );
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(150);
    }
  });

  it('are found by an index, not by reading all of them', async () => {
    await rows('analyze foods');
    // The definer of the function has an owner's view of the table, so that this is the plan of its query.
    const plan = await rows<Record<string, string>>(
      `explain select id from foods where to_tsvector('pg_catalog.simple', name || ' ' || coalesce(brand, '')) @@ to_tsquery('pg_catalog.simple', 'butt:* & salt:*')`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('foods_words');
  });

  it('change nothing when they are imported again, and follow a file that has changed', async () => {
    const again = await foods.importUsdaSr(ctx, FOLDER);
    expect(again.foods).toMatchObject({ created: 0, updated: 0, unchanged: 8463 });
    expect(again.portions).toMatchObject({ created: 0, updated: 0 });
    const folder = await mkdtemp(join(tmpdir(), 'carenode-foods-'));
    try {
      await cp(FOLDER, folder, { recursive: true });
      const path = join(folder, 'ABBREV.txt');
      const text = await readFile(path, 'latin1');
      await writeFile(
        path,
        text.replace('~01001~^~BUTTER,WITH SALT~^15.87^717', '~01001~^~BUTTER,WITH SALT~^^718'),
        'latin1',
      );
      expect((await foods.importUsdaSr(ctx, folder)).foods).toMatchObject({ updated: 1, unchanged: 8462 });
      const [butter] = await rows(
        `select energy_kcal::text as energy, (select count(*)::int from food_composition c where c.food_id = f.id and nutrient = 'Water') as water
           from foods f where source_code = '01001'`,
      );
      expect(butter).toEqual({ energy: '718', water: 0 });
      await writeFile(path, 'code,name\r\n1,butter\r\n');
      await expect(foods.importUsdaSr(ctx, folder)).rejects.toMatchObject({ code: 'wrong_food_file' });
      await rm(path);
      await expect(foods.importUsdaSr(ctx, folder)).rejects.toMatchObject({ code: 'file_not_readable' });
    } finally {
      await rm(folder, { recursive: true });
    }
    await foods.importUsdaSr(ctx, FOLDER);
  }, 60_000);
});

describe('a patient’s own foods', () => {
  it('have nutrients and portions, are found first, and are nobody else’s', async () => {
    const { status, body } = await patient.post<Food>(OWN, RYE);
    expect({ status, body }).toMatchObject({ status: 201, body: { ...RYE, source: 'own', fat: null } });
    expect((await found(patient, 'q=rye'))[0]?.id).toBe(body.id);
    const other = await host.signedIn('patient');
    expect((await found(other, 'q=rye')).some(({ id }) => id === body.id)).toBe(false);
    expect((await other.get(`/api/v1/foods/${body.id}`)).status).toBe(404);
    expect((await (await host.signedIn('provider')).get(`/api/v1/foods/${body.id}`)).status).toBe(404);
  });

  it('are changed with their parts, and go with them', async () => {
    const { body } = await patient.post<Food>(OWN, { ...RYE, name: 'Rye II' });
    const changed = await patient.patch<Food>(`${OWN}/${body.id}`, {
      portions: [{ name: 'loaf', grams: 750 }],
    });
    expect(changed.body).toMatchObject({
      portions: [{ name: 'loaf', grams: 750 }],
      nutrients: RYE.nutrients,
      version: 2,
    });
    expect(
      (
        await patient.send('PATCH', `${OWN}/${body.id}`, {
          body: { name: 'x' },
          headers: { 'if-match': '"1"' },
        })
      ).status,
    ).toBe(412);
    expect((await patient.delete(`${OWN}/${body.id}`)).status).toBe(204);
    expect(await rows(`select 1 from food_portions where food_id = '${body.id}'`)).toEqual([]);
  });

  it('are made once by an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'rye-3' };
    const [one, again] = [
      await patient.send<Food>('POST', OWN, { body: RYE, headers }),
      await patient.send<Food>('POST', OWN, { body: RYE, headers }),
    ];
    expect([one.status, again.status, again.body]).toEqual([201, 200, one.body]);
    const other = await patient.send('POST', OWN, { body: { ...RYE, fat: 1 }, headers });
    expect(other.status).toBe(409);
  });

  it.each([
    ['a nutrient twice', { nutrients: [RYE.nutrients[0], RYE.nutrients[0]] }],
    ['a portion called g', { portions: [{ name: 'g', grams: 1 }] }],
    ['a portion without weight', { portions: [{ name: 'cup' }] }],
    ['an unknown field in a portion', { portions: [{ name: 'cup', grams: 1, ounces: 1 }] }],
    ['more protein than food', { protein: 101 }],
    ['a list that is none', { nutrients: { nutrient: 'Fiber' } }],
    ['a control character in a portion', { portions: [{ name: 'c\u0000p', grams: 1 }] }],
  ])('are refused with %s', async (_, change) => {
    expect((await patient.post(OWN, { ...RYE, ...change })).status).toBe(400);
  });
});
