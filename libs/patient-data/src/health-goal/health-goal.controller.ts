import { Database, RowStore, RowView } from '@carenode/database';
import { Injectable } from '@nestjs/common';

import { patientRowsController } from '@carenode/module-kit/http';
import { HealthGoalChange, HealthGoalInput, HealthGoalQuery } from './health-goal.dto.js';
import { HealthGoal } from './health-goal.entity.js';

const view = new RowView(HealthGoal, { hide: ['sourceFingerprint'] });

@Injectable()
export class HealthGoalStore extends RowStore<HealthGoal> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'health goal',
      owner: 'patientId',
      about: 'patientId',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
      idempotent: true,
    });
  }
}

export const HealthGoalController = patientRowsController({
  path: 'health-goals',
  name: 'HealthGoal',
  words: ['health goal', 'health goals'],
  store: HealthGoalStore,
  schema: view.schema,
  query: HealthGoalQuery,
  input: HealthGoalInput,
  change: HealthGoalChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['patient', 'provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['patient', 'provider'],
});
