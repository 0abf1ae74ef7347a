import { AppError } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { type BegunPayment, type OpenPayment, PaymentProvider } from './payment-provider.js';

/** Invoices: an admin notes that one was paid, and what was given back. It needs nobody else. */
@Injectable()
export class ManualPayments extends PaymentProvider {
  checkAmount(): void {
    // An invoice may be of any amount.
  }

  begin(payment: OpenPayment): Promise<BegunPayment> {
    return Promise.resolve({
      reference: payment.reference ?? payment.id,
      clientSecret: null,
      publishableKey: null,
      told: null,
    });
  }

  find(): Promise<null> {
    return Promise.resolve(null);
  }

  refund(): Promise<never> {
    return Promise.reject(new AppError('internal', 'internal', 'An invoice is given back by an admin.'));
  }

  cancel(): Promise<null> {
    return Promise.resolve(null);
  }

  readEvent(): Promise<never> {
    return Promise.reject(ecommerceErrors.webhook_refused());
  }
}
