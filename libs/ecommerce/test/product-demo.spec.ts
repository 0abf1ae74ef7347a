import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { fillShopDemo } from '../src/ecommerce.demo.js';
import { openShop, type Shop } from './shop.js';

describe('the demo of the shop', () => {
  let shop: Shop;
  const said: string[] = [];

  beforeAll(async () => {
    shop = await openShop();
    const admin = await shop.host.signedIn('admin');
    const fill = () =>
      fillShopDemo({
        service: (token) => shop.host.host.get(token),
        people: [{ id: admin.id, userType: 'admin', email: 'admin@example.org' }],
        password: 'not used',
        log: (line) => said.push(line),
      });
    await fill();
    await fill();
  }, 60_000);
  afterAll(() => shop.host.close());

  it('has real medicines, tests and devices, and fills them in once', async () => {
    expect(said).toEqual([
      expect.stringMatching(
        /^shop: 20\d\d products new, \d{4} lots received; prices and stock are invented$/,
      ),
      'shop: 1 lot held',
      'shop: 0 products new, 0 lots received; prices and stock are invented',
    ]);
    const [row] = await shop.sql(
      `select count(*) filter (where is_prescription_required)::int as medicines,
              count(*) filter (where not is_prescription_required)::int as others,
              count(*) filter (where description not like '%invented%')::int as unmarked from products`,
    );
    expect(row).toEqual({ medicines: 2022, others: 16, unmarked: 0 });
  });

  it('has lots that expire soon, lots that do not, and one that is held', async () => {
    const [row] = await shop.sql(
      `select count(*) filter (where expires_on < current_date + 30)::int > 50 as soon,
              count(*) filter (where expires_on > current_date + 90)::int > 1500 as later,
              count(*) filter (where held_since is not null)::int as held from lots`,
    );
    expect(row).toEqual({ soon: true, later: true, held: 1 });
  });

  it('is searched by people who do not know how medicines are written', async () => {
    const patient = await shop.patient();
    const first = async (q: string) =>
      (
        await patient.get<{ items: { name: string }[] }>(
          `/api/v1/products?${new URLSearchParams({ q }).toString()}`,
        )
      ).body.items[0]?.name;
    expect(await first('sulfapiridine')).toBe('Sulfapyridine 500 mg');
    expect(await first('blod presure')).toBe('Blood pressure monitor, upper arm');
    expect(await first('dexametasone')).toMatch(/^Decad/);
    expect(await first('simvastin')).toBe('Simvastatin 20 mg');
  });
});
