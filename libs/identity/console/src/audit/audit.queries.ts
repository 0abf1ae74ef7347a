import { answerOf, api, pagedQuery, type Schemas } from '@carenode/ui';

import { type Days, windowOf } from '../words/day-window.rules.js';

export type AuditEvent = Schemas['AuditEvent'];

export interface AuditFilter {
  readonly days: Days;
  readonly subject: string | undefined;
  readonly patientId: string | undefined;
  readonly table: string;
  readonly kind: string;
}

export const auditQuery = ({ days, subject, patientId, table, kind }: AuditFilter) =>
  pagedQuery(['audit-events', days, subject, patientId, table, kind], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/audit-events', {
        params: {
          query: {
            limit: 25,
            cursor,
            ...windowOf(days),
            subject,
            patientId,
            table: table || undefined,
            kind: kind || undefined,
          },
        },
        signal,
      }),
    ),
  );
