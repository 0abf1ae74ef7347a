import { answerOf, api, pagedQuery } from '@carenode/ui';

import { patientKey } from '../patient/patient.queries.js';

/** What happened, newest first; all kinds when none is chosen. */
export const timelineQuery = (patientId: string, kinds: readonly string[], to: string | undefined) =>
  pagedQuery([...patientKey(patientId), 'timeline', kinds, to], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/timeline', {
        params: {
          path: { patientId },
          query: { limit: 40, cursor, to, kinds: kinds.length === 0 ? undefined : [...kinds] },
        },
        // The API takes the kinds parted by commas.
        querySerializer: { array: { style: 'form', explode: false } },
        signal,
      }),
    ),
  );
