import { describe, expect, it } from '@jest/globals';

import { draftOf, inputOf } from './catalogue.rules.js';

describe('a product that is written', () => {
  it('has nothing where nothing was written', () => {
    const sent = inputOf({ ...draftOf(null), name: ' Metformin ', price: '' });
    expect(sent).toMatchObject({
      name: 'Metformin',
      price: null,
      sku: null,
      maxPerOrder: null,
      imageUrls: [],
    });
    expect(sent).not.toHaveProperty('currency');
  });

  it('has an address a line, and a currency in capitals', () => {
    const sent = inputOf({
      ...draftOf(null),
      name: 'A',
      currency: 'eur',
      price: 0,
      imageUrls: 'https://example.org/1\n\n https://example.org/2 ',
    });
    expect(sent.currency).toBe('EUR');
    expect(sent.price).toBe(0);
    expect(sent.imageUrls).toEqual(['https://example.org/1', 'https://example.org/2']);
  });
});
