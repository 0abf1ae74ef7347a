import { describe, expect, it } from '@jest/globals';

import { linesOf, stateText, stepsOf } from './order.rules.js';

const NEVER = {
  status: 'placed',
  orderDate: '2026-03-01T10:00:00Z',
  paidAt: null,
  shippedAt: null,
  deliveredAt: null,
  cancelledAt: null,
  returnedAt: null,
  refundedAt: null,
};

describe('the way of an order', () => {
  it('shows what is yet to come', () => {
    const steps = stepsOf({ ...NEVER, status: 'paid', paidAt: '2026-03-02T10:00:00Z' });
    expect(steps.map(({ name, at }) => (at === null ? `(${name})` : name))).toEqual([
      'Placed',
      'Paid',
      '(Shipped)',
      '(Delivered)',
    ]);
  });

  it('ends where it ended otherwise', () => {
    const cancelled = stepsOf({ ...NEVER, status: 'cancelled', cancelledAt: '2026-03-02T10:00:00Z' });
    expect(cancelled.map(({ name }) => name)).toEqual(['Placed', 'Cancelled']);
  });
});

describe('where an order stands', () => {
  it('says that it waits for a review before it says that it is to be paid', () => {
    const placed = { status: 'placed', isReserved: true, reviewStatus: null };
    expect(stateText(placed)).toBe('To be paid');
    expect(stateText({ ...placed, reviewStatus: 'pending' })).toBe('Waits for a review');
    expect(stateText({ ...placed, isReserved: false })).toBe('Not paid in time');
    expect(stateText({ ...placed, status: 'shipped' })).toBe('Shipped');
  });
});

describe('the lines of an order', () => {
  it('are none when the instance told of none', () => {
    expect(linesOf({ items: undefined })).toEqual([]);
  });
});
