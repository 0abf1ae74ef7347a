import { answerOf, api, itemsOf, pagedQuery, type Schemas } from '@carenode/ui';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { PRODUCTS } from './shop.keys.js';

export type Product = Schemas['Product'];

/** What products are searched by; a member that is empty asks for nothing. */
export interface ProductWish {
  readonly q: string;
  readonly category: string;
  readonly manufacturer: string;
  readonly dosageForm: string;
  readonly prescription: '' | 'true' | 'false';
  readonly inStock: boolean;
  readonly status: '' | 'draft' | 'active' | 'retired';
  readonly sort: '' | 'name' | 'price' | '-price';
}

export const ANY_PRODUCT: ProductWish = {
  q: '',
  category: '',
  manufacturer: '',
  dosageForm: '',
  prescription: '',
  inStock: false,
  status: '',
  sort: '',
};

const filtersOf = ({
  q,
  category,
  manufacturer,
  dosageForm,
  prescription,
  inStock,
  status,
}: ProductWish) => ({
  q: q.replace(/\p{Cc}+/gu, ' ').trim() || undefined,
  category: category || undefined,
  manufacturer: manufacturer || undefined,
  dosageForm: dosageForm || undefined,
  prescription: prescription === '' ? undefined : prescription === 'true',
  inStock: inStock || undefined,
  status: status || undefined,
});

export const productsQuery = (wish: ProductWish) => ({
  ...pagedQuery([...PRODUCTS, 'list', wish], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/products', {
        params: { query: { ...filtersOf(wish), sort: wish.sort || undefined, limit: 24, cursor } },
        signal,
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

/** How many of the products that match have what. */
export const facetsQuery = ({ sort: _, ...wish }: ProductWish) =>
  queryOptions({
    queryKey: [...PRODUCTS, 'facets', wish],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/products/facets', {
          params: { query: filtersOf({ ...wish, sort: '' }) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const getProduct = (id: string, signal: AbortSignal): Promise<Product> =>
  answerOf(api.GET('/api/v1/products/{id}', { params: { path: { id } }, signal }));

export const productQuery = (id: string) =>
  queryOptions({ queryKey: [...PRODUCTS, 'one', id], queryFn: ({ signal }) => getProduct(id, signal) });

/** Products that the words find, for choosing one. */
export const findProducts = (q: string, signal: AbortSignal): Promise<readonly Product[]> =>
  itemsOf(api.GET('/api/v1/products', { params: { query: { q: q || undefined, limit: 20 } }, signal }));
