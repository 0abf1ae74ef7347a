import { answerOf, api, pagedQuery, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { patientKey } from '../patient/patient.queries.js';

export type Insight = Schemas['Insight'];
export type Job = Schemas['Job'];

const POLL_MS = 1_000;

const insightsKey = (patientId: string) => [...patientKey(patientId), 'insights'] as const;

export const insightsQuery = (patientId: string, isHidden: boolean) =>
  pagedQuery([...insightsKey(patientId), isHidden ? 'hidden' : 'shown'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/insights', {
        params: { path: { patientId }, query: { isHidden, limit: 50, cursor } },
        signal,
      }),
    ),
  );

/** Says that an insight was seen, or is hidden or shown again. */
export function useInsightChange(patientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      ...change
    }: {
      readonly id: string;
      readonly viewedAt?: string;
      readonly isHidden?: boolean;
    }) =>
      answerOf(
        api.PATCH('/api/v1/patients/{patientId}/insights/{id}', {
          params: { path: { patientId, id } },
          body: change,
        }),
      ),
    onSuccess: (_, { isHidden }) =>
      // What was just seen stays marked as new while it is looked at.
      isHidden === undefined ? undefined : client.invalidateQueries({ queryKey: insightsKey(patientId) }),
  });
}

const isOver = ({ status }: Job) => !['queued', 'running'].includes(status);

/** The last time that insights were asked for; null when they never were. */
const lastRunQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...insightsKey(patientId), 'last-run'],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(api.GET('/api/v1/jobs', { params: { query: { limit: 50 } }, signal }));
      return items.find(({ kind }) => kind === 'insights') ?? null;
    },
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) && !state.error ? POLL_MS : false),
  });

/** Looks anew, in the background; what was found is asked for when it is over. */
export function useRefresh(patientId: string, enabled: boolean) {
  const client = useQueryClient();
  const last = useQuery({ ...lastRunQuery(patientId), enabled });
  const isRunning = last.data ? !isOver(last.data) : false;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) void client.invalidateQueries({ queryKey: insightsKey(patientId) });
    wasRunning.current = isRunning;
  }, [client, patientId, isRunning]);
  const asking = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/v1/patients/{patientId}/insights/refresh', {
          params: { path: { patientId } },
          body: {},
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: lastRunQuery(patientId).queryKey }),
  });
  return { last: last.data ?? null, isRunning, asking };
}

export const checkQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: [...insightsKey(patientId), id, 'check'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/insights/{id}/check', {
          params: { path: { patientId, id } },
          signal,
        }),
      ),
  });
