import { Controller, Get, Inject, type Type } from '@nestjs/common';

import type { RequestContext } from '../context/request-context.js';
import type { JsonSchema } from './fields.js';
import { About, Allow, Ctx, IdParam, PatientId, ReturnsPage } from './route.js';

const RECORD_VERSION: JsonSchema = {
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

/** Whose history it is. */
export interface RecordVersionsRoute<Version> {
  /** Of the noun: `food-log`. */
  readonly path: string;
  /** Names the controller: `FoodLog`. */
  readonly name: string;
  /** In a sentence: `food log entry`. */
  readonly noun: string;
  readonly table: string;
  /** The port that finds former versions, as the module gets it injected. */
  readonly history: abstract new () => {
    list(
      ctx: RequestContext,
      patientId: string,
      table: string,
      rowId: string,
    ): Promise<{ items: Version[]; nextCursor: null }>;
  };
  /** What of the versions is shown; all of them as they are if absent. */
  readonly shown?: (versions: readonly Version[]) => Version[];
}

/** A controller for the history of one noun's rows: GET `/patients/:patientId/{path}/:id/versions`. */
export function recordVersionsController<Version>(route: RecordVersionsRoute<Version>): Type {
  const { path, name, noun, table, history, shown } = route;
  @Controller(`patients/:patientId/${path}/:id/versions`)
  @Allow('patient', 'provider', 'admin')
  class RecordVersionsController {
    constructor(
      @Inject(history) private readonly versions: InstanceType<RecordVersionsRoute<Version>['history']>,
    ) {}

    @Get()
    @About(`What a ${noun} was before it was corrected or deleted, newest first; always one page`)
    @ReturnsPage(RECORD_VERSION)
    async list(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @IdParam('id') id: string,
    ): Promise<{ items: Version[]; nextCursor: null }> {
      const found = await this.versions.list(ctx, patientId, table, id);
      return shown ? { ...found, items: shown(found.items) } : found;
    }
  }
  Object.defineProperty(RecordVersionsController, 'name', { value: `${name}VersionsController` });
  return RecordVersionsController;
}
