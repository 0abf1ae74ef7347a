import { defineModule } from '@carenode/module-kit';

import { CartItem } from './cart/cart-item.entity.js';
import { cartItemPolicies } from './cart/cart.policies.js';
import { ecommerceErrors } from './ecommerce.errors.js';
import { EcommerceModule } from './ecommerce.module.js';
import { ecommerceSettings } from './ecommerce.settings.js';
import { LotHold } from './lot/lot-hold.entity.js';
import { Lot } from './lot/lot.entity.js';
import {
  lotGuards,
  lotHoldGuards,
  lotHoldPolicies,
  lotPolicies,
  stockMovementPolicies,
} from './lot/lot.policies.js';
import { StockMovement } from './lot/stock-movement.entity.js';
import { migrations } from './migrations/index.js';
import { LotAllocation } from './order/lot-allocation.entity.js';
import { OrderItem } from './order/order-item.entity.js';
import { Order } from './order/order.entity.js';
import {
  lotAllocationPolicies,
  orderGuards,
  orderItemPolicies,
  orderPolicies,
} from './order/order.policies.js';
import { PaymentEvent } from './payment/payment-event.entity.js';
import { Payment } from './payment/payment.entity.js';
import {
  paymentEventPolicies,
  paymentGuards,
  paymentPolicies,
  refundPolicies,
} from './payment/payment.policies.js';
import { Refund } from './payment/refund.entity.js';
import { Prescription } from './prescription/prescription.entity.js';
import { prescriptionGuards, prescriptionPolicies } from './prescription/prescription.policies.js';
import { Product } from './product/product.entity.js';
import { productGuards, productPolicies } from './product/product.policies.js';

const WHICH_LOT =
  'Which lot went to whom must stay known for recalls; it names the person by the pseudonymous profile alone.';
const BOOKS =
  'What was sold and paid is kept as long as books are; it names the person by the pseudonymous profile alone.';

/** Sells treatments and tests to patients, and knows which lot led to which outcome. */
export default defineModule({
  name: 'ecommerce',
  title: 'Shop',
  tables: [
    {
      name: 'products',
      entity: Product,
      holds: 'public',
      policies: productPolicies,
      guarded: productGuards,
      audit: {
        plain: ['name', 'sku', 'currency', 'status', 'category', 'ndc', 'gtin'],
        quiet: ['inventory_count', 'batch_lot_info'],
      },
    },
    {
      name: 'lots',
      entity: Lot,
      holds: 'operational',
      policies: lotPolicies,
      guarded: lotGuards,
      audit: { plain: ['lot_code', 'lot_key', 'supplier', 'supplier_reference'], quiet: ['quantity'] },
    },
    {
      name: 'stock_movements',
      entity: StockMovement,
      holds: 'operational',
      policies: stockMovementPolicies,
      audit: { plain: ['kind'] },
    },
    {
      name: 'lot_holds',
      entity: LotHold,
      holds: 'operational',
      policies: lotHoldPolicies,
      guarded: lotHoldGuards,
      audit: { plain: ['kind'] },
    },
    {
      name: 'prescriptions',
      entity: Prescription,
      holds: 'clinical',
      about: 'patient_id',
      policies: prescriptionPolicies,
      guarded: prescriptionGuards,
      audit: { plain: ['status'] },
    },
    {
      name: 'cart_items',
      entity: CartItem,
      holds: 'personal',
      about: 'patient_id',
      policies: cartItemPolicies,
      audit: { off: 'What lies in a cart is no record of anything; the order is told.' },
    },
    {
      name: 'orders',
      entity: Order,
      holds: 'personal',
      about: 'patient_id',
      secret: ['shipping_address', 'billing_address'],
      policies: orderPolicies,
      guarded: orderGuards,
      audit: { plain: ['status', 'currency', 'payment_provider', 'review_status'] },
      onErasure: {
        pseudonymise: {
          shipping_address: 'null',
          billing_address: 'null',
          payment_method_id: 'null',
          review_reason: 'null',
          review_note: 'null',
          cancel_reason: 'null',
          carrier: 'null',
          tracking_number: 'null',
        },
        why: BOOKS,
      },
    },
    {
      name: 'order_items',
      entity: OrderItem,
      holds: 'personal',
      about: 'patient_id',
      policies: orderItemPolicies,
      audit: { plain: ['sku', 'batch_lot_info'] },
      onErasure: { keep: WHICH_LOT },
    },
    {
      name: 'lot_allocations',
      entity: LotAllocation,
      holds: 'personal',
      about: 'patient_id',
      policies: lotAllocationPolicies,
      audit: { off: 'The line of the order, which names the lots, is told.' },
      onErasure: { keep: WHICH_LOT },
    },
    {
      name: 'payments',
      entity: Payment,
      holds: 'personal',
      about: 'patient_id',
      policies: paymentPolicies,
      guarded: paymentGuards,
      audit: { plain: ['provider', 'status', 'currency', 'failure_code', 'reference'] },
      onErasure: { keep: BOOKS },
    },
    {
      name: 'refunds',
      entity: Refund,
      holds: 'personal',
      about: 'patient_id',
      policies: refundPolicies,
      audit: { plain: ['status', 'reference'] },
      onErasure: { pseudonymise: { reason: 'null' }, why: BOOKS },
    },
    {
      name: 'payment_events',
      entity: PaymentEvent,
      holds: 'operational',
      policies: paymentEventPolicies,
      audit: { plain: ['provider', 'event_id', 'kind', 'reference', 'outcome'] },
    },
  ],
  migrations,
  settings: ecommerceSettings,
  errors: ecommerceErrors.table,
  nest: EcommerceModule,
});
