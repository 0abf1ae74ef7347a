import { refuse, type SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

/** SQL: the order `which` into `it`, locked; not found for whoever it is not for. */
export const LOCK_ORDER = (who: string) => `
        select o.* into it from public.orders o where o.id = which and (${who}) for no key update;
        if not found then
          ${refuse(404, 'not_found', `'There is no such order.'`)}
        end if;`;

/** SQL: the number of the invoice of the order of this name. */
const invoiceOf = (order: string) => `'INV-' || ${order}.number`;

const IN_REVIEW = refuse(409, 'order_in_review', `'The order waits for a review, or was rejected.'`);

/** How payments begin, and what comes of them. Who calls locks the order first, its payments after it. */
export const PAYMENT_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'begin_payment(uuid, uuid)',
    meaning:
      'Begins the payment of a patient’s own order that is placed, or goes on with the one that is begun. One is open at a time.',
    callers: ['patient'],
    text: `
      create function carenode.begin_payment(which uuid, new_payment uuid)
      returns table (payment_id uuid, provider text, reference text, status text, amount numeric, currency text, due timestamptz)
      language plpgsql volatile security definer set search_path = '' rows 1 as $$
      #variable_conflict use_column
      declare
        it public.orders;
        pay public.payments;
      begin
        ${demand(`'patient'`, 'payments', 'c')}
        ${LOCK_ORDER('o.patient_id = carenode.subject()')}
        if it.status <> 'placed' or it.total_amount is null or it.total_amount = 0 then
          ${refuse(409, 'order_not_payable', `'An order that is ' || it.status || ' is not to be paid.'`)}
        end if;
        if coalesce(it.review_status, 'approved') <> 'approved' then
          ${IN_REVIEW}
        end if;
        if it.reserved_until <= now() and exists (
          select from public.order_items i
           where i.order_id = which and i.quantity > (
             select coalesce(sum(a.quantity), 0) from public.lot_allocations a where a.order_item_id = i.id and a.released_at is null)) then
          ${refuse(409, 'reservation_over', `'The reservation is over, and what was ordered is not there any more; order again.'`)}
        end if;
        select p.* into pay from public.payments p
         where p.order_id = which and p.provider = it.payment_provider and p.status in ('pending', 'failed')
         order by p.created_at desc, p.id desc limit 1 for no key update;
        if not found then
          insert into public.payments (id, order_id, patient_id, provider, reference, amount, currency)
            values (new_payment, it.id, it.patient_id, it.payment_provider,
                    case when it.payment_provider = 'manual' then ${invoiceOf('it')} end, it.total_amount, it.currency)
            returning * into pay;
        end if;
        return query select pay.id, pay.provider, pay.reference, pay.status, pay.amount, pay.currency, it.reserved_until;
      end $$`,
  },
  {
    signature: 'note_payment(uuid, text)',
    meaning:
      'Notes the id that a payment got at its provider, once. What the payment is by now: cancelled when its order was.',
    callers: ['system'],
    text: `
      create function carenode.note_payment(payment uuid, ref text) returns text
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        pay public.payments;
      begin
        perform from public.orders o where o.id = (select p.order_id from public.payments p where p.id = payment) for no key update;
        update public.payments p set reference = ref where p.id = payment and p.reference is null;
        select p.* into pay from public.payments p where p.id = payment;
        return case when pay.reference = ref then pay.status else 'cancelled' end;
      end $$`,
  },
  {
    signature: 'refund_rest(uuid, text)',
    meaning:
      'Begins to give back what is left of a payment at a provider that gives back by itself. The patient is told.',
    text: `
      create function carenode.refund_rest(payment uuid, why text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it record;
      begin
        insert into public.refunds (payment_id, patient_id, amount, reason, requested_by)
          select p.id, p.patient_id, p.amount - g.given, why, null
            from public.payments p,
                 lateral (select coalesce(sum(r.amount), 0) as given from public.refunds r
                           where r.payment_id = p.id and r.status in ('pending', 'succeeded')) g
           where p.id = payment and p.provider = 'stripe' and p.status = 'succeeded' and p.amount > g.given;
        if found then
          select o.id, o.number, o.patient_id into it from public.orders o
           where o.id = (select p.order_id from public.payments p where p.id = payment);
          perform carenode.notify_person(it.patient_id, 'order-refunded', jsonb_build_object('orderId', it.id, 'number', it.number));
        end if;
      end $$`,
  },
  {
    signature: 'close_refunded(uuid)',
    meaning:
      'An order that went nowhere, or came to its end, is refunded when all that was paid is given back.',
    text: `
      create function carenode.close_refunded(which uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update public.orders o set status = 'refunded'
         where o.id = which and o.status in ('cancelled', 'returned', 'delivered')
           and exists (select from public.payments p where p.order_id = which and p.status = 'succeeded')
           and not exists (select from public.payments p
                            where p.order_id = which and p.status = 'succeeded' and p.amount_refunded < p.amount);
      end $$`,
  },
  {
    signature: 'count_refunds(uuid)',
    meaning: 'A payment tells how much of it was given back, as its refunds say.',
    text: `
      create function carenode.count_refunds(payment uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update public.payments p set amount_refunded = g.given
          from (select least(w.amount, coalesce(sum(r.amount), 0)) as given
                  from public.payments w left join public.refunds r on r.payment_id = w.id and r.status = 'succeeded'
                 where w.id = payment group by w.id) g
         where p.id = payment and p.status = 'succeeded' and p.amount_refunded <> g.given;
        perform carenode.close_refunded(p.order_id) from public.payments p where p.id = payment;
      end $$`,
  },
  {
    signature: 'settle_order_money()',
    meaning:
      'After an order was cancelled: what is not paid is not to be paid any more, what was paid is given back. After it came to an end: is all given back?',
    text: `
      create function carenode.settle_order_money() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        if new.status = 'cancelled' then
          -- An intent that is known at a provider is cancelled there first: it may be paid at this moment.
          update public.payments p set status = 'cancelled'
           where p.order_id = new.id and p.status in ('pending', 'failed') and (p.provider = 'manual' or p.reference is null);
          perform carenode.refund_rest(p.id, 'The order was cancelled.')
             from public.payments p where p.order_id = new.id and p.status = 'succeeded';
        end if;
        perform carenode.close_refunded(new.id);
        return null;
      end $$`,
  },
  {
    signature: 'take_refunded(uuid, numeric)',
    meaning:
      'A provider told how much of a payment was given back in all: so many of the refunds that it knows have succeeded, and the rest was given back there.',
    text: `
      create function carenode.take_refunded(payment uuid, told numeric) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        given numeric;
      begin
        select coalesce(sum(r.amount), 0) into given from public.refunds r
         where r.payment_id = payment and r.status in ('pending', 'succeeded');
        if told >= given then
          update public.refunds r set status = 'succeeded'
           where r.payment_id = payment and r.status = 'pending' and r.reference is not null;
        end if;
        if told > given then
          insert into public.refunds (payment_id, patient_id, status, amount, reason, requested_by)
            select p.id, p.patient_id, 'succeeded', told - given, 'Given back at the payment provider.', null
              from public.payments p where p.id = payment and told <= p.amount;
        end if;
        perform carenode.count_refunds(payment);
      end $$`,
  },
  {
    signature: 'apply_payment(text, text, text, uuid, text, numeric, text, text, timestamp with time zone)',
    meaning:
      'What a payment becomes by what its provider told of it; what came of that. Nothing takes back that it was paid.',
    text: `
      create function carenode.apply_payment(
        from_provider text, event text, ref text, about_order uuid, new_status text,
        told_amount numeric, told_currency text, failure text, happened timestamptz) returns text
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
        pay public.payments;
      begin
        select o.* into it from public.orders o
         where o.id = coalesce((select p.order_id from public.payments p where p.provider = from_provider and p.reference = ref), about_order)
           for no key update;
        if not found then
          return 'ignored: there is no such order';
        end if;
        -- A statement of its own: it sees what others committed while this one waited.
        select p.* into pay from public.payments p
         where p.provider = from_provider and p.reference = ref for no key update;
        if not found then
          if it.payment_provider <> from_provider then
            return 'ignored: the order is paid otherwise';
          end if;
          if (told_amount, told_currency) is distinct from (it.total_amount, it.currency) then
            return 'ignored: it is another amount';
          end if;
          -- It was begun here, and told before its id was noted; or all that is known of it is what is told.
          update public.payments p set reference = ref
           where p.id = (select f.id from public.payments f
                          where f.order_id = it.id and f.provider = from_provider and f.reference is null
                          order by f.created_at, f.id limit 1)
           returning p.* into pay;
          if not found then
            insert into public.payments (order_id, patient_id, provider, reference, amount, currency)
              values (it.id, it.patient_id, from_provider, ref, told_amount, told_currency) returning * into pay;
          end if;
        end if;
        if (told_amount, told_currency) is distinct from (pay.amount, pay.currency) then
          return 'ignored: it is another amount';
        end if;
        if pay.status = 'succeeded' then
          return case when new_status = 'succeeded' then 'ignored: it was known' else 'ignored: it was paid before' end;
        end if;
        if new_status = 'succeeded' then
          update public.payments p set status = 'succeeded', succeeded_at = coalesce(happened, now()), failure_code = null
           where p.id = pay.id;
          if it.status = 'placed' and coalesce(it.review_status, 'approved') = 'approved'
             and not exists (select from public.payments p where p.order_id = it.id and p.status = 'succeeded' and p.id <> pay.id) then
            update public.orders o set status = 'paid' where o.id = it.id;
          elsif it.status in ('placed', 'cancelled', 'refunded')
             or exists (select from public.payments p where p.order_id = it.id and p.status = 'succeeded' and p.id <> pay.id) then
            perform carenode.refund_rest(pay.id, case when it.status = 'cancelled'
              then 'The order was cancelled before it was paid.' else 'The order was not to be paid again.' end);
          end if;
          perform carenode.count_refunds(pay.id);
          return 'applied';
        end if;
        if pay.status = 'cancelled' then
          return 'ignored: it was cancelled before';
        end if;
        if new_status <> 'cancelled' and exists (
          select from public.payment_events e
           where e.provider = from_provider and e.reference = ref and e.event_id <> event and e.outcome = 'applied'
             and (e.occurred_at > happened or e.occurred_at = happened and new_status = 'pending')) then
          return 'ignored: something later was told before';
        end if;
        update public.payments p
           set status = new_status, failure_code = case when new_status = 'failed' then left(failure, 100) end
         where p.id = pay.id and (p.status, p.failure_code) is distinct from
               (new_status, case when new_status = 'failed' then left(failure, 100) end);
        return 'applied';
      end $$`,
  },
  {
    signature:
      'settle_payment(text, text, text, uuid, text, text, numeric, text, numeric, text, timestamp with time zone)',
    meaning:
      'Takes what a payment provider told of a payment, each event once, however often, in whatever order and on how many hosts it is told.',
    callers: ['system'],
    text: `
      create function carenode.settle_payment(
        from_provider text, event text, told_kind text, about_order uuid, ref text, new_status text,
        told_amount numeric, told_currency text, told_refunded numeric, failure text, happened timestamptz) returns text
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        result text;
      begin
        insert into public.payment_events (provider, event_id, kind, reference, outcome, occurred_at)
          values (from_provider, event, told_kind, ref, 'applied', happened) on conflict do nothing;
        if not found then
          return 'known';
        end if;
        result := carenode.apply_payment(from_provider, event, ref, about_order, new_status, told_amount, told_currency, failure, happened);
        if told_refunded > 0 and result in ('applied', 'ignored: it was known') then
          perform carenode.take_refunded(p.id, told_refunded)
             from public.payments p where p.provider = from_provider and p.reference = ref;
          result := 'applied';
        end if;
        update public.payment_events e set outcome = result
         where e.provider = from_provider and e.event_id = event and e.outcome <> result;
        return result;
      end $$`,
  },
  {
    signature: 'note_paid(uuid, text, timestamp with time zone)',
    meaning:
      'An admin notes that an invoice was paid; again: nothing. Money for an order that was cancelled meanwhile is noted too, and given back by an admin.',
    callers: ['admin'],
    text: `
      create function carenode.note_paid(which uuid, told text, paid timestamptz) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        it public.orders;
        pay public.payments;
      begin
        ${demand(`'admin'`, 'payments', 'u')}
        ${LOCK_ORDER('true')}
        if it.payment_provider <> 'manual' then
          ${refuse(409, 'not_by_invoice', `'This order is not paid by invoice: its payment provider tells when it is paid.'`)}
        end if;
        if it.total_amount is null or it.total_amount = 0 then
          ${refuse(409, 'order_not_payable', `'There is nothing to pay for this order.'`)}
        end if;
        if paid > now() + interval '1 minute' then
          ${refuse(400, 'paid_in_the_future', `'paidAt is not in the future.'`)}
        end if;
        if it.status = 'placed' and coalesce(it.review_status, 'approved') <> 'approved' then
          ${IN_REVIEW}
        end if;
        insert into public.payments (order_id, patient_id, provider, reference, amount, currency)
          values (it.id, it.patient_id, 'manual', ${invoiceOf('it')}, it.total_amount, it.currency)
          on conflict on constraint payments_reference do nothing;
        select p.* into pay from public.payments p
         where p.provider = 'manual' and p.reference = ${invoiceOf('it')} for no key update;
        if pay.status = 'succeeded' then
          return;
        end if;
        insert into public.payment_events (provider, event_id, kind, reference, outcome, occurred_at)
          values ('manual', pay.id || ':paid', 'invoice.paid', pay.reference, 'applied' || coalesce(': ' || left(told, 80), ''), paid);
        update public.payments p set status = 'succeeded', succeeded_at = coalesce(paid, now()), failure_code = null where p.id = pay.id;
        if it.status = 'placed' then
          update public.orders o set status = 'paid' where o.id = it.id;
          perform carenode.notify_person(it.patient_id, 'order-paid', jsonb_build_object('orderId', it.id, 'number', it.number));
        end if;
      end $$`,
  },
];

export const PAYMENT_TRIGGERS: readonly (readonly [name: string, on: string])[] = [
  [
    'settle_money',
    `after update of status on orders for each row when (new.status <> old.status and new.status in ('cancelled', 'delivered', 'returned')) execute function carenode.settle_order_money()`,
  ],
];
