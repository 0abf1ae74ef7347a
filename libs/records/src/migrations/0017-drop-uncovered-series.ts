import type { Migration, SqlRunner } from '@carenode/module-kit';

export class DropUncoveredSeries implements Migration {
  readonly id = '0017-drop-uncovered-series';
  readonly why = 'measurements_series does its work, and every measurement written kept up both.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists measurements_patient_variable_start');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists measurements_patient_variable_start');
    await sql.query(
      `create index concurrently measurements_patient_variable_start
         on measurements (patient_id, variable_id, start_at desc, id desc)`,
    );
  }
}
