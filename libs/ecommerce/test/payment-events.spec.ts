import type { AnotherHost } from '@carenode/testing';

import type { StripeEvent } from './fake-stripe.js';
import { openPayingShop, type PayingShop } from './payment-shop.js';
import { DIFFERENCES } from './shop.js';

let shop: PayingShop;
let other: AnotherHost;
beforeAll(async () => {
  shop = await openPayingShop();
  other = await shop.another();
}, 60_000);
afterAll(() => shop.close());

const tell = (event: StripeEvent, url = shop.host.url) => shop.stripe.tell(url, event);
const now = () => Math.floor(Date.now() / 1000);

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

/** Everything that Stripe tells of an intent that is paid, and of which a part is given back, in the order of time. */
function story(intent: string): StripeEvent[] {
  const { stripe } = shop;
  const it = stripe.intents.get(intent);
  if (!it) throw new Error(intent);
  const events = [stripe.event('payment_intent.created', it, now() - 40)];
  events.push(stripe.event('payment_intent.processing', { ...it, status: 'processing' }, now() - 30));
  events.push(stripe.event('payment_intent.succeeded', stripe.pay(intent), now() - 20));
  stripe.makeRefund(intent, 250);
  events.push(stripe.event('charge.refunded', stripe.charges.get(intent) ?? {}, now() - 10));
  return events;
}
/** An order, and an intent of it that is known to Stripe alone. */
async function unknown() {
  const order = await shop.order();
  return { order, intent: shop.stripe.makeIntent(1000, 'usd', { order: order.id }).id };
}
const PAID = {
  order: 'paid',
  payments: [{ status: 'succeeded', amount: 10, refunded: 2.5, failure: null }],
  refunds: [{ status: 'succeeded', amount: 2.5 }],
};

describe('events in any order', () => {
  const ORDERS = permutations([0, 1, 2, 3]);

  it.each(ORDERS)('come to the same: %i %i %i %i', async (...order) => {
    const { order: placed, intent } = await shop.begun();
    const events = story(intent);
    for (const index of order) expect((await tell(events[index] as StripeEvent)).status).toBe(200);
    const books = await shop.books(placed.id);
    expect(books).toMatchObject(PAID);
    expect(books.refunds).toHaveLength(1);
    // And again, in the order of time: nothing changes.
    const [before] = await shop.sql('select version from payments where reference = $1', [intent]);
    for (const event of events) await tell(event);
    expect(await shop.books(placed.id)).toEqual(books);
    expect((await shop.sql('select version from payments where reference = $1', [intent]))[0]).toEqual(
      before,
    );
  });

  it.each(ORDERS)('of a payment that is not known here come to the same: %i %i %i %i', async (...order) => {
    const { order: placed, intent } = await unknown();
    const events = story(intent);
    for (const index of order) await tell(events[index] as StripeEvent);
    expect(await shop.books(placed.id)).toMatchObject(PAID);
    expect((await shop.books(placed.id)).payments).toHaveLength(1);
  });

  it('come to the same when all of them come at once, several times, to two hosts', async () => {
    for (let round = 0; round < 8; round++) {
      const { order: placed, intent } = round % 2 === 0 ? await shop.begun() : await unknown();
      const events = story(intent);
      const tellings = [...events, ...events, ...events].flatMap((event) => [
        tell(event),
        tell(event, other.url),
      ]);
      expect((await Promise.all(tellings)).map(({ status }) => status)).toEqual(Array(24).fill(200));
      expect(await shop.books(placed.id)).toMatchObject(PAID);
      const { payments, refunds } = await shop.books(placed.id);
      expect([payments.length, refunds.length]).toEqual([1, 1]);
      expect(await shop.outcomes(intent)).toHaveLength(4);
      const told = await shop.sql(
        `select kind from notifications where kind = 'order-paid' and body ->> 'orderId' = $1`,
        [placed.id],
      );
      expect(told).toHaveLength(1);
    }
    expect(await shop.sql(DIFFERENCES)).toEqual([]);
  });

  it('do not take back that a card was refused, or that another one was taken', async () => {
    const { order: placed, intent } = await shop.begun();
    const it = shop.stripe.intents.get(intent) ?? {};
    const created = shop.stripe.event('payment_intent.created', it, now() - 30);
    const failed = shop.stripe.event(
      'payment_intent.payment_failed',
      shop.stripe.decline(intent),
      now() - 20,
    );
    await tell(failed);
    await tell(created);
    expect(await shop.books(placed.id)).toMatchObject({ payments: [{ status: 'failed' }] });
    await tell(shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent), now() - 10));
    await tell(shop.stripe.event('payment_intent.payment_failed', shop.stripe.decline(intent), now()));
    await tell(shop.stripe.event('payment_intent.canceled', { ...it, status: 'canceled' }, now()));
    expect(await shop.books(placed.id)).toMatchObject({
      order: 'paid',
      payments: [{ status: 'succeeded', failure: null }],
    });
    expect((await shop.outcomes(intent)).sort()).toEqual([
      'applied',
      'applied',
      'ignored: it was paid before',
      'ignored: it was paid before',
      'ignored: something later was told before',
    ]);
  });
});

describe('what Stripe did not sign', () => {
  it.each([
    ['with another secret', { secret: 'whsec_guess' }],
    ['too long ago', { age: 301 }],
    ['at all', { header: null }],
    ['with a signature of nothing', { header: '' }],
    ['in a form that is known', { header: 't=1,v0=abc' }],
    ['in this form', { header: 'v1=abc' }],
    ['as it came', { tamper: (body: string) => body.replace('"amount": 1000', '"amount": 1') }],
    ['with these spaces', { tamper: (body: string) => JSON.stringify(JSON.parse(body)) }],
  ])('%s is refused, and tells nothing', async (_, how) => {
    const { order: placed, intent } = await shop.begun();
    const event = shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
    const { status, text } = await shop.stripe.tell(shop.host.url, event, how);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      code: 'webhook_refused',
      detail: 'The signature is missing, wrong or too old.',
    });
    expect(text).not.toContain('whsec_');
    expect(await shop.statusOf(placed.id)).toBe('placed');
    expect(await shop.outcomes(intent)).toEqual([]);
  });

  it('is taken when it is signed some minutes ago', async () => {
    const { order: placed, intent } = await shop.begun();
    const event = shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
    expect((await shop.stripe.tell(shop.host.url, event, { age: 290 })).status).toBe(200);
    expect(await shop.statusOf(placed.id)).toBe('paid');
  });

  it('and is longer than a webhook is refused', async () => {
    const { intent } = await shop.begun();
    const long = shop.stripe.event('payment_intent.succeeded', {
      ...shop.stripe.pay(intent),
      x: 'x'.repeat(2 ** 20),
    });
    expect((await tell(long)).status).toBe(413);
    expect(await shop.outcomes(intent)).toEqual([]);
  });

  it('or is about something else, or no JSON, is no failure of ours', async () => {
    const at = `${shop.host.url}/api/v1/payments/stripe/webhook`;
    expect(
      (await tell(shop.stripe.event('customer.created', { id: 'cus_1', object: 'customer' }))).status,
    ).toBe(200);
    expect((await fetch(at, { method: 'POST' })).status).toBe(400);
    const form = await fetch(at, {
      method: 'POST',
      body: 'a=b',
      headers: { 'stripe-signature': 't=1,v1=2' },
    });
    expect(form.status).toBe(400);
    expect((await fetch(at)).status).toBe(404);
  });
});

describe('another amount', () => {
  it.each([
    ['less', { amount: 999, amount_received: 999 }],
    ['more', { amount: 1001, amount_received: 1001 }],
    ['a part of it', { amount_received: 500 }],
    ['another currency', { currency: 'eur' }],
  ])('%s than the order costs is noted, and pays nothing', async (_, wrong) => {
    const { order: placed, intent } = await shop.begun();
    await tell(shop.stripe.event('payment_intent.succeeded', { ...shop.stripe.pay(intent), ...wrong }));
    expect(await shop.books(placed.id)).toMatchObject({ order: 'placed', payments: [{ status: 'pending' }] });
    expect(await shop.outcomes(intent)).toEqual(['ignored: it is another amount']);
  });

  it('does not come in by an intent that is not known here', async () => {
    const placed = await shop.order();
    const intent = shop.stripe.makeIntent(1, 'usd', { order: placed.id }).id;
    await tell(shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent)));
    expect(await shop.books(placed.id)).toMatchObject({ order: 'placed', payments: [] });
  });

  it('an intent pays the order that it was begun for, whatever else it says', async () => {
    const { order: placed, intent } = await shop.begun();
    const another = await shop.order();
    const it = { ...shop.stripe.pay(intent), metadata: { order: another.id } };
    await tell(shop.stripe.event('payment_intent.succeeded', it));
    expect([await shop.statusOf(placed.id), await shop.statusOf(another.id)]).toEqual(['paid', 'placed']);
  });

  it('no intent pays an order that is paid by invoice, or none', async () => {
    const placed = await shop.order({ provider: 'manual' });
    for (const order of [placed.id, '00000000-0000-4000-8000-000000000000', "x' or true --", '']) {
      const intent = shop.stripe.makeIntent(1000, 'usd', { order }).id;
      expect(
        (await tell(shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent)))).status,
      ).toBe(200);
      expect((await shop.outcomes(intent))[0]).toMatch(/^ignored: /);
    }
    expect(await shop.books(placed.id)).toMatchObject({ order: 'placed', payments: [] });
  });
});

describe('a payment that comes when the reservation is over', () => {
  const lapse = (id: string) =>
    shop.sql(`update orders set reserved_until = now() - interval '1 second' where id = $1`, [id]);

  it('pays the order while nobody else has got its units', async () => {
    const { order: placed, intent } = await shop.begun();
    await lapse(placed.id);
    expect((await shop.begin(placed.id)).status).toBe(200);
    await tell(shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent)));
    expect(await shop.books(placed.id)).toMatchObject({ order: 'paid', refunds: [] });
  });

  it('is given back by itself, once, when its units are gone', async () => {
    const { order: placed, intent } = await shop.begun();
    await lapse(placed.id);
    await shop.sql('select carenode.release_lapsed(null, 1000)');
    expect((await shop.begin(placed.id)).body.code).toBe('order_not_payable');
    const succeeded = shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
    await Promise.all([tell(succeeded), tell(succeeded, other.url), tell(succeeded)]);
    await Promise.all([shop.due(), shop.due()]);
    expect(await shop.books(placed.id)).toMatchObject({
      order: 'refunded',
      payments: [{ status: 'succeeded', refunded: 10 }],
      refunds: [{ status: 'succeeded', amount: 10, known: true }],
    });
    expect((await shop.books(placed.id)).refunds).toHaveLength(1);
    expect([...shop.stripe.refunds.values()].filter((made) => made.payment_intent === intent)).toHaveLength(
      1,
    );
    const [row] = await shop.sql(
      'select requested_by from refunds r join payments p on p.id = r.payment_id where p.order_id = $1',
      [placed.id],
    );
    expect(row).toEqual({ requested_by: null });
    expect(await shop.sql(DIFFERENCES)).toEqual([]);
  });

  it('or pays, or gives back, and never both, when all of it happens at once', async () => {
    for (let round = 0; round < 10; round++) {
      const { order: placed, intent } = await shop.begun();
      await lapse(placed.id);
      const succeeded = shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
      const [one, two] = await Promise.all([
        tell(succeeded),
        tell(succeeded, other.url),
        shop.sql('select carenode.release_lapsed(null, 1000)'),
      ]);
      expect([one.status, two.status]).toEqual([200, 200]);
      await shop.due();
      const { order, payments } = await shop.books(placed.id);
      expect([
        ['paid', 0],
        ['refunded', 10],
      ]).toContainEqual([order, payments[0]?.refunded]);
    }
    expect(await shop.sql(DIFFERENCES)).toEqual([]);
  });
});

describe('an order that is paid twice', () => {
  it('gives the second payment back, and stays paid', async () => {
    const { order: placed, intent } = await shop.begun();
    const second = shop.stripe.makeIntent(1000, 'usd', { order: placed.id }).id;
    await Promise.all([
      tell(shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent))),
      tell(shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(second)), other.url),
    ]);
    await shop.due();
    const { order, payments } = await shop.books(placed.id);
    expect(order).toBe('paid');
    expect(payments.map(({ status, refunded }) => `${status} ${refunded}`).sort()).toEqual([
      'succeeded 0',
      'succeeded 10',
    ]);
  });
});
