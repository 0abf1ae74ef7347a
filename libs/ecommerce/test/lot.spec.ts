import { systemContext } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { DIFFERENCES, openShop, type Shop } from './shop.js';

interface Problem {
  readonly code: string;
}
interface Order extends Problem {
  readonly id: string;
  readonly status: string;
  readonly items: readonly { readonly id: string; readonly lots: string }[];
}
interface Page<T> {
  readonly items: readonly T[];
}

let shop: Shop;
let admin: TestClient;
let patient: TestClient;

beforeAll(async () => {
  shop = await openShop();
  admin = await shop.host.signedIn('admin');
  patient = await shop.patient();
}, 60_000);
afterAll(() => shop.host.close());
afterEach(async () => expect(await shop.sql(DIFFERENCES)).toEqual([]));

const place = (items: object) => patient.post<Order>('/api/v1/patients/me/orders', { items });
const stockOf = async (productId: string) =>
  (await shop.sql('select inventory_count, batch_lot_info from products where id = $1', [productId]))[0];
const paid = (id: string) => shop.sql(`update orders set status = 'paid' where id = $1`, [id]);

describe('a lot', () => {
  const lots = '/api/v1/lots';

  it('that is held is not sold from that moment on, nor sent; the order gets other lots', async () => {
    const product = await shop.product();
    const bad = await shop.lot(product, { code: 'BAD-1', units: 5, expiresOn: '2080-01-01' });
    const { body: order } = await place([{ productId: product, quantity: 2 }]);
    await paid(order.id);
    const holds = async () => (await admin.get<Page<{ reason: string }>>(`${lots}/${bad}/holds`)).body.items;
    expect(await holds()).toEqual([]);
    const hold = await admin.post<{
      hold: { id: string };
      openOrders: { count: number; items: { orderId: string }[] };
    }>(`${lots}/${bad}/holds`, { reason: 'smells' });
    expect(hold.status).toBe(201);
    expect(await holds()).toEqual([expect.objectContaining({ reason: 'smells' })]);
    for (const list of ['holds', 'movements'])
      expect((await admin.get(`${lots}/${product}/${list}`)).status).toBe(404);
    expect(hold.body.openOrders).toMatchObject({ count: 1, units: 2, items: [{ orderId: order.id }] });
    expect((await place([{ productId: product, quantity: 1 }])).body.code).toBe('out_of_stock');
    const ship = () => admin.post<Order>(`/api/v1/orders/${order.id}/ship`, {});
    expect((await ship()).body.code).toBe('lot_not_sellable');
    expect((await admin.post<Order>(`/api/v1/orders/${order.id}/reallocate`)).body.code).toBe('out_of_stock');
    await shop.lot(product, { code: 'GOOD', units: 5 });
    const other = await admin.post<Order>(`/api/v1/orders/${order.id}/reallocate`);
    expect(other.body.items[0]?.lots).toBe('GOOD × 2');
    expect((await ship()).body.status).toBe('shipped');
    const release = (id: string) =>
      admin.post<Order>(`${lots}/${bad}/holds/${id}/release`, { reason: 'it was the box' });
    expect((await release(hold.body.hold.id)).status).toBe(200);
    expect((await release(hold.body.hold.id)).body.code).toBe('hold_released');
    expect(await stockOf(product)).toMatchObject({ inventory_count: 8 });
  });

  it('cannot be sold by plain SQL either while it is held or expired, nor below nothing', async () => {
    const product = await shop.product({ units: 3 });
    const old = await shop.lot(product, { code: 'OLD', units: 3, expiresOn: '2020-01-01' });
    const { body: order } = await place([{ productId: product, quantity: 1 }]);
    const take = (lot: unknown, units: number) =>
      shop.sql(
        'insert into lot_allocations (order_item_id, lot_id, patient_id, quantity) values ($1, $2, $3, $4)',
        [order.items[0]?.id, lot, patient.id, units],
      );
    const [good] = await shop.sql('select id from lots where product_id = $1 and quantity = 2', [product]);
    await expect(take(old, 1)).rejects.toThrow(/OLD is held or expired/);
    await expect(take(good?.['id'], 3)).rejects.toThrow(/not as many units/);
    await expect(shop.sql('update lots set quantity = -1 where id = $1', [old])).rejects.toThrow(
      /quantity_range/,
    );
    await shop.sql('update lots set quantity = 1 where id = $1', [good?.['id']]);
    expect(await stockOf(product)).toMatchObject({ inventory_count: 1 });
    // Whatever a program writes there, a product tells what its lots have.
    await shop.sql(`update products set inventory_count = 1000, batch_lot_info = 'plenty' where id = $1`, [
      product,
    ]);
    expect(await stockOf(product)).toMatchObject({ inventory_count: 1 });
  });

  it('comes in, is counted and written off, and the stock book says so', async () => {
    const product = await shop.product();
    const lot = {
      productId: product,
      lotCode: 'B-77',
      quantity: 10,
      expiresOn: '2080-01-01',
      supplier: 'Wholesale Ltd',
    };
    const { body, status } = await admin.post<{ id: string; quantity: number } & Problem>(lots, lot);
    expect([status, body.quantity]).toEqual([201, 10]);
    expect((await admin.post<Problem>(lots, lot)).body.code).toBe('already_exists');
    const move = (kind: string, quantity: number) =>
      admin.post<Problem>(`${lots}/${body.id}/movements`, { kind, quantity, reason: 'inventory' });
    expect((await move('written-off', -4)).status).toBe(201);
    expect((await move('counted', 2)).status).toBe(201);
    expect((await move('written-off', -9)).body.code).toBe('stock_negative');
    expect((await move('written-off', 1)).body.code).toBe('validation_failed');
    expect(await stockOf(product)).toMatchObject({ inventory_count: 8 });
    const found = await admin.get<Page<{ id: string }>>(`${lots}?lotCode=b77&productId=${product}`);
    expect(found.body.items.map(({ id }) => id)).toEqual([body.id]);
    expect((await patient.get(`${lots}/${body.id}`)).status).toBe(403);
  });

  it.each([
    ['signs alone', '--'],
    ['a Cyrillic letter', '\u0410B123'],
    ['full-width digits', 'AB\uff11\uff12'],
    ['an accent', 'L\u00c912'],
    ['a blank before it', ' A12'],
  ])('has no code of %s, which no recall could name, when it comes in or later', async (_, lotCode) => {
    const input = { productId: await shop.product(), lotCode: 'A12', quantity: 1 };
    const { body } = await admin.post<{ id: string }>(lots, input);
    for (const { status, body: problem } of [
      await admin.post<Problem>(lots, { ...input, lotCode }),
      await admin.patch<Problem>(`${lots}/${body.id}`, { lotCode }),
    ])
      expect([status, problem]).toMatchObject([
        400,
        { code: 'validation_failed', errors: [{ field: 'lotCode', rule: 'code' }] },
      ]);
    expect((await admin.patch(`${lots}/${body.id}`, { lotCode: 'A-12 (b)' })).status).toBe(200);
  });
});

describe('a lot that expires at midnight', () => {
  it('is not told as stock any more once somebody tidies up, and is not sold before either', async () => {
    const product = await shop.product();
    await shop.lot(product, { code: 'TODAY', units: 4, expiresOn: '2090-01-01' });
    // As time alone would have it: no write of today says so.
    await shop.sql('alter table lots disable trigger user');
    await shop.sql(`update lots set expires_on = (now() at time zone 'UTC')::date where product_id = $1`, [
      product,
    ]);
    await shop.sql('alter table lots enable trigger user');
    expect(await stockOf(product)).toMatchObject({ inventory_count: 4 });
    expect((await place([{ productId: product, quantity: 1 }])).body.code).toBe('out_of_stock');
    const [tidied] = await shop.host.db
      .as(systemContext('tidy up'))
      .execute<{ products: number }>('select carenode.recount_stock() as products');
    expect(tidied?.products).toBe(1);
    expect(await stockOf(product)).toEqual({ inventory_count: 0, batch_lot_info: null });
  });
});
