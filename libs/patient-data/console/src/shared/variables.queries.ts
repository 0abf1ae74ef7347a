import { answerOf, api, itemsOf } from '@carenode/ui';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/** A variable by its id. */
export const variableQuery = (id: string) =>
  queryOptions({
    queryKey: ['variables', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/variables/{id}', { params: { path: { id } }, signal })),
    staleTime: 600_000,
  });

/** Variables whose name has the words, those of the catalogue and the patient's own. */
export const variableSearch = (q: string) =>
  queryOptions({
    queryKey: ['variables', 'found', q],
    queryFn: ({ signal }) =>
      itemsOf(api.GET('/api/v1/variables', { params: { query: { q, limit: 20 } }, signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
