import { isId } from '@carenode/module-kit';
import type Stripe from 'stripe';

import { majorUnits } from './money.rules.js';
import type { DueRefund, PaymentTold, ProviderNews, RefundTold } from './payment-provider.js';

/** Our id among what Stripe was told when the payment was begun. */
const ours = (metadata: Stripe.Metadata | null | undefined, name: string): string | null => {
  const id = metadata?.[name];
  return isId(id) ? id : null;
};
const idOf = (reference: string | { readonly id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);
const instant = (seconds: number): Date => new Date(seconds * 1000);
const codeOf = (currency: string): string => currency.toUpperCase();

// https://docs.stripe.com/payments/paymentintents/lifecycle
function statusOf(intent: Stripe.PaymentIntent): PaymentTold['status'] {
  if (intent.status === 'succeeded') return 'succeeded';
  if (intent.status === 'canceled') return 'cancelled';
  return intent.status === 'requires_payment_method' && intent.last_payment_error ? 'failed' : 'pending';
}

/** What an intent says of its payment; by an event, or as it was read. */
export function paymentTold(intent: Stripe.PaymentIntent, event?: Stripe.Event): PaymentTold {
  const status = statusOf(intent);
  const currency = codeOf(intent.currency);
  return {
    about: 'payment',
    eventId: event?.id ?? `read:${intent.id}:${status}`,
    eventKind: event?.type ?? 'payment_intent.read',
    reference: intent.id,
    orderId: ours(intent.metadata, 'order'),
    status,
    amount: majorUnits(status === 'succeeded' ? intent.amount_received : intent.amount, currency),
    currency,
    refunded: null,
    failureCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    occurredAt: event ? instant(event.created) : new Date(),
  };
}

/** A charge that money was given back of: it was paid, and how much of it is back. */
function chargeTold(charge: Stripe.Charge, event: Stripe.Event): PaymentTold | null {
  const reference = idOf(charge.payment_intent);
  if (reference === null) return null;
  const currency = codeOf(charge.currency);
  return {
    about: 'payment',
    eventId: event.id,
    eventKind: event.type,
    reference,
    orderId: ours(charge.metadata, 'order'),
    status: 'succeeded',
    amount: majorUnits(charge.amount_captured, currency),
    currency,
    refunded: majorUnits(charge.amount_refunded, currency),
    failureCode: null,
    occurredAt: instant(event.created),
  };
}

function refundStatusOf(status: string | null): RefundTold['status'] {
  if (status === 'succeeded' || status === 'failed') return status;
  return status === 'canceled' ? 'cancelled' : 'pending';
}

/** What Stripe says of a refund; by an event, or in answer to a request for the refund of this id. */
export function refundTold(refund: Stripe.Refund, of: string | Stripe.Event): RefundTold {
  const asked = typeof of === 'string';
  const currency = codeOf(refund.currency);
  const status = refundStatusOf(refund.status);
  return {
    about: 'refund',
    eventId: asked ? `read:${refund.id}:${status}` : of.id,
    eventKind: asked ? 'refund.read' : of.type,
    paymentReference: idOf(refund.payment_intent),
    reference: refund.id,
    refundId: asked ? of : ours(refund.metadata, 'refund'),
    status,
    amount: majorUnits(refund.amount, currency),
    currency,
    occurredAt: asked ? new Date() : instant(of.created),
  };
}

/** A refund that Stripe will not make. */
export function refundRefused(refund: DueRefund): RefundTold {
  return {
    about: 'refund',
    eventId: `refused:${refund.id}`,
    eventKind: 'refund.refused',
    paymentReference: refund.paymentReference,
    reference: null,
    refundId: refund.id,
    status: 'failed',
    amount: refund.amount,
    currency: refund.currency,
    occurredAt: new Date(),
  };
}

/** What an event of Stripe says; null when it is about nothing that payments are known by here. */
export function newsOf(event: Stripe.Event): ProviderNews | null {
  const { object } = event.data;
  if (!('object' in object)) return null;
  if (object.object === 'payment_intent') return paymentTold(object, event);
  if (object.object === 'charge' && event.type === 'charge.refunded') return chargeTold(object, event);
  if (object.object === 'refund') return refundTold(object, event);
  return null;
}
