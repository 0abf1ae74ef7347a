import { describeColumns, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const IMPORTED = ['patient_conditions', 'patient_treatments'];
const WHICH_IMPORT = 'The import that brought the row or changed it last; null for rows that were entered';

export class ImportColumns implements Migration {
  readonly id = '0019-import-columns';
  readonly why =
    'A value keeps what measured it and which import brought it, with the value in the variable’s unit beside it.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      alter table measurements
        add column device text,
        add column import_id uuid,
        add column normalized_value numeric,
        add column normalized_unit text,
        add constraint measurements_device_length check (length(device) between 1 and 200) not valid,
        add constraint measurements_normalized_range check (normalized_value between -1e308 and 1e308) not valid`);
    await describeColumns(sql, 'measurements', {
      device: 'What measured it, as far as the source told: maker, model, version',
      import_id: WHICH_IMPORT,
      normalized_value: 'value in normalized_unit; null when it cannot be converted',
      normalized_unit: 'UCUM code that values of the variable are compared in, when the row was written',
    });
    for (const table of IMPORTED) {
      await sql.query(`alter table ${table} add column import_id uuid`);
      await describeColumns(sql, table, { import_id: WHICH_IMPORT });
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const table of IMPORTED) await sql.query(`alter table ${table} drop column import_id`);
    await sql.query(`
      alter table measurements
        drop column normalized_unit, drop column normalized_value, drop column import_id, drop column device`);
  }
}

export const CheckImportColumns = validateConstraints(
  '0020-check-import-columns',
  'What the new columns of measurements promise holds for every row.',
  'measurements',
  ['measurements_device_length', 'measurements_normalized_range'],
);
