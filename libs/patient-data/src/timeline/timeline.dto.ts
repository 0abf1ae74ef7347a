import { type JsonSchema, TextListField } from '@carenode/module-kit/http';

import { LogQuery } from '../rows/log-query.dto.js';

export class TimelineQuery extends LogQuery {
  @TextListField({
    about: 'Only these kinds, parted by commas; all if absent',
    max: 30,
    maxLength: 60,
    optional: true,
  })
  kinds?: string[];
}

export const TIMELINE_ITEM: JsonSchema = {
  type: 'object',
  title: 'TimelineItem',
  properties: {
    kind: {
      type: 'string',
      description:
        'What it is: symptom, recorded-symptom (by another app), condition-event, treatment-started, treatment-ended, food, activity, insight, import, or a kind of another module',
    },
    at: { type: 'string', format: 'date-time', description: 'When it happened or began' },
    endAt: { type: ['string', 'null'], format: 'date-time', description: 'When it ended, if it lasted' },
    title: { type: 'string', description: 'What it is called' },
    detail: { type: 'object', description: 'More of it, depending on the kind' },
    table: { type: 'string', description: 'The table of the row it stands for' },
    id: { type: 'string', format: 'uuid', description: 'The id of the row' },
  },
  required: ['kind', 'at', 'endAt', 'title', 'detail', 'table', 'id'],
};
