import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateSourceOrders implements Migration {
  readonly id = '0024-create-source-orders';
  readonly why =
    'Where sources overlap, one of them counts; which one is the patient’s to say, and must not change by itself.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table source_orders (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        variable_id uuid references variables (id) on delete cascade,
        sources text[] not null,
        chosen boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint source_orders_one_each unique nulls not distinct (patient_id, variable_id),
        constraint source_orders_most check (cardinality(sources) <= 1000)
      )`);
    await describeTable(sql, 'source_orders', 'Which source counts where several told of the same time', {
      patient_id: 'Whose order it is',
      variable_id: 'Of this variable; null for all that have no order of their own',
      sources: 'Names of sources: the first that told of a moment counts',
      chosen: 'The patient gave the order; false while it is the one that was found first',
    });
    await sql.query('create index source_orders_variable on source_orders (variable_id)');
    await sql.query(
      'create trigger touch before update on source_orders for each row execute function carenode.touch_row()',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table source_orders');
  }
}
