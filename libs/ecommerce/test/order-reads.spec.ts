import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface Page {
  readonly items: readonly { readonly id: string }[];
}
interface Told {
  readonly subject: string;
  readonly why: string;
  readonly purpose: string;
  readonly row_count: number;
}

/** What somebody bought says something of their health. */
describe('a look at the orders of a patient', () => {
  let shop: Shop;
  let [patient, admin, provider, doctorOnDuty, stranger]: TestClient[] = [];
  let product: string;
  let order: string;
  let ofPatient: string;

  beforeAll(async () => {
    shop = await openShop();
    [admin, provider, doctorOnDuty, stranger] = await Promise.all([
      shop.host.signedIn('admin'),
      shop.host.signedIn('provider'),
      shop.host.signedIn('provider'),
      shop.host.signedIn('provider'),
    ]);
    product = await shop.product({ units: 50 });
  }, 60_000);
  afterAll(() => shop.host.close());

  beforeEach(async () => {
    patient = await shop.patient();
    ofPatient = `/api/v1/patients/${patient.id}`;
    const place = () =>
      patient?.post<{ id: string }>('/api/v1/patients/me/orders', {
        items: [{ productId: product, quantity: 1 }],
      });
    await place();
    order = (await place())?.body.id ?? '';
  });

  const told = async (table = 'orders') =>
    (await shop.sql(
      `select subject, why, purpose, row_count from audit_events
        where kind = 'read' and table_name = $2 and patient_id = $1 order by seq`,
      [patient?.id, table],
    )) as unknown as Told[];
  const care = () =>
    shop.sql(`insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`, [
      patient?.id,
      provider?.id,
    ]);
  const ids = async (who: TestClient | undefined, url: string) =>
    (await who!.get<Page>(url)).body.items.map(({ id }) => id);

  it('by a provider who cares for them is noted with who, why and how many', async () => {
    await care();
    expect(await ids(provider, `${ofPatient}/orders`)).toHaveLength(2);
    expect((await provider!.get(`${ofPatient}/orders/${order}`)).status).toBe(200);
    const seen = { subject: provider!.id, why: 'care-team', purpose: 'care' };
    expect(await told()).toEqual([
      { ...seen, row_count: 2 },
      { ...seen, row_count: 1 },
    ]);
  });

  it('by a provider in the review queue is noted patient by patient', async () => {
    await care();
    await shop.sql(
      `update orders set review_status = 'pending', reserved_until = now() + interval '1 day' where id = $1`,
      [order],
    );
    expect(await ids(provider, '/api/v1/order-reviews')).toContain(order);
    expect(await told()).toMatchObject([{ subject: provider!.id, row_count: 1 }]);
  });

  it('by a provider in the trace of a lot is noted, and so is nobody whom it does not show', async () => {
    await care();
    const other = await shop.patient();
    await other.post('/api/v1/patients/me/orders', { items: [{ productId: product, quantity: 1 }] });
    const [lot] = await shop.sql('select id from lots where product_id = $1', [product]);
    const { body } = await provider!.get<{ openOrders: { units: number } }>(
      `/api/v1/lots/${String(lot?.['id'])}/trace`,
    );
    expect(body.openOrders.units).toBeGreaterThanOrEqual(2);
    expect(await told()).toMatchObject([{ subject: provider!.id, row_count: 2 }]);
    const others = await shop.sql(`select from audit_events where kind = 'read' and patient_id = $1`, [
      other.id,
    ]);
    expect(others).toEqual([]);
  });

  it('is there for who broke the glass, with the prescriptions, and is noted as that', async () => {
    const treatment = await shop.treatment();
    await shop.sql(
      `insert into prescriptions (patient_id, treatment_id, quantity, fills_remaining, expires_on)
       values ($1, $2, 5, 1, (now() at time zone 'UTC')::date + 300)`,
      [patient!.id, treatment],
    );
    expect((await doctorOnDuty!.get(`${ofPatient}/orders/${order}`)).status).toBe(404);
    const opened = await doctorOnDuty!.post('/api/v1/break-glass', {
      patientId: patient!.id,
      reason: 'unconscious after an accident',
    });
    expect(opened.status).toBe(201);
    expect(await ids(doctorOnDuty, `${ofPatient}/orders`)).toHaveLength(2);
    // It opens the record, and leaves what is to be decided about it to those who care for them.
    await shop.sql(`update orders set review_status = 'pending' where id = $1`, [order]);
    expect(await ids(doctorOnDuty, '/api/v1/order-reviews')).toEqual([]);
    expect(await ids(doctorOnDuty, `${ofPatient}/prescriptions`)).toHaveLength(1);
    for (const table of ['orders', 'prescriptions'])
      expect(await told(table)).toEqual([
        expect.objectContaining({
          subject: doctorOnDuty!.id,
          why: expect.stringMatching(/^break-glass /),
          purpose: 'emergency',
        }),
      ]);
    const text = (await doctorOnDuty!.get(`${ofPatient}/orders/${order}`)).text;
    expect(text).not.toContain('shippingAddress');
  });

  it('by an admin who opens them, or acts on them, is noted as running the shop, and their work on lists is not', async () => {
    await admin!.get('/api/v1/orders');
    expect(await told()).toEqual([]);
    await admin!.get(`/api/v1/orders/${order}`);
    await admin!.get(`${ofPatient}/orders/${order}`);
    await admin!.get(`${ofPatient}/orders`);
    const seen = { subject: admin!.id, why: 'running the shop', purpose: 'operations' };
    expect(await told()).toEqual([1, 1, 2].map((row_count) => ({ ...seen, row_count })));
    const cancelled = await admin!.post(`/api/v1/orders/${order}/cancel`, {});
    expect(cancelled.status).toBe(200);
    // Its answer shows the whole order.
    expect(await told()).toHaveLength(4);
    const log = await patient!.get(`/api/v1/patients/me/access-log`);
    expect(log.text).toContain('running the shop');
  });

  it('by an admin who looks for an order by its number is noted, and what is not found is not', async () => {
    const [row] = await shop.sql('select number::text from orders where id = $1', [order]);
    const number = String(row?.['number']);
    expect(await ids(admin, `/api/v1/orders?number=${number}`)).toEqual([order]);
    const seen = { subject: admin!.id, why: 'running the shop', purpose: 'operations', row_count: 1 };
    expect(await told()).toEqual([seen]);
    expect(await ids(admin, `/api/v1/orders?number=${number}&status=shipped`)).toEqual([]);
    expect(await ids(admin, '/api/v1/orders?number=999999999')).toEqual([]);
    await admin!.get('/api/v1/orders?status=placed');
    expect(await told()).toEqual([seen]);
  });

  it('by an admin whose action changes nothing more is noted too: it answers with the order', async () => {
    expect((await admin!.post(`/api/v1/orders/${order}/payment/paid`, {})).status).toBe(200);
    const ship = () => admin!.post<{ status: string }>(`/api/v1/orders/${order}/ship`, {});
    for (const times of [1, 2, 3]) {
      const { status, body } = await ship();
      expect([status, body.status]).toEqual([200, 'shipped']);
      expect(await told()).toHaveLength(times);
    }
  });

  it('is refused to a provider whom nothing opens the record to, also past the API', async () => {
    expect((await stranger!.get(`${ofPatient}/orders`)).status).toBe(404);
    expect((await stranger!.get(`${ofPatient}/orders/${order}`)).status).toBe(404);
    await care();
    const asProvider = shop.host.db.as(shop.host.contextOf(provider!, 'provider'));
    for (const table of ['orders', 'order_items', 'lot_allocations'])
      expect(await asProvider.query(`select id from public.${table}`)).toEqual([]);
  });

  it('of their own is nobody’s business, and another patient has none there', async () => {
    expect(await ids(patient, '/api/v1/patients/me/orders')).toHaveLength(2);
    expect((await patient!.get(`/api/v1/patients/me/orders/${order}`)).status).toBe(200);
    expect(await told()).toEqual([]);
    const other = await shop.patient();
    const items = [{ productId: product, quantity: 1 }];
    const answers = await Promise.all([
      other.get(`${ofPatient}/orders`),
      other.get(`${ofPatient}/orders/${order}`),
      other.post(`${ofPatient}/orders`, { items }),
      other.get(`${ofPatient}/cart`),
      other.get(`${ofPatient}/purchases`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});
