import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { minorUnits } from './money.rules.js';
import { type OpenAccount, PaymentAccounts } from './payment-accounts.service.js';
import {
  type BegunPayment,
  type DueRefund,
  type OpenPayment,
  PaymentProvider,
  type PaymentTold,
  type ProviderNews,
  type RefundTold,
} from './payment-provider.js';
import { newsOf, paymentTold, refundRefused, refundTold } from './stripe-news.rules.js';
import { StripeOptions } from './stripe-options.js';

/** How old a signature may be, in seconds: what was overheard cannot be told again later. */
const TOLERANCE = 300;
/** Stripe forgets idempotency keys after a day: a refund that is older is looked for before it is asked for again. */
const KEYS_HOLD_MS = 12 * 3_600_000;
const HOUR_MS = 3_600_000;

/**
 * Stripe: the browser confirms a payment intent with Stripe itself, so that card data never comes here. Stripe is told the
 * amount and the id of the order, and nothing of the person or of what was bought.
 */
@Injectable()
export class StripePayments extends PaymentProvider {
  private client: { readonly account: OpenAccount; readonly stripe: Stripe } | undefined;

  constructor(
    private readonly accounts: PaymentAccounts,
    private readonly options: StripeOptions,
  ) {
    super();
  }

  checkAmount(amount: string, currency: string): void {
    minorUnits(amount, currency);
  }

  async begin(payment: OpenPayment): Promise<BegunPayment> {
    const amount = minorUnits(payment.amount, payment.currency);
    const { stripe, account } = await this.open();
    const intent = await asked(() =>
      payment.reference === null
        ? stripe.paymentIntents.create(
            {
              amount,
              currency: payment.currency.toLowerCase(),
              automatic_payment_methods: { enabled: true },
              metadata: { order: payment.orderId },
            },
            { idempotencyKey: `carenode-payment-${payment.id}` },
          )
        : stripe.paymentIntents.retrieve(payment.reference),
    );
    const told = paymentTold(intent);
    return {
      reference: intent.id,
      clientSecret: intent.client_secret,
      publishableKey: account.publishableKey,
      told: isOver(told) ? told : null,
    };
  }

  async find({ reference }: { readonly reference: string }): Promise<PaymentTold | null> {
    const { stripe } = await this.open();
    const told = paymentTold(await asked(() => stripe.paymentIntents.retrieve(reference)));
    return isOver(told) ? told : null;
  }

  async refund(refund: DueRefund): Promise<RefundTold> {
    const amount = minorUnits(refund.amount, refund.currency);
    const { stripe } = await this.open();
    const { id, orderId, paymentReference } = refund;
    try {
      if (refund.createdAt.getTime() < Date.now() - KEYS_HOLD_MS) {
        for await (const made of stripe.refunds.list({ payment_intent: paymentReference, limit: 100 }))
          if (made.metadata?.['refund'] === id) return refundTold(made, id);
      }
      const made = await stripe.refunds.create(
        { payment_intent: paymentReference, amount, metadata: { order: orderId, refund: id } },
        { idempotencyKey: `carenode-refund-${id}` },
      );
      return refundTold(made, id);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError) return refundRefused(refund);
      throw problemOf(error);
    }
  }

  async cancel(payment: OpenPayment & { readonly reference: string }): Promise<PaymentTold | null> {
    const { stripe } = await this.open();
    // A refusal is kept under its key for a day, and what stood in the way may be over in an hour.
    const hour = Math.floor(Date.now() / HOUR_MS);
    const told = await asked(async () => {
      try {
        return paymentTold(
          await stripe.paymentIntents.cancel(payment.reference, undefined, {
            idempotencyKey: `carenode-cancel-${payment.id}-${hour}`,
          }),
        );
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        return paymentTold(await stripe.paymentIntents.retrieve(payment.reference));
      }
    });
    return isOver(told) ? told : null;
  }

  async readEvent(body: Buffer, signature: string | undefined): Promise<ProviderNews | null> {
    const open = signature === undefined ? undefined : await this.opened();
    if (!open || signature === undefined) throw ecommerceErrors.webhook_refused();
    const { stripe, account } = open;
    let event: Stripe.Event;
    try {
      event = stripe.webhooks.constructEvent(body, signature, account.webhookSecret, TOLERANCE);
    } catch {
      throw ecommerceErrors.webhook_refused();
    }
    return newsOf(event);
  }

  private async open(): Promise<{ readonly account: OpenAccount; readonly stripe: Stripe }> {
    const open = await this.opened();
    if (!open) throw ecommerceErrors.payment_provider_not_configured();
    return open;
  }

  private async opened(): Promise<{ readonly account: OpenAccount; readonly stripe: Stripe } | undefined> {
    const account = await this.accounts.open();
    if (!account) return undefined;
    if (
      this.client?.account.version !== account.version ||
      this.client.account.secretKey !== account.secretKey
    ) {
      const { protocol, host, port, timeout, maxNetworkRetries } = this.options;
      const stripe = new Stripe(account.secretKey, {
        protocol,
        host,
        port,
        timeout,
        maxNetworkRetries,
        telemetry: false,
      });
      this.client = { account, stripe };
    }
    return this.client;
  }
}

/** Nothing more happens to it by itself. */
const isOver = ({ status }: PaymentTold): boolean => status === 'succeeded' || status === 'cancelled';

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problemOf(error);
  }
}

/** What a caller may be told of a failure at Stripe. The log has its type, code and request id: texts may quote keys. */
function problemOf(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const cause = new Error(
    `Stripe: ${error.type} ${error.code ?? ''} status ${error.statusCode ?? 'none'} request ${error.requestId ?? 'none'}`,
  );
  const refused =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError;
  return refused
    ? ecommerceErrors.payment_refused({ reason: codeOf(error.code) }, { cause })
    : ecommerceErrors.payment_provider_unavailable({}, { cause });
}

const codeOf = (code: string | undefined): string =>
  code && /^[a-z_]{1,60}$/.test(code) ? code : 'invalid_request';
