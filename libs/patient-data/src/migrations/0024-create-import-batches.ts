import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateImportBatches implements Migration {
  readonly id = '0024-create-import-batches';
  readonly why =
    'What is stored of an import is known batch by batch, so that it goes on where it was cut off.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_data_import_batches (
        import_id uuid not null references patient_data_imports (id) on delete cascade,
        number integer not null,
        patient_id uuid not null references profiles (id) on delete cascade,
        counts jsonb not null,
        stored_at timestamptz not null default now(),
        primary key (import_id, number),
        constraint import_batches_number_range check (number >= 0)
      )`);
    await sql.query('create index on patient_data_import_batches (patient_id)');
    await describeTable(sql, 'patient_data_import_batches', 'Batches of an import that are stored', {
      import_id: 'The import',
      number: 'Number of the batch, from 0: the same file and answers give the same batches',
      patient_id: 'Whose row it is',
      counts:
        'Records stored, duplicate and quarantined by kind; rows created, updated and duplicate by table',
      stored_at: 'When its rows were stored',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_data_import_batches');
  }
}
