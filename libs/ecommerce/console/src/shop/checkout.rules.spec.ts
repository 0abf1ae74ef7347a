import { describe, expect, it } from '@jest/globals';

import { emptyAddress, orderInput, providerOf } from './checkout.rules.js';

const FILLED = {
  ...emptyAddress(' Ada Byron ', 'DE'),
  line1: 'Invalidenstr. 1',
  city: 'Berlin',
  postalCode: ' 10115 ',
};

describe('what is ordered', () => {
  it('has the total that was shown, and no field that was left empty', () => {
    const sent = orderInput(
      { shippingAddress: FILLED, billingAddress: emptyAddress('', ''), isBillingSame: true },
      12.5,
      'manual',
    );
    expect(sent).toEqual({
      shippingAddress: {
        name: 'Ada Byron',
        line1: 'Invalidenstr. 1',
        city: 'Berlin',
        country: 'DE',
        postalCode: '10115',
      },
      paymentProvider: 'manual',
      expectedTotal: 12.5,
    });
  });

  it('has another address for who pays when it is told', () => {
    const other = { ...FILLED, name: 'Insurance' };
    const sent = orderInput(
      { shippingAddress: FILLED, billingAddress: other, isBillingSame: false },
      1,
      'stripe',
    );
    expect(sent.billingAddress?.name).toBe('Insurance');
    expect(sent.paymentProvider).toBe('stripe');
  });

  it('is paid by card where that can be done, unless the person chooses otherwise', () => {
    expect(providerOf(null, ['manual', 'stripe'])).toBe('stripe');
    expect(providerOf('manual', ['manual', 'stripe'])).toBe('manual');
    expect(providerOf(null, ['manual'])).toBe('manual');
    expect(providerOf(null, [])).toBe('manual');
  });
});
