import { refuse, type SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';
import { LOCK_ORDER } from './settle-payments.sql.js';

/** A refund that has failed stays failed, though it may have succeeded before: banks send money back. */
const rank = (status: string) => `(case ${status} when 'pending' then 0 when 'succeeded' then 1 else 2 end)`;

/** How money is given back, and what comes of it. */
export const REFUND_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'begin_refund(uuid, uuid, numeric, text)',
    meaning:
      'An admin gives back a part of what was paid for an order, or what is left of it. By invoice, that is all; else the payment provider is asked then. The same id again: once.',
    callers: ['admin'],
    text: `
      create function carenode.begin_refund(which uuid, new_refund uuid, wanted numeric, why text)
      returns table (refund_id uuid, payment_id uuid, created boolean)
      language plpgsql volatile security definer set search_path = '' rows 1 as $$
      #variable_conflict use_column
      declare
        it public.orders;
        pay public.payments;
        before public.refunds;
        rest numeric;
      begin
        ${demand(`'admin'`, 'payments', 'u')}
        ${LOCK_ORDER('true')}
        select r.* into before from public.refunds r where r.id = new_refund;
        if found then
          if wanted <> before.amount or why is distinct from before.reason then
            ${refuse(409, 'idempotency_key_reused', `'This Idempotency-Key was used for another request.'`)}
          end if;
          return query select before.id, before.payment_id, false;
          return;
        end if;
        perform from public.payments p where p.order_id = which order by p.id for no key update;
        select p.id, p.amount - coalesce((select sum(r.amount) from public.refunds r
                                           where r.payment_id = p.id and r.status in ('pending', 'succeeded')), 0)
          into pay.id, rest
          from public.payments p where p.order_id = which and p.status = 'succeeded'
         order by 2 desc, p.id limit 1;
        if coalesce(rest, 0) <= 0 then
          ${refuse(409, 'nothing_to_refund', `'Nothing was paid for this order that is not given back.'`)}
        end if;
        select p.* into pay from public.payments p where p.id = pay.id;
        if wanted > rest then
          ${refuse(422, 'refund_too_large', `'There are only ' || rest || ' ' || pay.currency || ' left to give back.'`)}
        end if;
        insert into public.refunds (id, payment_id, patient_id, status, amount, reason, requested_by)
          values (new_refund, pay.id, pay.patient_id, case when pay.provider = 'manual' then 'succeeded' else 'pending' end,
                  coalesce(wanted, rest), why, carenode.person());
        perform carenode.count_refunds(pay.id);
        perform carenode.notify_person(it.patient_id, 'order-refunded', jsonb_build_object('orderId', it.id, 'number', it.number));
        return query select new_refund, pay.id, true;
      end $$`,
  },
  {
    signature: 'apply_refund(text, text, uuid, text, text, numeric, text)',
    meaning:
      'What a refund becomes by what its provider told of it; what came of that. One that was begun there becomes a row.',
    text: `
      create function carenode.apply_refund(
        from_provider text, payment_ref text, about_refund uuid, ref text, new_status text, told_amount numeric, told_currency text)
      returns text
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        pay public.payments;
        given public.refunds;
      begin
        select p.* into pay from public.payments p
         where p.provider = from_provider
           and p.id = coalesce((select r.payment_id from public.refunds r where r.id = about_refund),
                               (select w.id from public.payments w where w.provider = from_provider and w.reference = payment_ref));
        if not found then
          return 'ignored: there is no such payment';
        end if;
        perform from public.orders o where o.id = pay.order_id for no key update;
        perform from public.payments p where p.id = pay.id for no key update;
        if told_currency <> pay.currency or told_amount > pay.amount then
          return 'ignored: it is another amount';
        end if;
        select r.* into given from public.refunds r
         where r.payment_id = pay.id
           and (r.reference = ref
                or r.id = about_refund and (r.reference is null or ref is null)
                -- The provider told the sum before it told this one of it.
                or r.reference is null and r.status = 'succeeded' and r.amount = told_amount and r.requested_by is null)
         order by (r.reference = ref) desc nulls last, (r.id = about_refund) desc nulls last limit 1;
        if not found then
          insert into public.refunds (payment_id, patient_id, reference, status, amount, reason, requested_by)
            values (pay.id, pay.patient_id, ref, new_status, told_amount, 'Given back at the payment provider.', null);
        elsif told_amount <> given.amount then
          return 'ignored: it is another amount';
        else
          update public.refunds r
             set reference = coalesce(r.reference, ref),
                 status = case when ${rank('new_status')} > ${rank('r.status')} then new_status else r.status end
           where r.id = given.id
             and (r.reference is null and ref is not null or ${rank('new_status')} > ${rank('r.status')});
          if not found then
            return 'ignored: it was known';
          end if;
        end if;
        perform carenode.count_refunds(pay.id);
        return 'applied';
      end $$`,
  },
  {
    signature:
      'settle_refund(text, text, text, text, uuid, text, text, numeric, text, timestamp with time zone)',
    meaning:
      'Takes what a payment provider told of a refund, each event once, however often and in whatever order it is told.',
    callers: ['system'],
    text: `
      create function carenode.settle_refund(
        from_provider text, event text, told_kind text, payment_ref text, about_refund uuid, ref text, new_status text,
        told_amount numeric, told_currency text, happened timestamptz) returns text
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        result text;
      begin
        insert into public.payment_events (provider, event_id, kind, reference, outcome, occurred_at)
          values (from_provider, event, told_kind, coalesce(ref, about_refund::text), 'applied', happened) on conflict do nothing;
        if not found then
          return 'known';
        end if;
        result := carenode.apply_refund(from_provider, payment_ref, about_refund, ref, new_status, told_amount, told_currency);
        update public.payment_events e set outcome = result
         where e.provider = from_provider and e.event_id = event and e.outcome <> result;
        return result;
      end $$`,
  },
];
