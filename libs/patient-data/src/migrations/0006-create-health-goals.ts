import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateHealthGoals implements Migration {
  readonly id = '0006-create-health-goals';
  readonly why = 'Patients and their providers agree on what to reach; goals also come from FHIR files.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_health_goals (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        title text not null,
        description text,
        target_value decimal,
        current_value decimal,
        unit text,
        start_date timestamptz default now(),
        target_date timestamptz,
        status text not null,
        achievement_status text,
        source text,
        external_id text,
        source_fingerprint text,
        recorded_by uuid default carenode.subject() references profiles(id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint health_goals_title_length check (char_length(title) between 1 and 500),
        constraint health_goals_description_length check (char_length(description) between 1 and 10000),
        constraint health_goals_target_value_finite check (abs(target_value) <= 1e308),
        constraint health_goals_current_value_finite check (abs(current_value) <= 1e308),
        constraint health_goals_unit_length check (char_length(unit) between 1 and 200),
        constraint health_goals_start_date_range check (start_date between '1899-12-31Z' and '2201-01-02Z'),
        constraint health_goals_target_date_range check (target_date between '1899-12-31Z' and '2201-01-02Z'),
        constraint health_goals_status_choice check (status in ('proposed', 'planned', 'accepted', 'active',
          'on-hold', 'completed', 'cancelled', 'rejected')),
        constraint health_goals_achievement_status_length check (char_length(achievement_status) between 1 and 200),
        constraint health_goals_source_length check (char_length(source) between 1 and 200),
        constraint health_goals_external_id_length check (char_length(external_id) between 1 and 1000),
        constraint health_goals_origin_whole check (
          (source is null) = (external_id is null) and (source is null) = (source_fingerprint is null)),
        constraint health_goals_idempotency unique (patient_id, idempotency_key),
        constraint health_goals_origin unique (patient_id, source, external_id)
      )`);
    await sql.query('create index on patient_health_goals (patient_id, created_at desc, id desc)');
    await sql.query('create index on patient_health_goals (recorded_by)');
    await touchOnUpdate(sql, 'patient_health_goals');
    await describeTable(sql, 'patient_health_goals', 'What patients want to reach (FHIR Goal)', {
      ...COMMON,
      title: 'The goal in one line',
      description: 'The goal in more words',
      target_value: 'What is to be reached, in unit',
      current_value: 'Where the patient is now, in unit',
      unit: 'Unit of both values, UCUM where it is known',
      start_date: 'From when on',
      target_date: 'By when',
      status:
        'FHIR goal-status: proposed, planned, accepted, active, on-hold, completed, cancelled or rejected',
      achievement_status: 'FHIR goal-achievement, such as in-progress or achieved, as a source told it',
      source: 'The kind of system it was imported from; null when it was written here',
      external_id: 'Its id there',
      source_fingerprint:
        'SHA-256 of what the source told, so that only another version of it changes the row',
      recorded_by: 'Who wrote or imported it',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_health_goals');
  }
}
