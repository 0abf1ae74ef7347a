import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class DropUncoveredSeries implements Migration {
  readonly id = '0017-drop-uncovered-series';
  readonly why = 'measurements_series does its work, and every measurement written kept up both.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'measurements_patient_variable_start');
  }

  async down(sql: SqlRunner): Promise<void> {
    await buildIndex(
      sql,
      'measurements_patient_variable_start',
      'measurements (patient_id, variable_id, start_at desc, id desc)',
    );
  }
}
