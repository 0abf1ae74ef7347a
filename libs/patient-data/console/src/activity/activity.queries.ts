import { answerOf, api, itemsOf, type Schemas } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import { ifUnchanged, useLogSaving } from '../shared/log.queries.js';

export type ActivityEntry = Schemas['ActivityLogEntry'];

/** Activities with published energy. */
export const activityTypesQuery = queryOptions({
  queryKey: ['activity-types'],
  queryFn: ({ signal }) => itemsOf(api.GET('/api/v1/activity-types', { signal })),
  staleTime: Infinity,
});

/** Adds an activity, or corrects one. */
export function useActivitySaving(patientId: string, entry: ActivityEntry | undefined) {
  return useLogSaving(patientId, 'activity-log', (body: Schemas['ActivityLogInput'], key) =>
    entry
      ? answerOf(
          api.PATCH('/api/v1/patients/{patientId}/activity-log/{id}', {
            params: { path: { patientId, id: entry.id }, header: ifUnchanged(entry) },
            body,
          }),
        )
      : answerOf(
          api.POST('/api/v1/patients/{patientId}/activity-log', {
            params: { path: { patientId }, header: { 'Idempotency-Key': key } },
            body,
          }),
        ),
  );
}
