import { answerOf, api, itemsOf, pagedQuery, type Schemas, useSaving } from '@carenode/ui';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import type { WholeOrder } from '../shared/order.rules.js';
import { LOTS, ORDERS, PRODUCTS } from '../shared/shop.keys.js';

export type OrderStatus =
  '' | 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned' | 'refunded';

export const allOrdersQuery = (status: OrderStatus, number: number | null) => ({
  ...pagedQuery([...ORDERS, 'all', status, number], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/orders', {
        params: { query: { limit: 30, cursor, status: status || undefined, number: number ?? undefined } },
        signal,
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'one', id],
    queryFn: ({ signal }): Promise<WholeOrder> =>
      answerOf(api.GET('/api/v1/orders/{id}', { params: { path: { id } }, signal })),
  });

export type Payment = Schemas['Payment'];

export const paymentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'one', id, 'payments'],
    queryFn: ({ signal }): Promise<readonly Payment[]> =>
      itemsOf(api.GET('/api/v1/orders/{id}/payments', { params: { path: { id } }, signal })),
  });

/** What is done with an order, and what it takes. */
export type OrderStep =
  | { readonly do: 'paid'; readonly body: Schemas['PaidInput'] }
  | { readonly do: 'ship'; readonly body: Schemas['ShipInput'] }
  | { readonly do: 'deliver' }
  | { readonly do: 'return'; readonly body: Schemas['ReturnInput'] }
  | { readonly do: 'cancel'; readonly body: Schemas['CancelInput'] }
  | { readonly do: 'reallocate' };

function taken(id: string, step: OrderStep): Promise<unknown> {
  const params = { path: { id } };
  switch (step.do) {
    case 'paid':
      return answerOf(api.POST('/api/v1/orders/{id}/payment/paid', { params, body: step.body }));
    case 'ship':
      return answerOf(api.POST('/api/v1/orders/{id}/ship', { params, body: step.body }));
    case 'deliver':
      return answerOf(api.POST('/api/v1/orders/{id}/deliver', { params }));
    case 'return':
      return answerOf(api.POST('/api/v1/orders/{id}/return', { params, body: step.body }));
    case 'cancel':
      return answerOf(api.POST('/api/v1/orders/{id}/cancel', { params, body: step.body }));
    case 'reallocate':
      return answerOf(api.POST('/api/v1/orders/{id}/reallocate', { params }));
  }
}

// What an order becomes gives units back, or takes them.
const CHANGED = [ORDERS, LOTS, PRODUCTS];

/** Takes an order a step further; also when it is refused, what it is now is looked at. */
export function useOrderStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: OrderStep) => taken(id, step),
    onSettled: () => Promise.all(CHANGED.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** Gives money back; sent again it is the same refund. */
export function useRefund(id: string) {
  return useSaving(CHANGED, (body: Schemas['RefundInput'], key) =>
    answerOf(
      api.POST('/api/v1/orders/{id}/refunds', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    ),
  );
}
