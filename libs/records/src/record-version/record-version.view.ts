import type { JsonSchema } from '@carenode/module-kit/http';

/** A record as it was. */
export interface RecordVersionView {
  readonly version: number;
  readonly replacedAt: string;
  readonly replacedBy: string | null;
  readonly deleted: boolean;
  readonly importId: string | null;
  /** Its columns, named as in the record itself. */
  readonly record: Readonly<Record<string, unknown>>;
}

export const RECORD_VERSION: JsonSchema = {
  type: 'object',
  title: 'RecordVersion',
  properties: {
    version: { type: 'integer', description: 'Which version it was' },
    replacedAt: {
      type: 'string',
      format: 'date-time',
      description: 'When the next version took its place, or when it was deleted',
    },
    replacedBy: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'Who did that; null for background work',
    },
    deleted: { type: 'boolean', description: 'It was deleted then' },
    importId: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'The import that changed it then; null when somebody did so by hand',
    },
    record: { type: 'object', description: 'The record as it was, with the names of its own fields' },
  },
  required: ['version', 'replacedAt', 'replacedBy', 'deleted', 'importId', 'record'],
};
