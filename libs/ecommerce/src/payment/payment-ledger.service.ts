import { Database, statement } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { ProviderNews } from './payment-provider.js';

const SETTLE_PAYMENT = statement(
  'payments:settle',
  'select carenode.settle_payment($1, $2, $3, $4, $5, $6, $7::numeric, $8, $9::numeric, $10, $11) as outcome',
);
const SETTLE_REFUND = statement(
  'refunds:settle',
  'select carenode.settle_refund($1, $2, $3, $4, $5, $6, $7, $8::numeric, $9, $10) as outcome',
);
const NOTE = statement('payments:note', 'select carenode.note_payment($1, $2) as status');

/** Writes down what payment providers tell, as the instance itself. */
@Injectable()
export class PaymentLedger {
  constructor(private readonly db: Database) {}

  /** Takes an event once. What came of it; `known` when it was told before. */
  async settle(provider: string, news: ProviderNews): Promise<string> {
    const access = this.db.as(systemContext(`${provider} told ${news.eventKind}`));
    const { eventId, eventKind, reference, status, amount, currency, occurredAt } = news;
    const rows =
      news.about === 'payment'
        ? access.execute<{ outcome: string }>(SETTLE_PAYMENT, [
            provider,
            eventId,
            eventKind,
            news.orderId,
            reference,
            status,
            amount,
            currency,
            news.refunded,
            news.failureCode,
            occurredAt,
          ])
        : access.execute<{ outcome: string }>(SETTLE_REFUND, [
            provider,
            eventId,
            eventKind,
            news.paymentReference,
            news.refundId,
            reference,
            status,
            amount,
            currency,
            occurredAt,
          ]);
    return (await rows)[0]?.outcome ?? '';
  }

  /** Notes the id of a payment at its provider. What the payment is by now; `cancelled` when its order was meanwhile. */
  async note(paymentId: string, reference: string): Promise<string> {
    const [row] = await this.db
      .as(systemContext('note the id of a payment at its provider'))
      .execute<{ status: string }>(NOTE, [paymentId, reference]);
    return row?.status ?? 'cancelled';
  }
}
