import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateInsights implements Migration {
  readonly id = '0005-create-insights';
  readonly why = 'Providers and background work tell patients what their data shows.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_insights (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        insight_type text not null,
        insight_text text not null,
        confidence_score decimal,
        data_sources jsonb,
        generated_at timestamptz not null default now(),
        viewed_at timestamptz,
        is_hidden boolean not null default false,
        recorded_by uuid default carenode.subject() references profiles(id) on delete set null,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint insights_insight_type_choice check (insight_type in ('trend', 'correlation', 'anomaly',
          'reminder', 'recommendation', 'summary', 'other')),
        constraint insights_insight_text_length check (char_length(insight_text) between 1 and 10000),
        constraint insights_confidence_score_range check (confidence_score >= 0 and confidence_score <= 1),
        constraint insights_data_sources_size check (
          jsonb_typeof(data_sources) in ('object', 'array') and octet_length(data_sources::text) <= 65536),
        constraint insights_generated_at_range check (generated_at between '1900-01-01Z' and '2201-01-01Z'),
        constraint insights_viewed_at_range check (viewed_at between '1900-01-01Z' and '2201-01-01Z'),
        constraint insights_idempotency unique (patient_id, idempotency_key)
      )`);
    await sql.query('create index on patient_insights (patient_id, generated_at desc, id desc)');
    await sql.query('create index on patient_insights (recorded_by)');
    await touchOnUpdate(sql, 'patient_insights');
    await describeTable(sql, 'patient_insights', 'What a patient’s data shows, in words', {
      id: COMMON.id,
      patient_id: COMMON.patient_id,
      updated_at: COMMON.updated_at,
      version: COMMON.version,
      idempotency_key: COMMON.idempotency_key,
      idempotency_fingerprint: COMMON.idempotency_fingerprint,
      insight_type: 'What kind of statement it is',
      insight_text: 'The statement',
      confidence_score: 'How sure its maker is, from 0 to 1',
      data_sources: 'Which data it rests on, as its maker describes it',
      generated_at: 'When it was made',
      viewed_at: 'When the patient first saw it',
      is_hidden: 'The patient does not want to see it, nor to show it to providers',
      recorded_by: 'The provider who made it; null for background work',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_insights');
  }
}
