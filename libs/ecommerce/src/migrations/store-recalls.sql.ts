import { refuse, type SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

/** Who adds lots has it shared, who adds recalls or compares has it alone: of two at the same moment, one sees the other. */
const LOCK_KEY = `hashtextextended('carenode:recalls', 0)`;
const ALONE = `perform pg_advisory_xact_lock(${LOCK_KEY});`;

/** What a report tells. */
const TOLD = [
  'event_id',
  'classification',
  'status',
  'product_type',
  'product_description',
  'product_quantity',
  'code_info',
  'reason',
  'recalling_firm',
  'manufacturers',
  'distribution',
  'initiated_on',
  'classified_on',
  'reported_on',
  'terminated_on',
  'ndcs',
  'gtins',
  'brand_names',
  'generic_names',
  'coverage',
];
/** And what is made of it. */
const COLUMNS = [
  ...TOLD,
  'ndc_keys',
  'firm_keys',
  'name_words',
  'product_keys',
  'content_sha256',
  'text_sha256',
];

const sha256 = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

// Planned anew each time: a plan of the first reports, when the tables are empty, would read them whole for the last.
const STORE = `
    create function carenode.store_recalls(from_source text, reports jsonb)
    returns table (recall_number text, outcome text, possible integer)
    language plpgsql volatile security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
    #variable_conflict use_column
    declare
      changed uuid[];
      created uuid[];
      pair_recalls uuid[];
      pair_lots uuid[];
      raised uuid[];
    begin
      ${demand(`'admin', 'system'`, 'recalls', 'c')}
      ${ALONE}
      with told as (
        select h.sha256, r.* from jsonb_array_elements(reports) e (report),
          lateral (select ${sha256(`(e.report - 'id')::text`)} as sha256) h,
          jsonb_to_record(e.report) as r (
            id uuid, recall_number text, event_id text, classification text, status text, product_type text, product_description text,
            product_quantity text, code_info text, reason text, recalling_firm text, manufacturers text[], distribution text,
            initiated_on date, classified_on date, reported_on date, terminated_on date, ndcs text[], gtins text[],
            brand_names text[], generic_names text[], coverage text)
         -- What was told before is left alone, and costs nothing more.
         where not exists (select from public.recalls t where t.source = from_source and t.recall_number = r.recall_number
                              and t.content_sha256 = h.sha256)
      ), stored as (
        insert into public.recalls as t (id, source, recall_number, ${COLUMNS.join(', ')})
        select o.id, from_source, o.recall_number, ${TOLD.map((column) => `o.${column}`).join(', ')}, k.ndcs, k.firms, k.words,
               case when o.coverage <> 'listed' then
                 array(select 'ndc ' || n from unnest(k.ndcs) n) || array(select 'gtin ' || g from unnest(o.gtins) g)
                 || array(select 'name ' || f || ' ' || w from unnest(k.firms) f, unnest(k.words) w limit 5000) else '{}' end,
               o.sha256, ${sha256(`concat_ws(E'\\n', o.product_description, o.code_info)`)}
          from told o cross join lateral (
            select array(select distinct carenode.ndc_key(n) from unnest(o.ndcs) n) as ndcs,
                   array(select distinct carenode.firm_key(f) from unnest(o.manufacturers || o.recalling_firm) f
                          where carenode.firm_key(f) is not null) as firms,
                   carenode.name_words(concat_ws(' ', o.product_description, array_to_string(o.brand_names || o.generic_names, ' '))) as words
            offset 0) k
         order by o.recall_number
        on conflict (source, recall_number) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
         where t.content_sha256 <> excluded.content_sha256
        returning t.id, t.version
      )
      select array_agg(s.id), array_agg(s.id) filter (where s.version = 1) into changed, created from stored s;

      delete from public.recall_lots c where c.recall_id = any (changed);
      insert into public.recall_lots (recall_id, lot_key, lot_key_to, lot_code, expires_on, expires_in_month, confidence, found)
        select r.id, c.lot_key, c.lot_key_to, c.lot_code, c.expires_on, coalesce(c.expires_in_month, false), c.confidence, c.found
          from jsonb_array_elements(reports) e (report)
          join public.recalls r on r.source = from_source and r.recall_number = e.report ->> 'recall_number',
          jsonb_to_recordset(e.report -> 'lots') as c (
            lot_key text, lot_key_to text, lot_code text, expires_on date, expires_in_month boolean, confidence numeric, found text)
         where r.id = any (changed);

      select array_agg(a.recall_id), array_agg(a.lot_id) into pair_recalls, pair_lots from carenode.recall_pairs_of_recalls(changed) a;
      select array_agg(m.recall_id) into raised from carenode.raise_recall_matches(pair_recalls, pair_lots) m;
      return query
        select e.report ->> 'recall_number',
               case when r.id = any (created) then 'created' when r.id = any (changed) then 'updated' else 'unchanged' end,
               (select count(*)::integer from unnest(raised) m where m = r.id)
          from jsonb_array_elements(reports) e (report)
          join public.recalls r on r.source = from_source and r.recall_number = e.report ->> 'recall_number';
    end $$`;

const MATCH_LOTS = `
    create function carenode.match_lots(lot_ids uuid[]) returns integer
    language plpgsql volatile security definer set search_path = '' as $$
    declare
      pair_recalls uuid[];
      pair_lots uuid[];
    begin
      select array_agg(a.recall_id), array_agg(a.lot_id) into pair_recalls, pair_lots from carenode.recall_pairs_of_lots(lot_ids) a;
      return (select count(*) from carenode.raise_recall_matches(pair_recalls, pair_lots));
    end $$`;

const MATCH_PRODUCT = `
    create function carenode.match_product_recalls(product uuid) returns integer
    language plpgsql volatile security definer set search_path = '' as $$
    begin
      if carenode.user_type() is distinct from 'system' then
        ${refuse(403, 'not_allowed', `'Only background work does this.'`)}
      end if;
      ${ALONE}
      return carenode.match_lots(array(select l.id from public.lots l where l.product_id = product));
    end $$`;

const MATCH_CHANGED = `
    create function carenode.match_changed_product() returns trigger
    language plpgsql volatile security definer set search_path = '' as $$
    begin
      -- Not at once: its lots would be locked after the product, and others lock them before it.
      if exists (select from public.lots l where l.product_id = new.id)
         and not exists (select from public.jobs j where j.kind = 'match-recalls' and j.status = 'queued'
                            and j.input = jsonb_build_object('productId', new.id)) then
        insert into public.jobs (kind, subject, user_type, scopes, actor, purpose, about, input)
          values ('match-recalls', null, 'system', null, 'system:a product was changed', 'operations', null,
                  jsonb_build_object('productId', new.id));
      end if;
      return null;
    end $$`;

export const STORING: readonly SqlFunction[] = [
  {
    signature: 'match_lots(uuid[])',
    meaning: 'Compares lots with all recalls, and holds those that one may mean. How many pairs are new.',
    text: MATCH_LOTS,
  },
  {
    signature: 'store_recalls(text, jsonb)',
    meaning:
      'Stores recall reports of a source, compares what is new with all lots, and holds those that may be meant: one transaction.',
    callers: ['admin', 'system'],
    text: STORE,
  },
  {
    signature: 'match_product_recalls(uuid)',
    meaning: 'Compares the lots of a product with all recalls, after its name, maker or codes were changed.',
    callers: ['system'],
    text: MATCH_PRODUCT,
  },
  {
    signature: 'await_recalls()',
    meaning: 'Before lots are added: recalls that are being stored at this moment are waited for.',
    text: `
      create function carenode.await_recalls() returns trigger
      language plpgsql volatile set search_path = '' as $$
      begin
        perform pg_advisory_xact_lock_shared(${LOCK_KEY});
        return null;
      end $$`,
  },
  {
    signature: 'match_added_lots()',
    meaning: 'After lots were added: those that a recall may mean are held.',
    text: `
      create function carenode.match_added_lots() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform carenode.match_lots(array(select a.id from added a));
        return null;
      end $$`,
  },
  {
    signature: 'match_changed_lot()',
    meaning: 'After the code or the expiry date of a lot was changed: if a recall may mean it, it is held.',
    text: `
      create function carenode.match_changed_lot() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform carenode.match_lots(array[new.id]);
        return null;
      end $$`,
  },
  {
    signature: 'match_changed_product()',
    meaning:
      'After name, maker or codes of a product were changed: its lots are compared with recalls in the background.',
    text: MATCH_CHANGED,
  },
];

// After the triggers that count, in the order of names: a lot is in stock, then held.
export const STORING_TRIGGERS: readonly (readonly [name: string, on: string, table: string])[] = [
  [
    'await_recalls',
    'before insert on lots for each statement execute function carenode.await_recalls()',
    'lots',
  ],
  [
    'match_added',
    'after insert on lots referencing new table as added for each statement execute function carenode.match_added_lots()',
    'lots',
  ],
  [
    'match_changed',
    `after update of lot_code, expires_on on lots for each row
       when ((old.lot_code, old.expires_on) is distinct from (new.lot_code, new.expires_on)) execute function carenode.match_changed_lot()`,
    'lots',
  ],
  [
    'match_changed',
    `after update of name, manufacturer, ndc, gtin on products for each row
       when ((old.name, old.manufacturer, old.ndc, old.gtin) is distinct from (new.name, new.manufacturer, new.ndc, new.gtin))
       execute function carenode.match_changed_product()`,
    'products',
  ],
];
