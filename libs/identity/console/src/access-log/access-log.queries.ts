import { answerOf, api, pagedQuery, type Schemas } from '@carenode/ui';

import { type Days, windowOf } from '../words/day-window.rules.js';

export type AccessLogEntry = Schemas['AccessLogEntry'];

export const accessLogQuery = (days: Days) =>
  pagedQuery(['access-log', days], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patients/{patientId}/access-log', {
        params: { path: { patientId: 'me' }, query: { limit: 25, cursor, ...windowOf(days) } },
        signal,
      }),
    ),
  );
