import { answerOf, api, type Schemas, sessionQuery, taggedAnswerOf } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type Module = Schemas['Module'];

export const modulesQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/modules', { signal }))).items,
});

/** The module as it is now, with the ETag that a change of it sends back. */
export const moduleQuery = (name: string) =>
  queryOptions({
    queryKey: ['modules', name],
    queryFn: ({ signal }) =>
      taggedAnswerOf(api.GET('/api/v1/modules/{name}', { params: { path: { name } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });

export interface Switch {
  readonly name: string;
  readonly on: boolean;
  readonly etag: string | null;
  readonly reason: string;
  /** Switches along what this one requires, or what requires it. */
  readonly along: boolean;
}

/** Switches a module, unless somebody else has changed it since `etag`. */
export function useSwitch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, on, etag, reason, along }: Switch) =>
      answerOf(
        api.PATCH('/api/v1/modules/{name}/activation', {
          params: { path: { name }, ...(etag === null ? {} : { header: { 'If-Match': etag } }) },
          body: {
            isActive: on,
            ...(reason === '' ? {} : { reason }),
            ...(along ? (on ? { withDependencies: true } : { withDependents: true }) : {}),
          },
        }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: modulesQuery.queryKey }),
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ]),
  });
}
