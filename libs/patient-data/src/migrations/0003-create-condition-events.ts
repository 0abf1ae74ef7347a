import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateConditionEvents implements Migration {
  readonly id = '0003-create-condition-events';
  readonly why = 'Patients and their providers note how a condition goes.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_condition_events (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        condition_id uuid references conditions(id),
        event_type text not null,
        timestamp timestamptz not null default now(),
        severity integer,
        notes text,
        recorded_by uuid default carenode.subject() references profiles(id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint condition_events_event_type_choice check (event_type in ('onset', 'symptom', 'flare-up',
          'improvement', 'remission', 'relapse', 'resolution', 'complication', 'hospitalization', 'other')),
        constraint condition_events_timestamp_range check ("timestamp" between '1900-01-01Z' and '2201-01-01Z'),
        constraint condition_events_severity_range check (severity between 0 and 10),
        constraint condition_events_notes_length check (char_length(notes) between 1 and 10000),
        constraint condition_events_idempotency unique (patient_id, idempotency_key)
      )`);
    await sql.query('create index on patient_condition_events (patient_id, "timestamp" desc, id desc)');
    await sql.query('create index on patient_condition_events (condition_id)');
    await sql.query('create index on patient_condition_events (recorded_by)');
    await touchOnUpdate(sql, 'patient_condition_events');
    await describeTable(
      sql,
      'patient_condition_events',
      'What happened in the course of a patient’s condition',
      {
        ...COMMON,
        condition_id: 'Which condition it is about; null when the patient does not know',
        event_type: 'What happened',
        timestamp: 'When it happened',
        severity: 'How bad, from 0 (none) to 10 (worst imaginable): the numeric rating scale',
        notes: 'What else was written',
        recorded_by: 'Who wrote it down: the patient or a provider',
      },
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_condition_events');
  }
}
