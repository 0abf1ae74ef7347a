import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  IdParam,
  type JsonSchema,
  PatientId,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { type FormerRecord, RecordHistory } from '@carenode/records-contract';
import { Controller, Get, Inject, type Type } from '@nestjs/common';

import { joined } from './log-version.rules.js';

const FORMER: JsonSchema = {
  type: 'object',
  title: 'FormerLogEntry',
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
    record: { type: 'object', description: 'The entry as it was, with the names of its own fields' },
  },
  required: ['version', 'replacedAt', 'replacedBy', 'deleted', 'importId', 'record'],
};

/** The history of one log's entries, below `/patients/:patientId/{path}/:id/versions`. */
function versionsController(path: string, name: string, noun: string, table: string): Type {
  @Controller(`patients/:patientId/${path}/:id/versions`)
  @Allow('patient', 'provider', 'admin')
  class LogVersionsController {
    constructor(@Inject(RecordHistory) private readonly history: RecordHistory) {}

    @Get()
    @About(`What a ${noun} was before it was corrected or deleted, newest first; always one page`)
    @ReturnsPage(FORMER)
    async list(
      @Ctx() ctx: RequestContext,
      @PatientId() patientId: string,
      @IdParam('id') id: string,
    ): Promise<{ items: FormerRecord[]; nextCursor: null }> {
      const { items } = await this.history.list(ctx, patientId, table, id);
      return { items: joined(items), nextCursor: null };
    }
  }
  Object.defineProperty(LogVersionsController, 'name', { value: `${name}VersionsController` });
  return LogVersionsController;
}

export const FoodLogVersionsController = versionsController(
  'food-log',
  'FoodLog',
  'food log entry',
  'patient_food_log',
);
export const ActivityLogVersionsController = versionsController(
  'activity-log',
  'ActivityLog',
  'activity log entry',
  'patient_activity_log',
);
export const ConditionEventVersionsController = versionsController(
  'condition-events',
  'ConditionEvent',
  'condition event',
  'patient_condition_events',
);
