import { answerOf, api, pagedQuery, type Schemas, type UserType } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type UserTypeChange = Schemas['UserTypeChange'];
export type AccessDifference = Schemas['AccessDifference'];
export type PersonDifference = AccessDifference['people'][number];
export type DifferentRight = PersonDifference['gained'][number];

const KEY = ['user-type-changes'];

export const changesQuery = pagedQuery([...KEY, 'list'], (cursor, signal) =>
  answerOf(api.GET('/api/v1/user-type-changes', { params: { query: { limit: 20, cursor } }, signal })),
);

/** What somebody would gain and lose. Asking for it is noted in the audit trail, so it is not asked again by itself. */
export const differenceQuery = (profileId: string, userType: UserType) =>
  queryOptions({
    queryKey: ['access', 'difference', profileId, userType],
    queryFn: ({ signal }): Promise<AccessDifference> =>
      answerOf(
        api.POST('/api/v1/access/difference', { body: { profileIds: [profileId], userType }, signal }),
      ),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

function useChange<Input>(change: (input: Input) => Promise<UserTypeChange>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      client.removeQueries({ queryKey: ['access', 'difference'] });
      return Promise.all([
        client.invalidateQueries({ queryKey: KEY }),
        client.invalidateQueries({ queryKey: ['profiles'] }),
      ]);
    },
  });
}

export const useRequestChange = () =>
  useChange((body: Schemas['UserTypeChangeInput']) =>
    answerOf(api.POST('/api/v1/user-type-changes', { body })),
  );

export interface Decision {
  readonly id: string;
  readonly approve: boolean;
}

export const useDecide = () =>
  useChange(({ id, approve }: Decision) =>
    answerOf(
      approve
        ? api.POST('/api/v1/user-type-changes/{id}/approve', { params: { path: { id } } })
        : api.POST('/api/v1/user-type-changes/{id}/refuse', { params: { path: { id } } }),
    ),
  );
