import { describeColumns } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const BOTH = {
  source: 'Who told it: manual, or the name of the app or device it was imported from',
  external_id: 'Its id there, where it has one',
  import_id: 'The import that brought the row; null for rows that were entered',
  utc_offset_minutes: 'Minutes east of UTC on the clock that timestamp was read from; null when not told',
  time_zone: 'IANA time zone that the source or the patient told for timestamp',
};

export class LogsFromImports implements Migration {
  readonly id = '0021-logs-from-imports';
  readonly why =
    'Exports of apps hold meals and workouts; such rows keep who told them, and what else was told.';

  async up(sql: SqlRunner): Promise<void> {
    for (const table of ['patient_food_log', 'patient_activity_log']) {
      await sql.query(`
        alter table ${table}
          add column source text not null default 'manual',
          add column external_id text,
          add column import_id uuid,
          add column utc_offset_minutes smallint,
          add column time_zone text`);
      await describeColumns(sql, table, BOTH);
    }
    await sql.query(`alter table patient_food_log add column meal text`);
    await describeColumns(sql, 'patient_food_log', { meal: 'Which meal it belongs to: breakfast, lunch' });
    await sql.query(`
      alter table patient_activity_log
        add column device text,
        add column ended_at timestamptz,
        add column statistics jsonb`);
    await describeColumns(sql, 'patient_activity_log', {
      device: 'What measured it, as far as the source told',
      ended_at: 'When it ended; null when only its duration is known',
      statistics: 'What else was told about the whole of it: a list of name, value and unit',
    });
    await sql.query(`alter table patient_health_goals add column import_id uuid`);
    await describeColumns(sql, 'patient_health_goals', {
      import_id: 'The import that brought the row or changed it last; null for goals that were entered',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_health_goals drop column import_id');
    await sql.query(
      'alter table patient_activity_log drop column statistics, drop column ended_at, drop column device',
    );
    await sql.query('alter table patient_food_log drop column meal');
    for (const table of ['patient_activity_log', 'patient_food_log']) {
      await sql.query(`
        alter table ${table}
          drop column time_zone, drop column utc_offset_minutes, drop column import_id, drop column external_id,
          drop column source`);
    }
  }
}
