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
});
