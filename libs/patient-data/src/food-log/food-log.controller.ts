import { Database, RowStore, RowView } from '@carenode/database';
import { Injectable } from '@nestjs/common';

import { LOG_FILTERS, LogQuery } from '../rows/log-query.dto.js';
import { patientRowsController } from '@carenode/module-kit/http';
import { FoodLogChange, FoodLogInput } from './food-log.dto.js';
import { FoodLogEntry } from './food-log.entity.js';

const view = new RowView(FoodLogEntry);

@Injectable()
export class FoodLogStore extends RowStore<FoodLogEntry> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'food log entry',
      owner: 'patientId',
      about: 'patientId',
      order: 'timestamp',
      filters: LOG_FILTERS,
      idempotent: true,
    });
  }
}

export const FoodLogController = patientRowsController({
  path: 'food-log',
  name: 'FoodLog',
  words: ['food log entry', 'food log entries'],
  store: FoodLogStore,
  schema: view.schema,
  query: LogQuery,
  input: FoodLogInput,
  change: FoodLogChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
