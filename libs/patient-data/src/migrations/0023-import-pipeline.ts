import { describeColumns } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const TABLE = 'patient_data_imports';
const OPEN = `('waiting', 'queued', 'running', 'undoing')`;

/** Constraints before this step and after it; an import of a newer version may break those before, and stays all the same. */
const BEFORE: Readonly<Record<string, string>> = {
  imports_format_choice: `format in ('fhir-r4')`,
  imports_status_choice: `status in ('running', 'done', 'refused', 'failed', 'interrupted')`,
  imports_finished: `(status = 'running') = (finished_at is null)`,
  imports_report_when_done: `(status = 'done') = (report is not null)`,
};
const AFTER: Readonly<Record<string, string>> = {
  imports_format_length: 'char_length(format) between 1 and 100',
  imports_status_choice: `status in ('waiting', 'queued', 'running', 'done', 'refused', 'failed', 'interrupted', 'cancelled',
    'undoing', 'undone')`,
  imports_finished: `(status in ${OPEN}) = (finished_at is null)`,
  imports_report_when_done: `status <> 'done' or report is not null`,
  imports_becomes_choice: `becomes in ('refused', 'cancelled', 'undone')`,
  imports_bytes_read_range: 'bytes_read >= 0',
  imports_rows_undone_range: 'rows_undone >= 0',
  imports_answers_size: `octet_length(answers::text) <= 100000`,
  imports_file_key_length: 'char_length(file_key) between 1 and 200',
  imports_formats_length: 'cardinality(formats) <= 100',
};

export class ImportPipeline implements Migration {
  readonly id = '0023-import-pipeline';
  readonly why = 'Imports wait, ask, are done in the background, go on after a crash, and can be taken back.';

  async up(sql: SqlRunner): Promise<void> {
    for (const name of Object.keys(BEFORE)) await sql.query(`alter table ${TABLE} drop constraint ${name}`);
    await sql.query(`
      alter table ${TABLE}
        alter column byte_count type bigint,
        alter column status set default 'queued',
        add column formats text[] not null default '{}',
        add column bytes_read bigint not null default 0,
        add column counts jsonb,
        add column questions jsonb,
        add column answers jsonb,
        add column file_key text,
        add column job_id uuid,
        add column becomes text,
        add column rows_undone integer not null default 0,
        add column undone_at timestamptz`);
    for (const [name, rule] of Object.entries(AFTER))
      await sql.query(`alter table ${TABLE} add constraint ${name} check (${rule})`);
    await sql.query(`drop index patient_data_imports_heartbeat_at_idx`);
    await sql.query(
      `create index imports_under_way on ${TABLE} (heartbeat_at) where status in ('running', 'undoing')`,
    );
    await sql.query(`comment on index imports_under_way is 'Imports whose host is gone'`);
    await sql.query(
      `create index imports_with_file on ${TABLE} (created_at) where file_key is not null and status in ('waiting', 'failed', 'interrupted')`,
    );
    await sql.query(`comment on index imports_with_file is 'Files that are kept for nobody any more'`);
    await sql.query(`update ${TABLE} set formats = array[format] where status = 'done'`);
    await describeColumns(sql, TABLE, {
      status:
        'waiting (for answers), queued, running, done, refused (the file cannot be used), failed (the instance could not), interrupted, cancelled, undoing or undone',
      format: 'How the file was read: its first format; unknown until it is recognised',
      formats: 'How the files of the upload were read: ids of formats',
      bytes_read: 'How far the file was read, in bytes of the upload',
      counts:
        'When done: records read, stored, duplicate, quarantined and skipped, in total and by kind, and rows changed',
      questions: 'What must be answered before the file can be read',
      answers: 'What was answered, by question',
      file_key: 'Where the file is kept while it is needed',
      job_id: 'The background job that does it or undoes it; null when a command does',
      becomes: 'What it is when its rows are taken back: refused, cancelled or undone',
      rows_undone: 'Rows that were taken back, a count',
      undone_at: 'When its rows were taken back on request',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const name of Object.keys(AFTER)) await sql.query(`alter table ${TABLE} drop constraint ${name}`);
    await sql.query('drop index imports_with_file');
    await sql.query('drop index imports_under_way');
    await sql.query(`create index on ${TABLE} (heartbeat_at) where status = 'running'`);
    await sql.query(`comment on index patient_data_imports_heartbeat_at_idx is 'Imports whose host is gone'`);
    await sql.query(`
      alter table ${TABLE}
        drop column undone_at, drop column rows_undone, drop column becomes, drop column job_id, drop column file_key,
        drop column answers, drop column questions, drop column counts, drop column bytes_read, drop column formats,
        alter column status set default 'running',
        alter column byte_count type integer using least(byte_count, 2147483647)`);
    for (const [name, rule] of Object.entries(BEFORE)) {
      await sql.query(`
        do $$ begin
          alter table ${TABLE} add constraint ${name} check (${rule});
        exception when check_violation then
          alter table ${TABLE} add constraint ${name} check (${rule}) not valid;
        end $$`);
    }
    await describeColumns(sql, TABLE, {
      status:
        'running, done, refused (the file cannot be used), failed (the instance could not) or interrupted',
      format: 'How the file was read',
    });
  }
}
