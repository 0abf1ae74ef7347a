import type { TestClient } from '@carenode/testing';

import { DIFFERENCES, openShop, type Shop } from './shop.js';

interface Prescription {
  readonly id: string;
  readonly status: string;
  readonly fillsRemaining: number;
  readonly treatmentName: string;
  readonly code: string;
}
interface Order {
  readonly id: string;
  readonly status: string;
  readonly reviewStatus: string | null;
  readonly reviewReason: string | null;
  readonly items: readonly { readonly prescriptionId: string | null }[];
  readonly code: string;
  readonly detail: string;
}
interface Page<T> {
  readonly items: readonly T[];
}

let shop: Shop;
let [patient, provider, stranger, admin]: TestClient[] = [];
let treatment: string;
let product: string;

beforeAll(async () => {
  shop = await openShop();
  [patient, provider, stranger, admin] = await Promise.all([
    shop.patient(),
    shop.host.signedIn('provider'),
    shop.host.signedIn('provider'),
    shop.host.signedIn('admin'),
  ]);
  await care(patient, provider);
}, 60_000);
afterAll(() => shop.host.close());
beforeEach(async () => {
  treatment = await shop.treatment();
  product = await shop.product({
    units: 200,
    treatmentId: treatment,
    onPrescription: true,
    name: 'Metformin 500 mg',
  });
});
afterEach(async () => expect(await shop.sql(DIFFERENCES)).toEqual([]));

async function care(of: TestClient | undefined, by: TestClient | undefined): Promise<void> {
  await shop.sql(
    `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
    [of?.id, by?.id],
  );
}
const url = (of: TestClient) => `/api/v1/patients/${of.id}/prescriptions`;
const prescribe = async (wish: object = {}) => {
  const input = { treatmentId: treatment, quantity: 30, refillsAllowed: 1, expiresOn: '2027-11-01', ...wish };
  const { status, body, text } = await provider!.post<Prescription>(url(patient!), input);
  if (status !== 201) throw new Error(text);
  return body;
};
const order = (quantity: number, who = patient!) =>
  who.post<Order>('/api/v1/patients/me/orders', { items: [{ productId: product, quantity }] });
const fills = async (id: string) => (await patient!.get<Prescription>(`${url(patient!)}/${id}`)).body;

describe('a prescription', () => {
  it('is issued by a provider who cares for the patient, and by nobody else', async () => {
    const issued = await prescribe({ dosageInstruction: 'One in the morning' });
    expect(issued).toMatchObject({
      status: 'active',
      fillsRemaining: 2,
      refillsAllowed: 1,
      prescriberId: provider!.id,
    });
    const input = { treatmentId: treatment, quantity: 30, expiresOn: '2027-11-01' };
    const answers = await Promise.all(
      [stranger!, patient!, admin!].map((who) => who.post<Prescription>(url(patient!), input)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 403, 403]);
    expect((await patient!.get<Page<Prescription>>(url(patient!))).body.items[0]?.id).toBe(issued.id);
    expect((await stranger!.get(`${url(patient!)}/${issued.id}`)).status).toBe(404);
    const read = await provider!.get(`${url(patient!)}/${issued.id}`);
    expect(read.status).toBe(200);
    expect(
      await shop.sql(
        `select count(*)::int as n from audit_events where kind = 'read' and table_name = 'prescriptions'`,
      ),
    ).toEqual([{ n: 1 }]);
  });

  it('is filled by orders, as often as it says, and never for more units than one fill has', async () => {
    const { id } = await prescribe();
    expect((await order(31)).body).toMatchObject({ reviewStatus: 'pending' });
    const first = (await order(30)).body;
    expect([first.reviewStatus, first.items[0]?.prescriptionId]).toEqual([null, id]);
    expect(await fills(id)).toMatchObject({ fillsRemaining: 1, status: 'active' });
    const parallel = await Promise.all([order(5), order(5), order(5)]);
    expect(parallel.map(({ body }) => body.items[0]?.prescriptionId).filter(Boolean)).toEqual([id]);
    expect(await fills(id)).toMatchObject({ fillsRemaining: 0, status: 'completed' });
    await patient!.post(`/api/v1/patients/me/orders/${first.id}/cancel`, {});
    expect(await fills(id)).toMatchObject({ fillsRemaining: 1, status: 'active' });
  });

  it.each([
    ['expired', { validFrom: '2020-01-01', expiresOn: '2021-01-01' }],
    ['not valid yet', { validFrom: '2090-01-01', expiresOn: '2091-01-01' }],
    ['for fewer units', { quantity: 1 }],
  ])('does not cover an order when it is %s', async (_, wish) => {
    await prescribe(wish);
    expect((await order(2)).body.reviewStatus).toBe('pending');
  });

  it('does not cover an order once it was stopped, and does not let one leave that it covered', async () => {
    const { id } = await prescribe({ refillsAllowed: 5 });
    const { body: placed } = await order(1);
    const change = (body: object) => provider!.patch<Prescription>(`${url(patient!)}/${id}`, body);
    expect((await change({ status: 'stopped', statusReason: 'side effects' })).body.status).toBe('stopped');
    expect((await change({ status: 'active' })).body.code).toBe('prescription_over');
    expect((await order(1)).body.reviewStatus).toBe('pending');
    await shop.sql(`update orders set status = 'paid' where id = $1`, [placed.id]);
    const sent = await admin!.post<Order>(`/api/v1/orders/${placed.id}/ship`, {});
    expect([sent.status, sent.body.code]).toEqual([409, 'prescription_withdrawn']);
    await expect(shop.sql('update prescriptions set quantity = 99 where id = $1', [id])).rejects.toThrow(
      /not changed/,
    );
    await expect(
      shop.sql('update prescriptions set fills_remaining = 7 where id = $1', [id]),
    ).rejects.toThrow(/fills_range/);
  });

  it('of somebody else covers nothing', async () => {
    await prescribe();
    const other = await shop.patient();
    expect((await order(1, other)).body.reviewStatus).toBe('pending');
  });

  it('is refused that expires before it begins', async () => {
    const answer = await provider!.post<Prescription>(url(patient!), {
      treatmentId: treatment,
      quantity: 1,
      validFrom: '2027-01-02',
      expiresOn: '2027-01-02',
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });
});

describe('an order without a prescription', () => {
  it('waits for a provider who cares for the patient, who lets it go on for a prescription or rejects it', async () => {
    const { body: held } = await order(3);
    expect(held).toMatchObject({ status: 'placed', reviewStatus: 'pending' });
    expect(held.reviewReason).toBe('No prescription covers Metformin 500 mg.');
    await expect(shop.sql(`update orders set status = 'paid' where id = $1`, [held.id])).rejects.toThrow(
      /waits for a review/,
    );

    const queue = await provider!.get<Page<Order>>('/api/v1/order-reviews');
    expect(queue.body.items.map(({ id }) => id)).toContain(held.id);
    expect(queue.text).not.toContain('shippingAddress');
    expect((await stranger!.get<Page<Order>>('/api/v1/order-reviews')).body.items).toEqual([]);
    expect((await stranger!.post(`/api/v1/order-reviews/${held.id}/approve`, {})).status).toBe(404);
    expect((await admin!.post(`/api/v1/order-reviews/${held.id}/approve`, {})).status).toBe(403);

    const approve = () => provider!.post<Order>(`/api/v1/order-reviews/${held.id}/approve`, { note: 'fine' });
    expect((await approve()).body.code).toBe('prescription_required');
    const { id } = await prescribe();
    const approved = await approve();
    expect(approved.body).toMatchObject({ reviewStatus: 'approved', items: [{ prescriptionId: id }] });
    expect(await fills(id)).toMatchObject({ fillsRemaining: 1 });
    expect((await approve()).body.code).toBe('not_in_review');
    await shop.sql(`update orders set status = 'paid' where id = $1`, [held.id]);

    const { body: other } = await order(31);
    const rejected = await provider!.post<Order>(`/api/v1/order-reviews/${other.id}/reject`, {
      note: 'too many',
    });
    expect(rejected.body).toMatchObject({ status: 'cancelled', reviewStatus: 'rejected' });
    const told = await patient!.get<Page<{ kind: string }>>('/api/v1/notifications');
    expect(told.body.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['order-approved', 'order-rejected']),
    );
  });

  it('is refused where the instance says so', async () => {
    const hold = (value: boolean) =>
      admin!.put('/api/v1/settings/ecommerce/holdWithoutPrescription', { value });
    expect((await hold(false)).status).toBe(200);
    const refused = await order(1);
    expect([refused.status, refused.body.code]).toEqual([422, 'prescription_required']);
    await hold(true);
  });
});
