import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateLearningProgress implements Migration {
  readonly id = '0008-create-learning-progress';
  readonly why = 'Patients go on where they stopped learning.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_learning_progress (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        resource_id uuid not null references learning_resources(id) on delete cascade,
        progress_percent integer not null default 0,
        completed boolean not null default false,
        last_accessed timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint learning_progress_progress_percent_range check (progress_percent between 0 and 100),
        constraint learning_progress_last_accessed_range check (last_accessed between '1900-01-01Z' and '2201-01-01Z'),
        constraint learning_progress_one_per_resource unique (patient_id, resource_id),
        constraint learning_progress_idempotency unique (patient_id, idempotency_key)
      )`);
    await sql.query('create index on patient_learning_progress (patient_id, created_at desc, id desc)');
    await sql.query('create index on patient_learning_progress (resource_id)');
    await touchOnUpdate(sql, 'patient_learning_progress');
    await describeTable(sql, 'patient_learning_progress', 'How far a patient came with a learning resource', {
      ...COMMON,
      resource_id: 'The learning resource',
      progress_percent: 'How much of it is done, in percent',
      completed: 'The patient is through with it',
      last_accessed: 'When the patient last opened it',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_learning_progress');
  }
}
