import { answerOf, api, idempotencyKey, pagedQuery, type Schemas } from '@carenode/ui';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';

export type ActivityEntry = Schemas['ActivityLogEntry'];

const logKey = (patientId: string) => [...patientKey(patientId), 'activity-log'] as const;

/** Activities with published energy. */
export const activityTypesQuery = queryOptions({
  queryKey: ['activity-types'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/activity-types', { signal }))).items,
  staleTime: Infinity,
});

export const activityLogQuery = (patientId: string) =>
  pagedQuery([...logKey(patientId), 'all'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/activity-log', {
        params: { path: { patientId }, query: { limit: 30, cursor } },
        signal,
      }),
    ),
  );

export const activityOfSpan = (patientId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...logKey(patientId), 'span', from, to],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/activity-log', {
            params: { path: { patientId }, query: { from, to, limit: 200 } },
            signal,
          }),
        )
      ).items,
  });

export const activityVersionsQuery = (patientId: string, id: string) =>
  queryOptions({
    queryKey: [...logKey(patientId), 'versions', id],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/patients/{patientId}/activity-log/{id}/versions', {
            params: { path: { patientId, id } },
            signal,
          }),
        )
      ).items,
  });

function useLogChanged(patientId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: logKey(patientId) }),
      client.invalidateQueries({ queryKey: [...patientKey(patientId), 'timeline'] }),
    ]);
}

/** Adds an activity, or corrects one. The same one sent twice, as after a lost answer, is written down once. */
export function useActivitySaving(patientId: string) {
  const changed = useLogChanged(patientId);
  const [key, setKey] = useState(idempotencyKey);
  return useMutation({
    mutationFn: ({
      id,
      input,
    }: {
      readonly id: string | null;
      readonly input: Schemas['ActivityLogInput'];
    }) =>
      id === null
        ? answerOf(
            api.POST('/api/v1/patients/{patientId}/activity-log', {
              params: { path: { patientId }, header: { 'Idempotency-Key': key } },
              body: input,
            }),
          )
        : answerOf(
            api.PATCH('/api/v1/patients/{patientId}/activity-log/{id}', {
              params: { path: { patientId, id } },
              body: input,
            }),
          ),
    onSuccess: () => {
      setKey(idempotencyKey());
      return changed();
    },
  });
}

export function useActivityRemoval(patientId: string) {
  const changed = useLogChanged(patientId);
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.DELETE('/api/v1/patients/{patientId}/activity-log/{id}', { params: { path: { patientId, id } } }),
      ),
    onSuccess: changed,
  });
}
