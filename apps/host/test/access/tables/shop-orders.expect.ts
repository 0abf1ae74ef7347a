import type { ColumnsByCaller, Row, RowsByPersona, TableExpectation } from '../expectation.js';
import { person, rowOf } from '../people.js';
import { openedByBreakGlass } from './identity.expect.js';
import { OWN, rowsOf } from './shop.expect.js';

const module = 'ecommerce';
const EVERYBODYS = 'ann bob wes kid';
const WHOLE: ColumnsByCaller = { patient: '*', admin: '*', system: '*' };
/** Patients read what is theirs; those who send it out and keep the books, and background work, all of it. */
const SEEN: RowsByPersona = { ...OWN, admin: EVERYBODYS, system: EVERYBODYS };
/** And providers what is of patients whose record is open to them. */
const SEEN_OPENED: RowsByPersona = { ...SEEN, carol: 'ann', ...openedByBreakGlass('gina', 'ann', '') };

const shownToProviders =
  'id patient_id number order_date status total_amount currency reserved_until review_status review_reason reviewed_by ' +
  'reviewed_at review_note cancel_reason paid_at shipped_at delivered_at cancelled_at returned_at refunded_at created_at ' +
  'updated_at version';

/** Nobody writes them: orders are placed, and go on, by functions. Where people live and how they pay is not for providers. */
export const orders: TableExpectation = {
  module,
  columns: `${shownToProviders} shipping_address billing_address payment_method_id payment_provider carrier tracking_number
    idempotency_key idempotency_fingerprint`,
  rows: rowsOf('orders', () => ({
    status: `'placed'`,
    total_amount: '10',
    currency: `'USD'`,
    review_status: `'pending'`,
    reserved_until: `now() + interval '1 day'`,
  })),
  may: { select: { ...WHOLE, provider: shownToProviders } },
  see: SEEN_OPENED,
  seeUnnoted: SEEN,
};

export const orderItems: TableExpectation = {
  module,
  columns:
    'id order_id product_id quantity price_per_unit batch_lot_info created_at patient_id product_name sku needs_prescription ' +
    'prescription_id',
  rows: rowsOf('order_items', (name) => ({
    order_id: rowOf('orders', name),
    product_id: rowOf('products', 'sold'),
    quantity: '1',
    price_per_unit: '10',
    product_name: `'Bitter drops'`,
    needs_prescription: 'true',
    prescription_id: rowOf('prescriptions', name),
  })),
  may: { select: { ...WHOLE, provider: '*' } },
  see: SEEN_OPENED,
  seeUnnoted: SEEN,
};

export const lotAllocations: TableExpectation = {
  module,
  columns: 'id order_item_id lot_id patient_id quantity certainty allocated_at released_at',
  rows: rowsOf('lot_allocations', (name) => ({
    order_item_id: rowOf('order_items', name),
    lot_id: rowOf('lots', 'free'),
    quantity: '1',
  })),
  may: { select: { ...WHOLE, provider: '*' } },
  see: SEEN_OPENED,
  seeUnnoted: SEEN,
};

export const payments: TableExpectation = {
  module,
  columns:
    'id order_id patient_id provider reference status amount amount_refunded currency failure_code succeeded_at note created_at ' +
    'updated_at version',
  rows: rowsOf('payments', (name) => ({
    order_id: rowOf('orders', name),
    provider: `'manual'`,
    reference: `'invoice of ${name}'`,
    status: `'succeeded'`,
    amount: '10',
    currency: `'USD'`,
  })),
  may: { select: WHOLE },
  see: SEEN,
};

export const refunds: TableExpectation = {
  module,
  columns:
    'id payment_id patient_id reference status amount reason requested_by created_at updated_at version',
  rows: rowsOf('refunds', (name) => ({
    payment_id: rowOf('payments', name),
    amount: '10',
    requested_by: person('ada'),
  })),
  may: { select: WHOLE },
  see: SEEN,
};

const event = (label: string): Row => ({
  provider: `'stripe'`,
  event_id: `'evt_${label}'`,
  kind: `'payment_intent.succeeded'`,
  outcome: `'applied'`,
});

/** What payment providers told names payments, not people; it is for those who run the instance. */
export const paymentEvents: TableExpectation = {
  module,
  key: 'event_id',
  columns: 'provider event_id kind reference outcome occurred_at received_at',
  rows: { one: event('one'), two: event('two') },
  may: { select: { admin: '*', system: '*' } },
  see: { admin: 'one two', system: 'one two' },
};
