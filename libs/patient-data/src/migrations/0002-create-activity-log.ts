import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateActivityLog implements Migration {
  readonly id = '0002-create-activity-log';
  readonly why = 'Patients note how they move.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_activity_log (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        activity_type text not null,
        timestamp timestamptz not null default now(),
        duration integer,
        intensity text,
        calories_burned integer,
        notes text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint activity_log_activity_type_length check (char_length(activity_type) between 1 and 100),
        constraint activity_log_timestamp_range check ("timestamp" between '1900-01-01Z' and '2201-01-01Z'),
        constraint activity_log_duration_range check (duration between 0 and 100000),
        constraint activity_log_intensity_choice check (intensity in ('light', 'moderate', 'vigorous')),
        constraint activity_log_calories_burned_range check (calories_burned between 0 and 100000),
        constraint activity_log_notes_length check (char_length(notes) between 1 and 10000),
        constraint activity_log_idempotency unique (patient_id, idempotency_key)
      )`);
    await sql.query('create index on patient_activity_log (patient_id, "timestamp" desc, id desc)');
    await touchOnUpdate(sql, 'patient_activity_log');
    await describeTable(sql, 'patient_activity_log', 'What patients did to move, as they noted it', {
      ...COMMON,
      activity_type: 'What was done: walking, swimming, physiotherapy',
      timestamp: 'When it began',
      duration: 'How long, in minutes',
      intensity: 'light, moderate or vigorous (WHO guidelines on physical activity, 2020)',
      calories_burned: 'Energy used, in kcal',
      notes: 'What else the patient wrote',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_activity_log');
  }
}
