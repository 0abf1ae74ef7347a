import { answerOf, api } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

const COMPUTING_MS = 3000;

/** A variable on some days; asked for again while days are yet to be computed. */
export const daysQuery = (patientId: string, variableId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'today', 'days', variableId, from, to],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/daily-values', {
          params: { path: { patientId }, query: { variableId, from, to } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.computing && !state.error ? COMPUTING_MS : false),
    staleTime: 30_000,
  });

/** The newest insight that the patient has not hidden; null when there is none. */
export const newestInsightQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'today', 'insight'],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(
        api.GET('/api/v1/patients/{patientId}/insights', {
          params: { path: { patientId }, query: { isHidden: false, limit: 1 } },
          signal,
        }),
      );
      return items[0] ?? null;
    },
  });
