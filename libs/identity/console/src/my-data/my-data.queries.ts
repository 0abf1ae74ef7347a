import { answerOf, api, ApiError, idempotencyKey, type Schemas, sessionQuery } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { isUnderWay } from './export.rules.js';

export type DataExport = Schemas['DataExport'];
export type Job = Schemas['Job'];
export type ErasureRequest = Schemas['ErasureRequest'];

const POLL_MS = 1500;
const EXPORTS = ['exports'];
const ERASURE = ['erasure'];
const me = { path: { patientId: 'me' } };

/** Asked again and again while a file is being made. */
export const exportsQuery = queryOptions({
  queryKey: EXPORTS,
  queryFn: async ({ signal }) =>
    (
      await answerOf(
        api.GET('/api/v1/patients/{patientId}/exports', { params: { ...me, query: { limit: 10 } }, signal }),
      )
    ).items,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
});

/** How far a file is that is being made. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }): Promise<Job> =>
      answerOf(api.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: POLL_MS,
  });

export function useAskForExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/exports', {
          params: { ...me, header: { 'Idempotency-Key': idempotencyKey() } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: EXPORTS }),
  });
}

export function useCancelExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) =>
      answerOf(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id: jobId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: EXPORTS }),
  });
}

/** The last request for erasure; null when there never was one. */
export const erasureQuery = queryOptions({
  queryKey: ERASURE,
  queryFn: async ({ signal }): Promise<ErasureRequest | null> => {
    try {
      return await answerOf(api.GET('/api/v1/patients/{patientId}/erasure', { params: me, signal }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  },
});

export function useAskForErasure() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ErasureInput']) =>
      answerOf(api.POST('/api/v1/patients/{patientId}/erasure', { params: me, body })),
    onSuccess: (request) => client.setQueryData(erasureQuery.queryKey, request),
    // Without days of grace it is done at once, and the session is over.
    onSettled: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    // The password is not kept longer than it is needed.
    gcTime: 0,
  });
}

export function useWithdrawErasure() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/patients/{patientId}/erasure', { params: me })),
    onSettled: () => client.invalidateQueries({ queryKey: ERASURE }),
  });
}
