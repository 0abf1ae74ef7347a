import type { Page } from './payment-shop.js';
import { type Begun, openPayingShop, paymentOf, type PaymentView, type PayingShop } from './payment-shop.js';

let shop: PayingShop;
beforeAll(async () => {
  shop = await openPayingShop();
}, 60_000);
afterAll(() => shop.close());

const invoiced = (price = 10) => shop.order({ provider: 'manual', price });
const paid = (orderId: string, body: object = {}, who = shop.admin) =>
  who.post<Page<PaymentView>>(`/api/v1/orders/${orderId}/payment/paid`, body);
const refund = (orderId: string, body: object, key?: string) =>
  shop.admin.post<PaymentView>(
    `/api/v1/orders/${orderId}/refunds`,
    body,
    key ? { headers: { 'idempotency-key': key } } : {},
  );
const paymentsOf = async (orderId: string) =>
  (await shop.admin.get<Page<PaymentView>>(`/api/v1/orders/${orderId}/payments`)).body.items;

describe('an invoice', () => {
  it('is the same one, however often it is asked for', async () => {
    const order = await invoiced(12.5);
    const [one, two] = [await shop.begin(order.id), await shop.begin(order.id)];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body).toEqual(two.body);
    expect(one.body).toMatchObject({
      provider: 'manual',
      status: 'pending',
      amount: 12.5,
      currency: 'USD',
      clientSecret: null,
      publishableKey: null,
      invoice: { number: `INV-${order.number}` },
    });
    const due = new Date(one.body.invoice?.dueAt ?? 0).getTime() - Date.now();
    expect(Math.round(due / 86_400_000)).toBe(14);
    expect(await paymentsOf(order.id)).toHaveLength(1);
    expect(shop.stripe.asked).toEqual([]);
  });

  it('is paid when an admin says so, once, and the order goes on', async () => {
    const order = await invoiced();
    await shop.begin(order.id);
    const body = { reference: 'SEPA 4711', paidAt: '2026-01-02T10:00:00Z' };
    const first = await paid(order.id, body);
    expect(first.status).toBe(200);
    expect(first.body.items).toMatchObject([
      {
        status: 'succeeded',
        reference: `INV-${order.number}`,
        succeededAt: '2026-01-02T10:00:00Z',
        note: 'SEPA 4711',
      },
    ]);
    expect(await shop.statusOf(order.id)).toBe('paid');
    expect((await paid(order.id, body)).body).toEqual(first.body);
    expect(await shop.outcomes(`INV-${order.number}`)).toEqual(['applied']);
    expect((await shop.begin(order.id)).body.code).toBe('order_not_payable');
    const mine = await shop.buyer.get<Page<PaymentView>>('/api/v1/patients/me/payments');
    expect(mine.body.items[0]).toMatchObject({ orderId: order.id, status: 'succeeded', amount: 10 });
  });

  it('is paid without having been asked for', async () => {
    const order = await invoiced();
    expect((await paid(order.id)).status).toBe(200);
    expect(await shop.books(order.id)).toMatchObject({ order: 'paid', payments: [{ status: 'succeeded' }] });
  });

  it('is noted as paid once by two admins at the same time', async () => {
    const order = await invoiced();
    const others = await Promise.all(Array.from({ length: 8 }, () => paid(order.id)));
    expect(others.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await shop.books(order.id)).payments).toHaveLength(1);
    expect(await shop.outcomes(`INV-${order.number}`)).toEqual(['applied']);
  });

  it('is paid too late: the money is noted, and the order stays cancelled until it is given back', async () => {
    const order = await invoiced();
    await shop.begin(order.id);
    await shop.buyer.post(`/api/v1/patients/me/orders/${order.id}/cancel`, {});
    expect(await shop.books(order.id)).toMatchObject({
      order: 'cancelled',
      payments: [{ status: 'cancelled' }],
    });
    expect((await paid(order.id)).status).toBe(200);
    expect(await shop.books(order.id)).toMatchObject({
      order: 'cancelled',
      payments: [{ status: 'succeeded', refunded: 0 }],
      refunds: [],
    });
    expect((await refund(order.id, { reason: 'It came too late.' })).status).toBe(201);
    expect(await shop.books(order.id)).toMatchObject({
      order: 'refunded',
      payments: [{ refunded: 10 }],
      refunds: [{ status: 'succeeded', amount: 10 }],
    });
  });

  it('is given back in parts, never more than was paid, and the same key once', async () => {
    const order = await invoiced();
    expect((await refund(order.id, { reason: 'x' })).body.code).toBe('nothing_to_refund');
    await paid(order.id);
    const one = await refund(order.id, { amount: 4, reason: 'broken' }, 'k1');
    const again = await refund(order.id, { amount: 4, reason: 'broken' }, 'k1');
    expect([one.status, again.status, again.body.amountRefunded]).toEqual([201, 200, 4]);
    expect((await refund(order.id, { amount: 5, reason: 'broken' }, 'k1')).body.code).toBe(
      'idempotency_key_reused',
    );
    const large = await refund(order.id, { amount: 6.01, reason: 'more' });
    expect([large.status, large.body.code]).toEqual([422, 'refund_too_large']);
    expect(large.body.detail).toContain('6 USD');
    const all = await Promise.all(
      Array.from({ length: 6 }, () => refund(order.id, { amount: 2, reason: 'two' })),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await shop.books(order.id)).toMatchObject({ order: 'paid', payments: [{ refunded: 10 }] });
    // All of it is back: when the order is cancelled there is nothing left to do.
    await shop.admin.post(`/api/v1/orders/${order.id}/cancel`, { reason: 'broken' });
    expect(await shop.statusOf(order.id)).toBe('refunded');
  });

  it('of an order that was delivered is refunded', async () => {
    const order = await invoiced();
    await paid(order.id);
    await shop.sql(`update orders set status = 'shipped' where id = $1`, [order.id]);
    await refund(order.id, { reason: 'goodwill' });
    expect(await shop.statusOf(order.id)).toBe('shipped');
    await shop.sql(`update orders set status = 'delivered' where id = $1`, [order.id]);
    expect(await shop.statusOf(order.id)).toBe('refunded');
  });
});

describe('a payment is refused', () => {
  it('while the order waits for a review, whoever says so', async () => {
    const treatmentId = await shop.treatment();
    const productId = await shop.product({ units: 1, treatmentId, onPrescription: true });
    const { body } = await shop.buyer.post<{ id: string }>('/api/v1/patients/me/orders', {
      items: [{ productId, quantity: 1 }],
    });
    expect((await shop.begin(body.id)).body.code).toBe('order_in_review');
    const said = await paid(body.id);
    expect([said.status, (said.body as unknown as Begun).code]).toEqual([409, 'order_in_review']);
    expect((await shop.books(body.id)).payments).toEqual([]);
  });

  it('for orders of others, of nobody, and by others than those it is for', async () => {
    const order = await invoiced();
    const other = await shop.patient();
    expect((await shop.begin(order.id, other)).status).toBe(404);
    const at = paymentOf(order.id).replace('/me/', `/${shop.buyer.id}/`);
    expect((await other.post(at)).status).toBe(404);
    expect((await shop.admin.post(at)).status).toBe(403);
    expect((await other.get(`/api/v1/patients/${shop.buyer.id}/payments`)).status).toBe(404);
    expect((await paid(order.id, {}, shop.buyer)).status).toBe(403);
    expect((await shop.buyer.get(`/api/v1/orders/${order.id}/payments`)).status).toBe(403);
    expect((await paid('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await shop.books(order.id)).payments).toEqual([]);
  });

  it('when what is said of it cannot be', async () => {
    const order = await invoiced();
    for (const [body, code] of [
      [{ paidAt: '2199-01-01T00:00:00Z' }, 'paid_in_the_future'],
      [{ paidAt: 'yesterday' }, 'validation_failed'],
      [{ reference: 'x'.repeat(81) }, 'validation_failed'],
      [{ amount: 5 }, 'validation_failed'],
    ] as const)
      expect(((await paid(order.id, body)).body as unknown as Begun).code).toBe(code);
    await paid(order.id);
    for (const body of [{ amount: 0, reason: 'x' }, { amount: -5, reason: 'x' }, { amount: 5 }])
      expect((await refund(order.id, body)).body.code).toBe('validation_failed');
    expect((await shop.books(order.id)).refunds).toEqual([]);
  });

  it('for an order that is not paid by invoice', async () => {
    const order = await shop.order();
    const said = await paid(order.id);
    expect((said.body as unknown as Begun).code).toBe('not_by_invoice');
  });
});
