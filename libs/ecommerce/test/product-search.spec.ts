import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly name: string; readonly price: number }[];
  readonly nextCursor: string | null;
}
interface Facets {
  readonly matches: number;
  readonly complete: boolean;
  readonly category: readonly { readonly value: string; readonly count: number }[];
  readonly prescription: readonly { readonly value: boolean; readonly count: number }[];
  readonly inStock: readonly { readonly value: boolean; readonly count: number }[];
}

const PRODUCTS: readonly (readonly [
  name: string,
  category: string,
  form: string,
  price: number,
  more?: string,
])[] = [
  ['Metformin 500 mg', 'Diabetes', 'tablet', 4],
  ['Metformin 850 mg', 'Diabetes', 'tablet', 5],
  ['Glucophage XR', 'Diabetes', 'tablet', 9, 'Active ingredient: metformin hydrochloride.'],
  ['Ibuprofen', 'Pain', 'tablet', 3],
  ['Ibuprofen 200 mg', 'Pain', 'tablet', 2],
  ['Ibuprofen/Famotidine 800MG;26.6MG', 'Pain', 'tablet', 30],
  ['Children’s Ibuprofen', 'Pain', 'suspension', 6],
  ['Aspirin 100 mg', 'Heart', 'tablet', 1],
  ['Amoxicillin 250 mg', 'Antibiotics', 'capsule', 7],
  ['Amoxicillin 500 mg', 'Antibiotics', 'capsule', 8],
  ['Acetaminophen 500 mg', 'Pain', 'tablet', 2.5],
  ['Azithromycin 250 mg', 'Antibiotics', 'tablet', 11],
  ['Crème à l’urée 0.5%', 'Skin', 'cream', 12, 'Maker: Société Générale.'],
  ['Heparin 20,000 UNITS/ML', 'Injections', 'solution', 40],
  ['Vitamin B12', 'Vitamins', 'tablet', 6],
];

describe('a search of the catalogue', () => {
  let shop: Shop;
  let admin: TestClient;
  let patient: TestClient;
  let treatmentId: string;

  beforeAll(async () => {
    shop = await openShop({ poolSize: 1 });
    admin = await shop.host.signedIn('admin');
    patient = await shop.patient();
    treatmentId = await shop.treatment('Metformin');
    for (const [name, category, form, price, more] of PRODUCTS)
      await shop.sql(
        `insert into products (name, category, dosage_form, price, currency, status, description, sku) values ($1, $2, $3, $4, 'USD', 'active', $5, $6)`,
        [name, category, form, price, more ?? null, `SKU-${name.length}-${category.slice(0, 2)}-${price}`],
      );
    await shop.sql(`insert into products (name, status) values ('Metformin in preparation', 'draft')`);
    await shop.sql(
      `update products set treatment_id = $1, is_prescription_required = true where name like 'Metformin _00 mg'`,
      [treatmentId],
    );
    await shop.sql('analyze product_search');
  }, 60_000);
  afterAll(() => shop.host.close());

  const page = async (query: string, who = patient) => {
    const answer = await who.get<Page>(`/api/v1/products?${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const names = async (query: string, who = patient) =>
    (await page(query, who)).items.map(({ name }) => name);
  const found = (words: string) => names(new URLSearchParams({ q: words }).toString());

  it.each([
    ['metfromin', 'Metformin 500 mg'],
    ['metfornin', 'Metformin 500 mg'],
    ['ibuprofin', 'Ibuprofen'],
    ['ibuprofen', 'Ibuprofen'],
    ['aspirn', 'Aspirin 100 mg'],
    ['asprin', 'Aspirin 100 mg'],
    ['apsirin', 'Aspirin 100 mg'],
    ['acetominophen', 'Acetaminophen 500 mg'],
    ['azitromicin', 'Azithromycin 250 mg'],
    ['amoxicilin 500', 'Amoxicillin 500 mg'],
    ['amoxi 500', 'Amoxicillin 500 mg'],
    ['500 amoxi', 'Amoxicillin 500 mg'],
    ['AMOXI 500MG', 'Amoxicillin 500 mg'],
    ['metfrom', 'Metformin 500 mg'],
    ['famotidine', 'Ibuprofen/Famotidine 800MG;26.6MG'],
    ['famotidin ibuprofin', 'Ibuprofen/Famotidine 800MG;26.6MG'],
    ['creme uree', 'Crème à l’urée 0.5%'],
    ['CRÈME', 'Crème à l’urée 0.5%'],
    ['societe', 'Crème à l’urée 0.5%'],
    ['0.5%', 'Crème à l’urée 0.5%'],
    ['heparin 20000', 'Heparin 20,000 UNITS/ML'],
    ['b12', 'Vitamin B12'],
    ['vitamin b', 'Vitamin B12'],
    ['glucofage', 'Glucophage XR'],
    ['capsule amox', 'Amoxicillin 250 mg'],
  ])('for %j finds, first of all, %s', async (words, name) => {
    expect((await found(words))[0]).toBe(name);
  });

  it('finds as somebody types: with each letter of a word, what it begins', async () => {
    for (let length = 2; length <= 'ibuprofen'.length; length++)
      expect((await found('ibuprofen'.slice(0, length)))[0]).toBe('Ibuprofen');
  });

  it('has the exact name first, then names that begin so, names with the words, and what says them elsewhere', async () => {
    expect(await found('ibuprofen')).toEqual([
      'Ibuprofen',
      'Ibuprofen 200 mg',
      'Ibuprofen/Famotidine 800MG;26.6MG',
      'Children’s Ibuprofen',
    ]);
    expect(await found('metformin')).toEqual(['Metformin 500 mg', 'Metformin 850 mg', 'Glucophage XR']);
  });

  it('finds by number, and nothing for words that nobody means', async () => {
    expect(await found('SKU-7-Pa')).toEqual([]);
    const [row] = await shop.sql(`select sku from products where name = 'Ibuprofen'`);
    expect(await found(String(row?.['sku']))).toEqual(['Ibuprofen']);
    expect(await found('qqqqqqqqqq')).toEqual([]);
    expect(await found('tablet capsule')).toEqual([]);
    expect(await found('!!! ???')).toEqual([]);
  });

  it('takes hostile words for words', async () => {
    for (const words of [
      `'; drop table products; --`,
      `') or true --`,
      `\\'`,
      `a:* & !b | <-> (`,
      '%_%',
      '\u202eabc',
      'ｆｕｌｌ',
      'a'.repeat(200),
      '1 '.repeat(100),
      '💊',
    ])
      expect(
        (await patient.get(`/api/v1/products?${new URLSearchParams({ q: words }).toString()}`)).status,
      ).toBe(200);
    for (const wrong of [
      `q=${'a'.repeat(201)}`,
      'q=',
      'q=a%00b',
      'sort=random',
      'inStock=maybe',
      'treatmentId=1',
      'limit=0',
      'limit=201',
      'cursor=abc',
      'status=gone',
      'unknown=1',
      `sort=price&cursor=${Buffer.from(JSON.stringify(['no price', treatmentId])).toString('base64url')}`,
    ])
      expect([wrong, (await patient.get(`/api/v1/products?${wrong}`)).status]).toEqual([wrong, 400]);
    expect(await names(`category=${encodeURIComponent(`x' or 'a' = 'a`)}`)).toEqual([]);
    expect((await shop.sql('select count(*)::int as n from products'))[0]).toEqual({
      n: PRODUCTS.length + 1,
    });
  });

  it.each([
    '',
    'q=mg&',
    'q=ibuprofin&',
    'sort=name&',
    'sort=price&',
    'sort=-price&',
    'q=tablet&sort=-price&',
  ])('gives the same by pages as at once (%s)', async (query) => {
    const all = (await page(`${query}limit=200`)).items.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const { items, nextCursor }: Page = await page(`${query}limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      paged.push(...items.map(({ id }) => id));
      cursor = nextCursor;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(1);
  });

  it('is in order of price, and filtered by what products are', async () => {
    const prices = (await page('sort=price')).items.map(({ price }) => price);
    expect(prices).toEqual([...prices].sort((one, other) => one - other));
    expect(await names('category=Antibiotics&dosageForm=capsule&sort=-price')).toEqual([
      'Amoxicillin 500 mg',
      'Amoxicillin 250 mg',
    ]);
    expect(await names(`treatmentId=${treatmentId}`)).toEqual(['Metformin 500 mg']);
    expect(await names('prescription=true')).toEqual(['Metformin 500 mg']);
    expect(await names('q=metformin&prescription=false')).toEqual(['Metformin 850 mg', 'Glucophage XR']);
  });

  it('shows drafts to admins, and never to others, whatever is asked', async () => {
    expect(await names('q=preparation', admin)).toEqual(['Metformin in preparation']);
    expect(await names('q=preparation')).toEqual([]);
    expect((await patient.get<Facets>('/api/v1/products/facets?q=preparation')).body.matches).toBe(0);
    expect((await patient.get('/api/v1/products/facets?status=draft')).status).toBe(403);
  });

  it('knows what can be ordered: expired and held lots not, units of lapsed orders again', async () => {
    const id = await shop.product({ name: 'Scarce thing', units: 3 });
    const stocked = () => names('q=scarce&inStock=true');
    const available = async () =>
      (await patient.get<{ available: number }>(`/api/v1/products/${id}`)).body.available;
    expect([await available(), await stocked()]).toEqual([3, ['Scarce thing']]);
    await shop.sql(
      `insert into lots (product_id, lot_code, quantity, expires_on) values ($1, 'OLD', 50, current_date - 1)`,
      [id],
    );
    expect(await available()).toBe(3);
    const buyer = await shop.patient();
    const ctx = shop.host.contextOf(buyer, 'patient');
    await shop.host.db
      .as(ctx)
      .execute(
        `select * from carenode.place_order(gen_random_uuid(), $1, null, null, null, 'manual', interval '1 hour', true, null, null, null)`,
        [JSON.stringify([{ productId: id, quantity: 3 }])],
      );
    expect([await available(), await stocked()]).toEqual([0, []]);
    await shop.sql(`update orders set reserved_until = now() - interval '1 second' where patient_id = $1`, [
      buyer.id,
    ]);
    expect([await available(), await stocked()]).toEqual([3, ['Scarce thing']]);
    await shop.sql(
      `insert into lot_holds (lot_id, reason) select id, 'broken' from lots where product_id = $1`,
      [id],
    );
    expect([await available(), await stocked()]).toEqual([0, []]);
  });

  it('counts what is found, value by value', async () => {
    const { body } = await patient.get<Facets>('/api/v1/products/facets?q=mg');
    expect(body).toMatchObject({ matches: 9, complete: true });
    expect(body.category).toEqual([
      { value: 'Antibiotics', count: 3 },
      { value: 'Pain', count: 3 },
      { value: 'Diabetes', count: 2 },
      { value: 'Heart', count: 1 },
    ]);
    expect(body.prescription).toEqual([
      { value: false, count: 8 },
      { value: true, count: 1 },
    ]);
    expect(body.inStock).toEqual([{ value: false, count: 9 }]);
    const misspelt = await patient.get<Facets>('/api/v1/products/facets?q=metfromin&category=Diabetes');
    expect(misspelt.body.matches).toBe(3);
  });

  it('follows a product that is changed, and forgets none of its words that it still has', async () => {
    const { body } = await admin.post<{ id: string }>('/api/v1/products', {
      name: 'Oldname Thing',
      price: 1,
      status: 'active',
    });
    expect(await found('oldname')).toEqual(['Oldname Thing']);
    await admin.patch(`/api/v1/products/${body.id}`, { name: 'Brandnew Thing' });
    expect(await found('oldname')).toEqual([]);
    expect(await found('brandnwe thing')).toEqual(['Brandnew Thing']);
    await admin.patch(`/api/v1/products/${body.id}`, { status: 'retired' });
    expect(await found('brandnew')).toEqual([]);
  });

  it('is not changed by a sale: what is searched stays as it was written', async () => {
    const id = await shop.product({ name: 'Sold often', units: 10 });
    const place = () =>
      shop.sql('select ctid::text, xmin::text from product_search where product_id = $1', [id]);
    const before = await place();
    await shop.sql(`update lots set quantity = quantity - 1 where product_id = $1`, [id]);
    expect((await shop.sql('select inventory_count from products where id = $1', [id]))[0]).toEqual({
      inventory_count: 9,
    });
    expect(await place()).toEqual(before);
    const [updates] = await shop.sql(
      `select array_agg(distinct a.attname::text) as columns from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
        where i.indrelid = 'products'::regclass`,
    );
    expect(updates?.['columns']).not.toContain('inventory_count');
    expect(updates?.['columns']).not.toContain('batch_lot_info');
  });

  it('is open to tokens with the scope alone, and while the shop is on', async () => {
    const developer = await shop.host.signedIn('developer');
    const ctx = shop.host.contextOf(developer, 'developer');
    const sql = `select count(*)::int as n from carenode.search_products(null, '{}', 'name', null, null, 10)`;
    const count = async (scopes: readonly string[] | null) =>
      (await shop.host.db.as({ ...ctx, scopes }).query<{ n: number }>(sql))[0]?.n;
    expect(await count(null)).toBe(10);
    expect(await count(['user/products.rs'])).toBe(10);
    expect(await count(['user/orders.rs'])).toBe(0);
    expect(await count([])).toBe(0);
    await shop.sql(
      `update instance_module_activations set is_active = false where module_name = 'ecommerce'`,
    );
    expect(await count(null)).toBe(0);
    await shop.sql(`update instance_module_activations set is_active = true where module_name = 'ecommerce'`);
  });
});
