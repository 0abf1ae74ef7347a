import { anonymousContext, ModuleActivations } from '@carenode/module-kit';

import { StockKeeping } from '../src/order/stock-keeping.service.js';
import { DueMoney } from '../src/payment/due-money.service.js';
import { openPayingShop, type PayingShop, until } from './payment-shop.js';
import { DIFFERENCES } from './shop.js';

/** What Stripe tells was lost: the host was down, or nobody made a webhook. */
describe('a payment that succeeded while no webhook came', () => {
  let shop: PayingShop;
  beforeEach(async () => {
    shop = await openPayingShop();
    // The host looks by itself too; here it is said when.
    await shop.host.host.get(DueMoney).onModuleDestroy();
  }, 60_000);
  afterEach(() => shop.close());

  const age = (orderId: string, minutes: number) =>
    shop.sql(`update payments set created_at = now() - $2 * interval '1 minute' where order_id = $1`, [
      orderId,
      minutes,
    ]);
  const keep = (orderId: string, seconds: number) =>
    shop.sql(`update orders set reserved_until = now() + $2 * interval '1 second' where id = $1`, [
      orderId,
      seconds,
    ]);
  const tidy = () => shop.host.host.get(StockKeeping).tidy();
  const asked = (intent: string) => shop.stripe.count('GET', `/v1/payment_intents/${intent}`);
  const askedInOrder = () =>
    shop.stripe.asked.filter(({ method }) => method === 'GET').map(({ path }) => path.split('/').at(-1));

  it('is asked about when it is some minutes old, and its order is paid', async () => {
    const { order, intent } = await shop.begun();
    shop.stripe.pay(intent);
    await shop.due();
    expect([asked(intent), await shop.statusOf(order.id)]).toEqual([0, 'placed']);
    await age(order.id, 3);
    await shop.due();
    expect(await shop.books(order.id)).toMatchObject({
      order: 'paid',
      payments: [{ status: 'succeeded', amount: 10 }],
    });
    const told = await shop.sql(
      `select from notifications where kind = 'order-paid' and body ->> 'orderId' = $1`,
      [order.id],
    );
    expect(told).toHaveLength(1);
    await shop.due();
    expect(asked(intent)).toBe(1);
    expect(await shop.outcomes(intent)).toEqual(['applied']);
  });

  it('counts once when two hosts ask about it at once', async () => {
    const other = await shop.another();
    const { order, intent } = await shop.begun();
    shop.stripe.pay(intent);
    await age(order.id, 3);
    await Promise.all([shop.due(), other.host.get(DueMoney).settle()]);
    expect(await shop.books(order.id)).toMatchObject({ order: 'paid', refunds: [] });
    expect(await shop.outcomes(intent)).toEqual(['applied']);
  });

  it('that is still open is asked about once in a while, those first that lapse first, and all of them in the end', async () => {
    const begun = [];
    for (let n = 0; n < 45; n++) begun.push(await shop.begun());
    // One patient has at most fifty orders that are not paid.
    const another = await shop.patient();
    for (let n = 0; n < 8; n++) begun.push(await shop.begun({ who: another }));
    for (const [n, { order }] of begun.entries()) {
      await age(order.id, 3);
      await keep(order.id, 1800 - n * 10);
    }
    await shop.due();
    const soonest = [...begun].reverse().map(({ intent }) => intent);
    expect(askedInOrder()).toEqual(soonest.slice(0, 50));
    await shop.due();
    expect(askedInOrder()).toEqual(soonest);
    await shop.due();
    expect(askedInOrder()).toHaveLength(53);
    expect(await shop.statusOf(begun[0]?.order.id ?? '')).toBe('placed');
  }, 60_000);

  it('is not kept from being asked about by one that Stripe does not know', async () => {
    const [strange, paid] = [await shop.begun(), await shop.begun()];
    for (const { order } of [strange, paid]) await age(order.id, 3);
    await keep(strange.order.id, 600);
    shop.stripe.intents.delete(strange.intent);
    shop.stripe.pay(paid.intent);
    await shop.due();
    expect([await shop.statusOf(strange.order.id), await shop.statusOf(paid.order.id)]).toEqual([
      'placed',
      'paid',
    ]);
  });

  it('is asked about once in a look while Stripe is away, and when it is back', async () => {
    const begun = [await shop.begun(), await shop.begun(), await shop.begun()];
    for (const { order, intent } of begun) {
      await age(order.id, 3);
      shop.stripe.pay(intent);
    }
    const up = shop.stripe.fail();
    await shop.due();
    expect(askedInOrder()).toHaveLength(1);
    up();
    await shop.due();
    const stati = await Promise.all(begun.map(({ order }) => shop.statusOf(order.id)));
    expect(stati.sort()).toEqual(['paid', 'paid', 'placed']);
  });

  it('is asked about before its order is cancelled, which is paid then', async () => {
    const [paid, unpaid] = [await shop.begun(), await shop.begun()];
    shop.stripe.pay(paid.intent);
    for (const { order } of [paid, unpaid]) await keep(order.id, -1);
    expect(await tidy()).toBe(1);
    expect(await shop.books(paid.order.id)).toMatchObject({ order: 'paid', refunds: [] });
    expect(await shop.statusOf(unpaid.order.id)).toBe('cancelled');
    expect(await shop.sql(DIFFERENCES)).toEqual([]);
  });

  it('is asked about though many lapse at once, of whom some have paid', async () => {
    const begun = [];
    for (let n = 0; n < 45; n++) begun.push(await shop.begun());
    for (const [n, { order, intent }] of begun.entries()) {
      await keep(order.id, -1);
      if (n % 3 > 0) shop.stripe.pay(intent);
    }
    expect(await tidy()).toBe(15);
    for (const [n, { order }] of begun.entries())
      expect([n, await shop.statusOf(order.id)]).toEqual([n, n % 3 > 0 ? 'paid' : 'cancelled']);
  }, 60_000);

  it('is given back when Stripe was away until its order was cancelled', async () => {
    const { order, intent } = await shop.begun();
    shop.stripe.pay(intent);
    await keep(order.id, -1);
    const up = shop.stripe.fail();
    expect(await tidy()).toBe(1);
    up();
    expect(await shop.statusOf(order.id)).toBe('cancelled');
    await shop.due();
    await shop.due();
    expect(await shop.books(order.id)).toMatchObject({
      order: 'refunded',
      refunds: [{ status: 'succeeded', amount: 10, known: true }],
    });
  });

  it('while the shop was off pays its order when it is on again', async () => {
    const set = async (on: boolean) => {
      await shop.sql(
        `update instance_module_activations set is_active = $1 where module_name = 'ecommerce'`,
        [on],
      );
      const activations = shop.host.host.get(ModuleActivations);
      await until(() => activations.isActive('ecommerce', anonymousContext('nobody')) === on);
    };
    const { order, intent } = await shop.begun();
    await set(false);
    shop.stripe.pay(intent);
    await keep(order.id, -1);
    expect(await tidy()).toBe(0);
    await shop.due();
    expect([asked(intent), await shop.statusOf(order.id)]).toEqual([0, 'placed']);
    await set(true);
    expect(await tidy()).toBe(0);
    expect(await shop.statusOf(order.id)).toBe('paid');
  });
});
