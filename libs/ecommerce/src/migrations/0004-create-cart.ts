import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateCart implements Migration {
  readonly id = '0004-create-cart';
  readonly why = 'Patients gather what they want to order.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table cart_items (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        product_id uuid not null references products (id),
        quantity integer not null,
        added_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint cart_items_one_per_product unique (patient_id, product_id),
        constraint cart_items_quantity_range check (quantity between 1 and 100000)
      )`);
    await sql.query('create index cart_items_product on cart_items (product_id)');
    await touchOnUpdate(sql, 'cart_items');
    await describeTable(sql, 'cart_items', 'What patients mean to order; it reserves nothing', {
      id: 'Id',
      patient_id: 'Whose cart it is in',
      product_id: 'The product',
      quantity: 'How many units',
      added_at: 'When it was put in',
      updated_at: 'When the quantity was last changed',
      version: 'Counts the changes; the ETag',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table cart_items');
  }
}
