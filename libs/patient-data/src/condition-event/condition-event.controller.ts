import { Database, RowStore, RowView } from '@carenode/database';
import { IdField } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { LOG_FILTERS, LogQuery } from '../rows/log-query.dto.js';
import { patientRowsController } from '@carenode/module-kit/http';
import { ConditionEventChange, ConditionEventInput } from './condition-event.dto.js';
import { ConditionEvent } from './condition-event.entity.js';

const view = new RowView(ConditionEvent);

@Injectable()
export class ConditionEventStore extends RowStore<ConditionEvent> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'condition event',
      owner: 'patientId',
      about: 'patientId',
      order: 'timestamp',
      filters: { ...LOG_FILTERS, conditionId: 't.condition_id = ?' },
      idempotent: true,
    });
  }
}

export class ConditionEventQuery extends LogQuery {
  @IdField({ about: 'Only what is about this condition', optional: true })
  conditionId?: string;
}

export const ConditionEventController = patientRowsController({
  path: 'condition-events',
  name: 'ConditionEvent',
  words: ['condition event', 'condition events'],
  store: ConditionEventStore,
  schema: view.schema,
  query: ConditionEventQuery,
  input: ConditionEventInput,
  change: ConditionEventChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient', 'provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['patient', 'provider'],
});
