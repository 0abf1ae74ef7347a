import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateImportSources implements Migration {
  readonly id = '0004-create-import-sources';
  readonly why = 'Patients name the places their data comes from.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_data_import_sources (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        source_name text not null,
        source_type text not null,
        auth_token text,
        status text not null,
        last_sync timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint import_sources_source_name_length check (char_length(source_name) between 1 and 200),
        constraint import_sources_source_type_choice check (source_type in ('fhir', 'file', 'wearable', 'app',
          'laboratory', 'pharmacy', 'hospital', 'other')),
        constraint import_sources_auth_token_length check (char_length(auth_token) between 1 and 30000),
        constraint import_sources_status_choice check (status in ('active', 'paused', 'error', 'disconnected')),
        constraint import_sources_last_sync_range check (last_sync between '1900-01-01Z' and '2201-01-01Z'),
        constraint import_sources_idempotency unique (patient_id, idempotency_key),
        constraint import_sources_of_patient unique (id, patient_id)
      )`);
    await sql.query('create index on patient_data_import_sources (patient_id, created_at desc, id desc)');
    await touchOnUpdate(sql, 'patient_data_import_sources');
    await describeTable(sql, 'patient_data_import_sources', 'Places a patient’s data is imported from', {
      ...COMMON,
      source_name: 'What the patient calls it',
      source_type: 'What kind of place it is',
      auth_token: 'What signs in there: sealed (AES-256-GCM), written but never read through the API',
      status: 'Whether data is fetched: active, paused, error or disconnected',
      last_sync: 'When data last came from there',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_data_import_sources');
  }
}
