import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  PageQuery,
  PatientId,
  type Reply,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';

import { PaidInput, RefundInput } from './payment.dto.js';
import {
  begunPaymentSchema,
  type BegunPaymentView,
  paymentProviderSchema,
  paymentView,
} from './payment.view.js';
import { paymentAccountSchema, StripeAccountInput } from './payment-account.dto.js';
import { type AccountState, PaymentAccounts } from './payment-accounts.service.js';
import { Payments } from './payments.service.js';

@Controller('patients/:patientId')
export class PatientPaymentController {
  constructor(private readonly payments: Payments) {}

  @Post('orders/:id/payment')
  @HttpCode(200)
  @Allow('patient')
  @About(
    'Begins the payment of a placed order, or goes on with it: asked twice, it is the same payment. By invoice it answers with the number that the payment names; by Stripe with what the browser confirms the payment with at Stripe, so that card data never comes here.',
  )
  @Returns(begunPaymentSchema)
  begin(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<BegunPaymentView> {
    return this.payments.begin(ctx, patientId, id);
  }

  @Get('payments')
  @Allow('patient', 'admin')
  @About('What the patient paid, newest first, and what was given back')
  @ReturnsPage(paymentView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() page: PageQuery,
  ): Promise<JsonText> {
    return this.payments.listOfPatient(ctx, patientId, page);
  }
}

@Controller('orders/:id')
@Allow('admin')
export class OrderPaymentController {
  constructor(private readonly payments: Payments) {}

  @Get('payments')
  @About('The payments of an order, newest first, and what was given back')
  @ReturnsPage(paymentView.schema)
  list(@Ctx() ctx: RequestContext, @IdParam('id') id: string, @Query() page: PageQuery): Promise<JsonText> {
    return this.payments.listOfOrder(ctx, id, page);
  }

  @Post('payment/paid')
  @HttpCode(200)
  @About('The invoice of the order was paid; answers with the payments of the order. Again: nothing more.')
  @ReturnsPage(paymentView.schema)
  paid(@Ctx() ctx: RequestContext, @IdParam('id') id: string, @Body() input: PaidInput): Promise<JsonText> {
    return this.payments.notePaid(ctx, id, input);
  }

  @Post('refunds')
  @About(
    'Gives money back, all that is left if no amount is named; answers with the payment. By Stripe, the refund is pending until Stripe says otherwise. The same Idempotency-Key again is the same refund.',
  )
  @Returns(paymentView.schema)
  async refund(
    @Ctx() ctx: RequestContext,
    @IdParam('id') id: string,
    @Body() input: RefundInput,
    @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    const { json, created } = await this.payments.refund(ctx, id, input, idempotencyKey);
    reply.status(created ? 201 : 200);
    return json;
  }
}

@Controller('payment-accounts')
@Allow('admin')
export class PaymentAccountController {
  constructor(private readonly accounts: PaymentAccounts) {}

  @Get()
  @About('With which accounts at payment providers the instance takes payments; never their secrets')
  @ReturnsPage(paymentAccountSchema)
  async list(@Ctx() ctx: RequestContext): Promise<{ items: AccountState[]; nextCursor: null }> {
    return { items: await this.accounts.list(ctx), nextCursor: null };
  }

  @Put('stripe')
  @About('The keys of the Stripe account; the secret ones are sealed and never shown again')
  @Returns(paymentAccountSchema)
  write(@Ctx() ctx: RequestContext, @Body() input: StripeAccountInput): Promise<AccountState> {
    return this.accounts.write(ctx, input);
  }
}

@Controller('payment-providers')
@Allow('patient')
export class PaymentProviderController {
  constructor(private readonly accounts: PaymentAccounts) {}

  @Get()
  @About('How an order can be paid, as its paymentProvider says it: those that are configured')
  @ReturnsPage(paymentProviderSchema)
  async list(@Ctx() ctx: RequestContext): Promise<{ items: { provider: string }[]; nextCursor: null }> {
    const items = (await this.accounts.usable(ctx)).map((provider) => ({ provider }));
    return { items, nextCursor: null };
  }
}
