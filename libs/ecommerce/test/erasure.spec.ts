import { Users } from '@carenode/identity-contract';
import { newId, systemContext } from '@carenode/module-kit';
import { TestClient } from '@carenode/testing';

import { DIFFERENCES, openShop, type Shop } from './shop.js';

const PASSWORD = 'seven green lorries';
const WISH = {
  password: PASSWORD,
  acknowledgement: 'I understand that everything about me will be erased and cannot be brought back.',
};
/** A word that patients leave wherever they can write: where it is found afterwards, somebody was not erased. */
const MARK = 'Zaubernuss';

interface Order {
  readonly id: string;
  readonly status: string;
  readonly items: readonly { readonly id: string; readonly lots: string; readonly prescriptionId: string }[];
}

describe('the erasure of a patient who bought something', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop();
    const admin = await shop.host.signedIn('admin');
    const { status } = await admin.put('/api/v1/settings/identity/erasureGraceDays', { value: 0 });
    expect(status).toBeLessThan(300);
  }, 60_000);

  afterAll(() => shop.host.close());
  afterEach(async () => expect(await shop.sql(DIFFERENCES)).toEqual([]));

  const person = async (): Promise<TestClient> => {
    const email = `${newId()}@example.org`;
    const { id } = await shop.host.host
      .get(Users)
      .create(systemContext('arrange a test'), { userType: 'patient', email, password: PASSWORD });
    const signedIn = await shop.host.anonymous().post('/api/v1/session', { email, password: PASSWORD });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return new TestClient(shop.host.url, id, { cookie });
  };

  /** A patient with a prescription, a full cart, and an order that was sent, is partly paid back, and measured. */
  const buyer = async (mark: string, { sent = true } = {}) => {
    const client = await person();
    const treatment = await shop.treatment();
    const pills = await shop.product({ treatmentId: treatment, onPrescription: true, units: 10 });
    const salve = await shop.product({ units: 10 });
    await shop.sql(
      `insert into prescriptions (patient_id, treatment_id, quantity, fills_remaining, dosage_instruction, expires_on)
       values ($1, $2, 5, 1, $3, (now() at time zone 'UTC')::date + 300)`,
      [client.id, treatment, `${mark} in the morning`],
    );
    const home = {
      name: `${mark} Example`,
      line1: `${mark} 1`,
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    };
    const placed = await client.post<Order>(
      '/api/v1/patients/me/orders',
      {
        items: [
          { productId: pills, quantity: 2 },
          { productId: salve, quantity: 1 },
        ],
        shippingAddress: home,
        billingAddress: home,
        paymentMethodId: `pm_${mark}`,
      },
      { headers: { 'idempotency-key': `${mark}-key` } },
    );
    expect([placed.status, placed.text]).toEqual([201, expect.any(String)]);
    const { id } = placed.body;
    await shop.sql(
      `update orders set status = 'paid', review_note = $2, carrier = $2, tracking_number = $2 where id = $1`,
      [id, mark],
    );
    if (sent) await shop.sql(`update orders set status = 'shipped' where id = $1`, [id]);
    await shop.sql(
      `with paid as (
         insert into payments (order_id, patient_id, provider, reference, status, amount, amount_refunded, currency, succeeded_at)
         select id, patient_id, 'stripe', 'pi_' || id, 'succeeded', total_amount, 1, currency, now() from orders where id = $1
         returning id, patient_id)
       insert into refunds (payment_id, patient_id, reference, status, amount, reason)
       select id, patient_id, 're_' || id, 'succeeded', 1, $2 from paid`,
      [id, mark],
    );
    const filled = await client.put(`/api/v1/patients/me/cart/${salve}`, { quantity: 3 });
    expect(filled.status).toBeLessThan(300);
    const line = placed.body.items.find(({ prescriptionId }) => prescriptionId)?.id;
    const [measured] = await shop.sql(
      `insert into measurements (patient_id, variable_id, value, start_at, notes)
       select $1, v.id, 1, now(), $2 from variables v where v.patient_id is null limit 1 returning id`,
      [client.id, mark],
    );
    await shop.host.db
      .as(shop.host.contextOf(client, 'patient'))
      .execute('select carenode.link_purchase($1, $2)', [measured?.['id'], line]);
    return { client, id, pills, salve };
  };

  const erase = async (client: TestClient) => {
    const asked = await client.post('/api/v1/patients/me/erasure', WISH);
    expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
    for (let tries = 0; tries < 500; tries++) {
      const [job] = await shop.sql(`select status from jobs where about = $1 and kind = 'erasure'`, [
        client.id,
      ]);
      if (job?.['status'] === 'done') return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('The erasure did not come to its end.');
  };
  /** Tables whose rows say it, in text or in JSON. */
  const tablesThatSay = async (words: string): Promise<string[]> => {
    const tables = await shop.sql(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'carenode') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      if (
        (await shop.sql(`select from ${String(name)} t where position($1 in t::text) > 0 limit 1`, [words]))
          .length > 0
      )
        found.push(String(name));
    return found;
  };
  const rowsOf = (table: string, client: TestClient) =>
    shop.sql(`select * from ${table} where patient_id = $1 order by id`, [client.id]);

  it('keeps which lots they got, what they paid and nothing that says who they are', async () => {
    const { client, id, pills, salve } = await buyer(MARK);
    const other = await buyer('Doramark');
    expect(await tablesThatSay(MARK)).toEqual(
      expect.arrayContaining([
        'public.orders',
        'public.prescriptions',
        'public.refunds',
        'public.measurements',
      ]),
    );
    const kept = ['order_items', 'lot_allocations', 'payments'];
    const before = await Promise.all(kept.map((table) => rowsOf(table, client)));
    expect(before.map((rows) => rows.length)).toEqual([2, 2, 1]);
    const everythingOfOther = () =>
      Promise.all(
        ['orders', 'refunds', 'prescriptions', 'cart_items', 'measurements', ...kept].map((table) =>
          rowsOf(table, other.client),
        ),
      );
    const othersBefore = await everythingOfOther();

    await erase(client);

    expect(await tablesThatSay(MARK)).toEqual([]);
    for (const table of ['cart_items', 'prescriptions', 'measurements'])
      expect([table, await rowsOf(table, client)]).toEqual([table, []]);
    // The line named a prescription, which is gone; nothing else of it has changed.
    const [items, ...books] = await Promise.all(kept.map((table) => rowsOf(table, client)));
    expect(items).toEqual(before[0]?.map((row) => ({ ...row, prescription_id: null })));
    expect(books).toEqual(before.slice(1));
    const [order] = await rowsOf('orders', client);
    expect(order).toMatchObject({
      id,
      patient_id: client.id,
      status: 'shipped',
      currency: 'USD',
      shipping_address: null,
      billing_address: null,
      payment_method_id: null,
      idempotency_key: null,
      idempotency_fingerprint: null,
    });
    expect(await rowsOf('refunds', client)).toMatchObject([{ status: 'succeeded', reason: null }]);
    // A recall still finds what went to whom.
    const reached = await shop.sql(
      `select a.patient_id, a.quantity from lot_allocations a join lots l on l.id = a.lot_id
        where l.product_id = any ($1) and a.released_at is null order by a.quantity`,
      [[pills, salve]],
    );
    expect(reached).toEqual([
      { patient_id: client.id, quantity: 1 },
      { patient_id: client.id, quantity: 2 },
    ]);
    expect(await everythingOfOther()).toEqual(othersBefore);
  }, 60_000);

  it('cancels what has not left, as nobody is there to send it to, and gives units and money back', async () => {
    const { client, id, pills, salve } = await buyer('Erikamark', { sent: false });
    const held = await shop.product({ treatmentId: await shop.treatment(), onPrescription: true, units: 4 });
    const placed = await client.post<Order>('/api/v1/patients/me/orders', {
      items: [
        { productId: held, quantity: 4 },
        { productId: salve, quantity: 9 },
      ],
    });
    expect(placed.body).toMatchObject({ status: 'placed', reviewStatus: 'pending' });
    const stock = async () =>
      (await shop.sql('select id, inventory_count from products where id = any ($1)', [[pills, salve, held]]))
        .map((row) => [row['id'], row['inventory_count']] as const)
        .reduce<Record<string, unknown>>((all, [key, count]) => ({ ...all, [String(key)]: count }), {});
    expect(await stock()).toEqual({ [pills]: 8, [salve]: 0, [held]: 0 });

    await erase(client);

    expect(await stock()).toEqual({ [pills]: 10, [salve]: 10, [held]: 4 });
    const reason = 'The patient was erased.';
    expect(await rowsOf('orders', client)).toMatchObject([
      { id, status: 'cancelled', cancel_reason: reason, review_status: null },
      { id: placed.body.id, status: 'cancelled', cancel_reason: reason, review_status: 'rejected' },
    ]);
    // What is left of the payment is due; the payment provider is asked for it without the person.
    const refunds = await rowsOf('refunds', client);
    expect(refunds.map(({ status, amount }) => [status, Number(amount)]).sort()).toEqual([
      ['pending', 19 + 10],
      ['succeeded', 1],
    ]);
    expect(await shop.sql('select from notifications where profile_id = $1', [client.id])).toEqual([]);
    const admin = await shop.host.signedIn('admin');
    const seen = await admin.get<{ cancelReason: string; shippingAddress: null }>(`/api/v1/orders/${id}`);
    expect(seen.body).toMatchObject({ status: 'cancelled', cancelReason: reason, shippingAddress: null });

    // Run again, as a job may be that was killed: nothing changes any more.
    const before = await rowsOf('orders', client);
    const again = await shop.host.db
      .as(systemContext('run an erasure again'))
      .execute<{ counts: Record<string, number> }>('select carenode.erase_person($1) as counts', [client.id]);
    expect(Object.keys(again[0]?.counts ?? {})).not.toContain('orders');
    expect(await rowsOf('orders', client)).toEqual(before);
  }, 60_000);

  it('leaves nothing of what a bank wrote about their payment', async () => {
    const words = 'Zaunkoenig thanks';
    const client = await person();
    const productId = await shop.product({ units: 10 });
    const { body } = await client.post<Order>('/api/v1/patients/me/orders', {
      items: [{ productId, quantity: 1 }],
    });
    const admin = await shop.host.signedIn('admin');
    const noted = await admin.post(`/api/v1/orders/${body.id}/payment/paid`, { reference: words });
    expect([noted.status, noted.text]).toEqual([200, expect.stringContaining(words)]);
    expect(await tablesThatSay(words)).toContain('public.payments');
    await erase(client);
    expect(await tablesThatSay(words)).toEqual([]);
    expect(await rowsOf('payments', client)).toMatchObject([{ status: 'succeeded', note: null }]);
  }, 60_000);

  it('takes lots in the order in which checkouts take them, so that none waits for one that waits for it', async () => {
    const client = await person();
    const lots: string[] = [];
    const products: string[] = [];
    for (const code of ['LOW', 'HIGH']) {
      const product = await shop.product();
      products.push(product);
      lots.push(await shop.lot(product, { code, units: 5 }));
    }
    // Whichever order is cancelled first, by itself it would give back the higher lot first.
    for (const productId of [products[1], products[0], products[1]]) {
      const placed = await client.post('/api/v1/patients/me/orders', { items: [{ productId, quantity: 1 }] });
      expect(placed.status).toBe(201);
    }
    const deadlocks = async () => {
      await shop.sql('select pg_stat_force_next_flush()');
      return shop.sql('select deadlocks from pg_stat_database where datname = current_database()');
    };
    const before = await deadlocks();
    const lock = 'select from lots where id = $1 for no key update';
    const checkout = await shop.host.database.admin.connect();
    try {
      await checkout.query('begin');
      await checkout.query(lock, [lots[0]]);
      const erasing = erase(client);
      const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await shop.sql(waits)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await checkout.query(lock, [lots[1]]);
      await checkout.query('commit');
      await erasing;
    } finally {
      checkout.release();
    }
    // The one that is given up would be the erasure, whose job would try again.
    expect(await deadlocks()).toEqual(before);
    expect((await rowsOf('orders', client)).map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'cancelled'),
    );
  }, 60_000);

  it('comes before the profile can be deleted, which stays while there is an order, whoever asks', async () => {
    const { client } = await buyer('Carlamark');
    const remove = () => shop.sql('delete from profiles where id = $1', [client.id]);
    await expect(remove()).rejects.toMatchObject({ code: 'CN409', hint: 'must_be_kept' });
    await erase(client);
    await expect(remove()).rejects.toMatchObject({ code: 'CN409', hint: 'must_be_kept' });
    // As the plan has it, what is deleted takes along what hangs on it: here by an operator, order first.
    await shop.sql('delete from orders where patient_id = $1', [client.id]);
    for (const table of ['order_items', 'lot_allocations', 'payments', 'refunds'])
      expect([table, await rowsOf(table, client)]).toEqual([table, []]);
    await remove();
    expect(await shop.sql('select from profiles where id = $1', [client.id])).toEqual([]);
  }, 60_000);
});
