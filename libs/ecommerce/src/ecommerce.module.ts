import { Module } from '@nestjs/common';

import { Cart, CartController } from './cart/cart.controller.js';
import { LotController } from './lot/lot.controller.js';
import { Lots } from './lot/lots.service.js';
import { OrderController, OrderReviewController, PatientOrderController } from './order/order.controllers.js';
import { Orders } from './order/orders.service.js';
import { StockKeeping } from './order/stock-keeping.service.js';
import { PrescriptionController, PrescriptionStore } from './prescription/prescription.controller.js';
import { PurchaseController } from './purchase/purchase.controller.js';
import { Purchases } from './purchase/purchases.service.js';
import { LotTraceController } from './trace/lot-trace.controller.js';
import { LotTrace } from './trace/lot-trace.service.js';

@Module({
  controllers: [
    LotController,
    LotTraceController,
    CartController,
    PatientOrderController,
    OrderController,
    OrderReviewController,
    PrescriptionController,
    PurchaseController,
  ],
  providers: [Lots, LotTrace, Cart, Orders, StockKeeping, PrescriptionStore, Purchases],
})
export class EcommerceModule {}
