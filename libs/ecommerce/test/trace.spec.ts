import { startTestHost, type TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface Trace {
  readonly lot: { readonly supplier: string; readonly lotCode: string; readonly heldSince: string | null };
  readonly stock: Record<string, number>;
  readonly openOrders: {
    readonly count: number;
    readonly units: number;
    readonly items: readonly { patientId: string }[];
  };
  readonly buyers: {
    readonly count: number;
    readonly units: number;
    readonly items: readonly { patientId: string; name: string; firstUse: string; firstUseAt: string }[];
  };
  readonly outcomes: {
    readonly people: number;
    readonly measurements: readonly {
      name: string;
      people: number;
      count: number;
      mean: number;
      peopleBefore: number | null;
      meanBefore: number | null;
    }[];
    readonly conditionEvents: readonly { eventType: string; people: number; count: number }[];
  };
  readonly records: {
    readonly measurements: readonly { patientId: string; value: number }[];
    readonly conditionEvents: readonly { patientId: string; eventType: string }[];
  };
  readonly code: string;
}
interface Placed {
  readonly id: string;
  readonly items: readonly { readonly id: string }[];
}

const DAY = 86_400_000;
const glucose = { variableName: 'Glucose [Mass/volume] in Blood', unit: 'mg/dL' };

let shop: Shop;
let [admin, provider]: TestClient[] = [];
let buyers: TestClient[];
let product: string;
let lot: string;
let itemOf: Map<string, string>;

/** Orders, is paid for, sent and delivered so many days ago. */
async function bought(who: TestClient, daysAgo: number, quantity = 1, what = product): Promise<Placed> {
  const { body, status, text } = await who.post<Placed>('/api/v1/patients/me/orders', {
    items: [{ productId: what, quantity }],
  });
  if (status !== 201) throw new Error(text);
  for (const next of ['paid', 'shipped', 'delivered'])
    await shop.sql('update orders set status = $2 where id = $1', [body.id, next]);
  await shop.sql(
    `update orders set order_date = now() - $2::int * interval '1 day', shipped_at = now() - $2::int * interval '1 day',
            delivered_at = now() - $2::int * interval '1 day' where id = $1`,
    [body.id, daysAgo],
  );
  return body;
}
async function measured(who: TestClient, value: number, daysAgo: number, name = glucose): Promise<string> {
  const { body, status, text } = await who.post<{ id: string }>('/api/v1/patients/me/measurements', {
    ...name,
    value,
    startAt: new Date(Date.now() - daysAgo * DAY).toISOString(),
  });
  if (status !== 201) throw new Error(text);
  return body.id;
}
const trace = (who: TestClient, days?: number) =>
  who.get<Trace>(`/api/v1/lots/${lot}/trace${days ? `?days=${days}` : ''}`);

beforeAll(async () => {
  shop = await openShop();
  [admin, provider] = await Promise.all([shop.host.signedIn('admin'), shop.host.signedIn('provider')]);
  buyers = await Promise.all(Array.from({ length: 11 }, () => shop.patient()));
  product = await shop.product({ name: 'Berberine 500 mg' });
  lot = await shop.lot(product, { code: 'BRB-1', units: 100 });
  itemOf = new Map();
  for (const who of buyers) itemOf.set(who.id, (await bought(who, 20)).items[0]?.id ?? '');
  for (const [n, who] of buyers.entries()) {
    await measured(who, 150 + n, 25);
    await measured(who, 110 + n, 10);
  }
  await shop.sql(
    `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
    [buyers[0]?.id, provider.id],
  );
}, 120_000);
afterAll(() => shop.host.close());

describe('the trace of a lot', () => {
  it('tells its supplier, its stock, who waits for it, and who has it', async () => {
    const waiting = await shop.patient();
    await waiting.post('/api/v1/patients/me/orders', { items: [{ productId: product, quantity: 3 }] });
    const { status, body } = await trace(admin!);
    expect(status).toBe(200);
    expect(body.lot).toMatchObject({ lotCode: 'BRB-1', supplier: 'Wholesale Ltd', heldSince: null });
    expect(body.stock).toEqual({ available: 86, reserved: 3, paid: 0, sent: 11 });
    expect(body.openOrders).toMatchObject({ count: 1, units: 3, items: [{ patientId: waiting.id }] });
    expect(body.buyers).toMatchObject({ count: 11, units: 11 });
    expect(body.buyers.items.map(({ patientId }) => patientId).sort()).toEqual(
      buyers.map(({ id }) => id).sort(),
    );
    expect(body.buyers.items[0]?.name).toBe('patient Example');
  });

  it('tells what was measured before and after first use over everybody, and nobody’s own values', async () => {
    const { body } = await trace(admin!);
    expect(body.outcomes.people).toBe(10);
    expect(body.outcomes.measurements).toEqual([
      // The eleventh waits until there are fifteen. Means of 110 to 119 and 150 to 159, whose standard error is 0.96: to 1.
      expect.objectContaining({
        people: 10,
        count: 10,
        mean: 115,
        peopleBefore: 10,
        countBefore: 10,
        meanBefore: 155,
      }),
    ]);
    expect(body.records).toEqual({ measurements: [], conditionEvents: [] });
  });

  it('tells nothing of the one who joined between two looks, nor of one who measures more than all others', async () => {
    const tea = await shop.product({ name: 'Tea' });
    const leaves = await shop.lot(tea, { code: 'TEA-1', units: 100 });
    const look = async (days: number) =>
      (await admin!.get<Trace>(`/api/v1/lots/${leaves}/trace?days=${days}`)).body.outcomes;
    const drank = async (who: TestClient, value: number) => {
      await bought(who, 20, 1, tea);
      await measured(who, value, 15, { variableName: 'Body weight', unit: 'kg' });
    };
    const people = await Promise.all(Array.from({ length: 10 }, () => shop.patient()));
    for (const [n, who] of people.slice(0, 5).entries()) await drank(who, 60 + 5 * n);
    const before = await look(90);
    expect(before.measurements).toMatchObject([{ people: 5, mean: 70 }]);
    for (const [n, who] of people.slice(5, 9).entries()) {
      await drank(who, 101 + 7 * n);
      expect(await look(90)).toEqual(before);
    }
    // The fifth new one: five joined at once.
    await drank(people[9]!, 93);
    const [all] = (await look(90)).measurements;
    expect(all).toMatchObject({ people: 10, count: 10 });
    // A hundred values of 250 kg that are one person's count as one person's; how many there are of them is not told.
    const [big] = people;
    await shop.sql(
      `insert into measurements (patient_id, variable_id, value, unit, normalized_value, normalized_unit, start_at)
       select m.patient_id, m.variable_id, 250, m.unit, 250, m.normalized_unit, now() - n * interval '1 hour'
         from measurements m, generate_series(1, 100) n where m.patient_id = $1 and m.unit = 'kg'`,
      [big?.id],
    );
    const [heavy] = (await look(90)).measurements;
    expect(heavy?.people).toBe(10);
    expect(heavy?.mean).toBeLessThan(150);
    expect(Number(heavy?.count) % 50).toBe(0);
  });

  it('begins with the first use that was logged, not with the delivery', async () => {
    const who = buyers[1] as TestClient;
    const dose = await measured(who, 1, 5, { variableName: 'Berberine intake', unit: '{tablet}' });
    const linked = await who.put(`/api/v1/patients/me/measurements/${dose}/purchase`, {
      orderItemId: itemOf.get(who.id),
    });
    expect(linked.status).toBe(200);
    await shop.sql(
      `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
      [who.id, provider!.id],
    );
    const { body } = await trace(admin!);
    // Their value of ten days ago is of before now: nine people have one after, who are told of as five.
    expect(body.outcomes.measurements[0]).toMatchObject({ people: 5, peopleBefore: 10 });
    // That they logged it is of their record, which is not open to admins.
    const firstUseOf = ({ buyers: { items } }: Trace) =>
      items.find(({ patientId }) => patientId === who.id)?.firstUse;
    expect([firstUseOf(body), firstUseOf((await trace(provider!)).body)]).toEqual(['delivered', 'logged']);
    const noted = await shop.sql(
      `select table_name from audit_events where kind = 'read' and patient_id = $1 and subject = $2 order by seq`,
      [who.id, provider!.id],
    );
    // Their order, that they logged its use, and the rows of their record.
    expect(noted.map((event) => event['table_name']).sort()).toEqual([
      'measurements',
      'measurements',
      'orders',
    ]);
  });

  it('tells nothing of fewer than five people', async () => {
    for (const who of buyers.slice(0, 4))
      await measured(who, 60, 1, { variableName: 'Heart rate', unit: '/min' });
    const { body } = await trace(admin!);
    expect(body.outcomes.measurements.map(({ name }) => name)).not.toContain('Heart rate');
    expect((await trace(admin!, 30)).status).toBe(200);
    expect((await trace(admin!, 31)).body.code).toBe('validation_failed');
  });

  it('shows a provider the records of their patients alone, and notes that they were read', async () => {
    const { body, text } = await trace(provider!);
    if (!body.buyers) throw new Error(text);
    const [first] = buyers;
    expect(body.buyers.items.map(({ patientId }) => patientId).sort()).toEqual(
      buyers
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    );
    expect(new Set(body.records.measurements.map(({ patientId }) => patientId))).toContain(first?.id);
    expect(body.records.measurements.map(({ patientId }) => patientId)).not.toContain(buyers[2]?.id);
    const noted = await shop.sql(
      `select count(*)::int as n from audit_events where kind = 'read' and table_name = 'measurements' and patient_id = $1`,
      [first?.id],
    );
    expect(Number(noted[0]?.['n'])).toBeGreaterThan(0);
    const stranger = await shop.host.signedIn('provider');
    expect((await trace(stranger)).body).toMatchObject({
      buyers: { count: 0, items: [] },
      records: { measurements: [] },
    });
  });

  it('is for those who run the shop and those who care, and of lots that there are', async () => {
    const others = await Promise.all(
      (['patient', 'research-partner', 'developer'] as const).map((type) => shop.host.signedIn(type)),
    );
    for (const who of others) expect((await trace(who)).status).toBe(403);
    expect((await admin!.get('/api/v1/lots/01a20a12-4140-770a-87f3-cab6036761d6/trace')).status).toBe(404);
    expect((await admin!.get('/api/v1/lots/x/trace')).status).toBe(400);
  });
});

describe('a measurement of what was bought', () => {
  it('is offered the purchases that go with it first, and names one of the patient’s own', async () => {
    const [who, other] = [buyers[2] as TestClient, buyers[3] as TestClient];
    const plasters = await shop.product({ name: 'Plasters', units: 5 });
    await who.post('/api/v1/patients/me/orders', { items: [{ productId: plasters, quantity: 1 }] });
    await shop.sql(`update orders set status = 'paid' where patient_id = $1 and status = 'placed'`, [who.id]);
    const dose = await measured(who, 1, 2, { variableName: 'Berberine', unit: '{tablet}' });
    const [variable] = await shop.sql('select variable_id from measurements where id = $1', [dose]);
    const offer = await who.get<{ items: { name: string; matches: boolean; orderItemId: string }[] }>(
      `/api/v1/patients/me/purchases?variableId=${String(variable?.['variable_id'])}`,
    );
    expect(offer.body.items.map(({ name, matches }) => [name, matches])).toEqual([
      ['Berberine 500 mg', true],
      ['Plasters', false],
    ]);
    const link = (measurement: string, orderItemId: string | null | undefined, client = who) =>
      client.put<{ code: string; lots: string }>(`/api/v1/patients/me/measurements/${measurement}/purchase`, {
        orderItemId,
      });
    expect((await link(dose, offer.body.items[0]?.orderItemId)).body.lots).toBe('BRB-1 × 1');
    expect((await link(dose, itemOf.get(other.id))).body.code).toBe('unknown_purchase');
    expect((await link(dose, itemOf.get(other.id), other)).body.code).toBe('not_found');
    expect((await link(dose, null)).body).toMatchObject({ orderItemId: null });
    expect((await who.get(`/api/v1/patients/${other.id}/purchases`)).status).toBe(404);
    await expect(
      shop.sql('update measurements set order_item_id = $2 where id = $1', [
        dose,
        '01a20a12-4140-770a-87f3-cab6036761d6',
      ]),
    ).rejects.toThrow(/foreign key/);
  });
});

describe('a lot of an instance with patient data', () => {
  it('is traced to the condition events that followed', async () => {
    const host = await startTestHost({ modules: ['ecommerce', 'patient-data'] });
    try {
      const sql = (text: string, values: unknown[] = []) =>
        host.database.admin.query<Record<string, string>>(text, values);
      const boss = await host.signedIn('admin');
      const { rows: made } = await sql(
        `insert into products (name, price, currency, status) values ('Tea', 1, 'USD', 'active') returning id`,
      );
      const { rows: lots } = await sql(
        `insert into lots (product_id, lot_code, quantity) values ($1, 'T-1', 50) returning id`,
        [made[0]?.['id']],
      );
      for (let n = 0; n < 5; n++) {
        const who = await host.signedIn('patient');
        await who.post('/api/v1/patients/me/orders', {
          items: [{ productId: made[0]?.['id'], quantity: 1 }],
        });
        await sql(`update orders set status = 'paid' where patient_id = $1`, [who.id]);
        await sql(`update orders set status = 'shipped' where patient_id = $1`, [who.id]);
        const said = await who.post('/api/v1/patients/me/condition-events', {
          eventType: 'symptom',
          severity: 4,
        });
        expect(said.status).toBe(201);
      }
      const { body } = await boss.get<Trace>(`/api/v1/lots/${lots[0]?.['id']}/trace`);
      expect(body.outcomes.conditionEvents).toEqual([
        expect.objectContaining({ eventType: 'symptom', people: 5, count: 5, meanSeverity: 4 }),
      ]);
      expect(body.records.conditionEvents).toEqual([]);
    } finally {
      await host.close();
    }
  }, 60_000);
});
