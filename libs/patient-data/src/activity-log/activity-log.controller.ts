import { patientRowsController } from '@carenode/module-kit/http';

import { LogQuery } from '../rows/log-query.dto.js';
import { ActivityLogChange, ActivityLogInput } from './activity-log.dto.js';
import { ActivityLogStore, activityLogView } from './activity-log.store.js';

export const ActivityLogController = patientRowsController({
  path: 'activity-log',
  name: 'ActivityLog',
  words: ['activity log entry', 'activity log entries'],
  store: ActivityLogStore,
  schema: activityLogView.schema,
  query: LogQuery,
  input: ActivityLogInput,
  change: ActivityLogChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
