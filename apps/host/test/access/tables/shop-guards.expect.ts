import { person, rowOf } from '../people.js';
import type { Guarded } from './guards.expect.js';

const sold = rowOf('products', 'sold');
const free = rowOf('lots', 'free');
const stockOf = (product: string) => `keys: select inventory_count::text from products where id = ${product}`;
const unitsOf = (lot: string) => `keys: select quantity::text from lots where id = ${lot}`;

/** The rules of the shop that hold whoever writes: rows are the cause, and what is counted follows. */
export const SHOP_GUARDS: readonly Guarded[] = [
  {
    table: 'products',
    trigger: 'keep_stock_told',
    what: 'the stock of a product is what its lots say, whatever is written',
    before: `update products set inventory_count = 77 where id = ${sold}`,
    sql: stockOf(sold),
    answer: '10',
  },
  {
    table: 'products',
    trigger: 'index_new',
    what: 'a new product is found by its name',
    before: `insert into products (id, name) values (${rowOf('products', 'new')}, 'Sweet drops')`,
    sql: `keys: select name_key from product_search where product_id = ${rowOf('products', 'new')}`,
    answer: 'sweet drops',
  },
  {
    table: 'products',
    trigger: 'index_changed',
    what: 'a product is found by the name it has now',
    before: `update products set name = 'Sweet drops' where id = ${sold}`,
    sql: `keys: select name_key from product_search where product_id = ${sold}`,
    answer: 'sweet drops',
  },
  {
    table: 'lots',
    trigger: 'count_added',
    what: 'a lot that came in is counted to the stock of its product',
    before: `insert into lots (product_id, lot_code, quantity) values (${sold}, 'new', 5)`,
    sql: stockOf(sold),
    answer: '15',
  },
  {
    table: 'lots',
    trigger: 'count_changed',
    what: 'what is taken from a lot is taken from the stock of its product',
    before: `update lots set quantity = 4 where id = ${free}`,
    sql: stockOf(sold),
    answer: '4',
  },
  {
    table: 'lots',
    trigger: 'count_removed',
    what: 'a lot that is deleted counts no more',
    before: `delete from lots where id = ${free}`,
    sql: stockOf(sold),
    answer: '0',
  },
  {
    table: 'lots',
    trigger: 'book_received',
    what: 'the stock book says what came in',
    before: `insert into lots (id, product_id, lot_code, quantity) values (${rowOf('lots', 'new')}, ${sold}, 'new', 5)`,
    sql: `keys: select kind || ' ' || quantity from stock_movements where lot_id = ${rowOf('lots', 'new')}`,
    answer: 'received 5',
  },
  {
    table: 'lots',
    trigger: 'book_counted',
    what: 'the stock book says by how much a quantity was written over',
    before: `update lots set quantity = 4 where id = ${free}`,
    sql: `keys: select kind || ' ' || quantity from stock_movements where lot_id = ${free} and kind = 'counted'`,
    answer: 'counted -6',
  },
  {
    table: 'lots',
    trigger: 'touch',
    what: 'the version of a changed row is counted',
    before: `update lots set notes = 'x' where id = ${free}`,
    sql: `keys: select version::text from lots where id = ${free}`,
    answer: '2',
  },
  {
    table: 'stock_movements',
    trigger: 'move',
    what: 'what the stock book says is done to the lot',
    before: `insert into stock_movements (lot_id, kind, quantity) values (${free}, 'written-off', -3)`,
    sql: unitsOf(free),
    answer: '7',
  },
  {
    table: 'lot_holds',
    trigger: 'hold',
    what: 'a lot with a hold is held',
    before: `insert into lot_holds (lot_id, reason) values (${free}, 'It is cloudy')`,
    sql: `keys: select (held_since is not null)::text from lots where id = ${free}`,
    answer: 'true',
  },
  {
    table: 'lot_holds',
    trigger: 'guard',
    what: 'a hold is released once',
    sql: `update lot_holds set release_reason = 'Again' where id = ${rowOf('lot_holds', 'released')}`,
    answer: 'error CN409',
  },
  {
    table: 'prescriptions',
    trigger: 'begin',
    what: 'a new prescription has all of its fills',
    before: `insert into prescriptions (id, patient_id, treatment_id, quantity, refills_allowed, fills_remaining, expires_on)
             values (${rowOf('prescriptions', 'new')}, ${person('bob')}, ${rowOf('treatments', 'one')}, 1, 3, 0, (now() at time zone 'UTC')::date + 300)`,
    sql: `keys: select fills_remaining::text from prescriptions where id = ${rowOf('prescriptions', 'new')}`,
    answer: '4',
  },
  {
    table: 'prescriptions',
    trigger: 'guard',
    what: 'what was prescribed stays as it was',
    sql: `update prescriptions set quantity = 100 where id = ${rowOf('prescriptions', 'ann')}`,
    answer: 'error CN409',
  },
  {
    table: 'orders',
    trigger: 'guard',
    what: 'no order leaves without being paid',
    sql: `update orders set status = 'shipped' where id = ${rowOf('orders', 'ann')}`,
    answer: 'error CN409',
  },
  {
    table: 'orders',
    trigger: 'give_back',
    what: 'what was taken for a cancelled order is given back',
    before: `update orders set status = 'cancelled', review_status = 'rejected' where id = ${rowOf('orders', 'ann')}`,
    sql: `keys: select (released_at is not null)::text from lot_allocations where id = ${rowOf('lot_allocations', 'ann')}`,
    answer: 'true',
  },
  {
    table: 'orders',
    trigger: 'lock_erased',
    what: 'an erasure locks the lots of what it cancels, in the order that checkouts keep',
    before: `select set_config('carenode.erasing', (${person('ann')})::text, true);
             update orders set status = status where false`,
    sql: `keys: select (xmax::text::bigint >= pg_current_xact_id()::text::bigint)::text from lots where id = ${free}`,
    answer: 'true',
  },
  {
    table: 'lot_allocations',
    trigger: 'take_stock',
    what: 'more units than a lot has are not taken',
    sql: `insert into lot_allocations (order_item_id, lot_id, patient_id, quantity)
          values (${rowOf('order_items', 'ann')}, ${free}, ${person('ann')}, 11)`,
    answer: 'error CN409',
  },
  {
    table: 'lot_allocations',
    trigger: 'return_stock',
    what: 'units that are given back are there again',
    before: `update lot_allocations set released_at = now() where id = ${rowOf('lot_allocations', 'ann')}`,
    sql: unitsOf(free),
    answer: '11',
  },
  {
    table: 'lot_allocations',
    trigger: 'forget_stock',
    what: 'the stock book keeps account of units whose order is deleted',
    before: `delete from lot_allocations where id = ${rowOf('lot_allocations', 'ann')}`,
    sql: `keys: select quantity::text from stock_movements where lot_id = ${free} and kind = 'written-off' and quantity = -1
            and reason is not null`,
    answer: '-1',
  },
];
