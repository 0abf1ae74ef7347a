import {
  type Begun,
  openPayingShop,
  type Page,
  type PaymentView,
  type PayingShop,
  until,
} from './payment-shop.js';

let shop: PayingShop;
beforeAll(async () => {
  shop = await openPayingShop();
}, 60_000);
afterAll(() => shop.close());

const url = () => shop.host.url;
const tell = (type: string, object: object) => shop.stripe.tell(url(), shop.stripe.event(type, object));
const refund = (orderId: string, body: object, key?: string) =>
  shop.admin.post<PaymentView>(
    `/api/v1/orders/${orderId}/refunds`,
    body,
    key ? { headers: { 'idempotency-key': key } } : {},
  );
/** Placed, begun and paid. */
async function bought(price = 10) {
  const { order, intent } = await shop.begun({ price });
  await tell('payment_intent.succeeded', shop.stripe.pay(intent));
  return { order, intent };
}

describe('a payment by Stripe', () => {
  it('is begun once, confirmed by the browser, told by Stripe, and the order is paid', async () => {
    const order = await shop.order({ price: 12.5 });
    const [one, two] = [await shop.begin(order.id), await shop.begin(order.id)];
    expect(one.status).toBe(200);
    expect(one.body).toMatchObject({
      provider: 'stripe',
      status: 'pending',
      amount: 12.5,
      currency: 'USD',
      publishableKey: shop.stripe.publishableKey,
      invoice: null,
    });
    expect(one.body.clientSecret).toMatch(/_secret_/);
    expect(two.body).toEqual(one.body);
    const made = [...shop.stripe.intents.values()].filter(({ metadata }) => metadata['order'] === order.id);
    expect(made).toHaveLength(1);
    const [intent] = made;
    expect(intent).toMatchObject({ amount: 1250, currency: 'usd' });

    const { status } = await tell('payment_intent.succeeded', shop.stripe.pay(intent?.id ?? ''));
    expect(status).toBe(200);
    expect(await shop.books(order.id)).toMatchObject({
      order: 'paid',
      payments: [{ status: 'succeeded', amount: 12.5, refunded: 0, failure: null }],
    });
    const [row] = await shop.sql('select reserved_until, paid_at from orders where id = $1', [order.id]);
    expect(row).toMatchObject({ reserved_until: null });
    expect(row?.['paid_at']).not.toBeNull();
    expect((await shop.begin(order.id)).body.code).toBe('order_not_payable');
  });

  it('tells Stripe the amount and the id of the order, and nothing of the person or of what was bought', async () => {
    const { order } = await shop.begun({ price: 7 });
    const asked = shop.stripe.asked.filter(({ body }) => body.includes(order.id));
    expect(asked).toHaveLength(1);
    const [{ body, key, version } = { body: '', key: '', version: '' }] = asked;
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      amount: '700',
      currency: 'usd',
      'automatic_payment_methods[enabled]': 'true',
      'metadata[order]': order.id,
    });
    const [payment] = await shop.sql('select id from payments where order_id = $1', [order.id]);
    expect(key).toBe(`carenode-payment-${String(payment?.['id'])}`);
    expect(version).toBe('2026-10-28.endive');
  });

  it('is one, when it is begun eight times at the same moment', async () => {
    const order = await shop.order();
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.begin(order.id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => body.clientSecret)).size).toBe(1);
    expect((await shop.books(order.id)).payments).toHaveLength(1);
  });

  it('counts yen in yen and dinars in thousands', async () => {
    for (const [currency, price, units] of [
      ['JPY', 500, 500],
      ['KWD', 5.12, 5120],
      ['UGX', 5, 500],
    ] as const) {
      const { intent, order } = await shop.begun({ price, currency });
      expect(shop.stripe.intents.get(intent)).toMatchObject({
        amount: units,
        currency: currency.toLowerCase(),
      });
      await tell('payment_intent.succeeded', shop.stripe.pay(intent));
      expect(await shop.books(order.id)).toMatchObject({ order: 'paid', payments: [{ amount: price }] });
    }
  });

  it('is refused in words when the currency has no such amount, or Stripe does not take it', async () => {
    const odd = await shop.begin((await shop.order({ price: 1.005 })).id);
    expect([odd.status, odd.body.code]).toEqual([422, 'amount_not_payable']);
    expect(odd.body.detail).toContain('1.005 USD');
    const small = await shop.begin((await shop.order({ price: 0.3 })).id);
    expect([small.status, small.body.code]).toEqual([422, 'payment_refused']);
    expect(small.body.detail).toContain('amount_too_small');
  });

  it('goes on after a refused card with the same payment', async () => {
    const { order, intent } = await shop.begun();
    await tell('payment_intent.payment_failed', shop.stripe.decline(intent));
    expect(await shop.books(order.id)).toMatchObject({
      order: 'placed',
      payments: [{ status: 'failed', failure: 'insufficient_funds' }],
    });
    const again = await shop.begin(order.id);
    expect(again.body).toMatchObject({ status: 'failed' });
    await tell('payment_intent.succeeded', shop.stripe.pay(intent));
    expect(await shop.books(order.id)).toMatchObject({
      order: 'paid',
      payments: [{ status: 'succeeded', failure: null }],
    });
  });

  it('is found to be paid when it is asked for, though no webhook came', async () => {
    const { order, intent } = await shop.begun();
    shop.stripe.pay(intent);
    expect((await shop.begin(order.id)).body).toMatchObject({ status: 'succeeded' });
    expect(await shop.statusOf(order.id)).toBe('paid');
    expect((await tell('payment_intent.succeeded', shop.stripe.pay(intent))).status).toBe(200);
    expect((await shop.books(order.id)).payments).toHaveLength(1);
  });

  it('is another one when it was cancelled at Stripe', async () => {
    const { order, intent } = await shop.begun();
    Object.assign(shop.stripe.intents.get(intent) ?? {}, { status: 'canceled' });
    const again = await shop.begin(order.id);
    expect(again.status).toBe(200);
    expect((await shop.books(order.id)).payments.map(({ status }) => status).sort()).toEqual([
      'cancelled',
      'pending',
    ]);
  });

  it('is answered with 503 while Stripe is away, and goes on afterwards', async () => {
    const order = await shop.order();
    const up = shop.stripe.fail();
    const down = await shop.begin(order.id);
    up();
    expect([down.status, down.body.code]).toEqual([503, 'payment_provider_unavailable']);
    const on = await shop.begin(order.id);
    expect([on.status, on.body.status]).toEqual([200, 'pending']);
    expect((await shop.books(order.id)).payments).toHaveLength(1);
  });

  it('cannot be begun without an account', async () => {
    const order = await shop.order();
    await shop.sql('create table kept as select * from payment_accounts');
    await shop.sql('delete from payment_accounts');
    try {
      const none = await shop.begin(order.id);
      expect([none.status, none.body.code]).toEqual([409, 'payment_provider_not_configured']);
      // Nor does an order begin that nobody could pay.
      expect(await shop.order()).toMatchObject({ code: 'payment_provider_not_configured' });
      const webhook = await shop.stripe.tell(url(), shop.stripe.event('payment_intent.succeeded', {}));
      expect(webhook.status).toBe(400);
    } finally {
      await shop.sql('insert into payment_accounts select * from kept');
      await shop.sql('drop table kept');
    }
  });
});

describe('an order that is cancelled', () => {
  it('cannot be paid any more: its intent is cancelled at Stripe', async () => {
    const { order, intent } = await shop.begun();
    await shop.buyer.post(`/api/v1/patients/me/orders/${order.id}/cancel`, {});
    await shop.due();
    expect(shop.stripe.intents.get(intent)?.status).toBe('canceled');
    expect(await shop.books(order.id)).toMatchObject({
      order: 'cancelled',
      payments: [{ status: 'cancelled' }],
    });
  });

  it('and paid at that very moment gets its money back', async () => {
    const { order, intent } = await shop.begun();
    shop.stripe.pay(intent);
    await shop.buyer.post(`/api/v1/patients/me/orders/${order.id}/cancel`, {});
    await shop.due();
    await until(async () => (await shop.statusOf(order.id)) === 'refunded');
    expect(await shop.books(order.id)).toMatchObject({
      payments: [{ status: 'succeeded', refunded: 10 }],
      refunds: [{ status: 'succeeded', amount: 10, known: true }],
    });
    expect([...shop.stripe.refunds.values()].filter((made) => made.payment_intent === intent)).toHaveLength(
      1,
    );
  });

  it('after it was paid gets its money back by itself, and the patient is told', async () => {
    const { order, intent } = await bought();
    await shop.admin.post(`/api/v1/orders/${order.id}/cancel`, { reason: 'none left' });
    expect(await shop.books(order.id)).toMatchObject({ refunds: [{ status: 'pending', amount: 10 }] });
    await shop.due();
    expect(await shop.books(order.id)).toMatchObject({ order: 'refunded', payments: [{ refunded: 10 }] });
    expect([...shop.stripe.refunds.values()].filter((made) => made.payment_intent === intent)).toHaveLength(
      1,
    );
    const told = await shop.sql(
      `select 1 from notifications where kind = 'order-refunded' and body ->> 'orderId' = $1`,
      [order.id],
    );
    expect(told).toHaveLength(1);
  });
});

describe('a refund by Stripe', () => {
  it('is made once for its key, in parts, and never more than was paid', async () => {
    const { order, intent } = await bought();
    const one = await refund(order.id, { amount: 4, reason: 'broken' }, 'first');
    const again = await refund(order.id, { amount: 4, reason: 'broken' }, 'first');
    expect([one.status, again.status]).toEqual([201, 200]);
    expect(again.body).toMatchObject({ amountRefunded: 4, refunds: [{ status: 'succeeded', amount: 4 }] });
    expect((await refund(order.id, { amount: 6.5, reason: 'more' })).body.code).toBe('refund_too_large');
    const odd = await refund(order.id, { amount: 0.001, reason: 'odd' });
    expect([odd.status, odd.body.code]).toEqual([422, 'amount_not_payable']);
    expect((await refund(order.id, { reason: 'the rest' })).body).toMatchObject({ amountRefunded: 10 });
    const made = [...shop.stripe.refunds.values()].filter((row) => row.payment_intent === intent);
    expect(made.map(({ amount }) => amount)).toEqual([400, 600]);
    expect(await shop.statusOf(order.id)).toBe('paid');
    // What Stripe tells of them afterwards is known.
    for (const row of made) await tell('refund.updated', row);
    await tell('charge.refunded', shop.stripe.charges.get(intent) ?? {});
    expect(await shop.books(order.id)).toMatchObject({ payments: [{ refunded: 10 }] });
    expect((await shop.books(order.id)).refunds).toHaveLength(2);
  });

  it('waits while Stripe is away, and is made afterwards', async () => {
    const { order, intent } = await bought();
    const up = shop.stripe.fail();
    const asked = await refund(order.id, { amount: 3, reason: 'broken' });
    up();
    expect(asked.status).toBe(201);
    expect(asked.body.refunds).toMatchObject([{ status: 'pending' }]);
    await shop.due();
    expect(await shop.books(order.id)).toMatchObject({ refunds: [{ status: 'succeeded', known: true }] });
    expect([...shop.stripe.refunds.values()].filter((made) => made.payment_intent === intent)).toHaveLength(
      1,
    );
  });

  it('is looked for before it is asked for again when Stripe has forgotten its key', async () => {
    const { order, intent } = await bought();
    // The host asks again by itself at any time, and is not to get an answer before the key is forgotten.
    shop.stripe.loseAnswers('/v1/refunds', 200);
    await refund(order.id, { amount: 3, reason: 'broken' });
    expect(await shop.books(order.id)).toMatchObject({ refunds: [{ status: 'pending', known: false }] });
    await shop.sql(
      `update refunds set created_at = now() - interval '2 days' where payment_id = (select id from payments where order_id = $1)`,
      [order.id],
    );
    await shop.due();
    shop.stripe.forgetKeys();
    shop.stripe.answerAgain();
    await shop.due();
    expect(await shop.books(order.id)).toMatchObject({ refunds: [{ status: 'succeeded', known: true }] });
    expect([...shop.stripe.refunds.values()].filter((made) => made.payment_intent === intent)).toHaveLength(
      1,
    );
  });

  it('that Stripe refuses has failed, and may be asked for anew', async () => {
    const { order, intent } = await bought();
    shop.stripe.makeRefund(intent, 1000);
    const asked = await refund(order.id, { amount: 3, reason: 'broken' });
    expect(asked.body.refunds).toMatchObject([{ status: 'failed', amount: 3 }]);
    await tell('charge.refunded', shop.stripe.charges.get(intent) ?? {});
    expect(await shop.books(order.id)).toMatchObject({ payments: [{ refunded: 10 }] });
    expect((await refund(order.id, { reason: 'again' })).body.code).toBe('nothing_to_refund');
  });

  it('that was made at Stripe is noted, whichever of its events comes first', async () => {
    for (const types of [
      ['charge.refunded', 'refund.created'],
      ['refund.created', 'charge.refunded'],
      ['charge.refunded'],
      ['refund.created'],
    ]) {
      const { order, intent } = await bought();
      const made = shop.stripe.makeRefund(intent, 250);
      for (const type of types)
        await tell(type, type === 'refund.created' ? made : (shop.stripe.charges.get(intent) ?? {}));
      expect(await shop.books(order.id)).toMatchObject({
        order: 'paid',
        payments: [{ refunded: 2.5 }],
        refunds: [{ status: 'succeeded', amount: 2.5 }],
      });
      expect((await shop.books(order.id)).refunds).toHaveLength(1);
    }
  });

  it('that a bank sends back has failed after all, and is not counted', async () => {
    const { order } = await bought();
    await refund(order.id, { amount: 4, reason: 'broken' });
    const made = [...shop.stripe.refunds.values()].at(-1);
    const failed = shop.stripe.event('refund.failed', { ...made, status: 'failed' });
    await shop.stripe.tell(url(), failed);
    await tell('refund.updated', { ...made, status: 'succeeded' });
    expect(await shop.books(order.id)).toMatchObject({
      payments: [{ refunded: 0 }],
      refunds: [{ status: 'failed' }],
    });
  });
});

describe('the payments of an order', () => {
  it('are listed with what was given back, and tell no secret', async () => {
    const { order } = await bought();
    await refund(order.id, { amount: 4, reason: 'broken' });
    const list = await shop.admin.get<Page<PaymentView>>(`/api/v1/orders/${order.id}/payments`);
    expect(list.body.items).toMatchObject([
      {
        orderId: order.id,
        status: 'succeeded',
        amountRefunded: 4,
        refunds: [{ reason: 'broken', amount: 4 }],
      },
    ]);
    const mine = await shop.buyer.get(`/api/v1/patients/me/payments`);
    for (const { text } of [list, mine]) expect(text).not.toContain('_secret_');
    const [rows] = await shop.sql('select json_agg(p)::text as all from payments p');
    expect(String(rows?.['all'])).not.toContain('_secret_');
    const wrong = await shop.admin.post<Begun>(`/api/v1/orders/${order.id}/refunds`, { amount: 1 });
    expect(wrong.body.code).toBe('validation_failed');
  });
});
