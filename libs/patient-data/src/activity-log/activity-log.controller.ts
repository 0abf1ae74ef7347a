import { Database, RowStore, RowView } from '@carenode/database';
import { Injectable } from '@nestjs/common';

import { LOG_FILTERS, LogQuery } from '../rows/log-query.dto.js';
import { patientRowsController } from '@carenode/module-kit/http';
import { ActivityLogChange, ActivityLogInput } from './activity-log.dto.js';
import { ActivityLogEntry } from './activity-log.entity.js';

const view = new RowView(ActivityLogEntry);

@Injectable()
export class ActivityLogStore extends RowStore<ActivityLogEntry> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'activity log entry',
      owner: 'patientId',
      about: 'patientId',
      order: 'timestamp',
      filters: LOG_FILTERS,
      idempotent: true,
    });
  }
}

export const ActivityLogController = patientRowsController({
  path: 'activity-log',
  name: 'ActivityLog',
  words: ['activity log entry', 'activity log entries'],
  store: ActivityLogStore,
  schema: view.schema,
  query: LogQuery,
  input: ActivityLogInput,
  change: ActivityLogChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
