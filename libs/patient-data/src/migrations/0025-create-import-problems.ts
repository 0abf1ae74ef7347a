import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateImportProblems implements Migration {
  readonly id = '0025-create-import-problems';
  readonly why = 'Records that could not be stored are told with file, line and reason.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_data_import_problems (
        import_id uuid not null references patient_data_imports (id) on delete cascade,
        number integer not null,
        patient_id uuid not null references profiles (id) on delete cascade,
        severity text not null,
        file text not null,
        line bigint not null,
        kind text,
        field text,
        reason text not null,
        primary key (import_id, number),
        constraint import_problems_number_range check (number >= 0),
        constraint import_problems_severity_choice check (severity in ('quarantined', 'note')),
        constraint import_problems_file_length check (char_length(file) <= 1000),
        constraint import_problems_line_range check (line >= 0),
        constraint import_problems_kind_length check (char_length(kind) <= 1000),
        constraint import_problems_field_length check (char_length(field) <= 1000),
        constraint import_problems_reason_length check (char_length(reason) between 1 and 2000)
      )`);
    await sql.query('create index on patient_data_import_problems (patient_id)');
    await describeTable(
      sql,
      'patient_data_import_problems',
      'What an import could not store, and what is to know',
      {
        import_id: 'The import',
        number: 'Number of the problem: orders those of an import as they stand in its files',
        patient_id: 'Whose row it is',
        severity: 'quarantined (a record that was not stored) or note',
        file: 'The file of the upload',
        line: 'Number of the line of a text file, else of the record in its file, from 1; 0 for the file as a whole',
        kind: 'The source’s own name for such records; null for notes',
        field: 'Column, attribute or path that is to blame, if one is',
        reason: 'Why, in words; repeats no value of the file',
      },
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_data_import_problems');
  }
}
