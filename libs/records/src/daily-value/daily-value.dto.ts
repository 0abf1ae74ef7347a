import { DayField, IdField, type JsonSchema } from '@carenode/module-kit/http';

import type { SourceShare } from './day-result.js';

export class DailyValuesQuery {
  @IdField({ about: 'Of this variable' })
  variableId!: string;

  @DayField({ about: 'From this day on' })
  from!: string;

  @DayField({ about: 'Up to and including this day; at most three years' })
  to!: string;
}

export interface DailyValueView {
  readonly day: string;
  readonly value: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
  readonly leftOut: number;
  readonly sources: readonly SourceShare[];
  readonly complete: boolean;
  readonly computedAt: string;
}

export interface DailyValuesView {
  readonly variableId: string;
  readonly unit: string | null;
  readonly computing: boolean;
  readonly days: readonly DailyValueView[];
}

const number = (description: string): JsonSchema => ({ type: ['number', 'null'], description });

const SOURCE: JsonSchema = {
  type: 'object',
  properties: {
    source: { type: 'string', description: 'Name of the source' },
    count: { type: 'integer', description: 'Measurements it told' },
    counted: { type: 'integer', description: 'Of these, how many counted, wholly or in part' },
    value: { type: 'number', description: 'What it tells by itself: its total, or the mean of its values' },
    taken: number('Of a total: how much of it counted; null for a mean'),
  },
  required: ['source', 'count', 'counted', 'value', 'taken'],
};

export const DAILY_VALUES: JsonSchema = {
  type: 'object',
  title: 'DailyValues',
  properties: {
    variableId: { type: 'string', format: 'uuid', description: 'The variable' },
    unit: { type: ['string', 'null'], description: 'UCUM code of the values' },
    computing: {
      type: 'boolean',
      description: 'Some of the days are yet to be computed again in the background; ask again',
    },
    days: {
      type: 'array',
      description: 'Days on which something was measured, oldest first',
      items: {
        type: 'object',
        properties: {
          day: { type: 'string', format: 'date', description: 'The patient’s own day' },
          value: number(
            'Total of a sum-type variable, mean of a sample-type one; null: nothing could be counted',
          ),
          median: number('Median of a sample-type variable'),
          min: number('Least single value'),
          max: number('Greatest single value'),
          count: { type: 'integer', description: 'Measurements that went into it' },
          leftOut: {
            type: 'integer',
            description:
              'Measurements that have no value in the unit, are bounds, or tell of more than two days',
          },
          sources: {
            type: 'array',
            items: SOURCE,
            description: 'What each source told and how much of it counted',
          },
          complete: { type: 'boolean', description: 'The day is over' },
          computedAt: { type: 'string', format: 'date-time', description: 'When it was computed' },
        },
        required: [
          'day',
          'value',
          'median',
          'min',
          'max',
          'count',
          'leftOut',
          'sources',
          'complete',
          'computedAt',
        ],
      },
    },
  },
  required: ['variableId', 'unit', 'computing', 'days'],
};
