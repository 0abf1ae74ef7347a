import { newId } from '@carenode/module-kit';
import { TestClient } from '@carenode/testing';

import {
  bought,
  type Desk,
  feedOf,
  feedText,
  importRecalls,
  type Match,
  matchesOf,
  openDesk,
  orders,
  report,
  sells,
} from './recall-desk.js';
import { DIFFERENCES, type Shop } from './shop.js';

let desk: Desk;
let shop: Shop;
let admin: TestClient;
const recalled: Desk['recalled'] = (fields) => desk.recalled(fields);
const decide: Desk['decide'] = (match, decision, note) => desk.decide(match, decision, note);
const notices: Desk['notices'] = (who) => desk.notices(who);
const told: Desk['told'] = (who) => desk.told(who);
const only: Desk['only'] = (lot) => desk.only(lot);
const holds: Desk['holds'] = (lot) => desk.holds(lot);

beforeAll(async () => {
  desk = await openDesk();
  ({ shop, admin } = desk);
  expect((await importRecalls(admin, feedText())).status).toBe('done');
}, 60_000);
afterAll(() => shop.host.close());
afterEach(async () => expect(await shop.sql(DIFFERENCES)).toEqual([]));

describe('a lot that a real recall may mean', () => {
  it('is held at once when it comes in, and cannot be sold', async () => {
    // D-1285-2020: Lot #: 42614718, Exp. date 02/2021, NDC 0555-0971-02.
    const product = await sells(shop, {
      name: 'Dextroamphetamine saccharate and amphetamine aspartate tablets 5 mg',
      manufacturer: 'Teva Pharmaceuticals USA, Inc.',
      ndc: '0555-0971-02',
    });
    const { body, status } = await admin.post<{ id: string }>('/api/v1/lots', {
      productId: product,
      lotCode: '4261-4718',
      quantity: 10,
    });
    expect(status).toBe(201);
    const match = await only(body.id);
    expect(match).toMatchObject({ recallNumber: 'D-1285-2020', status: 'possible', lotCode: '4261-4718' });
    expect(match.confidence).toBeGreaterThan(0.9);
    expect(await holds(body.id)).toMatchObject([
      { kind: 'possible-recall', in_force: true, reason: expect.stringContaining('D-1285-2020') },
    ]);
    const refused = await orders(await shop.patient(), product);
    expect([refused.status, refused.body.code]).toEqual([409, 'out_of_stock']);

    const whole = await admin.get<Match>(`/api/v1/recall-matches/${match.id}`);
    expect(whole.body.evidence.map(({ kind, role }) => [kind, role])).toEqual([
      ['lot-code', 'code'],
      ['ndc', 'product'],
      ['name', 'product'],
      ['firm', 'product'],
      ['terminated', 'remark'],
    ]);
    expect(whole.body.evidence[0]).toMatchObject({ weight: 0.97, theirs: '42614718' });
    expect(whole.body).toMatchObject({ unitsInStock: 10, openOrders: 0, buyers: 0 });
  });

  it.each([
    [
      'whose code is that of another maker’s medicine',
      'Sertraline 50 mg',
      'Pfizer',
      '42614718',
      '0049-4900-66',
      [],
    ],
    ['whose code is short and says nothing by itself', 'Sertraline 50 mg', 'Pfizer', '9556', undefined, []],
    [
      'whose short code is that of the same product',
      'Progesterone capsules',
      'Kalman Health & Wellness',
      '072915',
      undefined,
      ['D-321-2016'],
    ],
    ['whose code is within a range', 'Anything', undefined, 'N0019B07', undefined, ['D-105-2013']],
    ['whose code follows the range', 'Anything', undefined, 'N0019B13', undefined, []],
  ])('is told from one %s', async (_, name, manufacturer, code, ndc, expected) => {
    const product = await sells(shop, {
      name,
      ...(manufacturer ? { manufacturer } : {}),
      ...(ndc ? { ndc } : {}),
    });
    const lot = await shop.lot(product, { code, units: 1 });
    expect((await matchesOf(admin, lot)).map(({ recallNumber }) => recallNumber)).toEqual(expected);
  });

  it('is matched when its code is corrected, and when its product gets another code', async () => {
    const { code, product, told: fields } = await recalled();
    await importRecalls(admin, feedOf({ ...fields, code_info: `Lot #: ${code}7, Lot 77315` }));
    const lot = await shop.lot(product, { code: 'WRONG-CODE', units: 5 });
    expect(await matchesOf(admin, lot)).toEqual([]);
    expect((await admin.patch(`/api/v1/lots/${lot}`, { lotCode: `${code}-7` })).status).toBe(200);
    expect((await only(lot)).status).toBe('possible');

    const other = await sells(shop, { name: 'Nameless' });
    const short = await shop.lot(other, { code: '77315', units: 5 });
    expect(await matchesOf(admin, short)).toEqual([]);
    await shop.sql(
      `update products set name = 'Exemplar 10 mg', manufacturer = 'Example Pharma Inc.' where id = $1`,
      [other],
    );
    for (let tries = 0; tries < 100 && (await matchesOf(admin, short)).length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await only(short)).status).toBe('possible');
  });

  it('of which all lots are recalled is known by NDC, GTIN or maker and name; not if it came long after', async () => {
    const fields = {
      recall_number: 'D-8801-2026',
      code_info: 'All lots within expiry.',
      product_description: 'Wholesomine 5 mg capsules, UPC 3 61958 01011 5, NDC 77777-123-01',
    };
    const byNdc = await sells(shop, { name: 'Other words', ndc: '77777-123-02' });
    const byGtin = await sells(shop, { name: 'Other words', gtin: '361958010115' });
    const byName = await sells(shop, { name: 'Wholesomine', manufacturer: 'Example Pharma' });
    const another = await sells(shop, { name: 'Wholesomine', manufacturer: 'Somebody Else' });
    const lots = await Promise.all(
      [byNdc, byGtin, byName, another].map((product) =>
        shop.lot(product, { code: `W-${newId().slice(-9)}`, units: 1 }),
      ),
    );
    const { result } = await importRecalls(admin, feedOf(report(fields)));
    expect(result).toMatchObject({ possibleMatches: 3 });
    expect(await Promise.all(lots.map(async (lot) => (await matchesOf(admin, lot)).length))).toEqual([
      1, 1, 1, 0,
    ]);

    await importRecalls(
      admin,
      feedOf(report({ ...fields, recall_number: 'D-8802-2016', recall_initiation_date: '20160101' })),
    );
    expect(await matchesOf(admin, lots[0] ?? '')).toHaveLength(1);
  });
});

describe('a decision about a match', () => {
  it('that rejects it releases the lot, which is sold again, and holds when the same file comes again', async () => {
    const { product, lot, told: fields } = await recalled();
    await importRecalls(admin, feedOf(fields));
    const patient = await shop.patient();
    expect((await orders(patient, product)).body.code).toBe('out_of_stock');
    const match = await only(lot);
    expect((await decide(match, 'reject', 'another strength')).body).toMatchObject({
      status: 'rejected',
      decisionNote: 'another strength',
    });
    expect(await holds(lot)).toMatchObject([
      { in_force: false, release_reason: expect.stringContaining('another strength') },
    ]);
    expect((await orders(patient, product)).status).toBe(201);

    await importRecalls(admin, feedOf(fields));
    await importRecalls(admin, feedOf({ ...fields, status: 'Completed' }));
    expect(await only(lot)).toMatchObject({ status: 'rejected' });
    expect((await orders(patient, product)).status).toBe(201);
    // The words changed: somebody looks again.
    await importRecalls(admin, feedOf({ ...fields, code_info: `${fields.code_info}, all strengths` }));
    expect(await only(lot)).toMatchObject({ status: 'possible', decidedAt: null });
    expect((await orders(patient, product)).body.code).toBe('out_of_stock');
  });

  it('that was wrong is taken back: the lot is held again', async () => {
    const { product, lot, told: fields } = await recalled();
    await importRecalls(admin, feedOf(fields));
    const match = await only(lot);
    await decide(match, 'reject');
    expect((await decide(match, 'confirm')).body.code).toBe('recall_decided');
    expect((await decide(match, 'reopen')).body.status).toBe('possible');
    expect((await orders(await shop.patient(), product)).body.code).toBe('out_of_stock');
    expect((await decide(match, 'confirm')).body.status).toBe('confirmed');
    expect((await decide(match, 'reopen')).body.code).toBe('recall_decided');
  });

  it('that confirms it tells everybody who was sent units, once each, and nobody else; Class I is urgent', async () => {
    const { code, product, lot, told: fields } = await recalled({ classification: 'Class I' });
    const [one, two, waiting, cancelled] = await Promise.all([
      shop.patient(),
      shop.patient(),
      shop.patient(),
      shop.patient(),
    ]);
    await bought(shop, one, product, 2);
    await bought(shop, one, product, 1);
    await bought(shop, two, product, 3);
    const open = await orders(waiting, product, 1);
    const back = await orders(cancelled, product, 1);
    await cancelled.post(`/api/v1/patients/me/orders/${back.body.id}/cancel`, { reason: 'changed my mind' });
    await importRecalls(admin, feedOf(fields));
    const match = await only(lot);
    const whole = await admin.get<Match>(`/api/v1/recall-matches/${match.id}`);
    expect(whole.body).toMatchObject({ buyers: 2, openOrders: 1, unitsInStock: 13 });
    expect(await told(one)).toEqual([]);

    expect((await decide(match, 'confirm')).status).toBe(200);
    expect(await holds(lot)).toMatchObject([{ kind: 'recall', in_force: true }]);
    const ofOne = await told(one);
    expect(ofOne).toHaveLength(1);
    expect(ofOne[0]?.['body']).toMatchObject({
      recallNumber: match.recallNumber,
      classification: 'Class I',
      urgent: true,
      lotCode: code,
      quantity: 3,
      noticeIds: [expect.any(String), expect.any(String)],
    });
    expect([(await told(two)).length, (await told(waiting)).length, (await told(cancelled)).length]).toEqual([
      1, 0, 0,
    ]);
    expect(await notices(one)).toMatchObject([
      { lotCode: code, urgent: true, acknowledgedAt: null },
      { lotCode: code, urgent: true, acknowledgedAt: null },
    ]);
    const audited = await shop.sql(
      `select kind, patient_id from audit_events where kind like 'recall-%' and why like $1`,
      [`recall ${match.recallNumber}%`],
    );
    expect(audited).toEqual(
      expect.arrayContaining([
        { kind: 'recall-confirmed', patient_id: null },
        { kind: 'recall-told', patient_id: one.id },
        { kind: 'recall-told', patient_id: two.id },
      ]),
    );
    // What waits cannot leave while the lot is held, and an admin cannot release the hold by hand.
    await shop.sql(`update orders set status = 'paid' where id = $1`, [open.body.id]);
    const shipped = await admin.post<{ code: string }>(`/api/v1/orders/${open.body.id}/ship`, {});
    expect([shipped.status, shipped.body.code]).toEqual([409, 'lot_not_sellable']);
    const [hold] = await shop.sql('select id from lot_holds where lot_id = $1', [lot]);
    const released = await admin.post(`/api/v1/lots/${lot}/holds/${String(hold?.['id'])}/release`, {
      reason: 'sell it',
    });
    expect(released.status).toBeGreaterThanOrEqual(400);
    expect(await holds(lot)).toMatchObject([{ kind: 'recall', in_force: true }]);
  });

  it('is made once by ten admins who confirm and reject at the same moment', async () => {
    const { lot, product, told: fields } = await recalled();
    const patient = await shop.patient();
    await bought(shop, patient, product);
    await importRecalls(admin, feedOf(fields));
    const match = await only(lot);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => decide(match, index % 2 === 0 ? 'confirm' : 'reject')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    const { status } = await only(lot);
    expect((await notices(patient)).length).toBe(status === 'confirmed' ? 1 : 0);
    expect((await told(patient)).length).toBe(status === 'confirmed' ? 1 : 0);
    expect((await holds(lot)).filter(({ in_force }) => in_force)).toHaveLength(
      status === 'confirmed' ? 1 : 0,
    );
  });

  it('finds who was sent a unit at the same moment, or keeps it from leaving', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { lot, product, told: fields } = await recalled();
      const patient = await shop.patient();
      const { body } = await orders(patient, product);
      await shop.sql(`update orders set status = 'paid' where id = $1`, [body.id]);
      const [shipped] = await Promise.all([
        admin.post(`/api/v1/orders/${body.id}/ship`, {}),
        importRecalls(admin, feedOf(fields)),
      ]);
      await decide(await only(lot), 'confirm');
      expect((await notices(patient)).length).toBe(shipped.status === 200 ? 1 : 0);
    }
  });

  it('is made by admins in person, with a reason', async () => {
    const { lot, told: fields } = await recalled();
    await importRecalls(admin, feedOf(fields));
    const match = await only(lot);
    const made = await admin.post<{ key: string }>('/api/v1/api-keys', {
      name: 'x',
      scopes: ['user/*.cruds'],
    });
    const key = new TestClient(shop.host.url, admin.id, { authorization: `Bearer ${made.body.key}` });
    const byKey = await key.post<{ code: string }>(`/api/v1/recall-matches/${match.id}/confirm`, {
      note: 'x',
    });
    expect([byKey.status, byKey.body.code]).toEqual([403, 'recall_in_person']);
    expect((await admin.post(`/api/v1/recall-matches/${match.id}/confirm`, {})).status).toBe(400);
    for (const type of ['provider', 'patient'] as const)
      expect(
        (
          await (
            await shop.host.signedIn(type)
          ).post(`/api/v1/recall-matches/${match.id}/confirm`, { note: 'x' })
        ).status,
      ).toBe(403);
    expect((await admin.post(`/api/v1/recall-matches/${newId()}/confirm`, { note: 'x' })).status).toBe(404);
    expect(await only(lot)).toMatchObject({ status: 'possible' });
  });
});
