import { answerOf, api, type Schemas, useSaving } from '@carenode/ui';

import type { Product } from '../shared/products.queries.js';
import { PRODUCTS } from '../shared/shop.keys.js';

/** Changes a product as it was read. */
function changed({ id, version }: Product, body: Schemas['ProductChange']) {
  return answerOf(
    api.PATCH('/api/v1/products/{id}', {
      params: { path: { id }, header: { 'If-Match': `"${version}"` } },
      body,
    }),
  );
}

/** Adds a product, as a draft, or changes one. */
export function useProductSaving(product: Product | null) {
  return useSaving([PRODUCTS], (body: Schemas['ProductInput']) =>
    product ? changed(product, body) : answerOf(api.POST('/api/v1/products', { body })),
  );
}

/** Publishes a product, or takes it out of the shop. */
export function useProductStatus(product: Product) {
  return useSaving([PRODUCTS], (status: 'active' | 'retired') => changed(product, { status }));
}
