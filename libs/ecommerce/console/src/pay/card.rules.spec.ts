import { describe, expect, it } from '@jest/globals';

import { pauseAfter, refusalText, stepOf } from './card.rules.js';

describe('a card that was refused', () => {
  it('is told why in plain words, by the reason of the bank before the code of Stripe', () => {
    expect(
      refusalText({
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'No.',
      }),
    ).toContain('not enough money');
    expect(refusalText({ type: 'card_error', code: 'expired_card' })).toContain('expired');
  });

  it('is not told to be stolen, to whoever holds it', () => {
    const told = (decline_code: string) =>
      refusalText({ type: 'card_error', code: 'card_declined', decline_code });
    expect(new Set(['stolen_card', 'lost_card', 'fraudulent', 'generic_decline'].map(told)).size).toBe(1);
  });

  it('is told in the words of Stripe for a reason that is not known here', () => {
    const message = 'Your card does not do that.';
    expect(refusalText({ type: 'card_error', code: 'new_code', message })).toBe(message);
    expect(refusalText({ type: 'card_error', code: 'toString' })).toBe('Try again, or use another card.');
  });

  it('is told apart from a Stripe that does not answer', () => {
    expect(refusalText({ type: 'api_connection_error', message: 'x' })).toContain('connection');
  });
});

describe('a payment', () => {
  it.each([
    ['requires_payment_method', 'enter'],
    ['requires_action', 'enter'],
    ['requires_confirmation', 'enter'],
    ['processing', 'wait'],
    ['succeeded', 'wait'],
    ['canceled', 'renew'],
  ])('that is %s: %s', (status, step) => expect(stepOf(status)).toBe(step));

  it('is looked at ever more rarely', () => {
    expect([0, 1, 5, 50].map((looks) => Math.round(pauseAfter(looks)))).toEqual([1500, 2100, 8067, 30_000]);
  });
});
