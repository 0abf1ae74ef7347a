import { createHash } from 'node:crypto';

import { checkedKey, Database, type JsonText, type Page, RowStore, statement } from '@carenode/database';
import { AppError, newId, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { DueMoney } from './due-money.service.js';
import type { PaidInput, RefundInput } from './payment.dto.js';
import type { Payment } from './payment.entity.js';
import { type BegunPaymentView, paymentView } from './payment.view.js';
import { PaymentLedger } from './payment-ledger.service.js';
import { PaymentProviders } from './payment-providers.js';

const BEGIN = statement(
  'payments:begin',
  `select payment_id as id, provider, reference, status, amount::text, currency, due from carenode.begin_payment($1, $2)`,
);
const NOTE_PAID = statement('payments:note-paid', 'select carenode.note_paid($1, $2, $3)');
const BEGIN_REFUND = statement(
  'payments:begin-refund',
  'select refund_id as "refundId", payment_id as "paymentId", created from carenode.begin_refund($1, $2, $3::numeric, $4)',
);
const REFUNDABLE = statement(
  'payments:refundable',
  `select provider, currency from public.payments where order_id = $1 and status = 'succeeded'`,
);

interface Begun {
  readonly id: string;
  readonly provider: string;
  readonly reference: string | null;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly due: Date | null;
}

/** Payments of orders: begun by patients, told by providers or noted by admins, given back by admins. */
@Injectable()
export class Payments {
  private readonly rows: RowStore<Payment>;

  constructor(
    private readonly db: Database,
    private readonly providers: PaymentProviders,
    private readonly ledger: PaymentLedger,
    private readonly due: DueMoney,
  ) {
    this.rows = new RowStore(db, paymentView, {
      noun: 'payment',
      owner: 'patientId',
      order: 'createdAt',
      filters: { order: 't.order_id = ?' },
    });
  }

  /**
   * Begins the payment of the patient's own order, or goes on with it: asked twice, it is the same payment. Throws
   * `order_not_payable`, `order_in_review`, `reservation_over` and what the provider throws.
   */
  async begin(ctx: RequestContext, patientId: string, orderId: string): Promise<BegunPaymentView> {
    if (patientId !== ctx.subject) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    // A payment that was cancelled at the provider is told to be so, and then there is another one.
    return (await this.attempt(ctx, orderId)) ?? (await this.attempt(ctx, orderId)) ?? notPayable();
  }

  /** Null when the payment turns out to be cancelled. */
  private async attempt(ctx: RequestContext, orderId: string): Promise<BegunPaymentView | null> {
    const [payment] = await this.db.as(ctx).execute<Begun>(BEGIN, [orderId, newId()]);
    if (!payment) throw new AppError('not_found', 'not_found', 'There is no such order.');
    const provider = this.providers.of(payment.provider);
    const { reference, clientSecret, publishableKey, told } = await provider.begin({ ...payment, orderId });
    const noted = payment.reference === null ? await this.ledger.note(payment.id, reference) : payment.status;
    if (noted === 'cancelled') {
      await provider.cancel({ ...payment, orderId, reference });
      return null;
    }
    if (told) {
      await this.ledger.settle(payment.provider, told);
      if (told.status === 'cancelled') return null;
    }
    return {
      provider: payment.provider,
      status: told?.status ?? noted,
      amount: Number(payment.amount),
      currency: payment.currency,
      clientSecret,
      publishableKey,
      invoice:
        payment.provider === 'manual'
          ? { number: reference, dueAt: payment.due?.toISOString() ?? null }
          : null,
    };
  }

  listOfPatient(ctx: RequestContext, patientId: string, page: Page): Promise<JsonText> {
    return this.rows.list(ctx, patientId, page);
  }

  listOfOrder(ctx: RequestContext, orderId: string, page: Page): Promise<JsonText> {
    return this.rows.list(ctx, null, page, { order: orderId });
  }

  /** Notes that the invoice of an order was paid. Throws `not_by_invoice`, `order_in_review` and `order_not_payable`. */
  async notePaid(ctx: RequestContext, orderId: string, input: PaidInput): Promise<JsonText> {
    await this.db.as(ctx).execute(NOTE_PAID, [orderId, input.reference ?? null, input.paidAt ?? null]);
    return this.listOfOrder(ctx, orderId, {});
  }

  /**
   * Gives money back: by invoice that is noted, else the provider is asked at once, and again until it answers. Throws
   * `nothing_to_refund`, `refund_too_large`, `amount_not_payable` and `idempotency_key_reused`.
   */
  async refund(
    ctx: RequestContext,
    orderId: string,
    { amount, reason }: RefundInput,
    idempotencyKey: string | undefined,
  ): Promise<{ readonly id: string; readonly json: JsonText; readonly created: boolean }> {
    const key = checkedKey(idempotencyKey);
    const access = this.db.as(ctx);
    if (amount !== undefined) {
      for (const { provider, currency } of await access.query<{ provider: string; currency: string }>(
        REFUNDABLE,
        [orderId],
      ))
        this.providers.of(provider).checkAmount(String(amount), currency);
    }
    const [refund] = await access.execute<{ refundId: string; paymentId: string; created: boolean }>(
      BEGIN_REFUND,
      [orderId, key === undefined ? newId() : idOfKey(orderId, key), amount ?? null, reason],
    );
    if (!refund) throw new AppError('not_found', 'not_found', 'There is no such order.');
    if (refund.created) await this.due.refund(refund.refundId);
    return {
      id: refund.refundId,
      json: await this.rows.get(ctx, null, refund.paymentId),
      created: refund.created,
    };
  }
}

/** The id of the refund that this key means: a UUID of version 8 (RFC 9562 section 5.8), so that it is made once. */
function idOfKey(orderId: string, key: string): string {
  const hex = createHash('sha256').update(`refund of order ${orderId} ${key}`).digest('hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0b11) | 0b1000).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function notPayable(): never {
  throw ecommerceErrors.order_not_payable({ status: 'cancelled' });
}
