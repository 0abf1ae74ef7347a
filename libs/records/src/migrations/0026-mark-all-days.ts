import type { Migration, SqlRunner } from '@carenode/module-kit';

/** A step of its own: it reads all measurements, and nobody who writes some has to wait for that. */
export class MarkAllDays implements Migration {
  readonly id = '0026-mark-all-days';
  readonly why =
    'Daily values of what was measured before there were any are computed when somebody asks for them.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      insert into stale_daily_values (patient_id, variable_id, days)
      select patient_id, variable_id, '{[1899-12-01,2201-02-01)}' from measurements group by patient_id, variable_id`);
  }

  /** Marks are no data: a day that is marked without need is computed once more. */
  async down(): Promise<void> {}
}
