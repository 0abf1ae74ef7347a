import type { SqlFunction } from './functions.js';

/** Matches below this are not kept. See docs/recalls.md for how confidence is worked out. */
export const LEAST_CONFIDENCE = 0.4;

/** SQL: what a product is found by; an index is on it. */
export const PRODUCT_KEYS = (p: string) =>
  `carenode.product_keys(${p}ndc, ${p}gtin, ${p}manufacturer, ${p}name)`;
const SHAPE = (key: string) => `regexp_replace(${key}, '[0-9]', '9', 'g')`;

/**
 * Pairs of recalls and lots that may belong together, found by indexes from one side: those of `recall_ids`, or those of
 * `lot_ids`. A code or a product has to be the same; names alone are not looked for.
 */
const pairs = (side: 'recall' | 'lot') => {
  const [code, whole] =
    side === 'recall'
      ? ['c.recall_id = any (recall_ids)', 'r.id = any (recall_ids)']
      : ['l.id = any (lot_ids)', 'l.id = any (lot_ids)'];
  return `
          select c.recall_id, l.id as lot_id from public.recall_lots c join public.lots l on l.lot_key = c.lot_key
            where c.lot_key_to is null and ${code}
          union
          select c.recall_id, l.id from public.recall_lots c
            join public.lots l on l.lot_key between c.lot_key and c.lot_key_to and char_length(l.lot_key) = char_length(c.lot_key)
            where c.lot_key_to is not null and ${SHAPE('l.lot_key')} = ${SHAPE('c.lot_key')} and ${code}
          union
          select r.id, l.id from public.recalls r join public.products p on ${PRODUCT_KEYS('p.')} && r.product_keys
            join public.lots l on l.product_id = p.id where r.coverage <> 'listed' and ${whole}`;
};

const pairsOf = (side: 'recall' | 'lot'): SqlFunction => ({
  signature: `recall_pairs_of_${side}s(uuid[])`,
  meaning:
    side === 'recall'
      ? 'Lots that these recalls may mean, as pairs of recall and lot: of the same code, or of the same product where all lots are recalled.'
      : 'Recalls that may mean these lots, as pairs of recall and lot: of the same code, or of the same product where all lots are recalled.',
  text: `
      create function carenode.recall_pairs_of_${side}s(${side}_ids uuid[]) returns table (recall_id uuid, lot_id uuid)
      language sql stable security definer set search_path = '' as $$
        ${pairs(side)}
      $$`,
});

/** What is known of a pair. One row each; `c` is the lot of the recall that is the surest to have the code. */
const FACTS = `
      select r.id as recall_id, l.id as lot_id, r.text_sha256, r.coverage, r.status, r.terminated_on, r.initiated_on,
             l.lot_code, l.lot_key, l.expires_on, l.received_at, p.ndc, p.gtin, p.name, p.manufacturer, r.recalling_firm,
             r.ndcs, r.ndc_keys, r.gtins,
             c.lot_code as told_code, c.lot_key_to as told_to, c.confidence as sure, c.expires_on as told_expiry, c.expires_in_month,
             (select n.ndc from unnest(r.ndcs) n (ndc)
               where carenode.ndc_key(n.ndc) = carenode.ndc_key(p.ndc)
               order by split_part(n.ndc, '-', 3)::text = split_part(p.ndc, '-', 3) desc limit 1) as same_ndc,
             left(carenode.ndc_key(p.ndc), 5) = any (array(select left(k, 5) from unnest(r.ndc_keys) k)) as same_labeler,
             w.shared, cardinality(w.ours) as of_words, carenode.firm_key(p.manufacturer) as firm,
             carenode.firm_key(p.manufacturer) = any (r.firm_keys) as same_firm, cardinality(r.firm_keys) > 0 as firm_told
        from pair a join public.recalls r on r.id = a.recall_id join public.lots l on l.id = a.lot_id
        join public.products p on p.id = l.product_id
        left join lateral (
          select t.* from public.recall_lots t
           where t.recall_id = r.id and (t.lot_key = l.lot_key and t.lot_key_to is null
                 or t.lot_key_to is not null and l.lot_key between t.lot_key and t.lot_key_to
                    and char_length(l.lot_key) = char_length(t.lot_key) and ${SHAPE('l.lot_key')} = ${SHAPE('t.lot_key')})
           order by t.confidence desc, t.lot_key limit 1) c on true
        cross join lateral (
          select n.words as ours, array(select unnest(n.words) intersect select unnest(r.name_words) order by 1) as shared
            from (select carenode.name_words(p.name) as words) n) w`;

const SAME_EXPIRY = `(case when f.expires_in_month
                     then date_trunc('month', f.told_expiry) in (date_trunc('month', f.expires_on), date_trunc('month', f.expires_on - 1))
                     else f.expires_on in (f.told_expiry, f.told_expiry + 1) end)`;
const WHOLE = `(f.told_code is null)`;

/** kind, what it is for (product, code, against, remark), weight, ours, theirs. Null weights are left out. */
const EVIDENCE = `
        ('lot-code', 'code', case when f.told_code is not null and f.told_to is null then f.sure end, f.lot_code, f.told_code),
        ('lot-range', 'code', case when f.told_to is not null then f.sure end, f.lot_code, f.told_code || '-' || f.told_to),
        ('all-lots', 'whole', case when f.coverage = 'all' then 0.9 end, f.lot_code, 'all lots'),
        ('no-lots-told', 'whole', case when f.coverage = 'unknown' then 0.6 end, f.lot_code, null),
        ('ndc', 'product', case when f.same_ndc is not null then 0.9 end, f.ndc, f.same_ndc),
        ('ndc-labeler', 'product', case when f.same_ndc is null and f.same_labeler then 0.3 end, f.ndc, null),
        ('gtin', 'product', case when lpad(f.gtin, 14, '0') = any (f.gtins) then 0.95 end, f.gtin, lpad(f.gtin, 14, '0')),
        ('name', 'product', case when cardinality(f.shared) > 0 then round(0.6 * cardinality(f.shared) / f.of_words, 3) end,
         f.name, array_to_string(f.shared, ' ')),
        ('firm', 'product', case when f.same_firm then 0.4 end, f.manufacturer, f.recalling_firm),
        ('expiry', 'product', case when ${SAME_EXPIRY} then 0.35 end, f.expires_on::text, f.told_expiry::text),
        ('other-ndc', 'against', case when f.ndc is not null and f.same_ndc is null and cardinality(f.ndc_keys) > 0 then case when f.same_labeler then 0.7 else 0.5 end end,
         f.ndc, array_to_string(f.ndcs[1:5], ' ')),
        ('other-name', 'against', case when cardinality(f.shared) = 0 and f.of_words > 0 then 0.8 end, f.name, null),
        ('other-firm', 'against', case when f.firm_told and not f.same_firm then 0.9 end, f.manufacturer, f.recalling_firm),
        ('other-expiry', 'against', case when not ${SAME_EXPIRY} then 0.7 end, f.expires_on::text, f.told_expiry::text),
        ('received-after-end', 'against', case when ${WHOLE} and f.received_at::date > f.terminated_on then 0.3 end,
         f.received_at::date::text, f.terminated_on::text),
        ('received-long-after', 'against', case when ${WHOLE} and f.received_at::date > f.initiated_on + 730 then 0.4 end,
         f.received_at::date::text, f.initiated_on::text),
        ('expired-before', 'against', case when ${WHOLE} and f.expires_on <= f.initiated_on then 0.3 end,
         f.expires_on::text, f.initiated_on::text),
        ('terminated', 'remark', case when f.status = 'Terminated' then 1.0 end, null, f.terminated_on::text)`;

/** Confidence: the code, made surer by the product; or the product, where all lots are recalled; less what is against it. */
export const SCORE = `
    create function carenode.score_recalls(recall_ids uuid[], lot_ids uuid[])
    returns table (recall_id uuid, lot_id uuid, confidence numeric, evidence jsonb, text_sha256 text)
    language sql stable security definer set search_path = '' as $$
      with pair as (select u.recall_id, u.lot_id from unnest(recall_ids, lot_ids) as u (recall_id, lot_id)),
      fact as materialized (${FACTS})
      select f.recall_id, f.lot_id,
             round(least(greatest(
               coalesce(s.code, 0) * (1 - (1 - carenode.lot_code_telling(f.lot_key)) * s.other_product),
               coalesce(s.whole, 0) * (1 - s.other_product)) * s.against, 1), 3),
             s.evidence, f.text_sha256
        from fact f cross join lateral (
          select max(e.weight) filter (where e.role = 'code') as code, max(e.weight) filter (where e.role = 'whole') as whole,
                 coalesce(exp(sum(ln(1 - e.weight)) filter (where e.role = 'product')), 1) as other_product,
                 coalesce(exp(sum(ln(e.weight)) filter (where e.role = 'against')), 1) as against,
                 jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', e.kind, 'role', e.role, 'weight', e.weight,
                   'ours', left(e.ours, 300), 'theirs', left(e.theirs, 300)))) as evidence
            from (values ${EVIDENCE}) as e (kind, role, weight, ours, theirs)
           where e.weight is not null) s
    $$`;

/** Keeps the matches of pairs, and holds the lots of new ones at once. */
const RAISE = `
    create function carenode.raise_recall_matches(recall_ids uuid[], lot_ids uuid[])
    returns table (recall_id uuid, lot_id uuid)
    language plpgsql volatile security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
    #variable_conflict use_column
    declare
      raised uuid[];
    begin
      if coalesce(cardinality(recall_ids), 0) = 0 then
        return;
      end if;
      with kept as (
        insert into public.recall_matches as m (recall_id, lot_id, confidence, evidence, text_sha256)
        select s.recall_id, s.lot_id, s.confidence, s.evidence, s.text_sha256 from carenode.score_recalls(recall_ids, lot_ids) s
         where s.confidence >= ${LEAST_CONFIDENCE} order by s.recall_id, s.lot_id
        on conflict (recall_id, lot_id) do update
           set confidence = excluded.confidence, evidence = excluded.evidence, text_sha256 = excluded.text_sha256,
               status = 'possible', decided_by = null, decided_at = null, decision_note = null
         where m.status = 'possible'
               and (m.confidence, m.evidence, m.text_sha256) is distinct from (excluded.confidence, excluded.evidence, excluded.text_sha256)
            or m.status = 'rejected' and m.text_sha256 <> excluded.text_sha256
        returning m.id
      )
      select array_agg(k.id) into raised from kept k;
      -- A statement of its own: it sees what was just kept.
      select array_agg(m.id) into raised from public.recall_matches m
       where m.id = any (raised)
         and not exists (select from public.lot_holds h where h.recall_match_id = m.id and h.released_at is null);
      if raised is null then
        return;
      end if;
      -- Lots before products, each in the order of their ids, as everywhere.
      perform from public.lots l where l.id in (select m.lot_id from public.recall_matches m where m.id = any (raised))
        order by l.id for no key update;
      perform from public.products p
        where p.id in (select l.product_id from public.recall_matches m join public.lots l on l.id = m.lot_id where m.id = any (raised))
        order by p.id for no key update;
      insert into public.lot_holds (lot_id, kind, reason, recall_match_id, placed_by)
        select m.lot_id, 'possible-recall', left('Recall ' || r.recall_number || ' may mean it: ' || coalesce(r.reason, r.product_description), 2000),
               m.id, null
          from public.recall_matches m join public.recalls r on r.id = m.recall_id where m.id = any (raised) order by m.lot_id, m.id;
      return query select m.recall_id, m.lot_id from public.recall_matches m where m.id = any (raised);
    end $$`;

export const MATCHING: readonly SqlFunction[] = [
  pairsOf('recall'),
  pairsOf('lot'),
  {
    signature: 'score_recalls(uuid[], uuid[])',
    meaning:
      'How sure it is that recalls mean lots, from 0 to 1, and what speaks for it and against it: pair by pair.',
    text: SCORE,
  },
  {
    signature: 'raise_recall_matches(uuid[], uuid[])',
    meaning:
      'Keeps what is sure enough of these pairs of recall and lot, and holds the lots that are new among them.',
    text: RAISE,
  },
];
