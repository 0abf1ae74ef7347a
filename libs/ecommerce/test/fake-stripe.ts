import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Stripe's objects have that matters here; amounts are in minor units. */
interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  amount_received: number;
  readonly currency: string;
  readonly client_secret: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  status: string;
  last_payment_error: { code: string; decline_code: string } | null;
  latest_charge: string | null;
}
interface Charge {
  readonly id: string;
  readonly object: 'charge';
  readonly amount: number;
  readonly amount_captured: number;
  amount_refunded: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly metadata: Readonly<Record<string, string>>;
}
interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly metadata: Readonly<Record<string, string>>;
  status: string;
}
export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: object };
}
export interface Delivery {
  readonly secret?: string;
  /** How many seconds ago it was signed. */
  readonly age?: number;
  /** Changes the body after it was signed. */
  readonly tamper?: (body: string) => string;
  /** The header itself; null for none. */
  readonly header?: string | null;
}
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly key: string | undefined;
  readonly version: string | undefined;
}
interface Kept {
  readonly request: string;
  readonly status: number;
  readonly body: object;
}

const now = () => Math.floor(Date.now() / 1000);
const id = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`;

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: Readonly<Record<string, unknown>>,
  ) {
    super(String(error['message']));
  }
}
const refuse = (code: string, message: string, status = 400, type = 'invalid_request_error') =>
  new Refusal(status, { type, code, message });

/** The parts of Stripe's API that payments need, on a port of its own: its bodies, errors and idempotency keys. */
export class FakeStripe {
  readonly publishableKey = 'pk_test_publishable';
  readonly secretKey = 'sk_test_thesecretofthestripeaccount';
  readonly webhookSecret = 'whsec_thesecretofthestripewebhook';
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, Refund>();
  readonly charges = new Map<string, Charge>();
  readonly asked: Asked[] = [];
  private readonly kept = new Map<string, Kept>();
  private readonly faults: ((asked: Asked, response: ServerResponse) => Promise<boolean> | boolean)[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeStripe> {
    const server = createServer();
    const fake = new FakeStripe(server);
    server.on('request', (request, response) => void fake.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** How often it was asked so: `POST /v1/refunds`. */
  count(method: string, path: string): number {
    return this.asked.filter((asked) => asked.method === method && asked.path === path).length;
  }

  /** Does what it is asked so the next few times, and breaks the connection in place of an answer. */
  loseAnswers(path: string, times: number): void {
    for (let n = 0; n < times; n++)
      this.once(path, (response) => {
        response.destroy();
        return true;
      });
  }

  /** From now on nothing is lost that was to be lost. */
  answerAgain(): void {
    this.faults.length = 0;
  }

  /** As Stripe does after a day. */
  forgetKeys(): void {
    this.kept.clear();
  }

  /** Does what it is asked next so, and does not answer. Resolves when it was asked. */
  neverAnswer(path: string): Promise<void> {
    return new Promise((resolve) => this.once(path, () => (resolve(), true)));
  }

  /** Does what it is asked next so, and answers when the work is done. */
  answerAfter(path: string, work: () => Promise<void>): void {
    this.once(path, async () => {
      await work();
      return false;
    });
  }

  /** Answers every request with a failure of its own until the returned function is called. */
  fail(): () => void {
    const fault = (_: Asked, response: ServerResponse) => {
      send(response, 500, { error: { type: 'api_error', message: 'Something is wrong at Stripe.' } });
      return true;
    };
    this.faults.push(fault);
    return () => void this.faults.splice(this.faults.indexOf(fault), 1);
  }

  /** The person paid. */
  pay(intent: string): Intent {
    const it = this.intent(intent);
    const charge: Charge = {
      id: id('ch'),
      object: 'charge',
      amount: it.amount,
      amount_captured: it.amount,
      amount_refunded: 0,
      currency: it.currency,
      payment_intent: it.id,
      metadata: it.metadata,
    };
    this.charges.set(it.id, charge);
    Object.assign(it, {
      status: 'succeeded',
      amount_received: it.amount,
      latest_charge: charge.id,
      last_payment_error: null,
    });
    return it;
  }

  /** The card of the person was refused. */
  decline(intent: string): Intent {
    return Object.assign(this.intent(intent), {
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    });
  }

  /** An intent as somebody makes one in Stripe's own dashboard. */
  makeIntent(amount: number, currency: string, metadata: Readonly<Record<string, string>>): Intent {
    const intent: Intent = {
      id: id('pi'),
      object: 'payment_intent',
      amount,
      amount_received: 0,
      currency,
      client_secret: `${id('pi')}_secret_${randomUUID().slice(0, 8)}`,
      created: now(),
      metadata,
      status: 'requires_payment_method',
      last_payment_error: null,
      latest_charge: null,
    };
    this.intents.set(intent.id, intent);
    return intent;
  }

  makeRefund(intent: string, amount: number, metadata: Readonly<Record<string, string>> = {}): Refund {
    const charge = this.charges.get(intent);
    if (!charge)
      throw refuse('charge_not_found', 'This PaymentIntent does not have a successful charge to refund.');
    const left = charge.amount - charge.amount_refunded;
    if (left === 0) throw refuse('charge_already_refunded', 'The charge has already been refunded.');
    if (amount > left) throw refuse('amount_too_large', 'The refund is greater than the unrefunded amount.');
    charge.amount_refunded += amount;
    const refund: Refund = {
      id: id('re'),
      object: 'refund',
      amount,
      currency: charge.currency,
      payment_intent: intent,
      metadata,
      status: 'succeeded',
    };
    this.refunds.set(refund.id, refund);
    return refund;
  }

  /** An event about an object as it is now. */
  event(type: string, object: object, created = now()): StripeEvent {
    return { id: id('evt'), type, created, data: { object: structuredClone(object) } };
  }

  /** Tells a host, as Stripe does. The same event may be told again. */
  async tell(url: string, event: StripeEvent, how: Delivery = {}): Promise<{ status: number; text: string }> {
    const body = JSON.stringify(
      { object: 'event', api_version: '2026-10-28.endive', livemode: false, ...event },
      null,
      2,
    );
    const header = how.header === undefined ? this.sign(body, how) : how.header;
    const response = await fetch(`${url}/api/v1/payments/stripe/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(header === null ? {} : { 'stripe-signature': header }),
      },
      body: how.tamper?.(body) ?? body,
    });
    return { status: response.status, text: await response.text() };
  }

  private sign(body: string, { secret = this.webhookSecret, age = 0 }: Delivery): string {
    const at = now() - age;
    return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
  }

  private intent(intent: string): Intent {
    const it = this.intents.get(intent);
    if (!it) throw refuse('resource_missing', `No such payment_intent: '${intent}'`, 404);
    return it;
  }

  private once(path: string, work: (response: ServerResponse) => Promise<boolean> | boolean): void {
    const fault = (asked: Asked, response: ServerResponse) => {
      if (asked.path !== path) return false;
      this.faults.splice(this.faults.indexOf(fault), 1);
      return work(response);
    };
    this.faults.push(fault);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const asked: Asked = {
      method: request.method ?? '',
      path: (request.url ?? '').replace(/\?.*/, ''),
      body: Buffer.concat(pieces).toString(),
      key: request.headers['idempotency-key'] as string | undefined,
      version: request.headers['stripe-version'] as string | undefined,
    };
    this.asked.push(asked);
    const { status, body, replayed } = this.onceFor(asked, request);
    for (const fault of [...this.faults]) {
      const before = this.faults.length;
      if (await fault(asked, response)) return;
      if (this.faults.length < before) break;
    }
    send(response, status, body, replayed ? { 'idempotent-replayed': 'true' } : {});
  }

  /** A key means one request: again it is answered as before, and another request with it is an error. */
  private onceFor(
    asked: Asked,
    request: IncomingMessage,
  ): { status: number; body: object; replayed: boolean } {
    if (request.headers.authorization !== `Bearer ${this.secretKey}`) {
      const message = 'Invalid API Key provided: sk_test_****';
      return { status: 401, body: { error: { type: 'invalid_request_error', message } }, replayed: false };
    }
    const said = `${asked.method} ${asked.path} ${asked.body}`;
    const before = asked.key === undefined ? undefined : this.kept.get(asked.key);
    if (before && before.request !== said) {
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first used with.';
      return { status: 400, body: { error: { type: 'idempotency_error', message } }, replayed: false };
    }
    if (before) return { ...before, replayed: true };
    const made = this.done(asked, request.url ?? '');
    if (asked.key !== undefined && asked.method === 'POST')
      this.kept.set(asked.key, { request: said, ...made });
    return { ...made, replayed: false };
  }

  private done({ method, path, body }: Asked, url: string): { status: number; body: object } {
    const form = new URLSearchParams(body);
    const metadata = Object.fromEntries(
      [...form].flatMap(([name, value]) => {
        const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
        return key ? [[key, value]] : [];
      }),
    );
    const amount = Number(form.get('amount'));
    try {
      const [, noun, which = '', verb] = /^\/v1\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(path) ?? [];
      if (noun === 'payment_intents' && method === 'POST' && !which) {
        if (!/^\d+$/.test(form.get('amount') ?? ''))
          throw refuse('parameter_invalid_integer', 'Invalid integer');
        if (form.get('currency') === 'usd' && amount < 50)
          throw refuse('amount_too_small', 'Amount must be at least $0.50 usd');
        return { status: 200, body: { ...this.makeIntent(amount, form.get('currency') ?? '', metadata) } };
      }
      if (noun === 'payment_intents' && method === 'GET')
        return { status: 200, body: { ...this.intent(which) } };
      if (noun === 'payment_intents' && verb === 'cancel') {
        const intent = this.intent(which);
        if (intent.status === 'succeeded' || intent.status === 'processing')
          throw refuse('payment_intent_unexpected_state', `You cannot cancel it: it is ${intent.status}.`);
        return { status: 200, body: { ...Object.assign(intent, { status: 'canceled' }) } };
      }
      if (noun === 'refunds' && method === 'POST')
        return {
          status: 200,
          body: { ...this.makeRefund(form.get('payment_intent') ?? '', amount, metadata) },
        };
      if (noun === 'refunds' && !which) {
        const of = new URL(url, 'http://localhost').searchParams.get('payment_intent');
        const data = [...this.refunds.values()].filter((refund) => refund.payment_intent === of);
        return { status: 200, body: { object: 'list', data, has_more: false, url: '/v1/refunds' } };
      }
      throw refuse('url_invalid', `Unrecognized request URL (${method}: ${path}).`, 404);
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: { error: error.error } };
      throw error;
    }
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'request-id': id('req'),
      // Stripe says by this whether to try again; here it is never worth the wait.
      ...(status >= 500 ? { 'stripe-should-retry': 'false' } : {}),
      ...headers,
    })
    .end(JSON.stringify(body));
}
