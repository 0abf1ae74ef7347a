import { Injectable } from '@nestjs/common';

/** Where Stripe is, and how patiently it is asked. */
@Injectable()
export class StripeOptions {
  protocol: 'https' | 'http' = 'https';
  host = 'api.stripe.com';
  port = 443;
  /** In milliseconds, for one attempt. */
  timeout = 20_000;
  /** Further attempts after one that failed; each means the same thing, by its idempotency key. */
  maxNetworkRetries = 2;
}
