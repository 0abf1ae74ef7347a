import {
  anonymousContext,
  ModuleActivations,
  type RequestContext,
  systemContext,
} from '@carenode/module-kit';

import type { StripeEvent } from './fake-stripe.js';
import { openPayingShop, type PayingShop, until } from './payment-shop.js';

/** What Stripe tells belongs to nobody, whomever the shop is for. */
describe('the webhook of a shop', () => {
  let shop: PayingShop;
  beforeAll(async () => {
    shop = await openPayingShop();
  }, 60_000);
  afterAll(() => shop.close());
  afterEach(() => change({ isActive: true, audience: null }));

  /** Changes the shop's activation, and waits until the host has heard of it. */
  async function change({ isActive, audience }: { isActive: boolean; audience: object | null }) {
    await shop.sql(
      `update instance_module_activations set is_active = $1, settings = $2 where module_name = 'ecommerce'`,
      [isActive, audience && JSON.stringify({ audience })],
    );
    const activations = shop.host.host.get(ModuleActivations);
    const isOn = (ctx: RequestContext) => activations.isActive('ecommerce', ctx);
    await until(
      () =>
        isOn(systemContext('look')) === isActive &&
        isOn(anonymousContext('nobody')) === (isActive && audience === null),
    );
  }
  const succeeded = (intent: string): StripeEvent =>
    shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
  const tell = async (event: StripeEvent) => (await shop.stripe.tell(shop.host.url, event)).status;

  it.each([
    ['patients', () => ({ userTypes: ['patient'] })],
    ['some people', () => ({ profiles: [shop.buyer.id] })],
    ['a share of them', () => ({ profiles: [shop.buyer.id], percentage: 50 })],
  ])('for %s hears what became of a payment, and of its refund', async (_, audience) => {
    await change({ isActive: true, audience: audience() });
    expect((await shop.admin.get('/api/v1/payment-accounts/stripe')).status).toBe(404);
    const { order, intent } = await shop.begun();
    expect(await tell(succeeded(intent))).toBe(200);
    expect(await shop.books(order.id)).toMatchObject({ order: 'paid', payments: [{ status: 'succeeded' }] });
    const told = await shop.sql(
      `select from notifications where kind = 'order-paid' and body ->> 'orderId' = $1`,
      [order.id],
    );
    expect(told).toHaveLength(1);
    await shop.buyer.post(`/api/v1/patients/me/orders/${order.id}/cancel`, {});
    await shop.due();
    expect(await shop.books(order.id)).toMatchObject({
      order: 'refunded',
      refunds: [{ status: 'succeeded', amount: 10, known: true }],
    });
  });

  it('for patients takes nothing that Stripe did not sign, and no other route is open for it', async () => {
    const { intent } = await shop.begun();
    await change({ isActive: true, audience: { userTypes: ['patient'] } });
    const { status } = await shop.stripe.tell(shop.host.url, succeeded(intent), { header: null });
    expect(status).toBe(400);
    expect(await shop.outcomes(intent)).toEqual([]);
    for (const { method, path, access } of shop.host.host.routes.filter(
      ({ module }) => module.name === 'ecommerce',
    )) {
      if (access.kind === 'public') continue;
      const at = `/api/v1${path.replace(/\{\w+\}/g, 'me')}`;
      expect([at, (await shop.host.anonymous().send(method.toUpperCase(), at)).status]).toEqual([at, 404]);
    }
  });

  it('that is switched off is not there, and Stripe’s next try settles the payment when it is on again', async () => {
    const { order, intent } = await shop.begun();
    await change({ isActive: false, audience: null });
    const event = succeeded(intent);
    expect(await tell(event)).toBe(404);
    expect(await shop.outcomes(intent)).toEqual([]);
    expect(await shop.statusOf(order.id)).toBe('placed');
    await change({ isActive: true, audience: { userTypes: ['patient'] } });
    expect(await tell(event)).toBe(200);
    expect(await shop.statusOf(order.id)).toBe('paid');
  });
});
