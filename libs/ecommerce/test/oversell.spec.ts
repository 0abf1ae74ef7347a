import type { TestClient } from '@carenode/testing';

import { DIFFERENCES, openShop, type Shop } from './shop.js';

interface Answer {
  readonly id: string;
  readonly code: string;
}

const ORDERS = '/api/v1/patients/me/orders';

let shop: Shop;
let patients: readonly TestClient[];
let deadlocksBefore: unknown;

const deadlocks = async () => {
  await shop.sql('select pg_stat_force_next_flush()').catch(() => undefined);
  return (await shop.sql('select deadlocks from pg_stat_database where datname = current_database()'))[0]?.[
    'deadlocks'
  ];
};
const order = (who: TestClient, items: readonly { productId: string; quantity: number }[]) =>
  who.post<Answer>(ORDERS, { items });
const tally = (answers: readonly { status: number; body: Answer }[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const what = status === 201 ? 'placed' : body.code;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
};

beforeAll(async () => {
  shop = await openShop();
  patients = await Promise.all(Array.from({ length: 500 }, () => shop.patient()));
  deadlocksBefore = await deadlocks();
}, 120_000);
afterAll(() => shop.host.close());
afterEach(async () => {
  expect(await shop.sql(DIFFERENCES)).toEqual([]);
  expect(await shop.sql('select id from lots where quantity < 0')).toEqual([]);
  expect(
    await shop.sql(`select p.id from products p
      where p.inventory_count is distinct from (select coalesce(sum(l.quantity), 0) from lots l where l.product_id = p.id and l.held_since is null)`),
  ).toEqual([]);
  expect(await deadlocks()).toBe(deadlocksBefore);
});

describe('buyers at the same moment', () => {
  it('are sold one unit once, of 500', async () => {
    const product = await shop.product({ units: 1 });
    const answers = await Promise.all(
      patients.map((who) => order(who, [{ productId: product, quantity: 1 }])),
    );
    expect(tally(answers)).toEqual({ placed: 1, out_of_stock: 499 });
  }, 120_000);

  it('are not sold more than there is while plain SQL takes, counts, holds and releases the same lots', async () => {
    const products = await Promise.all([
      shop.product({ units: 30 }),
      shop.product({ units: 30 }),
      shop.product({ units: 30 }),
    ]);
    const lots = await shop.sql('select id, product_id from lots where product_id = any ($1)', [products]);
    let over = false;
    const sql = async () => {
      for (let round = 0; !over; round++) {
        const lot = lots[round % lots.length]?.['id'];
        await shop.sql('update lots set quantity = quantity - 1 where id = $1 and quantity > 0', [lot]);
        await shop.sql(`insert into stock_movements (lot_id, kind, quantity) values ($1, 'counted', 1)`, [
          lot,
        ]);
        const [hold] = await shop.sql(
          `insert into lot_holds (lot_id, reason) values ($1, 'a look') returning id`,
          [lot],
        );
        await shop.sql(`update lot_holds set release_reason = 'fine' where id = $1`, [hold?.['id']]);
        await shop.sql('update products set inventory_count = 99 where id = $1', [products[round % 3]]);
      }
    };
    const writers = [sql(), sql(), sql()];
    const buyers = patients.slice(0, 60).map((who, n) => {
      const lines = [0, 1, 2].map((k) => ({ productId: products[(n + k) % 3] ?? '', quantity: 1 }));
      return order(who, n % 2 ? lines : lines.reverse());
    });
    const answers = await Promise.all(buyers);
    over = true;
    await Promise.all(writers);
    expect(Object.keys(tally(answers)).filter((code) => code !== 'out_of_stock')).toEqual(['placed']);
    const [sold] = await shop.sql(
      `select coalesce(sum(quantity), 0)::int as units from order_items where product_id = any ($1)`,
      [products],
    );
    expect(sold?.['units']).toBe(3 * (tally(answers)['placed'] ?? 0));
  }, 120_000);

  it('lose nothing and get nothing twice in 200 orders of 5 lines over 50 products, with cancellations between', async () => {
    const products = await Promise.all(Array.from({ length: 50 }, () => shop.product()));
    for (const [n, product] of products.entries()) {
      for (const [k, code] of ['A', 'B', 'C'].entries())
        await shop.lot(product, {
          code: `${code}-${n}`,
          units: 9,
          ...(k ? {} : { expiresOn: '2090-01-01' }),
        });
    }
    const lines = (n: number) =>
      Array.from({ length: 5 }, (_, k) => ({
        productId: products[(n * 7 + k * 11) % 50] ?? '',
        quantity: 1 + (k % 2),
      }));
    const answers = await Promise.all(
      patients.slice(0, 200).map(async (who, n) => {
        const placed = await order(who, n % 2 ? lines(n) : lines(n).reverse());
        if (n % 4 === 0 && placed.status === 201) {
          const cancelled = await who.post<Answer>(`${ORDERS}/${placed.body.id}/cancel`, {});
          expect(cancelled.status).toBe(200);
        }
        return placed;
      }),
    );
    const counts = tally(answers);
    expect(Object.keys(counts).filter((code) => code !== 'out_of_stock')).toEqual(['placed']);
    const [stock] = await shop.sql(
      `select sum(l.quantity)::int as left_over,
              (select sum(i.quantity)::int from order_items i join orders o on o.id = i.order_id
                where i.product_id = any ($1) and o.status <> 'cancelled') as sold,
              (select count(*)::int from orders o where exists (
                 select from order_items i where i.order_id = o.id and i.product_id = any ($1))) as orders,
              (select count(*)::int from orders o where (
                 select count(*) from order_items i where i.order_id = o.id and i.product_id = any ($1)) not in (0, 5)) as torn
         from lots l where l.product_id = any ($1)`,
      [products],
    );
    expect(stock).toMatchObject({ orders: counts['placed'], torn: 0 });
    expect(Number(stock?.['left_over']) + Number(stock?.['sold'])).toBe(50 * 27);
    const allocated = await shop.sql(
      `select i.id from order_items i left join lot_allocations a on a.order_item_id = i.id
        group by i.id having coalesce(sum(a.quantity), 0) <> i.quantity`,
    );
    expect(allocated).toEqual([]);
  }, 120_000);

  it('get units of reservations that are over, each once', async () => {
    const [one, two] = [await shop.product({ units: 20 }), await shop.product({ units: 20 })];
    for (const [n, who] of patients.slice(0, 10).entries()) {
      const items = [one, two].map((productId) => ({ productId, quantity: 2 }));
      await order(who, n % 2 ? items : items.reverse());
    }
    await shop.sql(
      `update orders set reserved_until = now() - interval '1 second' where id in (select order_id from order_items where product_id = $1)`,
      [one],
    );
    const answers = await Promise.all(
      patients.slice(10, 60).map((who, n) => {
        const items = [one, two].map((productId) => ({ productId, quantity: 1 }));
        return order(who, n % 2 ? items : items.reverse());
      }),
    );
    expect(tally(answers)).toEqual({ placed: 20, out_of_stock: 30 });
  }, 120_000);
});
