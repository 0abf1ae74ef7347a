import { answerOf, api, pagedQuery, type Schemas } from '@carenode/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';

export type BreakGlassGrant = Schemas['BreakGlassGrant'];
export type BreakGlassState = 'open' | 'unreviewed' | 'overdue';

const KEY = ['break-glass'];

/** Mine and those of my record; all of them for an admin. */
export const grantsQuery = (state?: BreakGlassState) =>
  pagedQuery([...KEY, 'list', state], (cursor, signal) =>
    answerOf(api.GET('/api/v1/break-glass', { params: { query: { limit: 25, cursor, state } }, signal })),
  );

/** What is open or closed by it changes what is seen of patients. */
function useGrantChange<Input>(change: (input: Input) => Promise<BreakGlassGrant>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEY }),
        client.invalidateQueries({ queryKey: ['patients'] }),
      ]),
  });
}

export const useOpenRecord = () =>
  useGrantChange((body: Schemas['BreakGlassInput']) => answerOf(api.POST('/api/v1/break-glass', { body })));

export const useEndGrant = () =>
  useGrantChange((id: string) =>
    answerOf(api.POST('/api/v1/break-glass/{id}/end', { params: { path: { id } } })),
  );

export const useReview = () =>
  useGrantChange(({ id, ...body }: Schemas['BreakGlassReview'] & { readonly id: string }) =>
    answerOf(api.POST('/api/v1/break-glass/{id}/review', { params: { path: { id } }, body })),
  );

export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['BreakGlassRestoration']) =>
      answerOf(api.POST('/api/v1/break-glass/restorations', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
