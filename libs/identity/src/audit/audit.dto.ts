import { IdField, InstantField, type JsonSchema, PageQuery, TextField } from '@carenode/module-kit/http';

export class AccessLogQuery extends PageQuery {
  @InstantField({ about: 'Only what happened at or after', optional: true })
  from?: string;

  @InstantField({ about: 'Only what happened before', optional: true })
  to?: string;
}

export class AuditEventQuery extends AccessLogQuery {
  @IdField({ about: 'Only what is about this person', optional: true })
  patientId?: string;

  @IdField({ about: 'Only what this person did', optional: true })
  subject?: string;

  @TextField({ about: 'Only this table', max: 63, optional: true })
  table?: string;

  @TextField({ about: 'Only this kind, such as read, update or break-glass', max: 40, optional: true })
  kind?: string;
}

const text = (description: string): JsonSchema => ({ type: 'string', description });
const textOrNull = (description: string): JsonSchema => ({ type: ['string', 'null'], description });
const id = (description: string): JsonSchema => ({ type: ['string', 'null'], format: 'uuid', description });

const common = {
  at: { type: 'string', format: 'date-time', description: 'When the transaction began, in UTC' },
  kind: text('insert, update, delete, read, or what else was done'),
  table: textOrNull('The table'),
  rowCount: { type: 'integer', description: 'How many rows; 0 where they were not counted' },
  changed: {
    type: ['array', 'null'],
    items: { type: 'string' },
    description: 'The columns that an update changed',
  },
  why: textOrNull('Why it was allowed, such as care-team, break-glass or delegation; or what was done'),
  purpose: textOrNull('self, care, operations, research or emergency'),
};

function objectOf(title: string, properties: Record<string, unknown>): JsonSchema {
  return { type: 'object', title, properties, required: Object.keys(properties) };
}

/** What a patient sees of an event about them. */
export const accessLogEntrySchema = objectOf('AccessLogEntry', {
  ...common,
  actor: textOrNull('What acted: session, api-key, app, delegate, job, cli or system'),
  who: {
    type: ['object', 'null'],
    description: 'The person who acted; null for background work',
    properties: {
      id: { type: 'string', format: 'uuid', description: 'Their profile' },
      name: textOrNull('Their name'),
      userType: textOrNull('As whom they acted'),
    },
    required: ['id', 'name', 'userType'],
  },
});

/** What an admin sees of an event: what changed only where it is about nobody. */
export const auditEventSchema = objectOf('AuditEvent', {
  seq: text('Number of the event'),
  ...common,
  rowId: id('The row, if it is one'),
  patientId: id('The person whom the data are about'),
  subject: id('The person who acted; null for background work'),
  userType: textOrNull('As whom they acted'),
  actor: textOrNull('What acted for them: kind and id'),
  requestId: textOrNull('The request that it was part of'),
  old: { type: ['object', 'null'], description: 'Before the change, where it is about nobody' },
  new: { type: ['object', 'null'], description: 'After the change, where it is about nobody' },
});
