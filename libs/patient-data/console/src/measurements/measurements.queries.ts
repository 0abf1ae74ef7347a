import { answerOf, api, itemsOf, pagedQuery, type Schemas, taggedAnswerOf } from '@carenode/ui';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

export type Variable = Schemas['MeasuredVariableView'];
export type Measurement = Schemas['Measurement'];
export type Series = Schemas['MeasurementSeries'];
export type DailyValues = Schemas['DailyValues'];
export type DailyValue = DailyValues['days'][number];
export type DayChart = Schemas['DayChart'];
export type SourceOrder = Schemas['SourceOrder'];
export type TimeZone = Schemas['TimeZones']['zones'][number];
export type RecordVersion = Schemas['RecordVersion'];

/** Days that are computed in the background are asked for again. */
const AGAIN_MS = 1_500;

export const variablesQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'variables'],
    queryFn: ({ signal }) =>
      itemsOf(api.GET('/api/v1/patients/{patientId}/variables', { params: { path: { patientId } }, signal })),
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
export const measurementsQuery = (patientId: string, variableId: string | undefined) => ({
  ...pagedQuery([...patientKey(patientId), 'measurements', variableId ?? 'all'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/measurements', {
        params: { path: { patientId }, query: { limit: 20, cursor, variableId } },
        signal,
      }),
    ),
  ),
  placeholderData: keepPreviousData,
});

/** Everything that the order of sources and the time zones decide. */
const daysKey = (patientId: string) => [...patientKey(patientId), 'days'] as const;

export const dailyQuery = (patientId: string, variableId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...daysKey(patientId), variableId, from, to],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/daily-values', {
          params: { path: { patientId }, query: { variableId, from, to } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.computing && !state.error ? AGAIN_MS : false),
    placeholderData: (before, query) => (query?.queryKey[3] === variableId ? before : undefined),
  });

export const dayChartQuery = (patientId: string, variableId: string, day: string) =>
  queryOptions({
    queryKey: [...daysKey(patientId), variableId, 'chart', day],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/measurements/day', {
          params: { path: { patientId }, query: { variableId, day } },
          signal,
        }),
      ),
    placeholderData: (before, query) => (query?.queryKey[3] === variableId ? before : undefined),
  });

/** The most measurements of a day that are drawn one by one. */
export const MOST_DRAWN = 1_000;
const PAGE = 200;

/** All that was told between two instants, of every source, up to MOST_DRAWN; null: there is more. */
export const toldQuery = (patientId: string, variableId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...daysKey(patientId), variableId, 'told', from, to],
    queryFn: async ({ signal }): Promise<readonly Measurement[] | null> => {
      const told: Measurement[] = [];
      let cursor: string | undefined;
      do {
        const page = await answerOf(
          api.GET('/api/v1/patients/{patientId}/measurements', {
            params: { path: { patientId }, query: { variableId, from, to, limit: PAGE, cursor } },
            signal,
          }),
        );
        told.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && told.length < MOST_DRAWN);
      return cursor === undefined ? told : null;
    },
  });

export const sourceOrderQuery = (patientId: string, variableId: string | null) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'source-order', variableId ?? 'all'],
    queryFn: ({ signal }) =>
      taggedAnswerOf(
        api.GET('/api/v1/patients/{patientId}/source-order', {
          params: { path: { patientId }, query: variableId === null ? {} : { variableId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.data.computing && !state.error ? AGAIN_MS : false),
  });

interface ChosenOrder {
  /** Empty: as they are ordered without a choice. */
  readonly sources: readonly string[];
  readonly etag: string | null;
}

/** Says which source counts; all days are asked for again then. */
export function useSourceOrder(patientId: string, variableId: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sources, etag }: ChosenOrder) =>
      taggedAnswerOf(
        api.PUT('/api/v1/patients/{patientId}/source-order', {
          params: { path: { patientId }, header: etag === null ? {} : { 'If-Match': etag } },
          body: {
            sources: [...sources],
            ...(variableId === null ? {} : { variableId }),
          },
        }),
      ),
    onSuccess: async (now) => {
      client.setQueryData(sourceOrderQuery(patientId, variableId).queryKey, now);
      await Promise.all([
        client.invalidateQueries({ queryKey: daysKey(patientId) }),
        client.invalidateQueries({ queryKey: [...patientKey(patientId), 'source-order'] }),
      ]);
    },
  });
}

export const timeZonesQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'time-zones'],
    queryFn: ({ signal }) =>
      taggedAnswerOf(
        api.GET('/api/v1/patients/{patientId}/time-zones', { params: { path: { patientId } }, signal }),
      ),
    staleTime: 60_000,
  });

/** Says where the patient lived; all days are asked for again then. */
export function useTimeZones(patientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ zones, etag }: { readonly zones: readonly TimeZone[]; readonly etag: string | null }) =>
      taggedAnswerOf(
        api.PUT('/api/v1/patients/{patientId}/time-zones', {
          params: { path: { patientId }, header: etag === null ? {} : { 'If-Match': etag } },
          body: { zones: [...zones] },
        }),
      ),
    onSuccess: async (now) => {
      client.setQueryData(timeZonesQuery(patientId).queryKey, now);
      await client.invalidateQueries({ queryKey: daysKey(patientId) });
    },
  });
}

export const versionsQuery = (patientId: string, measurementId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'measurements', measurementId, 'versions'],
    queryFn: ({ signal }) =>
      itemsOf(
        api.GET('/api/v1/patients/{patientId}/measurements/{id}/versions', {
          params: { path: { patientId, id: measurementId } },
          signal,
        }),
      ),
  });
