import { type AppError, Sealer } from '@carenode/module-kit';

import { StripePayments } from '../src/payment/stripe-payments.js';
import { openPayingShop, type PayingShop } from './payment-shop.js';

const ACCOUNTS = '/api/v1/payment-accounts';
let shop: PayingShop;
beforeAll(async () => {
  shop = await openPayingShop();
}, 60_000);
afterAll(() => shop.close());

const keys = (more: object = {}) => ({
  publishableKey: shop.stripe.publishableKey,
  secretKey: shop.stripe.secretKey,
  webhookSecret: shop.stripe.webhookSecret,
  ...more,
});
const put = (body: object, who = shop.admin) => who.put<{ code: string }>(`${ACCOUNTS}/stripe`, body);

describe('the account at Stripe', () => {
  it('is told to be configured, with the key that is no secret, and nothing else', async () => {
    const { body } = await shop.admin.get<{ items: Record<string, unknown>[] }>(ACCOUNTS);
    expect(body.items).toEqual([
      {
        provider: 'stripe',
        isConfigured: true,
        isLive: false,
        publishableKey: shop.stripe.publishableKey,
        updatedAt: expect.any(String),
        version: expect.any(Number),
      },
    ]);
  });

  it('is sealed, and opened by the instance alone', async () => {
    const [row] = await shop.sql('select secret_key, webhook_secret from payment_accounts');
    const [secret, webhook] = [String(row?.['secret_key']), String(row?.['webhook_secret'])];
    expect(`${secret} ${webhook}`).not.toMatch(/sk_test|whsec/);
    const sealer = shop.host.host.get(Sealer);
    expect([sealer.open(secret), sealer.open(webhook)]).toEqual([
      shop.stripe.secretKey,
      shop.stripe.webhookSecret,
    ]);
  });

  it('shows its secrets in no answer, audit event, job or export, whatever is asked', async () => {
    const { order } = await shop.begun();
    const answers = [
      await put(keys()),
      await put(keys({ secretKey: `${shop.stripe.secretKey}!` })),
      await put(keys({ webhookSecret: shop.stripe.secretKey })),
      await put(keys({ publishableKey: shop.stripe.secretKey })),
      await put(keys({ secretKey: shop.stripe.secretKey.replace('test', 'live') })),
      await put({ ...keys(), other: shop.stripe.secretKey }),
      await shop.admin.get(ACCOUNTS),
      await shop.begin(order.id),
      await shop.admin.get('/api/v1/audit-events?limit=200'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 400, 400, 400, 200, 200, 200]);
    const [row] = await shop.sql('select secret_key, webhook_secret from payment_accounts');
    const [audit] = await shop.sql(
      `select (select coalesce(string_agg(e::text, ' '), '') from audit_events e)
           || (select coalesce(string_agg(c::text, ' '), '') from audit_changes c) as text`,
    );
    const texts = [...answers.map(({ text }) => text), String(audit?.['text'])];
    for (const secret of [
      shop.stripe.secretKey,
      shop.stripe.webhookSecret,
      String(row?.['secret_key']),
      String(row?.['webhook_secret']),
    ])
      for (const text of texts) expect(text).not.toContain(secret);
    expect(String(audit?.['text'])).toContain(shop.stripe.publishableKey);
  });

  it('is for admins, and for them in person', async () => {
    for (const userType of ['patient', 'provider', 'developer', 'research-partner'] as const) {
      const who = await shop.host.signedIn(userType);
      expect([(await put(keys(), who)).status, (await who.get(ACCOUNTS)).status]).toEqual([403, 403]);
    }
    const nobody = shop.host.anonymous();
    expect((await nobody.get(ACCOUNTS)).status).toBe(401);
    const key = await shop.admin.post<{ key: string }>('/api/v1/api-keys', {
      name: 'books',
      scopes: ['user/*.cruds'],
    });
    expect(key.status).toBe(201);
    const headers = { authorization: `Bearer ${key.body.key}` };
    expect((await nobody.get(ACCOUNTS, { headers })).status).toBe(403);
    expect((await nobody.put(`${ACCOUNTS}/stripe`, keys(), { headers })).status).toBe(403);
  });

  it('makes its provider one that patients may choose, beside the invoice that is always there', async () => {
    const choice = async () => {
      const { status, text } = await shop.buyer.get('/api/v1/payment-providers');
      expect(status).toBe(200);
      return JSON.parse(text) as unknown;
    };
    const [manual, stripe] = [{ provider: 'manual' }, { provider: 'stripe' }];
    expect(await choice()).toEqual({ items: [manual, stripe], nextCursor: null });
    await shop.sql('delete from payment_accounts');
    expect(await choice()).toEqual({ items: [manual], nextCursor: null });
    await put(keys());
    expect((await shop.admin.get('/api/v1/payment-providers')).status).toBe(403);
  });

  it.each(['select secret_key from payment_accounts', 'select * from payment_accounts'])(
    'is not in reach of the database role of admins: %s',
    async (sql) => {
      const own = shop.host.db.as(shop.host.contextOf(shop.admin, 'admin'));
      await expect(own.query(sql)).rejects.toMatchObject({ code: 'not_allowed' });
    },
  );

  it('that another key sealed is said to be so, until an admin enters its keys anew', async () => {
    const { order, intent } = await shop.begun();
    await shop.sql(`update payment_accounts set secret_key = $1, webhook_secret = $1`, [
      's1.anotherK.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAA',
    ]);
    const event = shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
    expect((await shop.stripe.tell(shop.host.url, event)).status).toBe(409);
    const begun = await shop.begin(order.id);
    expect([begun.status, begun.body.code]).toEqual([409, 'payment_account_unreadable']);
    expect((await put(keys())).status).toBe(200);
    expect((await shop.stripe.tell(shop.host.url, event)).status).toBe(200);
    expect(await shop.statusOf(order.id)).toBe('paid');
  });

  it('that is exchanged is used at once, and what the old one signed is refused', async () => {
    const { order, intent } = await shop.begun();
    const event = shop.stripe.event('payment_intent.succeeded', shop.stripe.pay(intent));
    await put(keys({ webhookSecret: 'whsec_another' }));
    expect((await shop.stripe.tell(shop.host.url, event)).status).toBe(400);
    expect((await shop.stripe.tell(shop.host.url, event, { secret: 'whsec_another' })).status).toBe(200);
    expect(await shop.statusOf(order.id)).toBe('paid');
    await put(keys({ secretKey: 'sk_test_wrong' }));
    const wrong = await shop.begin((await shop.order()).id);
    expect([wrong.status, wrong.body.code]).toEqual([503, 'payment_provider_unavailable']);
    expect(wrong.text).not.toContain('sk_test');
    // What the host logs of a failure: the error that caused it. Stripe's own text quotes a part of the key.
    const begun = { id: order.id, orderId: order.id, reference: null, amount: '10', currency: 'USD' };
    const error = await shop.host.host
      .get(StripePayments)
      .begin(begun)
      .catch((thrown: unknown) => thrown);
    const { message, stack } = (error as AppError).details.cause as Error;
    expect(message).toMatch(/^Stripe: StripeAuthenticationError .* status 401 request req_/);
    expect(`${message} ${stack}`).not.toContain('sk_test');
    await put(keys());
  });
});
