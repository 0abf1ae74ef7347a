import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateImportChanges implements Migration {
  readonly id = '0026-create-import-changes';
  readonly why =
    'What an import changed beside the rows that name it is known, so that it can be taken back.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_data_import_changes (
        import_id uuid not null references patient_data_imports (id) on delete cascade,
        what text not null,
        row_id uuid not null,
        patient_id uuid not null references profiles (id) on delete cascade,
        before jsonb,
        primary key (import_id, what, row_id),
        constraint import_changes_what_choice check (what in ('goal', 'profile', 'variable'))
      )`);
    await sql.query('create index on patient_data_import_changes (patient_id)');
    await describeTable(
      sql,
      'patient_data_import_changes',
      'What an import changed beside the rows that name it',
      {
        import_id: 'The import',
        what: 'goal, profile or variable',
        row_id: 'The row that it changed or added',
        patient_id: 'Whose row it is',
        before:
          'A goal as it was before; of a profile what was filled in; null for a variable that was added',
      },
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_data_import_changes');
  }
}
