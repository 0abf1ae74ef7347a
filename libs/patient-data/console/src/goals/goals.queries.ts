import { answerOf, api, pagedQuery, type Schemas, useSaving } from '@carenode/ui';

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

/** Adds a goal, or changes one when it has an id. */
export function useGoalSaving(patientId: string, id: string | null) {
  return useSaving([goalsKey(patientId)], (body: Schemas['HealthGoalInput'], key) =>
    id === null
      ? answerOf(
          api.POST('/api/v1/patients/{patientId}/health-goals', {
            params: { path: { patientId }, header: { 'Idempotency-Key': key } },
            body,
          }),
        )
      : changed(patientId, id, body),
  );
}

/** Sets some of a goal, such as the value that is kept by hand. */
export function useGoalChange(patientId: string, id: string) {
  return useSaving([goalsKey(patientId)], (change: Schemas['HealthGoalChange']) =>
    changed(patientId, id, change),
  );
}

function changed(patientId: string, id: string, body: Schemas['HealthGoalChange']) {
  return answerOf(
    api.PATCH('/api/v1/patients/{patientId}/health-goals/{id}', {
      params: { path: { patientId, id } },
      body,
    }),
  );
}

export function useGoalRemoval(patientId: string) {
  return useSaving([goalsKey(patientId)], ({ id }: { readonly id: string }) =>
    answerOf(
      api.DELETE('/api/v1/patients/{patientId}/health-goals/{id}', { params: { path: { patientId, id } } }),
    ),
  );
}
