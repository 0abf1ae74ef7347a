import type { TableAdoption } from '@carenode/module-kit';

const TEXT = (column: string) => `nullif(btrim(${column}::text), '')`;

/** What other shops call what became of an order, and what it is here. */
const STATUSES = {
  shipped: ['shipped', 'sent', 'dispatched', 'in_transit', 'in transit'],
  delivered: ['delivered', 'completed', 'complete', 'fulfilled', 'closed'],
  cancelled: ['cancelled', 'canceled', 'voided', 'failed'],
  returned: ['returned'],
  refunded: ['refunded'],
} as const;

const STATUS = `case ${Object.entries(STATUSES)
  .map(
    ([ours, theirs]) =>
      `when lower(btrim(l.status::text)) in (${theirs.map((word) => `'${word}'`).join(', ')}) then '${ours}'`,
  )
  .join(' ')} end`;

/** Of a product whose lots are rows, the stock is what they say. */
const UNTIL_LOTS = (column: string) =>
  `coalesce((select g.${column} from public.products g where g.id = l.id
     and exists (select from public.lots t where t.product_id = g.id)), l.${column})`;

/** Only a treatment that came over, too. */
const TREATMENT = `(select t.id from public.treatments t where t.id = carenode.adopted_id('treatments', l.treatment_id::text))`;

const products: TableAdoption = {
  table: 'products',
  from: ['products'],
  when: ['id', 'name', 'price', 'inventory_count', 'batch_lot_info'],
  key: { column: 'id', ids: 'same' },
  columns: {
    name: TEXT('l.name'),
    description: [TEXT('l.description'), 'null::text'],
    manufacturer: [TEXT('l.manufacturer'), 'null::text'],
    sku: [TEXT('l.sku'), 'null::text'],
    treatment_id: [TREATMENT, 'null::uuid'],
    price: 'l.price',
    // A person looks at price, currency and treatment before it is sold here.
    currency: ['upper(btrim(l.currency::text))', `'USD'`],
    status: `'draft'`,
    is_prescription_required: ['coalesce(l.is_prescription_required, false)', 'false'],
    inventory_count: UNTIL_LOTS('inventory_count'),
    batch_lot_info: UNTIL_LOTS('batch_lot_info'),
    created_at: 'l.created_at',
    updated_at: 'l.updated_at',
  },
  back: {
    name: 'o.name',
    description: 'o.description',
    manufacturer: 'o.manufacturer',
    sku: 'o.sku',
    price: 'o.price',
    is_prescription_required: 'o.is_prescription_required',
  },
};

const orders: TableAdoption = {
  table: 'orders',
  from: ['orders'],
  when: ['id', 'patient_id', 'status', 'order_date', 'total_amount'],
  key: { column: 'id', ids: 'same' },
  columns: {
    patient_id: 'l.patient_id',
    order_date: 'l.order_date',
    status: STATUS,
    total_amount: 'l.total_amount',
    currency: ['upper(btrim(l.currency::text))', `'USD'`],
    // When it left is not known: not before it was ordered, from when on what is measured may be of it.
    shipped_at: `case when ${STATUS} in ('shipped', 'delivered', 'returned', 'refunded') then l.order_date end`,
    created_at: 'l.created_at',
    updated_at: 'l.updated_at',
  },
  back: {
    patient_id: 'o.patient_id',
    order_date: 'o.order_date',
    status: 'o.status',
    total_amount: 'o.total_amount',
  },
  where: {
    sql: `${STATUS} is not null`,
    why: 'An order that has not left is finished there: its stock and its payment are.',
  },
  backWhere: {
    sql: `o.status not in ('placed', 'paid')`,
    why: 'An order that has not left is finished here: its units are taken from lots.',
  },
};

/** Lines of an order that has not left are refused on the other side, and tried again once it has. */
const orderItems: TableAdoption = {
  table: 'order_items',
  from: ['order_items'],
  when: ['id', 'order_id', 'product_id', 'quantity', 'price_per_unit', 'batch_lot_info'],
  key: { column: 'id', ids: 'same' },
  columns: {
    order_id: 'l.order_id',
    product_id: 'l.product_id',
    quantity: 'l.quantity',
    price_per_unit: 'l.price_per_unit',
    batch_lot_info: TEXT('l.batch_lot_info'),
    patient_id: '(select g.patient_id from public.orders g where g.id = l.order_id)',
    product_name: '(select g.name from public.products g where g.id = l.product_id)',
    sku: '(select g.sku from public.products g where g.id = l.product_id)',
    created_at: 'l.created_at',
  },
  back: {
    order_id: 'o.order_id',
    product_id: 'o.product_id',
    quantity: 'o.quantity',
    price_per_unit: 'o.price_per_unit',
    batch_lot_info: 'o.batch_lot_info',
  },
};

/**
 * The shop of the plan. Addresses stay there: here they are sealed with a key that no database has. So do carts, which
 * patients fill anew, and payments, of which the plan has no table.
 */
export const shopAdoptions: readonly TableAdoption[] = [products, orders, orderItems];
