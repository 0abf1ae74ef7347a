import { TextField } from '@carenode/module-kit/http';

export class StripeAccountInput {
  @TextField({ about: 'The key that browsers name the account by: pk_test_… or pk_live_…', max: 250 })
  publishableKey!: string;

  @TextField({
    about: 'The key of the account: sk_… or a restricted rk_…; it is sealed and never shown again',
    max: 250,
  })
  secretKey!: string;

  @TextField({
    about: 'What Stripe signs the webhooks of this instance with: whsec_…; sealed and never shown again',
    max: 250,
  })
  webhookSecret!: string;
}

export const paymentAccountSchema = {
  type: 'object',
  title: 'PaymentAccount',
  properties: {
    provider: { type: 'string', enum: ['stripe'] },
    isConfigured: { type: 'boolean', description: 'Whether payments can be taken by it' },
    isLive: { type: ['boolean', 'null'], description: 'False in test mode; null when it is not configured' },
    publishableKey: { type: ['string', 'null'], description: 'The key that browsers name the account by' },
    updatedAt: { type: ['string', 'null'], format: 'date-time', description: 'When it was last changed' },
    version: { type: 'integer', description: 'Counts the changes; 0 before the first' },
  },
  required: ['provider', 'isConfigured', 'isLive', 'publishableKey', 'updatedAt', 'version'],
} as const;
