import { AppError } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ManualPayments } from './manual-payments.js';
import type { PaymentProvider } from './payment-provider.js';
import { StripePayments } from './stripe-payments.js';

/** Who takes money for the instance, by the name that orders and payments have. */
@Injectable()
export class PaymentProviders {
  private readonly byName: ReadonlyMap<string, PaymentProvider>;

  constructor(manual: ManualPayments, stripe: StripePayments) {
    this.byName = new Map<string, PaymentProvider>([
      ['manual', manual],
      ['stripe', stripe],
    ]);
  }

  of(name: string): PaymentProvider {
    const provider = this.byName.get(name);
    if (!provider)
      throw new AppError('internal', 'internal', `There is no payment provider of the name ${name}.`);
    return provider;
  }
}
