import { DayField, IdField, type JsonSchema } from '@carenode/module-kit/http';

export class DayChartQuery {
  @IdField({ about: 'Of this variable' })
  variableId!: string;

  @DayField({ about: 'The patient’s own day' })
  day!: string;
}

/** What counted in a quarter of an hour, of one source. */
export interface QuarterView {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  /** The part of the total that is in it, or the mean. */
  readonly value: number;
  readonly min: number | null;
  readonly max: number | null;
}

export interface DayChartView {
  readonly variableId: string;
  readonly day: string;
  readonly kind: string;
  readonly unit: string | null;
  readonly beginsAt: string;
  readonly endsAt: string;
  readonly value: number | null;
  readonly count: number;
  readonly leftOut: number;
  readonly quarters: readonly QuarterView[];
}

const number = (description: string): JsonSchema => ({ type: ['number', 'null'], description });
const instant = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description });

export const DAY_CHART: JsonSchema = {
  type: 'object',
  title: 'DayChart',
  properties: {
    variableId: { type: 'string', format: 'uuid', description: 'The variable' },
    day: { type: 'string', format: 'date', description: 'The day' },
    kind: {
      type: 'string',
      enum: ['sum', 'sample'],
      description: 'sum: values add up; sample: they are averaged',
    },
    unit: { type: ['string', 'null'], description: 'UCUM code of the values' },
    beginsAt: instant('When the day began where the patient was'),
    endsAt: instant('When it was over there'),
    value: number('The day’s total or mean; null: nothing could be counted'),
    count: { type: 'integer', description: 'Measurements that went into it' },
    leftOut: { type: 'integer', description: 'Measurements of the day that could not be counted' },
    quarters: {
      type: 'array',
      description: 'What counted, oldest first, by quarters of an hour and source',
      items: {
        type: 'object',
        properties: {
          from: instant('When the quarter begins'),
          to: instant('When it ends'),
          source: { type: 'string', description: 'The source that counted' },
          value: { type: 'number', description: 'The part of the total that is in it, or the mean' },
          min: number('Least value, of a mean'),
          max: number('Greatest value, of a mean'),
        },
        required: ['from', 'to', 'source', 'value', 'min', 'max'],
      },
    },
  },
  required: [
    'variableId',
    'day',
    'kind',
    'unit',
    'beginsAt',
    'endsAt',
    'value',
    'count',
    'leftOut',
    'quarters',
  ],
};
