import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateFoodNutrients implements Migration {
  readonly id = '0022-create-food-nutrients';
  readonly why = 'Food has more nutrients than the four columns of the log.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_food_nutrients (
        food_log_id uuid not null,
        patient_id uuid not null references profiles(id) on delete cascade,
        nutrient text not null,
        amount numeric not null,
        unit text not null,
        primary key (food_log_id, nutrient),
        constraint food_nutrients_of_entry foreign key (food_log_id) references patient_food_log (id) on delete cascade,
        constraint food_nutrients_nutrient_length check (char_length(nutrient) between 1 and 200),
        constraint food_nutrients_unit_length check (char_length(unit) between 1 and 60),
        constraint food_nutrients_amount_range check (amount between 0 and 1e12)
      )`);
    await sql.query('create index on patient_food_nutrients (patient_id)');
    await describeTable(
      sql,
      'patient_food_nutrients',
      'Nutrients of what was eaten, beyond the columns of the log',
      {
        food_log_id: 'The entry of the food log',
        patient_id: 'Whose row it is',
        nutrient: 'Its name: Vitamin C, Fiber',
        amount: 'How much of it, in unit',
        unit: 'UCUM code of the unit, or the words of the source where they stand for none',
      },
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_food_nutrients');
  }
}
