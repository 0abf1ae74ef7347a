import { RowView } from '@carenode/database';

import { Payment } from './payment.entity.js';

const REFUNDS = `(select coalesce(json_agg(json_build_object(
    'id', r.id, 'status', r.status, 'amount', r.amount, 'reason', r.reason, 'createdAt', r.created_at)
    order by r.created_at, r.id), '[]')
  from public.refunds r where r.payment_id = t.id)`;

/** A payment, with what was given back of it. */
export const paymentView = new RowView(Payment, {
  joined: {
    refunds: {
      sql: REFUNDS,
      type: 'jsonb',
      about:
        'What was given back of it: id, status (pending, succeeded, failed or cancelled), amount, reason and createdAt',
    },
  },
});

/** What the browser needs to pay an order. */
export interface BegunPaymentView {
  readonly provider: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly clientSecret: string | null;
  readonly publishableKey: string | null;
  readonly invoice: { readonly number: string; readonly dueAt: string | null } | null;
}

export const begunPaymentSchema = {
  type: 'object',
  title: 'BegunPayment',
  properties: {
    provider: { type: 'string', enum: ['manual', 'stripe'], description: 'manual: by invoice; stripe' },
    status: {
      type: 'string',
      enum: ['pending', 'succeeded', 'failed', 'cancelled'],
      description: 'What is known of it by now; one that failed may be tried again',
    },
    amount: { type: 'number', description: 'How much, in currency' },
    currency: { type: 'string', description: 'ISO 4217 code of the amount' },
    clientSecret: {
      type: ['string', 'null'],
      description: 'With which the browser confirms the payment at Stripe; null by invoice',
    },
    publishableKey: {
      type: ['string', 'null'],
      description: 'The key that the browser names the Stripe account by; null by invoice',
    },
    invoice: {
      type: ['object', 'null'],
      description: 'By invoice: its number, which the payment names, and until when it is to be paid',
      properties: {
        number: { type: 'string' },
        dueAt: { type: ['string', 'null'], format: 'date-time' },
      },
    },
  },
  required: ['provider', 'status', 'amount', 'currency', 'clientSecret', 'publishableKey', 'invoice'],
} as const;

/** A way to pay that patients can choose. */
export const paymentProviderSchema = {
  type: 'object',
  title: 'PaymentProvider',
  properties: {
    provider: {
      type: 'string',
      enum: ['manual', 'stripe'],
      description: 'manual: by invoice; stripe: by card and the like',
    },
  },
  required: ['provider'],
} as const;
