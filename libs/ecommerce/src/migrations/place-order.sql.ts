import { TODAY } from './0002-create-lots.js';
import { refuse } from './functions.js';

const SELLABLE = `l.quantity > 0 and l.held_since is null and (l.expires_on is null or l.expires_on > ${TODAY})`;

/** So many orders that are not paid may one patient have: each of them keeps units from others. */
const MOST_OPEN = 50;

/** The caller is a patient, and no token without the scope, and the shop is open to them. */
export const demand = (userTypes: string, table: string, verbs: string) => `
        if coalesce(carenode.user_type() not in (${userTypes}), true)
           or carenode.scope_allows('${table}', '${verbs}') is not true
           or carenode.module_active('ecommerce') is not true then
          ${refuse(403, 'not_allowed', `'This is not allowed.'`)}
        end if;`;

/**
 * Finds, for each line of an order that needs one, a prescription with a fill left, and takes the fill: `wanted` are the
 * lines' products in order. Locks the patient's prescriptions first.
 */
export const FILL_PRESCRIPTION = `
      create function carenode.fill_prescription(patient uuid, treatment uuid, units integer) returns uuid
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        found_id uuid;
      begin
        select p.id into found_id from public.prescriptions p
         where p.patient_id = patient and p.treatment_id = treatment and p.status = 'active' and p.fills_remaining > 0
           and p.quantity >= units and p.valid_from <= ${TODAY} and p.expires_on > ${TODAY}
         order by p.expires_on, p.id limit 1 for no key update;
        if found_id is not null then
          update public.prescriptions p set fills_remaining = p.fills_remaining - 1 where p.id = found_id;
        end if;
        return found_id;
      end $$`;

/** Cancels orders whose reservations are over, of these products; all if null. */
export const RELEASE_LAPSED = `
      create function carenode.release_lapsed(product_ids uuid[], at_most integer) returns integer
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        order_ids uuid[];
      begin
        -- Who waits here for somebody who pays, or releases, the same order looks again at what it has become.
        order_ids := array(
          select o.id from public.orders o
           where o.status = 'placed' and o.reserved_until <= now()
             and (product_ids is null or exists (
               select from public.order_items i where i.order_id = o.id and i.product_id = any (product_ids)))
           order by o.id limit at_most for no key update);
        if order_ids = '{}' then
          return 0;
        end if;
        perform from public.prescriptions p
          where p.id in (select i.prescription_id from public.order_items i where i.order_id = any (order_ids))
          order by p.id for no key update;
        perform from public.lots l
          where l.product_id = any (product_ids)
             or l.id in (select a.lot_id from public.order_items i join public.lot_allocations a on a.order_item_id = i.id
                          where i.order_id = any (order_ids) and a.released_at is null)
          order by l.id for no key update;
        update public.orders o set status = 'cancelled', cancel_reason = 'The reservation is over.',
               review_status = case when o.review_status = 'pending' then 'rejected' else o.review_status end
         where o.id = any (order_ids);
        return cardinality(order_ids);
      end $$`;

/** Says which product there is too little of. */
export const REFUSE_SHORT = `
      create function carenode.refuse_short(product_ids uuid[], quantities integer[]) returns void
      language plpgsql stable security definer set search_path = '' as $$
      declare
        short record;
      begin
        select p.name, coalesce(sum(l.quantity), 0) as units into short
          from (select w.product_id, sum(w.quantity) as quantity from unnest(product_ids, quantities) as w (product_id, quantity) group by 1) n
          join public.products p on p.id = n.product_id
          left join public.lots l on l.product_id = p.id and ${SELLABLE}
         group by p.id, n.quantity having n.quantity > coalesce(sum(l.quantity), 0)
         order by p.name limit 1;
        ${refuse(409, 'out_of_stock', `case when short.units = 0 then short.name || ' is sold out.' else 'There are only ' || short.units || ' left of ' || short.name || '.' end`)}
      end $$`;

/**
 * The lots that lines of products get, first to expire first, and the texts that say so. Raises out_of_stock. Locks the
 * lots that can be sold, in the order of their ids.
 */
export const ALLOCATE = `
      create function carenode.choose_lots(item_ids uuid[], product_ids uuid[], quantities integer[])
      returns table (item_id uuid, lot_id uuid, units integer)
      language plpgsql volatile security definer set search_path = '' rows 5 as $$
      begin
        perform from public.lots l where l.product_id = any (product_ids) and ${SELLABLE} order by l.id for no key update;
        -- A statement of its own: it sees what others sold while this one waited.
        return query
          with line as (
            select u.item_id, u.product_id, u.quantity,
                   sum(u.quantity) over (partition by u.product_id order by u.item_id) - u.quantity as before
              from unnest(item_ids, product_ids, quantities) as u (item_id, product_id, quantity)
          ), lot as (
            select l.id, l.product_id, l.quantity,
                   sum(l.quantity) over (partition by l.product_id order by l.expires_on, l.received_at, l.id) - l.quantity as before
              from public.lots l where l.product_id = any (product_ids) and ${SELLABLE}
          )
          select n.item_id, t.id, (least(t.before + t.quantity, n.before + n.quantity) - greatest(t.before, n.before))::integer
            from line n join lot t on t.product_id = n.product_id
             and t.before < n.before + n.quantity and t.before + t.quantity > n.before;
        -- What was found is less than what is wanted when a line got less.
        perform carenode.refuse_short(product_ids, quantities)
          from (select sum(u) as wanted from unnest(quantities) u) w
         where w.wanted > coalesce((
           select sum(least(n.units, h.units)) from (
             select q.product_id, sum(q.quantity) as units from unnest(product_ids, quantities) as q (product_id, quantity) group by 1) n
             join (select l.product_id, sum(l.quantity) as units from public.lots l
                    where l.product_id = any (product_ids) and ${SELLABLE} group by 1) h using (product_id)), 0);
      end $$`;

/** What the lots of a line are called on it, over lots `l`; `units` is SQL for how many of each. */
export const lotsText = (units: string) =>
  `string_agg(l.lot_code || coalesce(' (expires ' || l.expires_on || ')', '') || ' × ' || ${units}, ', ' order by l.expires_on, l.received_at, l.id)`;

export const PLACE_ORDER = `
      create function carenode.place_order(
        new_order uuid, wanted jsonb, shipping jsonb, billing jsonb, method text, provider text,
        reserve interval, hold_without_prescription boolean, expected_total numeric, key text, fingerprint text)
      returns table (id uuid, created boolean)
      language plpgsql volatile security definer set search_path = '' rows 1 as $$
      #variable_conflict use_column
      declare
        me constant uuid := carenode.subject();
        before record;
        product_ids uuid[];
        quantities integer[];
        names text[];
        skus text[];
        prices numeric[];
        currencies text[];
        treatments uuid[];
        on_prescription boolean[];
        item_ids uuid[];
        prescription_ids uuid[];
        for_items uuid[];
        lot_ids uuid[];
        units integer[];
        total numeric;
        lacking text;
        trouble record;
      begin
        ${demand(`'patient'`, 'orders', 'c')}
        if key is not null then
          -- Who sends the same request at the same moment waits here, and finds the order.
          perform pg_advisory_xact_lock(hashtextextended('carenode order ' || me || ' ' || key, 0));
          select o.id, o.idempotency_fingerprint into before from public.orders o
           where o.patient_id = me and o.idempotency_key = key;
          if found then
            if before.idempotency_fingerprint is distinct from fingerprint then
              ${refuse(409, 'idempotency_key_reused', `'This Idempotency-Key was used for another request.'`)}
            end if;
            return query select before.id, false;
            return;
          end if;
        end if;

        perform from public.orders o where o.patient_id = me and o.status = 'placed' offset ${MOST_OPEN - 1} limit 1;
        if found then
          ${refuse(429, 'too_many_open_orders', `'${MOST_OPEN} orders of yours are not paid; pay or cancel some first.'`)}
        end if;

        if wanted is null then
          -- Who orders the same cart at the same moment waits here, and finds it empty.
          perform from public.cart_items c where c.patient_id = me order by c.product_id for update;
          select array_agg(c.product_id order by c.product_id), array_agg(c.quantity order by c.product_id)
            into product_ids, quantities from public.cart_items c where c.patient_id = me;
          if product_ids is null then
            ${refuse(409, 'cart_empty', `'The cart is empty.'`)}
          end if;
        else
          select array_agg(w.product_id order by w.product_id), array_agg(w.quantity order by w.product_id)
            into product_ids, quantities
            from (select (r ->> 'productId')::uuid as product_id, sum((r ->> 'quantity')::integer)::integer as quantity
                    from jsonb_array_elements(wanted) r group by 1) w;
        end if;

        -- In the order of the lines.
        select array_agg(p.name order by w.n), array_agg(p.sku order by w.n), array_agg(p.price order by w.n),
               array_agg(p.treatment_id order by w.n), array_agg(p.is_prescription_required order by w.n),
               array_agg(distinct p.currency), sum(p.price * w.quantity), array_agg(gen_random_uuid() order by w.n)
          into names, skus, prices, treatments, on_prescription, currencies, total, item_ids
          from unnest(product_ids, quantities) with ordinality as w (product_id, quantity, n)
          join public.products p on p.id = w.product_id and p.status = 'active';
        if cardinality(names) is distinct from cardinality(product_ids) then
          select p.name into trouble from unnest(product_ids) w (id) left join public.products p on p.id = w.id
           where p.status is distinct from 'active' order by p.name limit 1;
          ${refuse(409, 'not_for_sale', `coalesce(trouble.name || ' is not sold any more.', 'There is no such product.')`)}
        end if;
        if cardinality(currencies) > 1 then
          ${refuse(422, 'mixed_currencies', `'Products with prices in different currencies are ordered apart.'`)}
        end if;
        select p.name, p.max_per_order into trouble
          from unnest(product_ids, quantities) as w (product_id, quantity)
          join public.products p on p.id = w.product_id and p.max_per_order < w.quantity limit 1;
        if found then
          ${refuse(422, 'too_many_units', `'One order has at most ' || trouble.max_per_order || ' of ' || trouble.name || '.'`)}
        end if;
        if expected_total is not null and expected_total <> total then
          ${refuse(409, 'price_changed', `'The total is ' || total || ' ' || currencies[1] || ' now; look at the prices again.'`)}
        end if;

        perform carenode.release_lapsed(product_ids, 100);

        prescription_ids := array_fill(null::uuid, array[cardinality(product_ids)]);
        if true = any (on_prescription) then
          perform from public.prescriptions p where p.patient_id = me and p.treatment_id = any (treatments)
            order by p.id for no key update;
          for i in 1 .. cardinality(product_ids) loop
            if on_prescription[i] then
              prescription_ids[i] := carenode.fill_prescription(me, treatments[i], quantities[i]);
              if prescription_ids[i] is null then
                if hold_without_prescription is not true then
                  ${refuse(422, 'prescription_required', `names[i] || ' is sold on prescription, and there is none that covers so many units.'`)}
                end if;
                lacking := coalesce(lacking || ', ', '') || names[i];
              end if;
            end if;
          end loop;
        end if;

        select array_agg(c.item_id), array_agg(c.lot_id), array_agg(c.units) into for_items, lot_ids, units
          from carenode.choose_lots(item_ids, product_ids, quantities) c;

        insert into public.orders (id, patient_id, status, total_amount, currency, shipping_address, billing_address,
                                   payment_method_id, payment_provider, reserved_until, review_status, review_reason, paid_at,
                                   idempotency_key, idempotency_fingerprint)
          values (new_order, me, case when total = 0 and lacking is null then 'paid' else 'placed' end, total, currencies[1],
                  shipping, billing, method, provider,
                  case when total > 0 or lacking is not null then
                    now() + greatest(least(reserve, interval '30 days'), interval '1 minute',
                                     case when lacking is not null then interval '3 days' end) end,
                  case when lacking is not null then 'pending' end,
                  left('No prescription covers ' || lacking || '.', 500),
                  case when total = 0 and lacking is null then now() end, key, fingerprint);
        insert into public.order_items (id, order_id, patient_id, product_id, product_name, sku, quantity, price_per_unit,
                                        batch_lot_info, needs_prescription, prescription_id)
          select w.item_id, new_order, me, w.product_id, w.name, w.sku, w.quantity, w.price,
                 (select ${lotsText('a.units')} from unnest(for_items, lot_ids, units) as a (item_id, lot_id, units)
                    join public.lots l on l.id = a.lot_id where a.item_id = w.item_id),
                 w.on_prescription, w.prescription_id
            from unnest(item_ids, product_ids, names, skus, quantities, prices, on_prescription, prescription_ids)
              as w (item_id, product_id, name, sku, quantity, price, on_prescription, prescription_id);
        insert into public.lot_allocations (order_item_id, lot_id, patient_id, quantity)
          select a.item_id, a.lot_id, me, a.units from unnest(for_items, lot_ids, units) as a (item_id, lot_id, units);
        if wanted is null then
          delete from public.cart_items c where c.patient_id = me and c.product_id = any (product_ids);
        end if;
        return query select new_order, true;
      end $$`;
