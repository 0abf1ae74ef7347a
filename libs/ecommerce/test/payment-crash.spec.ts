import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { newId } from '@carenode/module-kit';
import {
  migratedDatabase,
  signInAt,
  temporaryDirectory,
  type TestClient,
  type TestDatabase,
  testModules,
} from '@carenode/testing';

import { FakeStripe } from './fake-stripe.js';
import { type Begun, paymentOf, type Placed, until } from './payment-shop.js';

interface Process {
  readonly url: string;
  kill(): Promise<void>;
}

let database: TestDatabase;
let stripe: FakeStripe;
let admin: TestClient;
let buyer: TestClient;
const processes: Process[] = [];
const secretKey = randomBytes(32).toString('base64');
const filesDirectory = temporaryDirectory();

/** A host in a process of its own, running the built code. */
async function start(): Promise<Process> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'payment-host.main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      STRIPE_PORT: String(stripe.port),
      CARENODE_TEST_HOST: JSON.stringify({
        modules: ['ecommerce'],
        databaseUrl: database.hostUrl,
        secretKey,
        filesDirectory,
      }),
    },
  });
  const complaints: string[] = [];
  child.stderr?.on('data', (text: Buffer) => complaints.push(text.toString()));
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('The host process has no output.');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    ended.then(([code]) => {
      throw new Error(`The host process ended with code ${code}:\n${complaints.join('')}`);
    }),
  ]);
  const made: Process = {
    url: (JSON.parse(line) as { url: string }).url,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  processes.push(made);
  return made;
}

beforeAll(async () => {
  database = await migratedDatabase(await testModules(['ecommerce']));
  stripe = await FakeStripe.start();
  await database.admin.query(
    `insert into instance_module_activations (module_name, is_active) values ('ecommerce', true)
     on conflict (module_name) do update set is_active = true`,
  );
  const first = await start();
  admin = await signInAt(database.admin, first.url, 'admin');
  buyer = await signInAt(database.admin, first.url, 'patient');
  const { publishableKey, webhookSecret } = stripe;
  const account = { publishableKey, webhookSecret, secretKey: stripe.secretKey };
  expect((await admin.put('/api/v1/payment-accounts/stripe', account)).status).toBe(200);
}, 90_000);
afterAll(async () => {
  for (const it of processes) await it.kill();
  await stripe.close();
  await database.drop();
});

const host = () => processes.at(-1) as Process;
const sql = async (text: string, values: unknown[] = []) =>
  (await database.admin.query<Record<string, unknown>>(text, values)).rows;
const statusOf = async (id: string) =>
  (await sql('select status from orders where id = $1', [id]))[0]?.['status'];
const paymentsOf = (id: string) =>
  sql('select reference, status, amount_refunded::float as refunded from payments where order_id = $1', [id]);
const tell = (type: string, object: object) => stripe.tell(host().url, stripe.event(type, object));
const begin = (id: string) => buyer.at(host().url).post<Begun>(paymentOf(id));
const intentOf = (order: string) =>
  [...stripe.intents.values()].filter(({ metadata }) => metadata['order'] === order);

async function place(): Promise<string> {
  const productId = newId();
  await sql(
    `insert into products (id, name, price, currency, status) values ($1, 'Drops', 10, 'USD', 'active')`,
    [productId],
  );
  await sql(`insert into lots (product_id, lot_code, quantity) values ($1, 'L', 1)`, [productId]);
  const { body } = await buyer.at(host().url).post<Placed>('/api/v1/patients/me/orders', {
    items: [{ productId, quantity: 1 }],
    paymentProvider: 'stripe',
  });
  return body.id;
}
/** Kills the host when Stripe has done what it was asked, and before the host hears of it; starts another one. */
async function killedAfter(path: string, work: () => Promise<unknown>): Promise<void> {
  const done = stripe.neverAnswer(path);
  const asking = work().catch(() => undefined);
  await done;
  await host().kill();
  await asking;
  await start();
}

describe('A host that is killed after Stripe did what it asked, and before it heard of it', () => {
  it('leaves a payment that webhooks complete, once', async () => {
    const order = await place();
    await killedAfter('/v1/payment_intents', () => begin(order));
    expect(await paymentsOf(order)).toEqual([{ reference: null, status: 'pending', refunded: 0 }]);
    const [intent] = intentOf(order);
    expect((await tell('payment_intent.created', intent ?? {})).status).toBe(200);
    expect(await paymentsOf(order)).toEqual([{ reference: intent?.id, status: 'pending', refunded: 0 }]);
    const succeeded = stripe.event('payment_intent.succeeded', stripe.pay(intent?.id ?? ''));
    for (let times = 0; times < 3; times++) await stripe.tell(host().url, succeeded);
    expect(await paymentsOf(order)).toEqual([{ reference: intent?.id, status: 'succeeded', refunded: 0 }]);
    expect(await statusOf(order)).toBe('paid');
  }, 60_000);

  it('leaves a payment that goes on as the same when the patient asks again', async () => {
    const order = await place();
    await killedAfter('/v1/payment_intents', () => begin(order));
    const again = await begin(order);
    expect(again.status).toBe(200);
    expect(intentOf(order)).toHaveLength(1);
    expect(again.body.clientSecret).toBe(intentOf(order)[0]?.client_secret);
    expect(await paymentsOf(order)).toEqual([
      { reference: intentOf(order)[0]?.id, status: 'pending', refunded: 0 },
    ]);
  }, 60_000);

  it('leaves a refund that another host completes, once', async () => {
    const order = await place();
    await begin(order);
    const [intent] = intentOf(order);
    await tell('payment_intent.succeeded', stripe.pay(intent?.id ?? ''));
    await killedAfter('/v1/refunds', () =>
      admin.at(host().url).post(`/api/v1/orders/${order}/refunds`, { amount: 4, reason: 'broken' }),
    );
    await until(async () => (await paymentsOf(order))[0]?.['refunded'] === 4);
    expect([...stripe.refunds.values()].filter((made) => made.payment_intent === intent?.id)).toHaveLength(1);
    expect(await sql(`select 1 from refunds where status = 'succeeded'`)).toHaveLength(1);
  }, 60_000);

  it('leaves a payment of an order that was cancelled meanwhile to be given back by another host, once', async () => {
    const order = await place();
    await begin(order);
    const [intent] = intentOf(order);
    await sql(`update orders set status = 'cancelled' where id = $1`, [order]);
    const paid = stripe.event('payment_intent.succeeded', stripe.pay(intent?.id ?? ''));
    await killedAfter('/v1/refunds', () => stripe.tell(host().url, paid));
    await until(async () => (await statusOf(order)) === 'refunded');
    expect(await paymentsOf(order)).toEqual([{ reference: intent?.id, status: 'succeeded', refunded: 10 }]);
    expect([...stripe.refunds.values()].filter((made) => made.payment_intent === intent?.id)).toHaveLength(1);
  }, 60_000);
});

describe('PostgreSQL that ends every connection while Stripe tells', () => {
  it('leaves each payment recorded once, when Stripe tells again what was not answered', async () => {
    for (let round = 0; round < 5; round++) {
      const order = await place();
      await begin(order);
      const [intent] = intentOf(order);
      const event = stripe.event('payment_intent.succeeded', stripe.pay(intent?.id ?? ''));
      const telling = Promise.all([1, 2, 3].map(() => stripe.tell(host().url, event)));
      await sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1`,
        [database.hostLogin.name],
      );
      await telling;
      await until(async () => (await stripe.tell(host().url, event)).status === 200);
      expect(await paymentsOf(order)).toEqual([{ reference: intent?.id, status: 'succeeded', refunded: 0 }]);
      expect(await statusOf(order)).toBe('paid');
    }
  }, 60_000);
});
