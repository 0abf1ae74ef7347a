import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, refuse, type SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

const FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'note_orders_read(uuid[])',
    meaning:
      'Tells the audit trail that an admin looked at these orders, patient by patient: by break-glass where it opens the record, else to run the shop.',
    callers: ['admin'],
    text: `
      create function carenode.note_orders_read(which uuid[]) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        ${demand(`'admin'`, 'orders', 'r')}
        if cardinality(which) > 1000 then
          ${refuse(400, 'validation_failed', `'At most 1000 orders are noted at once.'`)}
        end if;
        insert into public.audit_events (kind, table_name, patient_id, why, purpose, row_count)
          select 'read', 'orders', w.patient_id, coalesce(w.opened, 'running the shop'),
                 case when w.opened is not null then 'emergency' else nullif(current_setting('carenode.purpose', true), '') end,
                 w.orders
            from (select o.patient_id, count(*) as orders, carenode.why_open(o.patient_id, 'orders') as opened
                    from public.orders o where o.id = any (which) group by o.patient_id) w;
      end $$`,
  },
];

export class NoteOrderReads implements Migration {
  readonly id = '0060-note-order-reads';
  readonly why =
    'What somebody bought says something of their health: whoever opens their orders is told to them.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, FUNCTIONS);
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropFunctions(sql, FUNCTIONS);
  }
}
