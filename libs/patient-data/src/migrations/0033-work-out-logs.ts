import { describeColumns } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const unitOf = (most: number, how = '') => `
  alter table patient_food_log drop constraint food_log_unit_length,
    add constraint food_log_unit_length check (char_length(unit) between 1 and ${most}) ${how}`;

export class WorkOutLogs implements Migration {
  readonly id = '0033-work-out-logs';
  readonly why = 'An entry says which food it was, and where the energy of an activity is from.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_food_log add column food_id uuid');
    await sql.query(unitOf(120, 'not valid'));
    await describeColumns(sql, 'patient_food_log', {
      food_id:
        'The food that its values were worked out of; null when they were told. The food may be gone since',
    });
    await sql.query('alter table patient_activity_log add column energy_source text');
    await describeColumns(sql, 'patient_activity_log', {
      energy_source:
        'Where calories_burned is from: told, the formula with its values, or why it is not known; null for imports and older entries',
    });
    await sql.query('alter table patient_condition_events add column import_id uuid');
    await describeColumns(sql, 'patient_condition_events', {
      import_id: 'The import that brought the row; null for rows that were entered',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_condition_events drop column import_id');
    await sql.query('alter table patient_activity_log drop column energy_source');
    await sql.query('update patient_food_log set unit = left(unit, 60) where char_length(unit) > 60');
    await sql.query(unitOf(60));
    await sql.query('alter table patient_food_log drop column food_id');
  }
}

export class CheckUnitsOfFood implements Migration {
  readonly id = '0035-check-units-of-food';
  readonly why = 'Units of the food log are as long as the names of portions, and no longer, in every row.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_food_log validate constraint food_log_unit_length');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(unitOf(120, 'not valid'));
  }
}
