import { DataSteps } from '@carenode/database/migrate';
import { newId } from '@carenode/module-kit';
import { type TestClient, testModules } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { DIFFERENCES, openShop, type Shop } from './shop.js';

const PRODUCTS = 'ecommerce/0043-lots-of-products';
const ORDERS = 'ecommerce/0044-lots-of-past-orders';
const MEASUREMENTS = 'ecommerce/0045-link-past-measurements';

interface Line {
  readonly id: string;
  readonly order: string;
  readonly patient: string;
}

describe('lots that an older system kept as text', () => {
  let shop: Shop;
  let data: DataSteps;
  let admin: TestClient;
  let buyers: TestClient[];
  let metformin: string;
  const ids: Record<string, string> = {};

  /** As plain SQL, or another system, brings a product in. */
  const product = async (name: string, text: string | null, stock: number | null, treatment?: string) => {
    ids[name] = newId();
    await shop.sql(
      `insert into products (id, name, batch_lot_info, inventory_count, price, currency, status, treatment_id, created_at)
       values ($1, $2, $3, $4, 10, 'USD', 'active', $5, '2024-01-01Z')`,
      [ids[name], name, text, stock, treatment ?? null],
    );
  };
  const line = async (
    who: TestClient,
    name: string,
    {
      text,
      quantity = 1,
      status = 'delivered',
      date = '2025-03-01Z',
    }: Partial<Record<'text' | 'status' | 'date', string>> & { quantity?: number },
  ): Promise<Line> => {
    const [id, order] = [newId(), newId()];
    await shop.sql(
      `insert into orders (id, patient_id, status, order_date, shipped_at, delivered_at, total_amount, currency)
       values ($1, $2, $3, $4, case when $3 <> 'paid' then $4::timestamptz end, case when $3 <> 'paid' then $4::timestamptz end, 10, 'USD')`,
      [order, who.id, status, date],
    );
    await shop.sql(
      `insert into order_items (id, order_id, product_id, patient_id, quantity, price_per_unit, product_name, batch_lot_info)
       values ($1, $2, $3, $4, $5, 10, $6, $7)`,
      [id, order, ids[name], who.id, quantity, name, text ?? null],
    );
    return { id, order, patient: who.id };
  };
  const lotsOf = (name: string) =>
    shop.sql(
      `select lot_code as code, quantity, expires_on::text as expires, held_since is not null as held, source_text as text
         from lots where product_id = $1 order by lot_code`,
      [ids[name]],
    );
  const told = async (name: string) => {
    const [row] = await shop.sql(
      'select inventory_count as count, batch_lot_info as lots from products where id = $1',
      [ids[name]],
    );
    return row;
  };
  const allocated = (id: string) =>
    shop.sql(
      `select l.lot_code as code, a.quantity, a.certainty from lot_allocations a join lots l on l.id = a.lot_id
        where a.order_item_id = $1 order by 1`,
      [id],
    );
  const everything = async () =>
    (
      await shop.sql(`select md5(concat(
        (select string_agg(concat_ws('|', id, inventory_count, batch_lot_info, version), ',' order by id) from products),
        (select string_agg(l::text, ',' order by id) from lots l), (select string_agg(m::text, ',' order by id) from stock_movements m),
        (select string_agg(a::text, ',' order by id) from lot_allocations a), (select string_agg(h::text, ',' order by id) from lot_holds h),
        (select string_agg(i::text, ',' order by id) from order_items i),
        (select string_agg(concat_ws('|', id, order_item_id), ',' order by id) from measurements))) as sum`)
    )[0]?.['sum'];

  let before: unknown;
  const lines: Record<string, Line> = {};

  beforeAll(async () => {
    shop = await openShop();
    const { adminUrl, hostLogin } = shop.host.database;
    data = new DataSteps({ adminUrl, hostLogin, modules: await testModules(['ecommerce']) });
    admin = await shop.host.signedIn('admin');
    buyers = await Promise.all([shop.patient(), shop.patient(), shop.patient()]);
    metformin = await shop.treatment();
    await product('one', 'Lot MF1001 exp 03/2099', 40, metformin);
    await product('several', 'SV2001, SV2002', 30);
    await product('counted', 'CO3001 x 20, CO3002 x 5', 25);
    await product('unread', 'Lot UN4001 exp. next spring', 7);
    await product('none', null, 12);
    await product('empty', 'see label', 0);
    await product('gone', 'Lot GO5001 exp 01/2020', 3);
    await product('kept', null, null);
    await shop.lot(ids['kept'] ?? '', { code: 'KE-1', units: 9 });
    const [first, second, third] = buyers as [TestClient, TestClient, TestClient];
    lines['one'] = await line(first, 'one', { text: 'MF1001', quantity: 2 });
    lines['other lot'] = await line(second, 'one', { text: 'Lot: MF0999, exp 2025-06-30', quantity: 3 });
    lines['either'] = await line(second, 'several', { text: 'SV2001, SV2002' });
    lines['both'] = await line(third, 'several', { text: 'SV2001 x 1, SV2002 x 4', quantity: 5 });
    lines['words'] = await line(third, 'several', { text: 'see label' });
    lines['expired'] = await line(third, 'gone', { text: 'GO5001' });
    lines['cancelled'] = await line(third, 'one', { text: 'MF1001', status: 'cancelled' });
    const { body } = await first.post<{ id: string }>('/api/v1/patients/me/measurements', {
      variableName: 'one',
      value: 1,
      unit: '{tbl}',
      startAt: '2025-03-05T08:00:00Z',
    });
    ids['taken'] = body.id;
    const early = await first.post<{ id: string }>('/api/v1/patients/me/measurements', {
      variableName: 'one',
      value: 1,
      unit: '{tbl}',
      startAt: '2025-02-05T08:00:00Z',
    });
    ids['before'] = early.body.id;
    before = await everything();
  });
  afterAll(() => shop.host.close());

  it('become lots with their units, and products tell the same stock as long as it can be sold', async () => {
    expect(await data.preview(PRODUCTS)).toMatchObject({ seen: 7, changed: 6 });
    expect(await everything()).toBe(before);
    expect(await data.run(PRODUCTS)).toMatchObject({
      seen: 7,
      changed: 6,
      left: { 'the text names no lot, and there is no stock': 1 },
    });
    expect(await lotsOf('one')).toEqual([
      { code: 'MF1001', quantity: 40, expires: '2099-04-01', held: false, text: 'Lot MF1001 exp 03/2099' },
    ]);
    expect(await told('one')).toEqual({ count: 40, lots: 'MF1001 (expires 2099-04-01)' });
    expect(await lotsOf('counted')).toMatchObject([
      { code: 'CO3001', quantity: 20, held: false },
      { code: 'CO3002', quantity: 5, held: false },
    ]);
    expect(await lotsOf('gone')).toMatchObject([{ code: 'GO5001', quantity: 3, expires: '2020-02-01' }]);
    expect(await told('gone')).toMatchObject({ count: 0 });
    expect(await lotsOf('kept')).toMatchObject([{ code: 'KE-1', quantity: 9, text: null }]);
  });

  it('does not sell units of which nobody said of which lot they are, nor those with an expiry that cannot be read', async () => {
    expect(await lotsOf('several')).toMatchObject([
      { code: 'SV2001', quantity: 0, held: false },
      { code: 'SV2002', quantity: 0, held: false },
      { code: 'UNASSIGNED', quantity: 30, held: true },
    ]);
    expect(await lotsOf('none')).toMatchObject([{ code: 'UNASSIGNED', quantity: 12, held: true }]);
    expect(await lotsOf('unread')).toMatchObject([{ code: 'UN4001', quantity: 7, held: true }]);
    for (const name of ['several', 'none', 'unread']) {
      expect(await told(name)).toMatchObject({ count: 0 });
      const { body } = await (buyers[0] as TestClient).post<{ code: string }>('/api/v1/patients/me/orders', {
        items: [{ productId: ids[name], quantity: 1 }],
      });
      expect(body.code).toBe('out_of_stock');
    }
  });

  it('are known of past orders, and the stock book adds up to the unit', async () => {
    expect(await data.run(ORDERS)).toMatchObject({
      seen: 6,
      changed: 4,
      left: { 'the text names no lot': 1, 'its lot had expired or was held when it was sold': 1 },
    });
    expect(await allocated(lines['one']?.id ?? '')).toEqual([
      { code: 'MF1001', quantity: 2, certainty: 'read' },
    ]);
    expect(await allocated(lines['either']?.id ?? '')).toEqual([
      { code: 'SV2001', quantity: 1, certainty: 'possible' },
      { code: 'SV2002', quantity: 1, certainty: 'possible' },
    ]);
    expect(await allocated(lines['both']?.id ?? '')).toEqual([
      { code: 'SV2001', quantity: 1, certainty: 'read' },
      { code: 'SV2002', quantity: 4, certainty: 'read' },
    ]);
    expect(await lotsOf('one')).toMatchObject([
      { code: 'MF0999', quantity: 0, expires: '2025-07-01', held: false },
      { code: 'MF1001', quantity: 40 },
    ]);
    expect(await told('one')).toMatchObject({ count: 40 });
    expect(await shop.sql(DIFFERENCES)).toEqual([]);
    const [lot] = await shop.sql(`select id from lots where lot_code = 'SV2001'`);
    const { body } = await admin.get<{ buyers: { count: number; items: { certainty: string }[] } }>(
      `/api/v1/lots/${String(lot?.['id'])}/trace`,
    );
    expect(body.buyers.count).toBe(2);
    expect(body.buyers.items.map(({ certainty }) => certainty).sort()).toEqual(['possible', 'read']);
  });

  it('lead to what was logged of them, where it can be of one purchase only', async () => {
    expect(await data.run(MEASUREMENTS)).toMatchObject({ changed: 1 });
    const linked = await shop.sql(
      'select id, order_item_id as item from measurements where id = any ($1) order by start_at',
      [[ids['taken'], ids['before']]],
    );
    expect(linked).toEqual([
      { id: ids['before'], item: null },
      { id: ids['taken'], item: lines['one']?.id },
    ]);
    const again = await line(buyers[0] as TestClient, 'one', { text: 'MF1001' });
    await data.undo(MEASUREMENTS);
    expect(await data.run(MEASUREMENTS)).toMatchObject({
      changed: 0,
      left: { 'several purchases that it may be of': 1 },
    });
    await shop.sql('delete from orders where id = $1', [again.order]);
  });

  it('change nothing when the steps run again', async () => {
    await data.run(MEASUREMENTS);
    const now = await everything();
    for (const key of [PRODUCTS, ORDERS, MEASUREMENTS])
      expect(await data.run(key)).toMatchObject({ changed: 0 });
    expect(await everything()).toBe(now);
  });

  it('are text again when the steps are undone, to the letter', async () => {
    for (const key of [MEASUREMENTS, ORDERS, PRODUCTS]) await data.undo(key);
    expect(await everything()).toBe(before);
  });

  it('stay lots when the steps are undone after something was sold of them', async () => {
    for (const key of [PRODUCTS, ORDERS, MEASUREMENTS]) await data.run(key);
    const { status } = await (buyers[0] as TestClient).post('/api/v1/patients/me/orders', {
      items: [{ productId: ids['one'], quantity: 1 }],
    });
    expect(status).toBe(201);
    for (const key of [MEASUREMENTS, ORDERS]) await data.undo(key);
    expect(await data.undo(PRODUCTS)).toMatchObject({ changed: 5, left: { 'its lots were used since': 1 } });
    expect(await lotsOf('one')).toMatchObject([{ code: 'MF1001', quantity: 39 }]);
    expect(await shop.sql(DIFFERENCES)).toEqual([]);
  });
});
