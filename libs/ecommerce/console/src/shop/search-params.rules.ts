import { ANY_PRODUCT, type ProductWish } from '../shared/products.queries.js';

const WORDS = ['q', 'category', 'manufacturer', 'dosageForm'] as const;
const CHOICES = {
  prescription: ['true', 'false'],
  sort: ['name', 'price', '-price'],
} as const;

/** What an address of the search page asks for; what it cannot mean is passed over. */
export function wishOf(params: URLSearchParams): ProductWish {
  const words = Object.fromEntries(WORDS.map((name) => [name, (params.get(name) ?? '').slice(0, 200)]));
  const choices = Object.fromEntries(
    Object.entries(CHOICES).map(([name, known]) => [
      name,
      known.find((value) => value === params.get(name)) ?? '',
    ]),
  );
  return { ...ANY_PRODUCT, ...words, ...choices, inStock: params.get('inStock') === 'true' };
}

/** The other way round, without what asks for nothing. */
export function paramsOf(wish: ProductWish): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of [...WORDS, 'prescription', 'sort'] as const)
    if (wish[name].trim() !== '') params.set(name, wish[name].trim());
  if (wish.inStock) params.set('inStock', 'true');
  return params;
}
