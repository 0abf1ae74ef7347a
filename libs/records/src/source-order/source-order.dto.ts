import { IdField, JsonField, type JsonSchema } from '@carenode/module-kit/http';

export class SourceOrderQuery {
  @IdField({ about: 'Of this variable; of all that have no order of their own if absent', optional: true })
  variableId?: string;
}

export class SourceOrderInput {
  @IdField({ about: 'Of this variable; of all that have no order of their own if absent', optional: true })
  variableId?: string;

  @JsonField({
    about:
      'Names of sources, the one that counts first in front, at most 500; empty: as they are ordered without a choice',
    maxBytes: 100_000,
  })
  sources!: readonly unknown[];
}

export interface OrderedSource {
  readonly source: string;
  /** Measurements it told, over the days that are computed. */
  readonly count: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

export interface SourceOrderView {
  readonly variableId: string | null;
  /** Whose order it is: the variable’s own, or that of all. */
  readonly of: 'variable' | 'all';
  readonly chosen: boolean;
  /** Some days are yet to be computed, so that counts will change. */
  readonly computing: boolean;
  readonly sources: readonly OrderedSource[];
}

export const SOURCE_ORDER: JsonSchema = {
  type: 'object',
  title: 'SourceOrder',
  properties: {
    variableId: { type: ['string', 'null'], format: 'uuid', description: 'The variable asked about' },
    of: {
      type: 'string',
      enum: ['variable', 'all'],
      description: 'Whose order it is: the variable’s own, or that of all',
    },
    chosen: { type: 'boolean', description: 'The patient gave the order' },
    computing: {
      type: 'boolean',
      description: 'Some days are yet to be computed, so that counts will change',
    },
    sources: {
      type: 'array',
      description: 'Where several told of the same time, the first of these counts',
      items: {
        type: 'object',
        properties: {
          source: { type: 'string', description: 'Name of the source' },
          count: { type: 'integer', description: 'Measurements it told, over the days that are computed' },
          firstDay: { type: ['string', 'null'], format: 'date', description: 'First day it told of' },
          lastDay: { type: ['string', 'null'], format: 'date', description: 'Last day it told of' },
        },
        required: ['source', 'count', 'firstDay', 'lastDay'],
      },
    },
  },
  required: ['variableId', 'of', 'chosen', 'computing', 'sources'],
};
