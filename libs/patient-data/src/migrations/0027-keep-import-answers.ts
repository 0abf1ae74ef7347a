import { describeColumns } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class KeepImportAnswers implements Migration {
  readonly id = '0027-keep-import-answers';
  readonly why = 'What was answered once about the files of a source is not asked again.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      alter table patient_data_import_sources
        add column format text,
        add column answers jsonb,
        add constraint import_sources_format_length check (char_length(format) between 1 and 100),
        add constraint import_sources_answers_size check (octet_length(answers::text) <= 100000)`);
    await describeColumns(sql, 'patient_data_import_sources', {
      format: 'How its files were read last',
      answers: 'What was answered about its files, by question; used for the next one',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_data_import_sources drop column answers, drop column format');
  }
}
