import { describe, expect, it } from '@jest/globals';

import { isCardNumber } from './card-number.rules.js';

describe('the number of a payment card', () => {
  it.each(['4242424242424242', '4242 4242 4242 4242', '3782-822463-10005', '6011.1111.1111.1117'])(
    'is %s',
    (text) => expect(isCardNumber(text)).toBe(true),
  );

  it.each(['4242424242424241', 'pm_4242424242424242', '424242424242', '', 'INV-1'])('is not %s', (text) =>
    expect(isCardNumber(text)).toBe(false),
  );
});
