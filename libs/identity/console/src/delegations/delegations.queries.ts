import { answerOf, api, apiInPerson, pagedQuery, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type Delegation = Schemas['Delegation'];

const KEY = ['delegations'];

/** Those of the person at the browser, also while they act for somebody. */
export const myActiveDelegationsQuery = queryOptions({
  queryKey: [...KEY, 'in-person', 'active'],
  queryFn: ({ signal }) =>
    answerOf(
      apiInPerson.GET('/api/v1/delegations', { params: { query: { status: 'active', limit: 100 } }, signal }),
    ),
});

/** Those of whoever this tab acts for; for an admin everybody's. */
export const delegationsQuery = pagedQuery([...KEY, 'list'], (cursor, signal) =>
  answerOf(api.GET('/api/v1/delegations', { params: { query: { limit: 25, cursor } }, signal })),
);

export function useAcceptDelegation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(api.POST('/api/v1/delegations/{id}/accept', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useEndDelegation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(api.POST('/api/v1/delegations/{id}/end', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useProposeDelegation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['DelegationInput']) => answerOf(api.POST('/api/v1/delegations', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
