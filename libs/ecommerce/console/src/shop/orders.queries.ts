import { answerOf, api, itemsOf, pagedQuery, type Schemas, UnreachableError, useSaving } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import type { WholeOrder } from '../shared/order.rules.js';
import { CART, ORDERS, PRESCRIPTIONS, PRODUCTS, SHOP } from '../shared/shop.keys.js';

const path = { patientId: 'me' } as const;

export const myOrdersQuery = pagedQuery([...ORDERS, 'mine'], (cursor, signal) =>
  answerOf(
    api.GET('/api/v1/patients/{patientId}/orders', {
      params: { path, query: { limit: 20, cursor } },
      signal,
    }),
  ),
);

export const myOrderQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'mine', id],
    queryFn: ({ signal }): Promise<WholeOrder> =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/orders/{id}', { params: { path: { ...path, id } }, signal }),
      ),
  });

/**
 * Orders the cart. The key by which the instance knows the order stays the same until there is an answer that it was placed:
 * ordering again after a lost connection makes no second order. What was refused is looked at again: cart and prices.
 */
export function useCheckout() {
  const client = useQueryClient();
  const saving = useSaving([SHOP], (body: Schemas['OrderInput'], key) =>
    answerOf(
      api.POST('/api/v1/patients/{patientId}/orders', {
        params: { path, header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  );
  return {
    ...saving,
    order: (body: Schemas['OrderInput'], onPlaced: (order: WholeOrder) => void) =>
      saving.mutate(body, {
        onSuccess: onPlaced,
        onError: (error) => {
          // Nobody knows what became of it: what was shown stays, to be sent once more.
          if (error instanceof UnreachableError) return;
          for (const queryKey of [CART, PRODUCTS, ORDERS]) void client.invalidateQueries({ queryKey });
        },
      }),
  };
}

/** Cancels an order, or says that it has arrived. */
export function useMyOrderStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: { readonly cancel: { readonly reason?: string } } | 'received') => {
      const params = { path: { ...path, id } };
      return step === 'received'
        ? answerOf(api.POST('/api/v1/patients/{patientId}/orders/{id}/received', { params }))
        : answerOf(
            api.POST('/api/v1/patients/{patientId}/orders/{id}/cancel', { params, body: step.cancel }),
          );
    },
    onSettled: () => client.invalidateQueries({ queryKey: SHOP }),
  });
}

export const myPrescriptionsQuery = pagedQuery([...PRESCRIPTIONS, 'mine'], (cursor, signal) =>
  answerOf(
    api.GET('/api/v1/patients/{patientId}/prescriptions', {
      params: { path, query: { limit: 20, cursor } },
      signal,
    }),
  ),
);

/** How an order can be paid at this instance. */
export const paymentProvidersQuery = queryOptions({
  queryKey: [...SHOP, 'payment-providers'],
  queryFn: ({ signal }): Promise<readonly Schemas['PaymentProvider'][]> =>
    itemsOf(api.GET('/api/v1/payment-providers', { signal })),
});

/** How an order is paid. Asked for again it is the same payment, so that to look at it is to begin it. */
export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'payment', id],
    queryFn: ({ signal }): Promise<Schemas['BegunPayment']> =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/orders/{id}/payment', {
          params: { path: { ...path, id } },
          signal,
        }),
      ),
    refetchOnWindowFocus: false,
  });
