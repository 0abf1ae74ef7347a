import { answerOf, api, type Schemas } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

export type AccessMatrix = Schemas['AccessMatrix'];
export type MatrixTable = AccessMatrix['tables'][number];
export type MatrixCell = MatrixTable['cells'][number];

/** Who may do what with which table. Changes only with the host's code. */
export const matrixQuery = queryOptions({
  queryKey: ['access', 'matrix'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/access/matrix', { signal }))).tables,
  staleTime: Infinity,
});
