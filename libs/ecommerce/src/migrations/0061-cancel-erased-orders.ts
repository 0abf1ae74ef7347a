import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, type SqlFunction } from './functions.js';
import { PAYMENT_FUNCTIONS } from './settle-payments.sql.js';

// An erasure cancels several orders in one statement, and each gives back its lots by itself: in the order of orders, where
// checkouts take them in that of their ids.
const LOCK: SqlFunction = {
  signature: 'lock_erased_orders()',
  meaning:
    'Before an erasure cancels the orders of a person that have not left: locks what they give back, in the order that checkouts keep.',
  text: `
      create function carenode.lock_erased_orders() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        person constant uuid := current_setting('carenode.erasing', true)::uuid;
        lot_ids uuid[];
      begin
        perform from public.orders o where o.patient_id = person and o.status in ('placed', 'paid') order by o.id for no key update;
        perform from public.prescriptions p where p.patient_id = person order by p.id for no key update;
        lot_ids := array(
          select a.lot_id
            from public.lot_allocations a
            join public.order_items i on i.id = a.order_item_id
            join public.orders o on o.id = i.order_id and o.status in ('placed', 'paid')
           where a.patient_id = person and a.released_at is null);
        perform from public.lots l where l.id = any (lot_ids) order by l.id for no key update;
        perform from public.products p
          where p.id in (select l.product_id from public.lots l where l.id = any (lot_ids)) order by p.id for no key update;
        return null;
      end $$`,
};

const REFUND_REST =
  PAYMENT_FUNCTIONS.find(({ signature }) => signature === 'refund_rest(uuid, text)')?.text ?? '';
const replaced = (text: string) => text.replace('create function', 'create or replace function');
/** A notice to somebody who is being erased would be left of them. */
const UNLESS_ERASED = REFUND_REST.replace(
  'if found then',
  `if found and not exists (
          select from public.payments p join public.profiles w on w.id = p.patient_id
           where p.id = payment
             and (w.deleted_at is not null or w.id::text = current_setting('carenode.erasing', true))) then`,
);

export class CancelErasedOrders implements Migration {
  readonly id = '0061-cancel-erased-orders';
  readonly why = 'What an erased patient ordered and was not sent cannot be sent any more: it is cancelled.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, [LOCK]);
    await sql.query(
      `create trigger lock_erased before update of status on orders for each statement
         when (current_setting('carenode.erasing', true) <> '') execute function carenode.lock_erased_orders()`,
    );
    await sql.query(replaced(UNLESS_ERASED));
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(replaced(REFUND_REST));
    await sql.query('drop trigger lock_erased on orders');
    await dropFunctions(sql, [LOCK]);
  }
}
