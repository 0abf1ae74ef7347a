import { buildIndex, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

/** Takes the place of measurements_patient_variable_start, which goes in the next step, when this one is there for sure. */
export class CoverMeasurementSeries implements Migration {
  readonly id = '0016-cover-measurement-series';
  readonly why =
    'A chart reads value and unit from the index: otherwise each of its points is another page of a table that grows.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(
      sql,
      'measurements_series',
      'measurements (patient_id, variable_id, start_at desc, id desc) include (value, unit)',
    );
    await sql.query(
      `comment on index measurements_series is
         'The measurements of one variable of a patient over time, as a chart and as a list, and how many there are of each'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'measurements_series');
  }
}
