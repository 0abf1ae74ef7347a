import { answerOf, api, idempotencyKey, pagedQuery, type Schemas } from '@carenode/ui';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { patientKey } from '../patient/patient.queries.js';

const goalsKey = (patientId: string) => [...patientKey(patientId), 'goals'] as const;

export const goalsQuery = (patientId: string) =>
  pagedQuery(goalsKey(patientId), (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/health-goals', {
        params: { path: { patientId }, query: { limit: 50, cursor } },
        signal,
      }),
    ),
  );

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
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/variables', { params: { query: { q, limit: 20 } }, signal }))).items,
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export function useGoalSaving(patientId: string) {
  const client = useQueryClient();
  // The same goal sent twice, as after a lost answer, is written down once.
  const [key, setKey] = useState(idempotencyKey);
  return useMutation({
    mutationFn: ({
      id,
      input,
    }: {
      readonly id: string | null;
      readonly input: Schemas['HealthGoalInput'];
    }) =>
      id === null
        ? answerOf(
            api.POST('/api/v1/patients/{patientId}/health-goals', {
              params: { path: { patientId }, header: { 'Idempotency-Key': key } },
              body: input,
            }),
          )
        : answerOf(
            api.PATCH('/api/v1/patients/{patientId}/health-goals/{id}', {
              params: { path: { patientId, id } },
              body: input,
            }),
          ),
    onSuccess: async () => {
      setKey(idempotencyKey());
      await client.invalidateQueries({ queryKey: goalsKey(patientId) });
    },
  });
}

/** Sets some of a goal, such as the value that is kept by hand. */
export function useGoalChange(patientId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['HealthGoalChange']) =>
      answerOf(
        api.PATCH('/api/v1/patients/{patientId}/health-goals/{id}', {
          params: { path: { patientId, id } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: goalsKey(patientId) }),
  });
}

export function useGoalRemoval(patientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answerOf(
        api.DELETE('/api/v1/patients/{patientId}/health-goals/{id}', { params: { path: { patientId, id } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: goalsKey(patientId) }),
  });
}
