import { answerOf, api, type Schemas } from '@carenode/ui';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

export type Variable = Schemas['MeasuredVariableView'];
export type Measurement = Schemas['Measurement'];
export type Series = Schemas['MeasurementSeries'];

export const variablesQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'variables'],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/variables', { params: { path: { patientId } }, signal }),
        )
      ).items,
  });

export const seriesQuery = (patientId: string, variableId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'series', variableId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/measurements/series', {
          params: { path: { patientId }, query: { variableId } },
          signal,
        }),
      ),
    staleTime: 30_000,
  });

/** The newest measurements; of all variables without an id. */
export const measurementsQuery = (patientId: string, variableId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...patientKey(patientId), 'measurements', variableId ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/measurements', {
          params: { path: { patientId }, query: { limit: 20, cursor: pageParam, variableId } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
