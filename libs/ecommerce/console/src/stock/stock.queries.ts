import { answerOf, api, pagedQuery, type Schemas, useSaving } from '@carenode/ui';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { LOTS, ORDERS, PRODUCTS } from '../shared/shop.keys.js';

/** What lots are searched by; a member that is empty asks for nothing. */
export interface LotWish {
  readonly productId: string | null;
  readonly lotCode: string;
  readonly held: '' | 'true' | 'false';
  /** `YYYY-MM-DD`. */
  readonly expiresBy: string;
}

export const lotsQuery = ({ productId, lotCode, held, expiresBy }: LotWish) => ({
  ...pagedQuery([...LOTS, 'list', productId, lotCode, held, expiresBy], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/lots', {
        params: {
          query: {
            limit: 30,
            cursor,
            productId: productId ?? undefined,
            lotCode: lotCode.trim() || undefined,
            held: held === '' ? undefined : held === 'true',
            expiresBy: expiresBy || undefined,
          },
        },
        signal,
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

export type TraceDays = '30' | '90' | '365';
export type LotTrace = Schemas['LotTrace'];

export const traceQuery = (id: string, days: TraceDays) =>
  queryOptions({
    queryKey: [...LOTS, id, 'trace', days],
    queryFn: ({ signal }): Promise<LotTrace> =>
      answerOf(api.GET('/api/v1/lots/{id}/trace', { params: { path: { id }, query: { days } }, signal })),
    placeholderData: keepPreviousData,
  });

export const movementsQuery = (id: string) =>
  pagedQuery([...LOTS, id, 'movements'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/lots/{id}/movements', {
        params: { path: { id }, query: { limit: 20, cursor } },
        signal,
      }),
    ),
  );

export const holdsQuery = (id: string) =>
  pagedQuery([...LOTS, id, 'holds'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/lots/{id}/holds', { params: { path: { id }, query: { limit: 20, cursor } }, signal }),
    ),
  );

// What is in stock is also told by products, and what is held by orders.
const CHANGED = [LOTS, PRODUCTS, ORDERS];

export function useLotReceipt() {
  return useSaving(CHANGED, (body: Schemas['LotInput']) => answerOf(api.POST('/api/v1/lots', { body })));
}

export function useMovement(id: string) {
  return useSaving(CHANGED, (body: Schemas['MovementInput']) =>
    answerOf(api.POST('/api/v1/lots/{id}/movements', { params: { path: { id } }, body })),
  );
}

export function useHold(id: string) {
  return useSaving(CHANGED, (body: Schemas['HoldInput']) =>
    answerOf(api.POST('/api/v1/lots/{id}/holds', { params: { path: { id } }, body })),
  );
}

export function useRelease(id: string) {
  return useSaving(CHANGED, ({ holdId, reason }: { readonly holdId: string; readonly reason: string }) =>
    answerOf(
      api.POST('/api/v1/lots/{id}/holds/{holdId}/release', {
        params: { path: { id, holdId } },
        body: { reason },
      }),
    ),
  );
}
