import { describe, expect, it } from '@jest/globals';

import { obstacleOf, problemText } from './cart.rules.js';

describe('a cart', () => {
  it('can be ordered when nothing stands in the way', () => {
    expect(obstacleOf({ items: [{ problem: null }], total: 12 })).toBeNull();
  });

  it('says what stands in the way of a line, and that it stands in the way of all', () => {
    const line = { problem: 'out-of-stock' } as const;
    expect(problemText(line)).toContain('fewer in stock');
    expect(obstacleOf({ items: [{ problem: null }, line], total: 12 })).toContain('cannot be ordered');
  });

  it('is not ordered in two currencies at once', () => {
    expect(obstacleOf({ items: [{ problem: null }], total: null })).toContain('different currencies');
  });
});
