import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  answerCreated,
  Ctx,
  HeaderValue,
  IdParam,
  PageQuery,
  PatientId,
  type Reply,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';

import {
  AllOrdersQuery,
  CancelInput,
  OrderInput,
  OrdersQuery,
  ReturnInput,
  ReviewInput,
  ShipInput,
} from './order.dto.js';
import { orderView, reviewedOrderSchema, wholeOrderSchema } from './order.view.js';
import { Orders } from './orders.service.js';

@Controller('patients/:patientId/orders')
export class PatientOrderController {
  constructor(private readonly orders: Orders) {}

  @Get()
  @Allow('patient', 'provider', 'admin')
  @About('The patient’s orders, newest first')
  @ReturnsPage(orderView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() { status, ...page }: OrdersQuery,
  ): Promise<JsonText> {
    return this.orders.list(ctx, patientId, page, { status });
  }

  @Get(':id')
  @Allow('patient', 'provider', 'admin')
  @About('An order, with its lines and the lots they are of')
  @Returns(wholeOrderSchema)
  get(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.orders.get(ctx, patientId, id);
  }

  @Post()
  @Allow('patient')
  @About(
    'Orders the cart, or what is named: prices, prescriptions, stock and lots in one transaction, whole or not at all. What lacks a prescription is held for a review. The same Idempotency-Key again answers with the order it made.',
  )
  @Returns(wholeOrderSchema)
  async place(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: OrderInput,
    @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    const placed = await this.orders.place(ctx, patientId, input, idempotencyKey);
    return answerCreated(reply, `patients/${patientId}/orders`, placed);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('patient')
  @About('Cancels an order that has not left; its units can be sold again')
  @Returns(wholeOrderSchema)
  cancel(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Body() { reason }: CancelInput,
  ): Promise<JsonText> {
    return this.orders.cancel(ctx, patientId, id, reason);
  }

  @Post(':id/received')
  @HttpCode(200)
  @Allow('patient')
  @About('The order has arrived')
  @Returns(wholeOrderSchema)
  received(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.orders.deliver(ctx, patientId, id);
  }
}

/** For those who send orders out. */
@Controller('orders')
@Allow('admin')
export class OrderController {
  constructor(private readonly orders: Orders) {}

  @Get()
  @About('All orders, newest first')
  @ReturnsPage(orderView.schema)
  list(@Ctx() ctx: RequestContext, @Query() { status, number, ...page }: AllOrdersQuery): Promise<JsonText> {
    return this.orders.list(ctx, null, page, { status, number });
  }

  @Get(':id')
  @About('An order, with its lines, lots and addresses')
  @Returns(wholeOrderSchema)
  get(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.orders.get(ctx, null, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @About('Cancels an order that has not left; its units can be sold again, and the patient is told')
  @Returns(wholeOrderSchema)
  cancel(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { reason }: CancelInput,
  ): Promise<JsonText> {
    return this.orders.cancel(ctx, null, id, reason);
  }

  @Post(':id/ship')
  @HttpCode(200)
  @About(
    'The paid order has left. Refused while one of its lots is held or expired, or a prescription was withdrawn.',
  )
  @Returns(wholeOrderSchema)
  ship(@Ctx() ctx: RequestContext, @IdParam('id') id: string, @Body() input: ShipInput): Promise<JsonText> {
    return this.orders.ship(ctx, id, input);
  }

  @Post(':id/deliver')
  @HttpCode(200)
  @About('The order has arrived')
  @Returns(wholeOrderSchema)
  deliver(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.orders.deliver(ctx, null, id);
  }

  @Post(':id/return')
  @HttpCode(200)
  @About('The order has come back; its units are sold again only if restock says so')
  @Returns(wholeOrderSchema)
  takeBack(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { restock = false }: ReturnInput,
  ): Promise<JsonText> {
    return this.orders.takeBack(ctx, id, restock);
  }

  @Post(':id/reallocate')
  @HttpCode(200)
  @About('Gives an order that has not left other lots in place of those that are held or expired')
  @Returns(wholeOrderSchema)
  reallocate(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.orders.reallocate(ctx, id);
  }
}

/** Orders that are held until a provider who cares for the patient has looked at them. */
@Controller('order-reviews')
@Allow('provider')
export class OrderReviewController {
  constructor(private readonly orders: Orders) {}

  @Get()
  @About('Orders of my patients that wait for a review, newest first')
  @ReturnsPage(reviewedOrderSchema)
  list(@Ctx() ctx: RequestContext, @Query() page: PageQuery): Promise<JsonText> {
    // Emergency access opens orders to be read; who cares for a patient decides about them.
    return this.orders.list(ctx, null, page, { review: 'pending', inCare: true });
  }

  @Post(':id/approve')
  @HttpCode(200)
  @About('Lets the order go on; what is sold on prescription is filled on the patient’s prescriptions')
  @Returns(reviewedOrderSchema)
  approve(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { note }: ReviewInput,
  ): Promise<JsonText> {
    return this.orders.review(ctx, id, true, note);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @About('Cancels the order; its units can be sold again, and the patient is told why')
  @Returns(reviewedOrderSchema)
  reject(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() { note }: ReviewInput,
  ): Promise<JsonText> {
    return this.orders.review(ctx, id, false, note);
  }
}
