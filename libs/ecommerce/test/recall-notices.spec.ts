import { Users } from '@carenode/identity-contract';
import { newId, systemContext } from '@carenode/module-kit';
import { TestClient } from '@carenode/testing';

import { bought, type Desk, feedOf, importRecalls, type Notice, openDesk } from './recall-desk.js';
import { DIFFERENCES, type Shop } from './shop.js';

interface Completion {
  readonly told: number;
  readonly acknowledged: number;
  readonly percent: number;
  readonly responses: Record<string, number>;
  readonly lots: readonly object[];
  readonly notices: readonly { readonly patientId: string; readonly response: string | null }[];
}

const PASSWORD = 'seven green lorries';

let desk: Desk;
let shop: Shop;
let admin: TestClient;
const recalled: Desk['recalled'] = (fields) => desk.recalled(fields);
const decide: Desk['decide'] = (match, decision, note) => desk.decide(match, decision, note);
const notices: Desk['notices'] = (who) => desk.notices(who);
const told: Desk['told'] = (who) => desk.told(who);
const only: Desk['only'] = (lot) => desk.only(lot);

beforeAll(async () => {
  desk = await openDesk();
  ({ shop, admin } = desk);
  await admin.put('/api/v1/settings/identity/erasureGraceDays', { value: 0 });
}, 60_000);
afterAll(() => shop.host.close());
afterEach(async () => expect(await shop.sql(DIFFERENCES)).toEqual([]));

describe('the answers of those who were told', () => {
  it('are counted lot by lot; each answers once, and their own alone', async () => {
    const { lot, product, told: fields } = await recalled();
    const people = await Promise.all([shop.patient(), shop.patient(), shop.patient(), shop.patient()]);
    for (const who of people) await bought(shop, who, product);
    await importRecalls(admin, feedOf(fields));
    const match = await only(lot);
    const completion = async () =>
      (await admin.get<Completion>(`/api/v1/recalls/${match.recallId}/completion`)).body;
    expect(await completion()).toMatchObject({
      told: 0,
      acknowledged: 0,
      percent: 100,
      lots: [],
      notices: [],
    });
    await decide(match, 'confirm');
    expect(await completion()).toMatchObject({ told: 4, acknowledged: 0, percent: 0, responses: {} });

    const [one, two, three] = people;
    const answer = async (who: TestClient, response: string, note?: string) => {
      const [notice] = await notices(who);
      return who.post<Notice & { code: string }>(
        `/api/v1/patients/me/recall-notices/${notice?.id}/acknowledge`,
        { response, note },
      );
    };
    expect((await answer(one, 'stopped', 'threw it away')).body).toMatchObject({
      response: 'stopped',
      quantity: 1,
    });
    expect((await answer(one, 'returned')).body.code).toBe('recall_acknowledged');
    expect((await answer(two, 'used-up')).status).toBe(200);
    expect((await answer(three, 'eaten')).status).toBe(400);
    const [foreign] = await notices(three);
    expect(
      (
        await one.post(`/api/v1/patients/me/recall-notices/${foreign?.id}/acknowledge`, {
          response: 'stopped',
        })
      ).status,
    ).toBe(404);
    expect((await one.get(`/api/v1/patients/${two.id}/recall-notices`)).status).toBe(404);

    const done = await completion();
    expect(done).toMatchObject({
      told: 4,
      acknowledged: 2,
      percent: 50,
      responses: { stopped: 1, 'used-up': 1 },
      lots: [{ lotId: lot, told: 4, acknowledged: 2, percent: 50 }],
    });
    expect(done.notices).toHaveLength(4);
    expect(
      done.notices
        .slice(2)
        .map(({ patientId }) => patientId)
        .sort(),
    ).toEqual([one.id, two.id].sort());
    expect((await admin.get(`/api/v1/recalls/${newId()}/completion`)).status).toBe(404);
  });

  it('stay when a patient is erased, without their words; who was erased before is counted and not told', async () => {
    const { lot, product, told: fields } = await recalled();
    const [answers, gone] = await Promise.all([person(), person()]);
    await bought(shop, answers, product);
    await bought(shop, gone, product);
    await erased(gone);
    await importRecalls(admin, feedOf(fields));
    const match = await only(lot);
    await decide(match, 'confirm');
    expect(await told(gone)).toEqual([]);
    const [notice] = await notices(answers);
    await answers.post(`/api/v1/patients/me/recall-notices/${notice?.id}/acknowledge`, {
      response: 'other',
      note: 'I am Ada of Main Street',
    });
    await erased(answers);
    const kept = await shop.sql(
      `select patient_id, quantity, response, note, notified_at is not null as told from recall_notices where match_id = $1 order by response`,
      [match.id],
    );
    expect(kept).toEqual([
      { patient_id: answers.id, quantity: 1, response: 'other', note: null, told: true },
      { patient_id: gone.id, quantity: 1, response: null, note: null, told: false },
    ]);
  });
});

async function person(): Promise<TestClient> {
  const email = `${newId()}@example.org`;
  const { id } = await shop.host.host
    .get(Users)
    .create(systemContext('arrange a test'), { userType: 'patient', email, password: PASSWORD });
  const signedIn = await shop.host.anonymous().post('/api/v1/session', { email, password: PASSWORD });
  return new TestClient(shop.host.url, id, {
    cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
  });
}

async function erased(client: TestClient): Promise<void> {
  const asked = await client.post('/api/v1/patients/me/erasure', {
    password: PASSWORD,
    acknowledgement: 'I understand that everything about me will be erased and cannot be brought back.',
  });
  expect([asked.status, asked.text]).toEqual([201, expect.any(String)]);
  for (let tries = 0; tries < 200; tries += 1) {
    const [request] = await shop.sql(`select status from erasure_requests where patient_id = $1`, [
      client.id,
    ]);
    if (request?.['status'] === 'done') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The erasure did not come to its end.');
}
