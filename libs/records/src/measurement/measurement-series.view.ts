import type { JsonSchema } from '@carenode/module-kit/http';

/** One point of a chart: a measurement, or what was measured in one span of time in one unit. */
export interface SeriesPoint {
  /** When it was measured, or when the span begins. */
  readonly at: string;
  /** The value, or the mean of the span's values. */
  readonly value: number;
  /** As received. Values of different units are never mixed. */
  readonly unit: string | null;
  readonly count?: number;
  readonly min?: number;
  readonly max?: number;
  readonly sum?: number;
}

export interface SeriesView {
  readonly variableId: string;
  /** Numeric measurements in the time asked for. */
  readonly total: number;
  /** Length of the spans in seconds; null when every measurement is a point. */
  readonly spanSeconds: number | null;
  /** Oldest first. */
  readonly points: readonly SeriesPoint[];
}

export const SERIES: JsonSchema = {
  type: 'object',
  title: 'MeasurementSeries',
  properties: {
    variableId: { type: 'string', format: 'uuid' },
    total: { type: 'integer', description: 'Numeric measurements in the time asked for' },
    spanSeconds: {
      type: ['integer', 'null'],
      description:
        'null: every measurement is a point. Otherwise there were too many, and each point stands for a span of so many seconds',
    },
    points: {
      type: 'array',
      description: 'Oldest first, at most 5000',
      items: {
        type: 'object',
        properties: {
          at: {
            type: 'string',
            format: 'date-time',
            description: 'When it was measured, or when the span begins',
          },
          value: { type: 'number', description: 'The value, or the mean of the values of the span' },
          unit: {
            type: ['string', 'null'],
            description: 'As received; values of different units are never mixed',
          },
          count: { type: 'integer', description: 'Measurements in the span' },
          min: { type: 'number', description: 'Least value of the span' },
          max: { type: 'number', description: 'Greatest value of the span' },
          sum: { type: 'number', description: 'Sum of the values of the span' },
        },
        required: ['at', 'value', 'unit'],
      },
    },
  },
  required: ['variableId', 'total', 'spanSeconds', 'points'],
};
