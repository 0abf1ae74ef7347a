import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface Check {
  readonly items: readonly {
    readonly lotCode: string;
    readonly quantity: number;
    readonly expected: number;
  }[];
  readonly checked: number;
  readonly nextCursor: string | null;
}

describe('the check of the stock', () => {
  let shop: Shop;
  let [admin, patient]: TestClient[] = [];

  beforeAll(async () => {
    shop = await openShop();
    [admin, patient] = await Promise.all([shop.host.signedIn('admin'), shop.patient()]);
  }, 60_000);
  afterAll(() => shop.host.close());

  const check = async (query = '') => (await admin!.get<Check>(`/api/v1/stock-check${query}`)).body;
  const all = async (limit: number) => {
    const [pages, items]: [number[], Check['items'][number][]] = [[], []];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Check = await check(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
      pages.push(page.checked);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return { pages, items };
  };

  it('finds nothing after sales, cancellations, counts and returns', async () => {
    const product = await shop.product();
    const lot = await shop.lot(product, { code: 'A', units: 20 });
    await shop.lot(product, { code: 'B', units: 3 });
    for (const next of [[], ['cancelled'], ['paid', 'shipped', 'returned']]) {
      const { body } = await patient!.post<{ id: string }>('/api/v1/patients/me/orders', {
        items: [{ productId: product, quantity: 2 }],
      });
      for (const status of next)
        await shop.sql('update orders set status = $2 where id = $1', [body.id, status]);
    }
    const written = await admin!.post(`/api/v1/lots/${lot}/movements`, {
      kind: 'written-off',
      quantity: -4,
      reason: 'Wet',
    });
    expect(written.status).toBe(201);
    expect(await check()).toEqual({ items: [], checked: 2, nextCursor: null });
  });

  it('tells of each lot that differs what it has and should have, a page of lots at a time', async () => {
    const product = await shop.product({ name: 'Oats' });
    for (let n = 0; n < 5; n++) await shop.lot(product, { code: `O-${n}`, units: 10 });
    await patient!.post('/api/v1/patients/me/orders', { items: [{ productId: product, quantity: 1 }] });
    // Past the triggers, as a restored table or a broken disk would do it.
    await shop.sql('alter table lots disable trigger user');
    await shop.sql(`update lots set quantity = quantity + 3 where lot_code in ('O-1', 'O-4')`);
    await shop.sql('alter table lots enable trigger user');
    const { pages, items } = await all(2);
    expect(pages).toEqual([2, 2, 2, 1]);
    expect(items).toMatchObject([
      { lotCode: 'O-1', quantity: 13, expected: 10 },
      { lotCode: 'O-4', quantity: 13, expected: 10 },
    ]);
    expect((await all(1000)).items).toEqual(items);
    expect((await all(7)).pages).toEqual([7, 0]);
  });

  it('is for those who run the shop, and refuses what it cannot look at', async () => {
    expect((await patient!.get('/api/v1/stock-check')).status).toBe(403);
    const provider = await shop.host.signedIn('provider');
    expect((await provider.get('/api/v1/stock-check')).status).toBe(403);
    expect((await admin!.get('/api/v1/stock-check?limit=1001')).status).toBe(400);
    expect((await admin!.get('/api/v1/stock-check?cursor=x')).status).toBe(400);
  });
});
