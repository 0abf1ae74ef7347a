import type { AnotherHost, Answer, TestClient } from '@carenode/testing';

import { DueMoney } from '../src/payment/due-money.service.js';
import { StripeOptions } from '../src/payment/stripe-options.js';
import { FakeStripe } from './fake-stripe.js';
import { openShop, type Shop } from './shop.js';

export interface Placed {
  readonly id: string;
  readonly number: number;
  readonly status: string;
  readonly code: string;
}
export interface Begun {
  readonly code: string;
  readonly detail: string;
  readonly provider: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly clientSecret: string | null;
  readonly publishableKey: string | null;
  readonly invoice: { readonly number: string; readonly dueAt: string | null } | null;
}
export interface PaymentView {
  readonly id: string;
  readonly orderId: string;
  readonly reference: string | null;
  readonly status: string;
  readonly amount: number;
  readonly amountRefunded: number;
  readonly failureCode: string | null;
  readonly refunds: readonly { id: string; status: string; amount: number; reason: string }[];
  readonly code: string;
  readonly detail: string;
}

/** A shop with an account at a Stripe of its own. */
export interface PayingShop extends Shop {
  readonly stripe: FakeStripe;
  readonly admin: TestClient;
  readonly buyer: TestClient;
  /** A placed order of the buyer. */
  order(options?: {
    provider?: string;
    price?: number;
    currency?: string;
    units?: number;
    who?: TestClient;
  }): Promise<Placed>;
  begin(orderId: string, who?: TestClient): Promise<Answer<Begun>>;
  /** Its payment begun, with the id of the intent. */
  begun(options?: {
    price?: number;
    currency?: string;
    who?: TestClient;
  }): Promise<{ order: Placed; intent: string }>;
  statusOf(orderId: string): Promise<string>;
  /** The rows of the order's payments, and of what was given back, as they are. */
  books(orderId: string): Promise<Books>;
  outcomes(reference: string): Promise<string[]>;
  /** Asks Stripe for what is due, as every host does from time to time. */
  due(): Promise<void>;
  another(): Promise<AnotherHost>;
  close(): Promise<void>;
}

export interface Books {
  readonly order: string;
  readonly payments: readonly { status: string; amount: number; refunded: number; failure: string | null }[];
  readonly refunds: readonly { status: string; amount: number; known: boolean }[];
}

export const paymentOf = (orderId: string) => `/api/v1/patients/me/orders/${orderId}/payment`;

/** Points a host at a Stripe. */
export function useStripe(host: { get: AnotherHost['host']['get'] }, stripe: FakeStripe): void {
  Object.assign(host.get(StripeOptions), { protocol: 'http', host: '127.0.0.1', port: stripe.port });
}

export async function openPayingShop(): Promise<PayingShop> {
  const shop = await openShop();
  const stripe = await FakeStripe.start();
  useStripe(shop.host.host, stripe);
  const admin = await shop.host.signedIn('admin');
  const buyer = await shop.patient();
  const account = await admin.put('/api/v1/payment-accounts/stripe', {
    publishableKey: stripe.publishableKey,
    secretKey: stripe.secretKey,
    webhookSecret: stripe.webhookSecret,
  });
  if (account.status !== 200) throw new Error(account.text);
  const others: AnotherHost[] = [];
  const order: PayingShop['order'] = async ({
    provider = 'stripe',
    price = 10,
    currency = 'USD',
    units = 1,
    who = buyer,
  } = {}) => {
    const productId = await shop.product({ units, price, currency });
    const { body } = await who.post<Placed>('/api/v1/patients/me/orders', {
      items: [{ productId, quantity: 1 }],
      paymentProvider: provider,
    });
    return body;
  };
  const begin = (orderId: string, who = buyer) => who.post<Begun>(paymentOf(orderId));
  return {
    ...shop,
    stripe,
    admin,
    buyer,
    order,
    begin,
    async begun(options) {
      const placed = await order(options);
      const { status, text } = await begin(placed.id, options?.who);
      if (status !== 200) throw new Error(text);
      const [row] = await shop.sql('select reference from payments where order_id = $1', [placed.id]);
      return { order: placed, intent: String(row?.['reference']) };
    },
    async statusOf(orderId) {
      const [row] = await shop.sql('select status from orders where id = $1', [orderId]);
      return String(row?.['status']);
    },
    async books(orderId) {
      const [row] = await shop.sql(
        `select json_build_object(
           'order', o.status,
           'payments', (select coalesce(json_agg(json_build_object('status', p.status, 'amount', p.amount,
                          'refunded', p.amount_refunded, 'failure', p.failure_code) order by p.created_at), '[]')
                          from payments p where p.order_id = o.id),
           'refunds', (select coalesce(json_agg(json_build_object('status', r.status, 'amount', r.amount,
                          'known', r.reference is not null) order by r.created_at), '[]')
                         from refunds r join payments p on p.id = r.payment_id where p.order_id = o.id)) as books
           from orders o where o.id = $1`,
        [orderId],
      );
      return row?.['books'] as Books;
    },
    async outcomes(reference) {
      const rows = await shop.sql(
        'select outcome from payment_events where reference = $1 order by received_at, event_id',
        [reference],
      );
      return rows.map(({ outcome }) => String(outcome));
    },
    due: () => shop.host.host.get(DueMoney).settle(),
    async another() {
      const other = await shop.host.another();
      useStripe(other.host, stripe);
      others.push(other);
      return other;
    },
    async close() {
      for (const other of others) await other.close();
      await shop.host.close();
      await stripe.close();
    },
  };
}

export async function until(met: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await met()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come to that.');
}

export interface Page<T> {
  readonly items: readonly T[];
}
