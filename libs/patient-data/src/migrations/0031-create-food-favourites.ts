import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { COMMON } from './sql.js';

export class CreateFoodFavourites implements Migration {
  readonly id = '0031-create-food-favourites';
  readonly why = 'What is eaten again and again is noted in one step.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table food_favourites (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        name text not null,
        items jsonb not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint food_favourites_idempotency unique (patient_id, idempotency_key),
        constraint food_favourites_name_length check (char_length(name) between 1 and 200),
        constraint food_favourites_items_list check (jsonb_typeof(items) = 'array' and octet_length(items::text) <= 200000)
      )`);
    await sql.query(
      'create index food_favourites_newest on food_favourites (patient_id, created_at desc, id desc)',
    );
    await touchOnUpdate(sql, 'food_favourites');
    await describeTable(sql, 'food_favourites', 'Foods and meals that patients eat again and again', {
      ...COMMON,
      name: 'What the patient calls it',
      items: 'What it is made of: a list of foods with quantity and unit, as the food log takes them',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table food_favourites');
  }
}
