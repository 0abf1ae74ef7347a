import { buildIndex, describeColumns, dropIndex, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, refuse, type SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

const FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'link_purchase(uuid, uuid)',
    meaning:
      'A patient says which line of their orders a measurement is of: the medicine that was taken. Null: of none.',
    callers: ['patient'],
    text: `
      create function carenode.link_purchase(measurement uuid, order_item uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        ${demand(`'patient'`, 'measurements', 'u')}
        if order_item is not null and not exists (
          select from public.order_items i join public.orders o on o.id = i.order_id
           where i.id = order_item and i.patient_id = carenode.subject() and o.status in ('paid', 'shipped', 'delivered', 'returned', 'refunded')) then
          ${refuse(422, 'unknown_purchase', `'There is no such purchase of yours.'`)}
        end if;
        update public.measurements m set order_item_id = order_item
         where m.id = measurement and m.patient_id = carenode.subject() and m.order_item_id is distinct from order_item;
        if not found and not exists (
          select from public.measurements m where m.id = measurement and m.patient_id = carenode.subject()) then
          ${refuse(404, 'not_found', `'There is no such measurement.'`)}
        end if;
      end $$`,
  },
];

export class LinkMeasurements implements Migration {
  readonly id = '0008-link-measurements';
  readonly why = 'A measurement names the purchase it is of, so that outcomes are known lot by lot.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table measurements add column order_item_id uuid');
    await sql.query(
      `alter table measurements add constraint measurements_order_item_id_fkey
         foreign key (order_item_id) references order_items (id) not valid`,
    );
    await describeColumns(sql, 'measurements', {
      order_item_id: 'The line of an order with the product that was taken; null when it is of none',
    });
    await makeFunctions(sql, FUNCTIONS);
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropFunctions(sql, FUNCTIONS);
    await sql.query('alter table measurements drop column order_item_id');
  }
}

export const CheckLinkedMeasurements = validateConstraints(
  '0009-check-linked-measurements',
  'Every purchase that a measurement names is there.',
  'measurements',
  ['measurements_order_item_id_fkey'],
);

export class IndexLinkedMeasurements implements Migration {
  readonly id = '0010-index-linked-measurements';
  readonly why = 'What was measured of a purchase is found without reading all measurements.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(
      sql,
      'measurements_order_item',
      'measurements (order_item_id, start_at) where order_item_id is not null',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'measurements_order_item');
  }
}
