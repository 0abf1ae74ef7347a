import type { TestClient } from '@carenode/testing';

import { DIFFERENCES, openShop, type Shop } from './shop.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
}
interface Line {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  readonly pricePerUnit: number;
  readonly lots: string;
  readonly prescriptionId: string | null;
}
interface Order extends Problem {
  readonly id: string;
  readonly number: number;
  readonly status: string;
  readonly totalAmount: number;
  readonly currency: string;
  readonly items: readonly Line[];
  readonly isReserved: boolean;
  readonly reviewStatus: string | null;
  readonly shippingAddress: object | null;
  readonly cancelReason: string | null;
  readonly paidAt: string | null;
}
interface CartView extends Problem {
  readonly items: readonly { productId: string; quantity: number; problem: string | null }[];
  readonly total: number | null;
  readonly currency: string | null;
}
interface Page<T> {
  readonly items: readonly T[];
}

const ORDERS = '/api/v1/patients/me/orders';
const CART = '/api/v1/patients/me/cart';
const HOME = {
  name: 'Pat Example',
  line1: 'Hauptstr. 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
  phone: '+49 30 901820',
};

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

const place = (items: object | undefined, more: object = {}, key?: string, who = patient) =>
  who.post<Order>(
    ORDERS,
    { ...(items ? { items } : {}), ...more },
    key ? { headers: { 'idempotency-key': key } } : {},
  );
const stockOf = async (productId: string) =>
  (await shop.sql('select inventory_count, batch_lot_info from products where id = $1', [productId]))[0];
const paid = (id: string) => shop.sql(`update orders set status = 'paid' where id = $1`, [id]);

describe('a cart', () => {
  it('tells prices, sums and what stands in the way, and becomes an order', async () => {
    const [pills, bandage] = [
      await shop.product({ units: 5, price: 12.5 }),
      await shop.product({ units: 1, price: 3 }),
    ];
    expect((await patient.put<CartView>(`${CART}/${pills}`, { quantity: 2 })).body.total).toBe(25);
    const cart = await patient.put<CartView>(`${CART}/${bandage}`, { quantity: 2 });
    expect(cart.body).toMatchObject({ total: 31, currency: 'USD' });
    expect(cart.body.items.map(({ problem }) => problem)).toEqual([null, 'out-of-stock']);
    const refused = await place(undefined);
    expect([refused.status, refused.body.code]).toEqual([409, 'out_of_stock']);
    expect(refused.body.detail).toContain('only 1 left');
    expect((await patient.get<CartView>(CART)).body.items).toHaveLength(2);

    await patient.put(`${CART}/${bandage}`, { quantity: 1 });
    const { status, body } = await place(undefined, { expectedTotal: 28 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'placed', totalAmount: 28, currency: 'USD', isReserved: true });
    expect((await patient.get<CartView>(CART)).body).toMatchObject({ items: [], total: 0 });
    expect((await place(undefined)).body.code).toBe('cart_empty');
    expect(await stockOf(pills)).toMatchObject({ inventory_count: 3 });
  });

  it('holds nothing that is not sold, and is nobody else’s', async () => {
    const draft = await shop.product({ status: 'draft', units: 5 });
    expect((await patient.put<CartView>(`${CART}/${draft}`, { quantity: 1 })).body.code).toBe('not_for_sale');
    const other = await shop.patient();
    expect((await other.get(`/api/v1/patients/${patient.id}/cart`)).status).toBe(404);
    expect((await admin.get(`/api/v1/patients/${patient.id}/cart`)).status).toBe(403);
  });
});

describe('an order', () => {
  it('takes the lots that expire first, over several lots, and keeps which they were', async () => {
    const product = await shop.product();
    await shop.lot(product, { code: 'NEVER', units: 10 });
    await shop.lot(product, { code: 'LATE', units: 2, expiresOn: '2090-01-01' });
    await shop.lot(product, { code: 'SOON', units: 2, expiresOn: '2080-01-01' });
    await shop.lot(product, { code: 'GONE', units: 9, expiresOn: '2020-01-01' });
    expect((await stockOf(product))?.['batch_lot_info']).toBe(
      'SOON (expires 2080-01-01), LATE (expires 2090-01-01), NEVER',
    );
    const { body } = await place([{ productId: product, quantity: 5 }]);
    expect(body.items[0]?.lots).toBe(
      'SOON (expires 2080-01-01) × 2, LATE (expires 2090-01-01) × 2, NEVER × 1',
    );
    expect(await stockOf(product)).toEqual({ inventory_count: 9, batch_lot_info: 'NEVER' });
  });

  it('is placed once for one Idempotency-Key', async () => {
    const product = await shop.product({ units: 9 });
    const wish = [{ productId: product, quantity: 1 }];
    const [first, again, ...others] = await Promise.all(
      Array.from({ length: 8 }, () => place(wish, { shippingAddress: HOME }, 'one-key')),
    );
    const answers = [first, again, ...others].map((answer) => [answer?.status, answer?.body.id]);
    expect(answers.filter(([status]) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(([, id]) => id)).size).toBe(1);
    expect(await stockOf(product)).toMatchObject({ inventory_count: 8 });
    const other = await place([{ productId: product, quantity: 2 }], {}, 'one-key');
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  });

  it('seals addresses, and shows them to its patient and to those who send it', async () => {
    const product = await shop.product({ units: 9 });
    const { body } = await place([{ productId: product, quantity: 1 }], { shippingAddress: HOME });
    expect(body.shippingAddress).toEqual(HOME);
    const [row] = await shop.sql('select shipping_address::text as text from orders where id = $1', [
      body.id,
    ]);
    expect(String(row?.['text'])).not.toMatch(/Berlin|Hauptstr|10115|Example/);
    expect((await admin.get<Order>(`/api/v1/orders/${body.id}`)).body.shippingAddress).toEqual(HOME);
    const told = await shop.sql(
      `select coalesce(old::text, '') || coalesce(new::text, '') as text from audit_changes`,
    );
    expect(JSON.stringify(told)).not.toMatch(/Hauptstr|10115/);
    for (const [wrong, field] of [
      [{ ...HOME, country: 'XX' }, 'shippingAddress.country'],
      [{ ...HOME, country: 'de' }, 'shippingAddress.country'],
      [{ ...HOME, postalCode: 'SW1A 1AA' }, 'shippingAddress.postalCode'],
      [{ ...HOME, postalCode: undefined }, 'shippingAddress.postalCode'],
      [{ ...HOME, phone: 'call me' }, 'shippingAddress.phone'],
      [{ ...HOME, city: undefined }, 'shippingAddress'],
      [{ ...HOME, card: '4242' }, 'shippingAddress'],
      ['Berlin', 'shippingAddress'],
    ] as const) {
      const refused = await patient.post<{ errors: { field: string }[] }>(ORDERS, {
        items: [{ productId: product, quantity: 1 }],
        shippingAddress: wrong,
      });
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, field]);
    }
    expect(await stockOf(product)).toMatchObject({ inventory_count: 8 });
  });

  it('whose address another key sealed is shown without it, and worked on like any', async () => {
    const product = await shop.product({ units: 9 });
    const { body } = await place([{ productId: product, quantity: 1 }], {
      shippingAddress: HOME,
      billingAddress: HOME,
    });
    for (const sealed of ['s1.anotherK.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAA', 'masked words']) {
      await shop.sql('update orders set shipping_address = $2 where id = $1', [
        body.id,
        JSON.stringify({ sealed }),
      ]);
      const seen = await admin.get<Order>(`/api/v1/orders/${body.id}`);
      expect([seen.status, seen.body]).toEqual([
        200,
        expect.objectContaining({
          shippingAddress: null,
          billingAddress: HOME,
          hasUnreadableAddress: true,
        }),
      ]);
    }
    expect((await patient.post(`${ORDERS}/${body.id}/cancel`, {})).status).toBe(200);
    const whole = await place([{ productId: product, quantity: 1 }], { shippingAddress: HOME });
    expect(whole.body).toMatchObject({ hasUnreadableAddress: false });
  });

  it.each([
    ['not a list', { items: 'x' }],
    ['of nothing', { items: [] }],
    ['of no units', { items: [{ productId: '01a20a12-4140-770a-87f3-cab6036761d6', quantity: 0 }] }],
    ['of half a unit', { items: [{ productId: '01a20a12-4140-770a-87f3-cab6036761d6', quantity: 0.5 }] }],
    ['of no product', { items: [{ productId: '1; drop table orders', quantity: 1 }] }],
    ['with a status', { status: 'paid' }],
    ['with another total', { expectedTotal: 'free' }],
    ['paid by nothing known', { paymentProvider: 'barter' }],
    ['with the number of a card', { paymentMethodId: '4242 4242 4242 4242' }],
  ])('is refused that is %s', async (_, body) => {
    const answer = await patient.post<Order>(ORDERS, body);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });

  it('is refused of products that are not sold, at another price, or in two currencies', async () => {
    const [dollars, euros] = [
      await shop.product({ units: 5 }),
      await shop.product({ units: 5, currency: 'EUR' }),
    ];
    const retired = await shop.product({ units: 5, status: 'retired', name: 'Old pills' });
    const few = await shop.product({ units: 5, maxPerOrder: 2 });
    const codes = await Promise.all([
      place([{ productId: retired, quantity: 1 }]),
      place([{ productId: '01a20a12-4140-770a-87f3-cab6036761d6', quantity: 1 }]),
      place([{ productId: dollars, quantity: 1 }], { expectedTotal: 9.99 }),
      place([
        { productId: dollars, quantity: 1 },
        { productId: euros, quantity: 1 },
      ]),
      place([{ productId: few, quantity: 3 }]),
      place([
        { productId: few, quantity: 2 },
        { productId: few, quantity: 1 },
      ]),
      place([{ productId: dollars, quantity: 100_000 }]),
    ]);
    expect(codes.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'not_for_sale'],
      [409, 'not_for_sale'],
      [409, 'price_changed'],
      [422, 'mixed_currencies'],
      [422, 'too_many_units'],
      [422, 'too_many_units'],
      [409, 'out_of_stock'],
    ]);
    for (const id of [dollars, euros, retired, few])
      expect((await shop.sql('select quantity from lots where product_id = $1', [id]))[0]).toEqual({
        quantity: 5,
      });
  });

  it('is refused while fifty others of the same patient are not paid', async () => {
    const [product, hoarder] = [await shop.product({ units: 99 }), await shop.patient()];
    const one = () => place([{ productId: product, quantity: 1 }], {}, undefined, hoarder);
    const placed = await Promise.all(Array.from({ length: 50 }, one));
    expect(placed.every(({ status }) => status === 201)).toBe(true);
    expect([(await one()).status, (await one()).body.code]).toEqual([429, 'too_many_open_orders']);
    await hoarder.post(`${ORDERS}/${placed[0]?.body.id}/cancel`, {});
    expect((await one()).status).toBe(201);
  });

  it('goes from status to status, and nowhere else', async () => {
    const product = await shop.product({ units: 9 });
    const { body: order } = await place([{ productId: product, quantity: 2 }]);
    const as = (verb: string, body: object = {}) =>
      admin.post<Order>(`/api/v1/orders/${order.id}/${verb}`, body);
    expect((await as('ship')).body.code).toBe('illegal_transition');
    await paid(order.id);
    expect((await as('deliver')).body.code).toBe('illegal_transition');
    expect((await as('ship', { carrier: 'DHL', trackingNumber: '00340' })).body).toMatchObject({
      status: 'shipped',
      carrier: 'DHL',
    });
    expect((await patient.post<Order>(`${ORDERS}/${order.id}/cancel`, {})).body.code).toBe(
      'illegal_transition',
    );
    expect((await patient.post<Order>(`${ORDERS}/${order.id}/received`)).body.status).toBe('delivered');
    expect((await as('return', { restock: true })).body.status).toBe('returned');
    expect(await stockOf(product)).toMatchObject({ inventory_count: 9 });
    expect((await as('return', { restock: true })).body.status).toBe('returned');
    expect(await stockOf(product)).toMatchObject({ inventory_count: 9 });
    expect((await as('ship')).body.code).toBe('illegal_transition');
    for (const status of ['placed', 'paid', 'shipped', 'lost'])
      await expect(
        shop.sql('update orders set status = $2 where id = $1', [order.id, status]),
      ).rejects.toThrow();
  });

  it('that is cancelled gives its units back, once', async () => {
    const product = await shop.product({ units: 4 });
    const { body: order } = await place([{ productId: product, quantity: 4 }]);
    expect(await stockOf(product)).toEqual({ inventory_count: 0, batch_lot_info: null });
    const cancels = await Promise.all(
      Array.from({ length: 5 }, () =>
        patient.post<Order>(`${ORDERS}/${order.id}/cancel`, { reason: 'changed my mind' }),
      ),
    );
    expect(cancels.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200]);
    expect(await stockOf(product)).toMatchObject({ inventory_count: 4 });
    const other = await shop.patient();
    expect((await other.post(`${ORDERS}/${order.id}/cancel`, {})).status).toBe(404);
    expect((await other.get(`${ORDERS}/${order.id}`)).status).toBe(404);
    expect((await other.get<Page<Order>>(ORDERS)).body.items).toEqual([]);
  });

  it('keeps its units for a time, and then others may have them though nobody tidies up', async () => {
    const product = await shop.product({ units: 1 });
    const { body: first } = await place([{ productId: product, quantity: 1 }]);
    const second = await shop.patient();
    const wish = [{ productId: product, quantity: 1 }];
    expect((await place(wish, {}, undefined, second)).body.code).toBe('out_of_stock');
    await shop.sql(`update orders set reserved_until = now() - interval '1 second' where id = $1`, [
      first.id,
    ]);
    expect((await place(wish, {}, undefined, second)).status).toBe(201);
    expect((await patient.get<Order>(`${ORDERS}/${first.id}`)).body).toMatchObject({
      status: 'cancelled',
      cancelReason: 'The reservation is over.',
    });
    await expect(paid(first.id)).rejects.toThrow(/cancelled does not become paid/);
  });
});
