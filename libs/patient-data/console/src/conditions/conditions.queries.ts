import { answerOf, api, itemsOf, pagedQuery } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';
import { ifUnchanged, useLogSaving } from '../shared/log.queries.js';
import { changeOfEvent, type ConditionEvent, type EventDraft, inputOfEvent } from './event-draft.rules.js';

export const conditionsQuery = (patientId: string) =>
  pagedQuery([...patientKey(patientId), 'conditions'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/conditions', {
        params: { path: { patientId }, query: { limit: 20, cursor } },
        signal,
      }),
    ),
  );

export const treatmentsQuery = (patientId: string) =>
  pagedQuery([...patientKey(patientId), 'treatments'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/treatments', {
        params: { path: { patientId }, query: { limit: 20, cursor } },
        signal,
      }),
    ),
  );

/** A condition of the catalogue that a patient has, or had. */
export interface KnownCondition {
  readonly id: string;
  readonly name: string;
  readonly isCurrent: boolean;
}

/** The conditions of the catalogue that the patient has or had, each once, by name. */
export const knownConditionsQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'conditions', 'known'],
    queryFn: async ({ signal }) => {
      const items = await itemsOf(
        api.GET('/api/v1/patients/{patientId}/conditions', {
          params: { path: { patientId }, query: { limit: 200 } },
          signal,
        }),
      );
      const known = new Map<string, KnownCondition>();
      for (const { conditionId: id, name, abatedAt } of items)
        if (id !== null)
          known.set(id, { id, name, isCurrent: abatedAt === null || known.get(id)?.isCurrent === true });
      return [...known.values()].sort((one, other) => one.name.localeCompare(other.name));
    },
    staleTime: 60_000,
  });

/** Notes a symptom or another event, or corrects one. */
export function useEventSaving(patientId: string, event: ConditionEvent | undefined) {
  return useLogSaving(patientId, 'condition-events', (draft: EventDraft, key) =>
    event
      ? answerOf(
          api.PATCH('/api/v1/patients/{patientId}/condition-events/{id}', {
            params: { path: { patientId, id: event.id }, header: ifUnchanged(event) },
            body: changeOfEvent(draft, event),
          }),
        )
      : answerOf(
          api.POST('/api/v1/patients/{patientId}/condition-events', {
            params: { path: { patientId }, header: { 'Idempotency-Key': key } },
            body: inputOfEvent(draft),
          }),
        ),
  );
}
