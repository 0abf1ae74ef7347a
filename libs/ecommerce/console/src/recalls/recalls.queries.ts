import { answerOf, api, pagedQuery, type Schemas } from '@carenode/ui';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { SHOP } from '../shared/shop.keys.js';

const RECALLS = [...SHOP, 'recalls'] as const;

export type Match = Schemas['RecallMatch'];
export type WholeMatch = Schemas['WholeRecallMatch'];
export type MatchStatus = '' | 'possible' | 'confirmed' | 'rejected';

export const matchesQuery = (status: MatchStatus, recallId?: string) => ({
  ...pagedQuery([...RECALLS, 'matches', status, recallId ?? null], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/recall-matches', {
        params: { query: { limit: 20, cursor, status: status || undefined, recallId } },
        signal,
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECALLS, 'match', id],
    queryFn: ({ signal }): Promise<WholeMatch> =>
      answerOf(api.GET('/api/v1/recall-matches/{id}', { params: { path: { id } }, signal })),
  });

export const recallsQuery = (q: string) => ({
  ...pagedQuery([...RECALLS, 'list', q], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/recalls', { params: { query: { limit: 20, cursor, q: q || undefined } }, signal }),
    ),
  ),
  placeholderData: keepPreviousData,
});

export const recallQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECALLS, 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/recalls/{id}', { params: { path: { id } }, signal })),
  });

export const completionQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECALLS, 'completion', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/recalls/{id}/completion', { params: { path: { id } }, signal })),
  });

export type Decision = 'confirm' | 'reject' | 'reopen';

/** Decides whether a recall means a lot. */
export function useDecision(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, note }: { readonly decision: Decision; readonly note: string }) =>
      answerOf(
        api.POST(`/api/v1/recall-matches/{id}/${decision}`, { params: { path: { id } }, body: { note } }),
      ),
    // Holds, stock and orders change with it.
    onSettled: () => client.invalidateQueries({ queryKey: SHOP }),
  });
}
