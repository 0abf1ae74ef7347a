import { answerOf, api, pagedQuery, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type Notification = Schemas['Notification'];

const KEY = ['notifications'];
/** More are not counted. */
export const MOST_COUNTED = 9;

export const unreadQuery = queryOptions({
  queryKey: [...KEY, 'unread'],
  queryFn: ({ signal }) =>
    answerOf(
      api.GET('/api/v1/notifications', {
        params: { query: { unread: true, limit: MOST_COUNTED + 1 } },
        signal,
      }),
    ),
});

export const notificationsQuery = pagedQuery([...KEY, 'list'], (cursor, signal) =>
  answerOf(api.GET('/api/v1/notifications', { params: { query: { limit: 25, cursor } }, signal })),
);

export function useRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(
        ids.map((id) => answerOf(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } }))),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
