import type { TestDatabase } from '@carenode/testing';

const id = (n: number) => `'00000000-0000-4000-8000-${String(n).padStart(12, '0')}'::uuid`;
const PATIENT = `(select patient_id from measurements order by patient_id limit 1)`;
const [PRODUCT, LOT, HELD, PRESCRIPTION, ORDER, CANCELLED, ITEM, OTHER_ITEM, PAYMENT, TREATMENT] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
].map(id);

/** A row of every table of the shop, and more where one depends on what another trigger counted. */
const STATEMENTS = [
  `insert into treatments (id, name) values (${TREATMENT}, 'Bitter drops')`,
  `insert into products (id, name, price, currency, status) values (${PRODUCT}, 'Bitter drops', 10.5, 'USD', 'active')`,
  `insert into lots (id, product_id, lot_code, quantity) values (${LOT}, ${PRODUCT}, 'L-1', 20), (${HELD}, ${PRODUCT}, 'L-2', 5)`,
  `insert into stock_movements (lot_id, kind, quantity, reason) values (${LOT}, 'written-off', -2, 'broken')`,
  `insert into lot_holds (lot_id, reason) values (${HELD}, 'It is cloudy'), (${LOT}, 'It was cloudy')`,
  `update lot_holds set release_reason = 'It is clear' where lot_id = ${LOT}`,
  `insert into prescriptions (id, patient_id, treatment_id, quantity, expires_on, fills_remaining)
   values (${PRESCRIPTION}, ${PATIENT}, ${TREATMENT}, 5, (now() at time zone 'UTC')::date + 300, 1)`,
  `insert into cart_items (patient_id, product_id, quantity) values (${PATIENT}, ${PRODUCT}, 3)`,
  `insert into orders (id, patient_id, status, total_amount, currency, shipping_address)
   values (${ORDER}, ${PATIENT}, 'placed', 42, 'USD', '{"sealed": "x"}'), (${CANCELLED}, ${PATIENT}, 'placed', 21, 'USD', null)`,
  `insert into order_items (id, order_id, product_id, quantity, price_per_unit, patient_id, product_name, prescription_id)
   values (${ITEM}, ${ORDER}, ${PRODUCT}, 4, 10.5, ${PATIENT}, 'Bitter drops', ${PRESCRIPTION}),
          (${OTHER_ITEM}, ${CANCELLED}, ${PRODUCT}, 2, 10.5, ${PATIENT}, 'Bitter drops', null)`,
  `update prescriptions set fills_remaining = 0 where id = ${PRESCRIPTION}`,
  `insert into lot_allocations (order_item_id, lot_id, patient_id, quantity)
   values (${ITEM}, ${LOT}, ${PATIENT}, 4), (${OTHER_ITEM}, ${LOT}, ${PATIENT}, 2)`,
  `update orders set status = 'paid' where id = ${ORDER}`,
  `update orders set status = 'cancelled' where id = ${CANCELLED}`,
  `insert into payments (id, order_id, patient_id, provider, reference, status, amount, currency)
   values (${PAYMENT}, ${ORDER}, ${PATIENT}, 'manual', '1', 'succeeded', 42, 'USD')`,
  `insert into refunds (payment_id, patient_id, amount) values (${PAYMENT}, ${PATIENT}, 1)`,
  `insert into payment_events (provider, event_id, kind, outcome) values ('stripe', 'evt_1', 'payment_intent.succeeded', 'ignored')`,
  `update measurements set order_item_id = ${ITEM} where id in (select id from measurements where patient_id = ${PATIENT} limit 3)`,
];

export async function fillShop(admin: TestDatabase['admin']): Promise<void> {
  for (const statement of STATEMENTS) await admin.query(statement);
}
