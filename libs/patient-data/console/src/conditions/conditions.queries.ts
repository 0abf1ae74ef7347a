import { answerOf, api } from '@carenode/ui';
import { queryOptions } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';

/** The conditions of the catalogue that the patient has, each once, by name. */
export const currentConditionsQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...patientKey(patientId), 'conditions', 'current'],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(
        api.GET('/api/v1/patients/{patientId}/conditions', {
          params: { path: { patientId }, query: { limit: 200 } },
          signal,
        }),
      );
      const known = new Map<string, string>();
      for (const { conditionId, name, abatedAt } of items)
        if (conditionId !== null && abatedAt === null) known.set(conditionId, name);
      return [...known]
        .map(([id, name]) => ({ id, name }))
        .sort((one, other) => one.name.localeCompare(other.name));
    },
    staleTime: 60_000,
  });
