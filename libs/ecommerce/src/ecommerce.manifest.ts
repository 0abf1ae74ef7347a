import { defineModule } from '@carenode/module-kit';

import { CartItem } from './cart/cart-item.entity.js';
import { cartItemPolicies } from './cart/cart.policies.js';
import { shopAdoptions } from './ecommerce.adoption.js';
import { fillShopDemo } from './ecommerce.demo.js';
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
import { stripeSources } from './payment/stripe-sources.js';
import { PaymentAccount } from './payment/payment-account.entity.js';
import { paymentAccountPolicies } from './payment/payment-account.policies.js';
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
import { ProductImportJob } from './product/catalogue/product-import.job.js';
import { productGuards, productPolicies, productSearchPolicies } from './product/product.policies.js';
import { ProductSearchRow, ProductWord } from './product/product-search.entity.js';
import { Recall } from './recall/recall.entity.js';
import { RecallImportJob, RecallMatchingJob } from './recall/recall.jobs.js';
import {
  recallLotPolicies,
  recallMatchGuards,
  recallMatchPolicies,
  recallNoticeGuards,
  recallNoticePolicies,
  recallPolicies,
} from './recall/recall.policies.js';
import { RecallLot } from './recall/recall-lot.entity.js';
import { RecallMatch } from './recall/recall-match.entity.js';
import { RecallNotice } from './recall/recall-notice.entity.js';

const WHICH_LOT =
  'Which lot went to whom must stay known for recalls; it names the person by the pseudonymous profile alone.';
const BOOKS =
  'What was sold and paid is kept as long as books are; it names the person by the pseudonymous profile alone.';
const ERASED = `'The patient was erased.'`;
const OPENED =
  'Who breaks the glass sees what the patient bought; each read by a provider is noted, which it was not.';

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
      name: 'product_search',
      entity: ProductSearchRow,
      holds: 'public',
      policies: productSearchPolicies,
      audit: { off: 'It is made of products, which are told.' },
    },
    {
      name: 'product_words',
      entity: ProductWord,
      holds: 'public',
      policies: productSearchPolicies,
      audit: { off: 'They are words of products, which are told.' },
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
          // There is nobody any more to send it to: units and money go back, as with every cancellation.
          status: `case when status in ('placed', 'paid') then 'cancelled' else status end`,
          review_status: `case when review_status = 'pending' then 'rejected' else review_status end`,
          cancel_reason: `case when status in ('placed', 'paid') or cancel_reason = ${ERASED} then ${ERASED} end`,
          carrier: 'null',
          tracking_number: 'null',
          // Words of a client's own, and what is made of an address.
          idempotency_key: 'null',
          idempotency_fingerprint: 'null',
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
      onErasure: { pseudonymise: { note: 'null' }, why: BOOKS },
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
      name: 'payment_accounts',
      entity: PaymentAccount,
      holds: 'operational',
      secret: ['secret_key', 'webhook_secret'],
      policies: paymentAccountPolicies,
      audit: { plain: ['provider', 'publishable_key'] },
    },
    {
      name: 'payment_events',
      entity: PaymentEvent,
      holds: 'operational',
      policies: paymentEventPolicies,
      audit: { plain: ['provider', 'event_id', 'kind', 'reference', 'outcome'] },
    },
    {
      name: 'recalls',
      entity: Recall,
      holds: 'public',
      policies: recallPolicies,
      audit: { plain: ['source', 'recall_number', 'event_id', 'classification', 'status', 'coverage'] },
    },
    {
      name: 'recall_lots',
      entity: RecallLot,
      holds: 'public',
      policies: recallLotPolicies,
      audit: { off: 'They are read in the words of recalls, which are told.' },
    },
    {
      name: 'recall_matches',
      entity: RecallMatch,
      holds: 'operational',
      policies: recallMatchPolicies,
      guarded: recallMatchGuards,
      audit: { plain: ['status'] },
    },
    {
      name: 'recall_notices',
      entity: RecallNotice,
      holds: 'personal',
      about: 'patient_id',
      policies: recallNoticePolicies,
      guarded: recallNoticeGuards,
      audit: { plain: ['lot_code', 'response'] },
      onErasure: { pseudonymise: { note: 'null' }, why: WHICH_LOT },
    },
  ],
  migrations,
  settings: ecommerceSettings,
  errors: ecommerceErrors.table,
  nest: EcommerceModule,
  gains: {
    'provider select orders': OPENED,
    'provider select order_items': OPENED,
    'provider select lot_allocations': OPENED,
  },
  jobs: {
    'product-import': ProductImportJob,
    'recall-import': RecallImportJob,
    'match-recalls': RecallMatchingJob,
  },
  outside: [
    ...stripeSources,
    {
      kind: 'image',
      from: { setting: 'pictureHosts' },
      why: 'Pictures of products are addresses of other servers.',
    },
  ],
  demo: fillShopDemo,
  adopts: shopAdoptions,
});
