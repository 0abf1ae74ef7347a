import { TextListField } from '@carenode/module-kit/http';

export class InsightRefreshInput {
  @TextListField({
    about:
      'Ids of variables to look at as outcomes beside the usual ones (pain, sleep, weight, blood pressure, resting heart rate, glucose, surveys)',
    max: 10,
    maxLength: 36,
    optional: true,
  })
  outcomes?: string[];
}

/** Is what an insight rests on the same as when it was computed? */
export interface InsightCheckView {
  /** Computed again it would say the same: its rows and the method are the same. */
  readonly same: boolean;
  readonly sameMethod: boolean;
  readonly rows: readonly {
    readonly table: string;
    readonly same: boolean;
    readonly countThen: number;
    readonly countNow: number;
  }[];
}

export const insightCheckSchema = {
  type: 'object',
  required: ['same', 'sameMethod', 'rows'],
  properties: {
    same: { type: 'boolean', description: 'The rows and the method are the same as when it was computed' },
    sameMethod: { type: 'boolean', description: 'The method has the version that it was computed with' },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        required: ['table', 'same', 'countThen', 'countNow'],
        properties: {
          table: { type: 'string', description: 'Where the rows are' },
          same: { type: 'boolean', description: 'The same rows in the same versions' },
          countThen: { type: 'integer', description: 'Rows when it was computed' },
          countNow: { type: 'integer', description: 'Rows now' },
        },
      },
    },
  },
} as const;

export const insightRefreshSchema = {
  type: 'object',
  required: ['jobId'],
  properties: { jobId: { type: 'string', format: 'uuid', description: 'The job; see Location' } },
} as const;
