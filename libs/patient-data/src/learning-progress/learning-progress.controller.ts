import { Database, RowStore, RowView } from '@carenode/database';
import { Injectable } from '@nestjs/common';

import { patientRowsController } from '@carenode/module-kit/http';
import {
  LearningProgressChange,
  LearningProgressInput,
  LearningProgressQuery,
} from './learning-progress.dto.js';
import { LearningProgress } from './learning-progress.entity.js';

const view = new RowView(LearningProgress);

@Injectable()
export class LearningProgressStore extends RowStore<LearningProgress> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'learning progress',
      owner: 'patientId',
      order: 'createdAt',
      filters: { resourceId: 't.resource_id = ?' },
      idempotent: true,
    });
  }
}

export const LearningProgressController = patientRowsController({
  path: 'learning-progress',
  name: 'LearningProgress',
  words: ['progress with a learning resource', 'progress with learning resources'],
  store: LearningProgressStore,
  schema: view.schema,
  query: LearningProgressQuery,
  input: LearningProgressInput,
  change: LearningProgressChange,
  mayRead: ['patient'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
