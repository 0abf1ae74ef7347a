import { answerOf, api, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { CART } from '../shared/shop.keys.js';

export type Cart = Schemas['Cart'];
export type CartLine = Cart['items'][number];

const path = { patientId: 'me' } as const;

export const cartQuery = queryOptions({
  queryKey: CART,
  queryFn: ({ signal }): Promise<Cart> =>
    answerOf(api.GET('/api/v1/patients/{patientId}/cart', { params: { path }, signal })),
});

interface CartChange {
  readonly productId: string;
  /** 0 takes it out. */
  readonly quantity: number;
}

/** Sets how many units of a product are in the cart; one change after another. */
export function useCartChange() {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'cart' },
    mutationFn: ({ productId, quantity }: CartChange): Promise<Cart> => {
      const params = { path: { ...path, productId } };
      return quantity === 0
        ? answerOf(api.DELETE('/api/v1/patients/{patientId}/cart/{productId}', { params }))
        : answerOf(api.PUT('/api/v1/patients/{patientId}/cart/{productId}', { params, body: { quantity } }));
    },
    onSuccess: (cart) => client.setQueryData(CART, cart),
    onError: () => client.invalidateQueries({ queryKey: CART }),
  });
}
