import { refuse, type SqlFunction } from './functions.js';

/** What may become of an order. */
const NEXT = `
      select true from (values
        ('placed', 'paid'), ('placed', 'cancelled'),
        ('paid', 'shipped'), ('paid', 'cancelled'),
        ('shipped', 'delivered'), ('shipped', 'returned'),
        ('delivered', 'returned'), ('delivered', 'refunded'),
        ('cancelled', 'refunded'), ('returned', 'refunded')) as t (was, becomes)
       where t.was = old.status and t.becomes = new.status`;

/** Rules that hold whoever writes, with whatever statement. Lots are locked in the order of their ids. */
export const ORDER_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'guard_order()',
    meaning: 'Orders go from status to status as they may, and note when.',
    text: `
      create function carenode.guard_order() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        allowed boolean;
      begin
        if new.status = old.status then
          return new;
        end if;
        ${NEXT} into allowed;
        if allowed is not true then
          ${refuse(409, 'illegal_transition', `'An order that is ' || old.status || ' does not become ' || new.status || '.'`)}
        end if;
        if new.status in ('paid', 'shipped') and coalesce(new.review_status, 'approved') <> 'approved' then
          ${refuse(409, 'order_in_review', `'The order waits for a review, or was rejected.'`)}
        end if;
        if new.status = 'paid' then new.paid_at := now(); new.reserved_until := null;
        elsif new.status = 'shipped' then new.shipped_at := now();
        elsif new.status = 'delivered' then new.delivered_at := now();
        elsif new.status = 'cancelled' then new.cancelled_at := now(); new.reserved_until := null;
        elsif new.status = 'returned' then new.returned_at := now();
        elsif new.status = 'refunded' then new.refunded_at := now();
        end if;
        return new;
      end $$`,
  },
  {
    signature: 'give_back_order()',
    meaning:
      'After an order was cancelled: its prescriptions have their fills again, and its lots their units.',
    text: `
      create function carenode.give_back_order() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform from public.prescriptions p
          where p.id in (select i.prescription_id from public.order_items i where i.order_id = new.id)
          order by p.id for no key update;
        update public.prescriptions p
           set fills_remaining = least(p.fills_remaining + f.fills, p.refills_allowed + 1)
          from (select i.prescription_id, count(*) as fills from public.order_items i
                 where i.order_id = new.id and i.prescription_id is not null group by 1) f
         where p.id = f.prescription_id;
        update public.lot_allocations a set released_at = now()
         where a.order_item_id in (select i.id from public.order_items i where i.order_id = new.id) and a.released_at is null;
        return null;
      end $$`,
  },
  {
    signature: 'take_stock()',
    meaning:
      'After units of lots were allocated: the lots have so many fewer. Refuses lots that were held or expired then, or have too few.',
    text: `
      create function carenode.take_stock() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        wanted bigint;
        taken bigint;
        other public.lots;
      begin
        if exists (select from added a join public.lots l on l.id = a.lot_id join public.order_items i on i.id = a.order_item_id
                    where l.product_id <> i.product_id or a.patient_id <> i.patient_id) then
          ${refuse(409, 'wrong_lot', `'A lot of another product cannot be taken for this line.'`)}
        end if;
        perform from public.lots l where l.id in (select a.lot_id from added a) order by l.id for no key update;
        select count(distinct a.lot_id) into wanted from added a where a.released_at is null;
        update public.lots l set quantity = l.quantity - n.units
          from (select a.lot_id, sum(a.quantity) as units, max(a.allocated_at) as at from added a
                 where a.released_at is null group by 1) n
         where l.id = n.lot_id and l.quantity >= n.units
           and (l.expires_on is null or l.expires_on > (n.at at time zone 'UTC')::date)
           and (l.held_since is null or l.held_since > n.at);
        get diagnostics taken = row_count;
        if taken < wanted then
          select l.* into other from public.lots l join added a on a.lot_id = l.id
           where l.held_since is not null or l.expires_on <= (now() at time zone 'UTC')::date limit 1;
          if found then
            ${refuse(409, 'lot_not_sellable', `'The lot ' || other.lot_code || ' is held or expired, and not sold.'`)}
          end if;
          ${refuse(409, 'out_of_stock', `'There are not as many units left.'`)}
        end if;
        return null;
      end $$`,
  },
  {
    signature: 'return_stock()',
    meaning:
      'After allocations were released: the lots have their units again. Of deleted ones, the stock book keeps account.',
    text: `
      create function carenode.return_stock() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        if tg_op = 'DELETE' then
          insert into public.stock_movements (lot_id, kind, quantity, reason, created_by)
            select w.lot_id, 'written-off', -sum(w.quantity), 'the order was deleted', carenode.person()
              from was w where w.released_at is null group by 1;
          return null;
        end if;
        if exists (select from was w join becomes b using (id)
                    where (w.lot_id, w.quantity, w.order_item_id) <> (b.lot_id, b.quantity, b.order_item_id)
                       or w.released_at is not null and b.released_at is null) then
          ${refuse(409, 'allocation_made', `'What was allocated is not changed; release it and allocate anew.'`)}
        end if;
        perform from public.lots l
          where l.id in (select w.lot_id from was w join becomes b using (id) where w.released_at is null and b.released_at is not null)
          order by l.id for no key update;
        if found then
          update public.lots l set quantity = l.quantity + r.units
            from (select b.lot_id, sum(b.quantity) as units from was w join becomes b using (id)
                   where w.released_at is null and b.released_at is not null group by 1) r
           where l.id = r.lot_id;
        end if;
        return null;
      end $$`,
  },
];

export const ORDER_TRIGGERS: readonly (readonly [name: string, on: string])[] = [
  ['guard', 'before update of status on orders for each row execute function carenode.guard_order()'],
  [
    'give_back',
    `after update of status on orders for each row when (new.status = 'cancelled' and old.status <> 'cancelled') execute function carenode.give_back_order()`,
  ],
  [
    'take_stock',
    'after insert on lot_allocations referencing new table as added for each statement execute function carenode.take_stock()',
  ],
  [
    'return_stock',
    'after update on lot_allocations referencing old table as was new table as becomes for each statement execute function carenode.return_stock()',
  ],
  [
    'forget_stock',
    'after delete on lot_allocations referencing old table as was for each statement execute function carenode.return_stock()',
  ],
];
