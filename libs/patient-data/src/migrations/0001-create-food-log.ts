import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateFoodLog implements Migration {
  readonly id = '0001-create-food-log';
  readonly why = 'Patients note what they eat and drink.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_food_log (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles(id) on delete cascade,
        timestamp timestamptz not null default now(),
        food_name text not null,
        quantity decimal,
        unit text,
        calories integer,
        protein decimal,
        carbs decimal,
        fat decimal,
        notes text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint food_log_timestamp_range check ("timestamp" between '1900-01-01Z' and '2201-01-01Z'),
        constraint food_log_food_name_length check (char_length(food_name) between 1 and 200),
        constraint food_log_quantity_range check (quantity >= 0 and quantity <= 1000000),
        constraint food_log_unit_length check (char_length(unit) between 1 and 60),
        constraint food_log_calories_range check (calories between 0 and 100000),
        constraint food_log_protein_range check (protein >= 0 and protein <= 100000),
        constraint food_log_carbs_range check (carbs >= 0 and carbs <= 100000),
        constraint food_log_fat_range check (fat >= 0 and fat <= 100000),
        constraint food_log_notes_length check (char_length(notes) between 1 and 10000),
        constraint food_log_idempotency unique (patient_id, idempotency_key)
      )`);
    await sql.query('create index on patient_food_log (patient_id, "timestamp" desc, id desc)');
    await touchOnUpdate(sql, 'patient_food_log');
    await describeTable(sql, 'patient_food_log', 'What patients ate and drank, as they noted it', {
      ...COMMON,
      timestamp: 'When it was eaten',
      food_name: 'What was eaten, in the patient’s words',
      quantity: 'How much, in unit',
      unit: 'Unit of quantity as the patient says it: g, ml, slice, cup',
      calories: 'Energy in kcal',
      protein: 'Protein in grams',
      carbs: 'Carbohydrates in grams',
      fat: 'Fat in grams',
      notes: 'What else the patient wrote',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_food_log');
  }
}
