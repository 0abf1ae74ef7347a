/** A payment that is to be begun, or gone on with, at a provider. Amounts are decimals' texts in major units. */
export interface OpenPayment {
  readonly id: string;
  readonly orderId: string;
  /** Its id there; null until it has one. */
  readonly reference: string | null;
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** What the browser needs to pay. */
export interface BegunPayment {
  readonly reference: string;
  /** With which the browser confirms the payment at the provider; never stored. */
  readonly clientSecret: string | null;
  readonly publishableKey: string | null;
  /** What the provider says of it by now, when that is more than that it is open. */
  readonly told: PaymentTold | null;
}

/** A refund that the provider is to be asked for. */
export interface DueRefund {
  readonly id: string;
  readonly orderId: string;
  /** The id of the payment there. */
  readonly paymentReference: string;
  readonly amount: string;
  readonly currency: string;
  readonly createdAt: Date;
}

interface Told {
  /** The same for the same event, however often it is told. */
  readonly eventId: string;
  readonly eventKind: string;
  readonly currency: string;
  readonly occurredAt: Date;
}

/** What a provider told of a payment. */
export interface PaymentTold extends Told {
  readonly about: 'payment';
  readonly reference: string;
  /** The order, as we told the provider when the payment was begun. */
  readonly orderId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  readonly amount: string;
  /** How much of it was given back in all; null when that is not told. */
  readonly refunded: string | null;
  readonly failureCode: string | null;
}

/** What a provider told of a refund. */
export interface RefundTold extends Told {
  readonly about: 'refund';
  readonly paymentReference: string | null;
  /** Null when the provider refused it. */
  readonly reference: string | null;
  /** Our id of it; null when it was begun there. */
  readonly refundId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  readonly amount: string;
}

export type ProviderNews = PaymentTold | RefundTold;

/**
 * Who takes money for the instance. Each call may be made again with the same ids, after a failure or a crash: it means the
 * same payment or refund, once. What comes of a payment is told by events.
 */
export abstract class PaymentProvider {
  /** Throws `amount_not_payable` when the provider cannot take, or give back, such an amount. */
  abstract checkAmount(amount: string, currency: string): void;
  /** Throws `payment_provider_not_configured`, `payment_account_unreadable`, `payment_provider_unavailable` and `payment_refused`. */
  abstract begin(payment: OpenPayment): Promise<BegunPayment>;
  /** What became of the payment, if its provider knows that; null while it may still be paid. */
  abstract find(payment: OpenPayment & { readonly reference: string }): Promise<PaymentTold | null>;
  /** Gives money back. What the provider refuses for good is told as failed; anything else is thrown, and tried again. */
  abstract refund(refund: DueRefund): Promise<RefundTold>;
  /** Makes sure that the payment cannot be paid any more; null while it cannot be said yet whether it was. */
  abstract cancel(payment: OpenPayment & { readonly reference: string }): Promise<PaymentTold | null>;
  /** What a webhook tells; null when it is about nothing of ours. Throws `webhook_refused` for what the provider did not sign. */
  abstract readEvent(body: Buffer, signature: string | undefined): Promise<ProviderNews | null>;
}
