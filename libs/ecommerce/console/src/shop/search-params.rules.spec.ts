import { describe, expect, it } from '@jest/globals';

import { ANY_PRODUCT } from '../shared/products.queries.js';
import { paramsOf, wishOf } from './search-params.rules.js';

describe('the address of a search', () => {
  it('asks for what was searched', () => {
    const wish = {
      ...ANY_PRODUCT,
      q: 'ibuprofen & more',
      category: 'Medicines to take',
      prescription: 'false',
      inStock: true,
      sort: '-price',
    } as const;
    expect(wishOf(paramsOf(wish))).toEqual(wish);
    expect(paramsOf({ ...ANY_PRODUCT, q: '  ' }).toString()).toBe('');
  });

  it('of nonsense asks for any product', () => {
    const nonsense = new URLSearchParams('sort=drop&prescription=maybe&inStock=1&status=draft&other=x');
    expect(wishOf(nonsense)).toEqual(ANY_PRODUCT);
    expect(wishOf(new URLSearchParams({ q: 'x'.repeat(5000) })).q).toHaveLength(200);
  });
});
