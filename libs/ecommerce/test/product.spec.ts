import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface ProductView {
  readonly id: string;
  readonly name: string;
  readonly price: number | null;
  readonly currency: string | null;
  readonly status: string;
  readonly imageUrls: readonly string[];
  readonly inventoryCount: number | null;
  readonly available: number;
  readonly version: number;
}
interface Page {
  readonly items: readonly ProductView[];
  readonly nextCursor: string | null;
}
interface Refusal {
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string }[];
}

/** A setting is in force within a second. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    expect(tries).toBeLessThan(100);
    await pause(50);
  }
}

describe('the catalogue of the shop', () => {
  let shop: Shop;
  let admin: TestClient;
  let patient: TestClient;

  beforeAll(async () => {
    shop = await openShop();
    admin = await shop.host.signedIn('admin');
    patient = await shop.patient();
  }, 60_000);
  afterAll(() => shop.host.close());

  const add = (input: object) => admin.post<ProductView & Refusal>('/api/v1/products', input);
  const listed = async (who: TestClient, query = '') =>
    (await who.get<Page>(`/api/v1/products?limit=200${query}`)).body.items.map(({ name }) => name);

  it('is kept by admins: a product is a draft with the shop’s currency unless they say otherwise', async () => {
    const { status, headers, body } = await add({ name: 'Metformin 500 mg', price: 4.5, sku: 'MET-500' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/products/${body.id}`);
    expect(body).toMatchObject({
      name: 'Metformin 500 mg',
      price: 4.5,
      currency: 'USD',
      status: 'draft',
      imageUrls: [],
      available: 0,
      version: 1,
    });
    expect((await patient.post('/api/v1/products', { name: 'X' })).status).toBe(403);
  });

  it('shows what is active to everybody who is signed in, and drafts to admins alone', async () => {
    const { body } = await add({ name: 'Ibuprofen 200 mg', price: 3, status: 'active' });
    for (const type of ['provider', 'patient', 'research-partner', 'developer'] as const) {
      const who = await shop.host.signedIn(type);
      expect(await listed(who)).toEqual(['Ibuprofen 200 mg']);
      expect((await who.get(`/api/v1/products/${body.id}`)).status).toBe(200);
    }
    expect(await listed(admin)).toEqual(['Ibuprofen 200 mg', 'Metformin 500 mg']);
    expect(await listed(admin, '&status=draft')).toEqual(['Metformin 500 mg']);
    expect((await patient.get<Refusal>('/api/v1/products?status=draft')).status).toBe(403);
    expect((await shop.host.anonymous().get('/api/v1/products')).status).toBe(401);
    const draft = await add({ name: 'Not yet' });
    expect((await patient.get(`/api/v1/products/${draft.body.id}`)).status).toBe(404);
  });

  it('refuses what breaks a rule, and says which field and rule', async () => {
    const wrong: readonly (readonly [input: object, field: string])[] = [
      [{}, 'name'],
      [{ name: '' }, 'name'],
      [{ name: 'x'.repeat(501) }, 'name'],
      [{ name: 'a\0b' }, 'name'],
      [{ name: 'X', price: -1 }, 'price'],
      [{ name: 'X', price: 1.001 }, 'price'],
      [{ name: 'X', price: 1e-7 }, 'price'],
      [{ name: 'X', price: 1.5, currency: 'JPY' }, 'price'],
      [{ name: 'X', price: '5' }, 'price'],
      [{ name: 'X', price: 1, currency: 'ABC' }, 'currency'],
      [{ name: 'X', currency: 'usd' }, 'currency'],
      [{ name: 'X', status: 'active' }, 'price'],
      [{ name: 'X', status: 'active', price: 1, isPrescriptionRequired: true }, 'treatmentId'],
      [{ name: 'X', status: 'sold' }, 'status'],
      [{ name: 'X', ndc: '1234' }, 'ndc'],
      [{ name: 'X', gtin: '123' }, 'gtin'],
      [{ name: 'X', imageUrls: ['http://x.example/a.png'] }, 'imageUrls'],
      [{ name: 'X', imageUrls: ['javascript:alert(1)'] }, 'imageUrls'],
      [{ name: 'X', imageUrls: ['https://me:secret@x.example/a.png'] }, 'imageUrls'],
      [{ name: 'X', imageUrls: ['https://x.example/a b'] }, 'imageUrls'],
      [{ name: 'X', imageUrls: Array.from({ length: 21 }, () => 'https://x.example/a.png') }, 'imageUrls'],
      [{ name: 'X', maxPerOrder: 0 }, 'maxPerOrder'],
      [{ name: 'X', inventoryCount: 99 }, 'inventoryCount'],
      [{ name: 'X', batchLotInfo: 'L1' }, 'batchLotInfo'],
    ];
    for (const [input, field] of wrong) {
      const { status, body } = await add(input);
      expect([input, status, body.errors?.[0]?.field]).toEqual([input, 400, field]);
    }
    expect((await add({ name: 'X', treatmentId: '00000000-0000-4000-8000-000000000000' })).status).toBe(422);
  });

  it('has prices with the decimals of their currency, and the currency of the setting', async () => {
    expect((await add({ name: 'Dinar', price: 1.125, currency: 'KWD' })).body.price).toBe(1.125);
    expect((await add({ name: 'Yen', price: 150, currency: 'JPY' })).body.currency).toBe('JPY');
    const setting = '/api/v1/settings/ecommerce/currency';
    expect((await admin.put(setting, { value: 'EUR' })).status).toBe(200);
    await until(async () => (await add({ name: 'Of the setting', price: 1 })).body.currency === 'EUR');
    await admin.put(setting, { value: 'XX' });
    await until(async () => (await add({ name: 'Of no currency', price: 1 })).status === 400);
    await admin.delete(setting);
    await until(async () => (await add({ name: 'Of the default', price: 1 })).body.currency === 'USD');
  });

  it('has one product for each sku', async () => {
    expect((await add({ name: 'One', sku: 'ONCE' })).status).toBe(201);
    const again = await add({ name: 'Two', sku: 'ONCE' });
    expect([again.status, again.body.code]).toEqual([409, 'already_exists']);
  });

  it('changes what nobody has changed meanwhile', async () => {
    const { body, headers } = await add({ name: 'Changing', price: 1, sku: 'CHANGE' });
    const at = `/api/v1/products/${body.id}`;
    const etag = headers.get('etag') ?? '';
    const changed = await admin.patch<ProductView>(at, { price: 2 }, { headers: { 'if-match': etag } });
    expect([changed.status, changed.body.price, changed.body.version]).toEqual([200, 2, 2]);
    expect((await admin.patch(at, { price: 3 }, { headers: { 'if-match': etag } })).status).toBe(412);
    expect(
      (await admin.patch<Refusal>(at, { status: 'active', price: null })).body.errors?.[0],
    ).toMatchObject({
      field: 'price',
    });
    expect((await admin.patch<Refusal>(at, { isPrescriptionRequired: true, status: 'active' })).status).toBe(
      400,
    );
    expect((await admin.patch(at, {})).status).toBe(400);
    expect(
      (await admin.patch('/api/v1/products/00000000-0000-4000-8000-000000000000', { price: 1 })).status,
    ).toBe(404);
    expect((await patient.patch(at, { price: 0 })).status).toBe(403);
    expect((await admin.get<ProductView>(at)).body).toMatchObject({ price: 2, status: 'draft' });
  });

  it('counts a change by people, and none by a sale', async () => {
    const id = await shop.product({ name: 'Counted', units: 5 });
    const seen = () => patient.get<ProductView>(`/api/v1/products/${id}`);
    const before = await seen();
    expect(before.body).toMatchObject({ inventoryCount: 5, available: 5, version: 1 });
    await shop.sql('update lots set quantity = 3 where product_id = $1', [id]);
    const after = await seen();
    expect(after.body).toMatchObject({ inventoryCount: 3, available: 3, version: 1 });
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });
});
