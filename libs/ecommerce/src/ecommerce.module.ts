import { ProductCatalogue, RecallImports, StockBook } from '@carenode/ecommerce-contract';
import { Module } from '@nestjs/common';

import { Cart, CartController } from './cart/cart.controller.js';
import { LotController } from './lot/lot.controller.js';
import { Lots } from './lot/lots.service.js';
import { StockBookService } from './lot/stock-book.service.js';
import { StockCheckController } from './lot/stock-check.controller.js';
import { OrderController, OrderReviewController, PatientOrderController } from './order/order.controllers.js';
import { Orders } from './order/orders.service.js';
import { StockKeeping } from './order/stock-keeping.service.js';
import { DueMoney } from './payment/due-money.service.js';
import { ManualPayments } from './payment/manual-payments.js';
import {
  OrderPaymentController,
  PatientPaymentController,
  PaymentAccountController,
  PaymentProviderController,
} from './payment/payment.controllers.js';
import { OpenPayments } from './payment/open-payments.service.js';
import { PaymentAccounts } from './payment/payment-accounts.service.js';
import { PaymentLedger } from './payment/payment-ledger.service.js';
import { PaymentProviders } from './payment/payment-providers.js';
import { Payments } from './payment/payments.service.js';
import { StripeOptions } from './payment/stripe-options.js';
import { StripePayments } from './payment/stripe-payments.js';
import { StripeWebhookController, StripeWebhookModule } from './payment/stripe-webhook.controller.js';
import { PrescriptionController, PrescriptionStore } from './prescription/prescription.controller.js';
import { DemoCatalogue } from './product/catalogue/demo-catalogue.service.js';
import { ProductCatalogueService } from './product/catalogue/product-catalogue.service.js';
import { ProductFiles } from './product/catalogue/product-files.service.js';
import { ProductImportJob } from './product/catalogue/product-import.job.js';
import { ProductController } from './product/product.controller.js';
import { ProductSearch } from './product/product-search.service.js';
import { ProductStore } from './product/product.store.js';
import { PurchaseController } from './purchase/purchase.controller.js';
import { Purchases } from './purchase/purchases.service.js';
import { RecallImportJob, RecallMatchingJob } from './recall/recall.jobs.js';
import {
  RecallController,
  RecallMatchController,
  RecallNoticeController,
} from './recall/recall.controllers.js';
import { RecallImportsService } from './recall/recall-imports.service.js';
import { Recalls } from './recall/recalls.service.js';
import { LotTraceController } from './trace/lot-trace.controller.js';
import { LotTrace } from './trace/lot-trace.service.js';

@Module({
  imports: [StripeWebhookModule],
  controllers: [
    ProductController,
    LotController,
    LotTraceController,
    StockCheckController,
    CartController,
    PatientOrderController,
    OrderController,
    OrderReviewController,
    PrescriptionController,
    PurchaseController,
    PatientPaymentController,
    OrderPaymentController,
    PaymentAccountController,
    PaymentProviderController,
    StripeWebhookController,
    RecallController,
    RecallMatchController,
    RecallNoticeController,
  ],
  providers: [
    ProductStore,
    ProductFiles,
    DemoCatalogue,
    ProductImportJob,
    { provide: ProductCatalogue, useClass: ProductCatalogueService },
    ProductSearch,
    Lots,
    LotTrace,
    { provide: StockBook, useClass: StockBookService },
    Cart,
    Orders,
    StockKeeping,
    PrescriptionStore,
    Purchases,
    Payments,
    PaymentLedger,
    PaymentProviders,
    PaymentAccounts,
    ManualPayments,
    StripePayments,
    StripeOptions,
    DueMoney,
    OpenPayments,
    Recalls,
    RecallImportJob,
    RecallMatchingJob,
    { provide: RecallImports, useClass: RecallImportsService },
  ],
  exports: [ProductCatalogue, RecallImports, StockBook],
})
export class EcommerceModule {}
