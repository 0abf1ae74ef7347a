import { refuse, type SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

/** What was sold and has left, or come back: whoever may have it, or have used it, is told. */
export const LEFT = `('shipped', 'delivered', 'returned', 'refunded')`;

const DECIDE = `
    create function carenode.decide_recall(which uuid, decision text, note text) returns void
    language plpgsql volatile security definer set search_path = '' as $$
    declare
      it public.recall_matches;
      report public.recalls;
      why text;
    begin
      ${demand(`'admin'`, 'recall_matches', 'u')}
      if carenode.acts_in_person() is not true then
        ${refuse(403, 'recall_in_person', `'Recalls are decided in person.'`)}
      end if;
      select m.* into it from public.recall_matches m where m.id = which for no key update;
      if not found then
        ${refuse(404, 'not_found', `'There is no such match.'`)}
      end if;
      if it.status is distinct from (case decision when 'reopen' then 'rejected' when 'confirm' then 'possible' when 'reject' then 'possible' end) then
        ${refuse(409, 'recall_decided', `'This match is ' || it.status || '.'`)}
      end if;
      select r.* into report from public.recalls r where r.id = it.recall_id;
      update public.recall_matches m
         set status = case decision when 'confirm' then 'confirmed' when 'reject' then 'rejected' else 'possible' end,
             decided_by = case when decision <> 'reopen' then carenode.person() end,
             decided_at = case when decision <> 'reopen' then now() end, decision_note = case when decision <> 'reopen' then note end
       where m.id = which;
      -- Orders leave under a lock of their lots: one that is leaving at this moment is seen below, or does not leave.
      perform from public.lots l where l.id = it.lot_id for no key update;
      why := left('Recall ' || report.recall_number || ': ' || coalesce(report.reason, report.product_description), 2000);
      if decision = 'reject' then
        update public.lot_holds h set release_reason = left('It is not meant by recall ' || report.recall_number || ': ' || coalesce(note, 'rejected'), 2000)
         where h.recall_match_id = which and h.released_at is null;
      else
        update public.lot_holds h set kind = 'recall', reason = why
         where decision = 'confirm' and h.recall_match_id = which and h.released_at is null;
        insert into public.lot_holds (lot_id, kind, reason, recall_match_id)
          select it.lot_id, case decision when 'confirm' then 'recall' else 'possible-recall' end, why, which
           where not exists (select from public.lot_holds h where h.recall_match_id = which and h.released_at is null);
      end if;
      if decision = 'confirm' then
        perform carenode.tell_buyers(which);
      end if;
      perform carenode.note_event('recall-' || case decision when 'confirm' then 'confirmed' when 'reject' then 'rejected' else 'reopened' end,
                                  null, 'recall ' || report.recall_number || ', match ' || which);
    end $$`;

const TELL = `
    create function carenode.tell_buyers(which uuid) returns void
    language plpgsql volatile security definer set search_path = '' as $$
    declare
      buyer record;
    begin
      insert into public.recall_notices (match_id, recall_id, lot_id, lot_code, product_name, patient_id, order_item_id, quantity, notified_at)
        select m.id, m.recall_id, m.lot_id, l.lot_code, i.product_name, a.patient_id, a.order_item_id, sum(a.quantity),
               case when p.deleted_at is null then now() end
          from public.recall_matches m join public.lot_allocations a on a.lot_id = m.lot_id and a.released_at is null
          join public.order_items i on i.id = a.order_item_id join public.orders o on o.id = i.order_id and o.status in ${LEFT}
          join public.profiles p on p.id = a.patient_id join public.lots l on l.id = m.lot_id
         where m.id = which group by m.id, l.id, i.id, a.patient_id, a.order_item_id, p.deleted_at
        on conflict (recall_id, order_item_id, lot_id) do nothing;
      for buyer in
        select n.patient_id, sum(n.quantity) as units, (array_agg(n.id order by n.id))[1:50] as notices,
               (array_agg(distinct n.order_item_id))[1:50] as items, r.id as recall_id, r.recall_number, r.classification,
               l.id as lot_id, l.lot_code, p.id as product_id, p.name as product
          from public.recall_notices n join public.recalls r on r.id = n.recall_id join public.lots l on l.id = n.lot_id
          join public.products p on p.id = l.product_id
         where n.match_id = which and n.notified_at is not null and n.created_at = now()
         group by n.patient_id, r.id, l.id, p.id order by n.patient_id
      loop
        perform carenode.notify_person(buyer.patient_id, 'recall', jsonb_build_object(
          'recallId', buyer.recall_id, 'recallNumber', buyer.recall_number, 'classification', buyer.classification,
          'urgent', buyer.classification is not distinct from 'Class I', 'reason', 'recall-confirmed', 'noticeIds', to_jsonb(buyer.notices),
          'orderItemIds', to_jsonb(buyer.items), 'productId', buyer.product_id, 'product', left(buyer.product, 500),
          'lotId', buyer.lot_id, 'lotCode', buyer.lot_code, 'quantity', buyer.units));
        perform carenode.note_event('recall-told', buyer.patient_id, 'recall ' || buyer.recall_number);
      end loop;
    end $$`;

const ACKNOWLEDGE = `
    create function carenode.acknowledge_recall(which uuid, answer text, remark text) returns void
    language plpgsql volatile security definer set search_path = '' as $$
    declare
      it public.recall_notices;
    begin
      ${demand(`'patient'`, 'recall_notices', 'u')}
      select n.* into it from public.recall_notices n where n.id = which and n.patient_id = carenode.subject() for no key update;
      if not found then
        ${refuse(404, 'not_found', `'There is no such notice.'`)}
      end if;
      if it.acknowledged_at is not null then
        ${refuse(409, 'recall_acknowledged', `'This notice was answered before.'`)}
      end if;
      update public.recall_notices n set acknowledged_at = now(), response = answer, note = remark where n.id = which;
    end $$`;

export const DECIDING: readonly SqlFunction[] = [
  {
    signature: 'tell_buyers(uuid)',
    meaning: 'Notes and tells, once each, who bought units of the lot of a confirmed match that have left.',
    text: TELL,
  },
  {
    signature: 'decide_recall(uuid, text, text)',
    meaning:
      'An admin decides, in person, whether a recall means a lot: confirm, and buyers are told; reject, and the lot is sold again; reopen what was rejected.',
    callers: ['admin'],
    text: DECIDE,
  },
  {
    signature: 'acknowledge_recall(uuid, text, text)',
    meaning: 'A patient answers what they were told of a recall: once.',
    callers: ['patient'],
    text: ACKNOWLEDGE,
  },
];
