import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateImports implements Migration {
  readonly id = '0009-create-imports';
  readonly why = 'Each import of a file keeps its progress and its report.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_data_imports (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        source_id uuid,
        format text not null,
        file_name text,
        byte_count integer not null,
        content_sha256 text not null,
        status text not null default 'running',
        entries_read integer,
        records_read integer,
        records_done integer not null default 0,
        report jsonb,
        problem jsonb,
        started_by uuid references profiles(id) on delete set null,
        heartbeat_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        finished_at timestamptz,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint imports_format_choice check (format in ('fhir-r4')),
        constraint imports_file_name_length check (char_length(file_name) between 1 and 255),
        constraint imports_byte_count_range check (byte_count >= 0),
        constraint imports_content_sha256_format check (content_sha256 ~ '^[0-9a-f]{64}$'),
        constraint imports_status_choice check (status in ('running', 'done', 'refused', 'failed', 'interrupted')),
        constraint imports_finished check ((status = 'running') = (finished_at is null)),
        constraint imports_progress_range check (
          entries_read >= 0 and records_read >= 0 and records_done between 0 and coalesce(records_read, 0)),
        constraint imports_report_when_done check ((status = 'done') = (report is not null)),
        constraint imports_source_of_patient foreign key (source_id, patient_id)
          references patient_data_import_sources (id, patient_id) on delete set null (source_id)
      )`);
    await sql.query('create index on patient_data_imports (patient_id, created_at desc, id desc)');
    await sql.query('create index on patient_data_imports (source_id, patient_id)');
    await sql.query('create index on patient_data_imports (started_by)');
    await sql.query(`create index on patient_data_imports (heartbeat_at) where status = 'running'`);
    await touchOnUpdate(sql, 'patient_data_imports');
    await describeTable(sql, 'patient_data_imports', 'Imports of files into a patient’s records', {
      id: COMMON.id,
      patient_id: COMMON.patient_id,
      created_at: 'When it was started',
      updated_at: COMMON.updated_at,
      version: COMMON.version,
      source_id: 'The import source the file came from, if the patient named one',
      format: 'How the file was read',
      file_name: 'What the file was called',
      byte_count: 'Size of the file in bytes',
      content_sha256: 'SHA-256 of the file, in hexadecimal',
      status:
        'running, done, refused (the file cannot be used), failed (the instance could not) or interrupted',
      entries_read: 'Entries of the file; null until it is read',
      records_read: 'Records that the entries hold; null until the file is read',
      records_done: 'Records that were compared with what is stored, so far',
      report: 'What became of every entry, when done',
      problem: 'Why it was refused or failed: code, detail, errors',
      started_by: 'Who started it; null when the instance did',
      heartbeat_at: 'When its host last said that it is at work',
      finished_at: 'When it came to its end',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_data_imports');
  }
}
