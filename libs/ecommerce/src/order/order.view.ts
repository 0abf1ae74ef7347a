import { RowView } from '@carenode/database';

import { Order } from './order.entity.js';

const ITEMS = `(select coalesce(json_agg(json_build_object(
    'id', i.id, 'productId', i.product_id, 'name', i.product_name, 'sku', i.sku, 'quantity', i.quantity,
    'pricePerUnit', i.price_per_unit, 'lots', i.batch_lot_info, 'needsPrescription', i.needs_prescription,
    'prescriptionId', i.prescription_id) order by i.product_name, i.id), '[]')
  from public.order_items i where i.order_id = t.id)`;

const joined = {
  items: {
    sql: ITEMS,
    type: 'jsonb',
    about:
      'Its lines: id, productId, name, sku, quantity, pricePerUnit, lots (the lots and how many units of each), needsPrescription and prescriptionId',
  },
  isReserved: {
    sql: `(t.status = 'placed' and t.reserved_until > now())`,
    type: 'boolean',
    about: 'Whether its units are kept for it, now, while it is not paid',
  },
} as const;

/** An order as its patient, and those who send it out, see it; addresses are shown apart, once they are opened. */
export const orderView = new RowView(Order, { hide: ['shippingAddress', 'billingAddress'], joined });

/** An order as a provider sees it who reviews it. */
export const reviewedOrderView = new RowView(Order, {
  hide: [
    'shippingAddress',
    'billingAddress',
    'paymentMethodId',
    'paymentProvider',
    'carrier',
    'trackingNumber',
  ],
  joined,
});

export const reviewedOrderSchema = { ...reviewedOrderView.schema, title: 'ReviewedOrder' };

const address = {
  type: ['object', 'null'],
  description:
    'name, line1, line2, city, region, postalCode, country and phone; null once it was erased, and where it cannot be read',
};

/** One order, with its addresses for its patient and for those who send it out. */
export const wholeOrderSchema = {
  ...orderView.schema,
  title: 'WholeOrder',
  properties: {
    ...(orderView.schema['properties'] as object),
    shippingAddress: address,
    billingAddress: address,
    hasUnreadableAddress: {
      type: 'boolean',
      description:
        'Whether an address was sealed with a key that this host does not have: after a restore with other keys, or on a masked branch',
    },
  },
};
