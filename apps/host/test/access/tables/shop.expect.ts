import { forEverybody, type Row, type RowsByPersona, type TableExpectation } from '../expectation.js';
import { person, type PersonName, rowOf } from '../people.js';
import { openTo } from './records.expect.js';

const module = 'ecommerce';
const idempotency = 'idempotency_key idempotency_fingerprint';
const PATIENTS = ['ann', 'bob', 'wes', 'kid'] as const;
/** Patients see and write their own, guardians their child's. */
export const OWN: RowsByPersona = { ann: 'ann', bob: 'bob', wes: 'wes', kid: 'kid', 'gus-for-kid': 'kid' };

/** A row of each patient, under the patient's name. */
export const rowsOf = (
  table: string,
  row: (patient: (typeof PATIENTS)[number]) => Row,
): Record<string, Row> =>
  Object.fromEntries(
    PATIENTS.map((name) => [name, { id: rowOf(table, name), patient_id: person(name), ...row(name) }]),
  );

const productWritten =
  'name description treatment_id manufacturer sku price currency is_prescription_required status category dosage_form ' +
  'strength route ndc gtin image_urls max_per_order';
const product = (label: string, status: string): Row => ({
  id: rowOf('products', label),
  name: `'Bitter drops, ${label}'`,
  price: '10',
  currency: `'USD'`,
  status: `'${status}'`,
});
const everyProduct = 'sold draft retired';

/** Everybody who is signed in sees what is sold; those who run the instance keep the rest, and nobody writes its stock. */
export const products: TableExpectation = {
  module,
  columns: `id ${productWritten} batch_lot_info inventory_count created_at updated_at version`,
  rows: {
    sold: product('sold', 'active'),
    draft: product('draft', 'draft'),
    retired: product('retired', 'retired'),
  },
  may: {
    select: forEverybody('*'),
    insert: { admin: `id ${productWritten}`, system: `id ${productWritten}` },
    update: { admin: productWritten, system: productWritten },
  },
  see: { ...forEverybody('sold'), admin: everyProduct, system: everyProduct },
  change: { admin: everyProduct, system: everyProduct },
  add: { admin: everyProduct, system: everyProduct },
};

/** What products are found by: only functions look there, which ask themselves who may see what. */
const foundBy = (columns: string, key: string, row: Row): TableExpectation => ({
  module,
  key,
  columns,
  rows: { one: row },
  may: { select: { system: '*' } },
  see: { system: 'one' },
});

export const productSearch = foundBy(
  'product_id status name_key name_words words category manufacturer dosage_form is_prescription_required treatment_id price',
  'product_id',
  {
    product_id: rowOf('products', 'sold'),
    status: `'active'`,
    name_key: `'bitter drops sold'`,
    name_words: `'bitter drops sold'`,
    words: `'bitter drops sold'`,
    is_prescription_required: 'false',
  },
);

export const productWords = foundBy('word variants', 'word', { word: `'bitter'`, variants: `'{bitter}'` });

const lotWritten = 'lot_code expires_on supplier supplier_reference certificate_url received_at notes';
const lot = (label: string, more: Row = {}): Row => ({
  id: rowOf('lots', label),
  product_id: rowOf('products', 'sold'),
  lot_code: `'${label}'`,
  quantity: '10',
  ...more,
});
const everyLot = 'free held';

/** Those who run the instance keep them, and providers look them up; how much is there, orders and the stock book say. */
export const lots: TableExpectation = {
  module,
  columns: `id product_id ${lotWritten} lot_key source_text quantity held_since created_at updated_at version`,
  rows: { free: lot('free'), held: lot('held', { held_since: 'now()' }) },
  may: {
    select: { admin: '*', provider: '*', system: '*' },
    insert: {
      admin: `id product_id ${lotWritten} quantity`,
      system: `id product_id ${lotWritten} quantity`,
    },
    update: { admin: lotWritten, system: lotWritten },
  },
  see: { admin: everyLot, provider: everyLot, system: everyLot },
  change: { admin: everyLot, system: everyLot },
  add: { admin: everyLot, system: everyLot },
};

const movement = (label: string, kind: string, quantity: string): Row => ({
  id: rowOf('stock_movements', label),
  lot_id: rowOf('lots', 'free'),
  kind: `'${kind}'`,
  quantity,
  created_by: person('ada'),
});

/** Admins write on it; what is written stays. */
export const stockMovements: TableExpectation = {
  module,
  columns: 'id lot_id kind quantity reason created_by created_at',
  rows: {
    received: movement('received', 'received', '11'),
    'written-off': movement('written-off', 'written-off', '-1'),
  },
  may: {
    select: { admin: '*', provider: '*', system: '*' },
    // In their own name always: who writes is the column's default.
    insert: { admin: 'id lot_id kind quantity reason' },
  },
  see: { admin: 'received written-off', provider: 'received written-off', system: 'received written-off' },
  add: { admin: 'received written-off' },
};

const hold = (label: string, kind: string, more: Row = {}): Row => ({
  id: rowOf('lot_holds', label),
  lot_id: rowOf('lots', 'held'),
  kind: `'${kind}'`,
  reason: `'It is cloudy'`,
  placed_by: person('ada'),
  ...more,
});
const released: Row = { release_reason: `'It is clear'`, released_by: person('ada'), released_at: 'now()' };
const everyHold = 'manual quality possible-recall recall released recall-released';

/** Admins place and release their own kind, once; those of recalls come and go with the decision about the recall. */
export const lotHolds: TableExpectation = {
  module,
  columns:
    'id lot_id kind reason placed_by placed_at release_reason released_by released_at recall_match_id updated_at version',
  rows: {
    manual: hold('manual', 'manual'),
    quality: hold('quality', 'quality'),
    'possible-recall': hold('possible-recall', 'possible-recall'),
    recall: hold('recall', 'recall'),
    released: hold('released', 'manual', released),
    'recall-released': hold('recall-released', 'recall', released),
  },
  may: {
    select: { admin: '*', provider: '*', system: '*' },
    insert: { admin: 'id lot_id kind reason' },
    update: { admin: 'release_reason' },
  },
  see: { admin: everyHold, provider: everyHold, system: everyHold },
  change: { admin: 'manual quality' },
  add: { admin: 'manual quality released' },
};

const prescribed =
  'id patient_id treatment_id quantity refills_allowed dosage_instruction valid_from expires_on';
const prescription = (by: PersonName): Row => ({
  treatment_id: rowOf('treatments', 'one'),
  prescriber_id: person(by),
  quantity: '2',
  refills_allowed: '1',
  fills_remaining: '2',
  expires_on: `(now() at time zone 'UTC')::date + 300`,
});

/** Providers in care prescribe, and stop what was prescribed; who has the record open reads along. Fills are counted by orders. */
export const prescriptions: TableExpectation = {
  module,
  columns: `${prescribed} prescriber_id fills_remaining status status_reason created_at updated_at version ${idempotency}`,
  rows: {
    ...rowsOf('prescriptions', () => prescription('carol')),
    'ann-by-dave': {
      id: rowOf('prescriptions', 'ann-by-dave'),
      patient_id: person('ann'),
      ...prescription('dave'),
    },
  },
  may: {
    select: { patient: '*', provider: '*', admin: '*' },
    insert: { provider: `${prescribed} ${idempotency}` },
    update: { provider: 'status status_reason' },
  },
  see: { ...OWN, ann: 'ann ann-by-dave', ...openTo('ann ann-by-dave', false) },
  seeUnnoted: { ...OWN, ann: 'ann ann-by-dave' },
  change: { carol: 'ann ann-by-dave' },
  add: { carol: 'ann ann-by-dave' },
};

/** A cart is its patient's alone. */
export const cartItems: TableExpectation = {
  module,
  columns: 'id patient_id product_id quantity added_at updated_at version',
  rows: rowsOf('cart_items', () => ({ product_id: rowOf('products', 'sold'), quantity: '1' })),
  may: {
    select: { patient: '*' },
    insert: { patient: '*' },
    update: { patient: 'quantity' },
    delete: 'patient',
  },
  set: { patient: 'quantity = 2' },
  see: OWN,
  change: OWN,
  remove: OWN,
  add: OWN,
};
