import { sellable, TODAY } from './0002-create-lots.js';
import { refuse, type SqlFunction } from './functions.js';
import { demand, lotsText } from './place-order.sql.js';

/** Locks the order; not found for whoever may not see it. */
const LOCK = (who: string) => `
        select o.* into it from public.orders o where o.id = which and (${who}) for no key update;
        if not found then
          ${refuse(404, 'not_found', `'There is no such order.'`)}
        end if;`;

const ANYBODYS = `carenode.user_type() = 'admin' or o.patient_id = carenode.subject()`;

const UNSELLABLE = `(l.held_since is not null or l.expires_on <= ${TODAY})`;

/** What becomes of orders; saying the same again changes nothing. The triggers of `order-rules.sql.ts` see to stock, prescriptions and the order of statuses. */
export const ORDER_WORK: readonly SqlFunction[] = [
  {
    signature: 'cancel_order(uuid, text)',
    meaning:
      'Cancels an order that has not left: the patient their own, an admin any. Its units can be sold again.',
    callers: ['patient', 'admin'],
    text: `
      create function carenode.cancel_order(which uuid, reason text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
      begin
        ${demand(`'patient', 'admin'`, 'orders', 'u')}
        ${LOCK(ANYBODYS)}
        if it.status = 'cancelled' then
          return;
        end if;
        update public.orders o
           set status = 'cancelled', cancel_reason = reason,
               review_status = case when o.review_status = 'pending' then 'rejected' else o.review_status end
         where o.id = which;
        if carenode.user_type() = 'admin' then
          perform carenode.notify_person(it.patient_id, 'order-cancelled', jsonb_build_object('orderId', it.id, 'number', it.number));
        end if;
      end $$`,
  },
  {
    signature: 'ship_order(uuid, text, text)',
    meaning:
      'Notes that a paid order has left. Refuses it while one of its lots is held or expired, or a prescription was withdrawn.',
    callers: ['admin'],
    text: `
      create function carenode.ship_order(which uuid, by_carrier text, tracking text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
        wrong text;
      begin
        ${demand(`'admin'`, 'orders', 'u')}
        ${LOCK('true')}
        if it.status = 'shipped' then
          return;
        end if;
        -- The lots are locked: a hold that comes at the same moment comes before this, or after it.
        perform from public.lots l
          where l.id in (select a.lot_id from public.order_items i join public.lot_allocations a on a.order_item_id = i.id
                          where i.order_id = which and a.released_at is null)
          order by l.id for no key update;
        select l.lot_code into wrong
          from public.order_items i join public.lot_allocations a on a.order_item_id = i.id join public.lots l on l.id = a.lot_id
         where i.order_id = which and a.released_at is null and ${UNSELLABLE} order by l.lot_code limit 1;
        if found then
          ${refuse(409, 'lot_not_sellable', `'The lot ' || wrong || ' is held or expired; take other lots for the order.'`)}
        end if;
        select i.product_name into wrong
          from public.order_items i left join public.prescriptions p on p.id = i.prescription_id
         where i.order_id = which and i.needs_prescription and coalesce(p.status not in ('active', 'completed'), true) limit 1;
        if found then
          ${refuse(409, 'prescription_withdrawn', `'The prescription for ' || wrong || ' does not hold any more.'`)}
        end if;
        update public.orders o set status = 'shipped', carrier = by_carrier, tracking_number = tracking where o.id = which;
        perform carenode.notify_person(it.patient_id, 'order-shipped', jsonb_build_object('orderId', it.id, 'number', it.number));
      end $$`,
  },
  {
    signature: 'deliver_order(uuid)',
    meaning: 'Notes that an order has arrived: the patient of their own, an admin of any.',
    callers: ['patient', 'admin'],
    text: `
      create function carenode.deliver_order(which uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
      begin
        ${demand(`'patient', 'admin'`, 'orders', 'u')}
        ${LOCK(ANYBODYS)}
        if it.status = 'delivered' then
          return;
        end if;
        update public.orders o set status = 'delivered' where o.id = which;
      end $$`,
  },
  {
    signature: 'return_order(uuid, boolean)',
    meaning: 'Notes that an order has come back. Its units can be sold again only if an admin says so.',
    callers: ['admin'],
    text: `
      create function carenode.return_order(which uuid, restock boolean) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
      begin
        ${demand(`'admin'`, 'orders', 'u')}
        ${LOCK('true')}
        if it.status = 'returned' then
          return;
        end if;
        update public.orders o set status = 'returned' where o.id = which;
        if restock then
          insert into public.stock_movements (lot_id, kind, quantity, reason, created_by)
            select a.lot_id, 'returned', sum(a.quantity), 'order ' || it.number || ' came back', carenode.person()
              from public.order_items i join public.lot_allocations a on a.order_item_id = i.id
             where i.order_id = which and a.released_at is null group by 1;
        end if;
      end $$`,
  },
  {
    signature: 'reallocate_order(uuid)',
    meaning:
      'Gives an order that has not left other lots in place of those that are held or expired. How many lines got others.',
    callers: ['admin'],
    text: `
      create function carenode.reallocate_order(which uuid) returns integer
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
        item_ids uuid[];
        product_ids uuid[];
        quantities integer[];
      begin
        ${demand(`'admin'`, 'orders', 'u')}
        ${LOCK('true')}
        if it.status not in ('placed', 'paid') then
          ${refuse(409, 'illegal_transition', `'An order that is ' || it.status || ' gets no other lots.'`)}
        end if;
        perform from public.lots l where l.product_id in (select i.product_id from public.order_items i where i.order_id = which)
          order by l.id for no key update;
        select array_agg(w.item_id), array_agg(w.product_id), array_agg(w.units) into item_ids, product_ids, quantities
          from (select i.id as item_id, i.product_id, sum(a.quantity)::integer as units
                  from public.order_items i join public.lot_allocations a on a.order_item_id = i.id join public.lots l on l.id = a.lot_id
                 where i.order_id = which and a.released_at is null and ${UNSELLABLE} group by 1, 2) w;
        if item_ids is null then
          return 0;
        end if;
        update public.lot_allocations a set released_at = now() from public.lots l
         where l.id = a.lot_id and a.order_item_id = any (item_ids) and a.released_at is null and ${UNSELLABLE};
        insert into public.lot_allocations (order_item_id, lot_id, patient_id, quantity)
          select c.item_id, c.lot_id, it.patient_id, c.units from carenode.choose_lots(item_ids, product_ids, quantities) c;
        update public.order_items i
           set batch_lot_info = (select ${lotsText('a.units')}
                                   from (select r.lot_id, sum(r.quantity) as units from public.lot_allocations r
                                          where r.order_item_id = i.id and r.released_at is null group by 1) a
                                   join public.lots l on l.id = a.lot_id)
         where i.id = any (item_ids);
        return cardinality(item_ids);
      end $$`,
  },
  {
    signature: 'review_order(uuid, boolean, text, interval)',
    meaning:
      'A provider who cares for the patient lets a held order go on, with prescriptions for what needs them, or rejects it.',
    callers: ['provider'],
    text: `
      create function carenode.review_order(which uuid, approve boolean, note text, reserve interval) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
        line record;
        filled uuid;
      begin
        ${demand(`'provider'`, 'orders', 'u')}
        ${LOCK('o.patient_id in (select carenode.patients_in_care())')}
        if it.review_status is distinct from 'pending' then
          ${refuse(409, 'not_in_review', `'This order does not wait for a review.'`)}
        end if;
        if approve then
          perform from public.prescriptions p where p.patient_id = it.patient_id order by p.id for no key update;
          for line in
            select i.id, i.product_name, i.quantity, p.treatment_id
              from public.order_items i join public.products p on p.id = i.product_id
             where i.order_id = which and i.needs_prescription and i.prescription_id is null order by i.id
          loop
            filled := carenode.fill_prescription(it.patient_id, line.treatment_id, line.quantity);
            if filled is null then
              ${refuse(422, 'prescription_required', `'No prescription covers ' || line.quantity || ' units of ' || line.product_name || '; issue one first, or reject the order.'`)}
            end if;
            update public.order_items i set prescription_id = filled where i.id = line.id;
          end loop;
          update public.orders o
             set review_status = 'approved', reviewed_by = carenode.subject(), reviewed_at = now(), review_note = note,
                 reserved_until = now() + greatest(least(reserve, interval '30 days'), interval '1 minute')
           where o.id = which;
          if it.total_amount = 0 then
            update public.orders o set status = 'paid' where o.id = which;
          end if;
        else
          update public.orders o
             set review_status = 'rejected', reviewed_by = carenode.subject(), reviewed_at = now(), review_note = note,
                 status = 'cancelled', cancel_reason = 'The review rejected it.'
           where o.id = which;
        end if;
        perform carenode.notify_person(it.patient_id, case when approve then 'order-approved' else 'order-rejected' end,
          jsonb_build_object('orderId', it.id, 'number', it.number));
      end $$`,
  },
  {
    signature: 'recount_stock()',
    meaning:
      'Writes to products what can be sold today, of those with lots that expired in the last week: lots expire without anybody writing. How many products changed.',
    callers: ['system'],
    text: `
      create function carenode.recount_stock() returns integer
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        product_ids uuid[];
      begin
        product_ids := array(
          select distinct l.product_id from public.lots l
           where l.expires_on > ${TODAY} - 8 and l.expires_on <= ${TODAY} and l.quantity > 0 order by 1 limit 10000);
        product_ids := array(
          select p.id from public.products p
           where p.id = any (product_ids) and p.inventory_count is distinct from (
             select coalesce(sum(l.quantity), 0) from public.lots l
              where l.product_id = p.id and l.quantity > 0 and ${sellable('l')}));
        perform carenode.count_stock(product_ids);
        return cardinality(product_ids);
      end $$`,
  },
];
