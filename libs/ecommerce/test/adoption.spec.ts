import { Adoption } from '@carenode/database/migrate';
import { legacyDatabase, type TestDatabase, testModules } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PLAN_SHOP } from './plan-shop.sql.js';
import { DIFFERENCES } from './shop.js';

/** The n-th product, order or line of the other shop. */
const id = (what: string, n: number | string) => `md5('${what} ' || ${n})::uuid`;

const ROWS = `
  insert into products (id, name, treatment_id, batch_lot_info, sku, price, inventory_count, is_prescription_required, created_at)
    values (${id('shop product', 1)}, 'Metformin', 'metformin', 'Lot MF7701 exp 03/2099', 'MF-500', 9.5, 60, true, '2024-01-01Z'),
           (${id('shop product', 2)}, 'Magnesium', 'magnesium', 'MG8801, MG8802', 'MG-300', 12, 20, false, '2024-01-01Z'),
           (${id('shop product', 3)}, 'Sleep test', 'no such treatment', null, 'SAME', 80, 0, null, '2024-01-01Z'),
           (${id('shop product', 4)}, 'Sleep test', null, null, 'SAME', 80, 0, null, '2024-01-01Z');
  insert into orders (id, patient_id, status, total_amount, order_date, shipping_address)
    select ${id('shop order', 'n')}, md5('person ' || (10 + n))::uuid,
           (array['completed', 'Shipped', 'canceled', 'pending', 'processing', 'refunded', 'sent to the moon'])[1 + n % 7], 21.5,
           timestamptz '2025-01-01Z' + n * interval '1 day', '{"line1": "Somewhere 1"}'
      from generate_series(0, 20) n;
  insert into order_items (id, order_id, product_id, quantity, price_per_unit, batch_lot_info)
    select ${id('shop line', 'n')}, ${id('shop order', 'n')}, ${id('shop product', '(1 + n % 2)')}, 1 + n % 3, 9.5,
           case n % 2 when 0 then 'MF7701' else 'MG8801, MG8802' end
      from generate_series(0, 20) n;
  insert into cart_items (patient_id, product_id, quantity) values (md5('person 12')::uuid, ${id('shop product', 1)}, 2);`;

describe('the adoption of a shop as the plan has it', () => {
  let database: TestDatabase;
  let adoption: Adoption;
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await database.admin.query<Record<string, unknown>>(sql)).rows;

  beforeAll(async () => {
    database = await legacyDatabase({ people: 40, measurements: 1000 });
    await database.admin.query(PLAN_SHOP);
    await database.admin.query(ROWS);
    adoption = new Adoption({ ...database, modules: await testModules(['ecommerce']) });
  }, 120_000);
  afterAll(() => database.drop());

  it('takes over products, and the orders that have left, with their lots', async () => {
    const applied = await adoption.apply({ branch: null });
    expect(applied.tables.filter(({ equal }) => !equal)).toEqual([]);
    const products = await rows(
      `select name, status, price::float8 as price, currency, is_prescription_required as rx, treatment_id is not null as treats,
              inventory_count as stock, batch_lot_info as lots from public.products order by name`,
    );
    expect(products).toEqual([
      {
        name: 'Magnesium',
        status: 'draft',
        price: 12,
        currency: 'USD',
        rx: false,
        treats: true,
        stock: 0,
        lots: null,
      },
      {
        name: 'Metformin',
        status: 'draft',
        price: 9.5,
        currency: 'USD',
        rx: true,
        treats: true,
        stock: 60,
        lots: 'MF7701 (expires 2099-04-01)',
      },
      {
        name: 'Sleep test',
        status: 'draft',
        price: 80,
        currency: 'USD',
        rx: false,
        treats: false,
        stock: 0,
        lots: null,
      },
    ]);
    expect(await rows(`select status, count(*)::int as n from public.orders group by 1 order by 1`)).toEqual([
      { status: 'cancelled', n: 3 },
      { status: 'delivered', n: 3 },
      { status: 'refunded', n: 3 },
      { status: 'shipped', n: 3 },
    ]);
    expect(await rows('select from public.orders where shipping_address is not null')).toEqual([]);
    expect(await rows(DIFFERENCES)).toEqual([]);
    const traced = await rows(
      `select l.lot_code as lot, a.certainty, count(*)::int as lines from public.lot_allocations a join public.lots l on l.id = a.lot_id
        group by 1, 2 order by 1`,
    );
    expect(traced.map(({ lot, certainty }) => [lot, certainty])).toEqual([
      ['MF7701', 'read'],
      ['MG8801', 'possible'],
      ['MG8802', 'possible'],
    ]);
  }, 240_000);

  it('names by rule what stays behind: a second product of a number, lines of open orders', async () => {
    const left = await rows(
      `select table_name as "table", regexp_replace(reason, '^[0-9A-Z]{5} ', '') as rule, count(*)::int as n
         from carenode.adoption_unmirrored where table_name in ('products', 'orders', 'order_items') group by 1, 2 order by 1`,
    );
    expect(left).toEqual([
      { table: 'order_items', rule: 'patient_id', n: 9 },
      { table: 'products', rule: 'products_sku', n: 1 },
    ]);
  });

  it('follows the other shop while both are in use, and keeps the stock that lots tell', async () => {
    const open = `${id('shop order', 3)}`;
    await rows(`update legacy.orders set status = 'shipped' where id = ${open}`);
    expect(await rows(`select status from public.orders where id = ${open}`)).toEqual([
      { status: 'shipped' },
    ]);
    await rows(`update legacy.products set inventory_count = 1, price = 10.5 where sku = 'MF-500'`);
    expect(
      await rows(
        `select inventory_count as stock, price::float8 as price from public.products where sku = 'MF-500'`,
      ),
    ).toEqual([{ stock: 60, price: 10.5 }]);
    await rows(`update public.products set description = 'Written here' where sku = 'MF-500'`);
    expect(
      await rows(
        `select description, inventory_count as stock, batch_lot_info as lots from legacy.products where sku = 'MF-500'`,
      ),
    ).toEqual([{ description: 'Written here', stock: 1, lots: 'Lot MF7701 exp 03/2099' }]);
  });

  it('tells the other shop of orders that have left here', async () => {
    await rows(`
      insert into public.orders (id, patient_id, status, total_amount, currency)
        values (${id('order here', 1)}, ${id('person', 20)}, 'placed', 9.5, 'USD');
      insert into public.order_items (id, order_id, patient_id, product_id, product_name, quantity, price_per_unit, batch_lot_info)
        values (${id('line here', 1)}, ${id('order here', 1)}, ${id('person', 20)}, ${id('shop product', 1)}, 'Metformin', 1, 9.5, 'MF7701 × 1');
      insert into public.lot_allocations (order_item_id, lot_id, patient_id, quantity)
        select ${id('line here', 1)}, id, ${id('person', 20)}, 1 from public.lots where lot_code = 'MF7701'`);
    expect(await rows(`select from legacy.orders where id = ${id('order here', 1)}`)).toEqual([]);
    await rows(`update public.orders set status = 'paid' where id = ${id('order here', 1)}`);
    await rows(`update public.orders set status = 'shipped' where id = ${id('order here', 1)}`);
    expect(await rows(`select status from legacy.orders where id = ${id('order here', 1)}`)).toEqual([
      { status: 'shipped' },
    ]);
    const applied = await adoption.apply({ branch: null });
    expect(applied.tables.filter(({ equal }) => !equal)).toEqual([]);
    expect(await rows(`select quantity from legacy.order_items where id = ${id('line here', 1)}`)).toEqual([
      { quantity: 1 },
    ]);
    expect(await rows(`select quantity from public.lots where lot_code = 'MF7701'`)).toEqual([
      { quantity: 59 },
    ]);
  }, 120_000);

  it('ends with the lots of what came last, too', async () => {
    await adoption.finish({ accept: ['products', 'order_items', 'profiles', 'measurements'] });
    expect(
      await rows(
        `select l.lot_code as lot from public.lot_allocations a join public.lots l on l.id = a.lot_id
          where a.order_item_id = ${id('shop line', 3)} order by 1`,
      ),
    ).toEqual([{ lot: 'MG8801' }, { lot: 'MG8802' }]);
    expect(await rows(DIFFERENCES)).toEqual([]);
  }, 120_000);
});
