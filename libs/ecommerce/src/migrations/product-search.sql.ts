import { sellable } from './0002-create-lots.js';
import type { SqlFunction } from './functions.js';

const PEOPLE = ['admin', 'provider', 'patient', 'research-partner', 'developer'] as const;

/** Up to so many matches are looked at all, and put in order; where there are more, the order is walked until a page is full. */
const MOST_SORTED = 4000;
/** Facets of more matches than these are those of so many. */
const MOST_COUNTED = 10_000;
/** With fewer matches than these of what was typed, what may have been meant is searched for too. */
const FEW = 10;

/** Units of orders whose reservation is over: whoever orders next gets them. */
const LAPSED = `
  select i.product_id, a.lot_id, a.quantity
    from public.orders o
    join public.order_items i on i.order_id = o.id
    join public.lot_allocations a on a.order_item_id = i.id and a.released_at is null
   where o.status = 'placed' and o.reserved_until <= now()`;

const ALLOWED = `carenode.scope_allows('products', 'rs') is true and carenode.module_active('ecommerce') is true`;
/** SQL as a text of SQL. */
const quoted = (sql: string) => `'${sql.replaceAll("'", "''")}'`;
const BITMAPS_ONLY = 'set enable_seqscan = off set enable_indexscan = off';

/** Where a row stands: names that begin with what was typed, names with all words, all words anywhere; then what was meant. */
const RELEVANCE = `
  case when starts_with(s.name_key, $1) then '0' when s.name_words @@ $2 then '1' when s.words @@ $2 then '2'
       when starts_with(s.name_key, $9) then '3' when s.name_words @@ $3 then '4' else '5' end || s.name_key`;
const RELEVANCE_OF_MANY = `case when starts_with(s.name_key, coalesce($9, $1)) then '0' else '2' end || s.name_key`;
const PRICE = `coalesce(s.price, 'Infinity')`;

/** Row security would switch the indexes of texts off (their operators are not leakproof): these ask themselves who may see what. */
export const SEARCH_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'available_units(uuid[])',
    meaning:
      'How many units of products can be ordered now: those of lots that are sold, and of orders whose reservation is over.',
    callers: [...PEOPLE, 'system'],
    text: `
      create function carenode.available_units(product_ids uuid[]) returns table (id uuid, units bigint)
      language plpgsql stable security definer set search_path = '' rows 50 as $$
      begin
        if (${ALLOWED}) is not true then
          return;
        end if;
        return query
          select w.product_id, sum(w.units)::bigint from (
            select l.product_id, l.quantity as units from public.lots l
             where l.product_id = any (product_ids) and l.quantity > 0 and ${sellable('l')}
            union all
            select d.product_id, d.quantity from (${LAPSED} offset 0) d join public.lots l on l.id = d.lot_id
             where d.product_id = any (product_ids) and ${sellable('l')}) w
           group by 1;
      end $$`,
  },
  {
    signature: 'estimate_matches(tsquery)',
    meaning: 'How many products the planner thinks have the words of a query.',
    text: `
      create function carenode.estimate_matches(query tsquery) returns bigint
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        plan json;
      begin
        execute format('explain (format json) select from public.product_search s where s.words @@ %L', query) into plan;
        return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
      end $$`,
  },
  {
    signature: 'product_query(text)',
    meaning:
      'What a search looks for: its words as they begin names; a query of them; when few products have them, a query of what may have been meant; of what is looked for, those words that the index finds soonest; and whether very many match.',
    text: `
      create function carenode.product_query(
        search text, out key text, out exact tsquery, out near tsquery, out meant_key text, out rare tsquery, out many boolean)
      language plpgsql stable security definer set search_path = '' ${BITMAPS_ONLY} as $$
      declare
        words constant text[] := (carenode.words_of(left(search, 400)))[1:10];
        texts text[] := '{}';
        rares text[] := '{}';
        meant text[];
        nearest text[] := words;
        n bigint;
        other boolean := false;
      begin
        for i in 1 .. cardinality(words) loop
          texts[i] := quote_literal(words[i]);
          -- Words begin with what was typed, but words that many products have are words; and numbers are whole unless
          -- somebody may still be typing them.
          n := carenode.estimate_matches(texts[i]::tsquery);
          if n <= ${MOST_SORTED} and (words[i] !~ '^[0-9]' or i = cardinality(words)) then
            texts[i] := texts[i] || ':*';
            n := carenode.estimate_matches(texts[i]::tsquery);
          end if;
          if n <= ${MOST_SORTED} then
            rares := rares || texts[i];
          end if;
        end loop;
        if texts = '{}' then
          return;
        end if;
        key := array_to_string(words, ' ');
        exact := array_to_string(texts, ' & ')::tsquery;
        -- The index takes long to read what is in very many products: they are looked at for that when others have found them.
        rare := case when rares = '{}' then exact else array_to_string(rares, ' & ')::tsquery end;
        many := carenode.estimate_matches(rare) > ${MOST_SORTED};
        if many then
          return;
        end if;
        execute 'select count(*) from (select from public.product_search s where s.words @@ $1 and (s.words @@ $2) is true limit ${FEW}) w'
          into n using rare, exact;
        if n < ${FEW} then
          rares := '{}';
          for i in 1 .. cardinality(words) loop
            meant := carenode.words_meant(words[i]);
            if meant <> '{}' then
              other := true;
              nearest[i] := meant[1];
              texts[i] := '(' || texts[i] || ' | ' || (select string_agg(quote_literal(w) || ':*', ' | ') from unnest(meant) w) || ')';
            end if;
            if carenode.estimate_matches(texts[i]::tsquery) <= ${MOST_SORTED} then
              rares := rares || texts[i];
            end if;
          end loop;
          if other then
            near := array_to_string(texts, ' & ')::tsquery;
            meant_key := array_to_string(nearest, ' ');
            rare := case when rares = '{}' then near else array_to_string(rares, ' & ')::tsquery end;
            many := carenode.estimate_matches(rare) > ${MOST_SORTED};
          end if;
        end if;
      end $$`,
  },
  {
    signature: 'stock_condition()',
    meaning: 'The SQL of what can be ordered now, on rows s of product_search.',
    text: `
      create function carenode.stock_condition() returns text
      language plpgsql stable security definer set search_path = '' as $$
      declare
        lapsed constant uuid[] := array(
          select distinct w.product_id from (${LAPSED} offset 0) w join public.lots l on l.id = w.lot_id where ${sellable('l')});
        stocked constant text :=
          'exists (select from public.lots l where l.product_id = s.product_id and l.quantity > 0 and ' || ${quoted(sellable('l'))} || ')';
      begin
        return case when lapsed = '{}' then stocked else format('(%s or s.product_id = any (%L::uuid[]))', stocked, lapsed) end;
      end $$`,
  },
  {
    signature: 'product_conditions(jsonb)',
    meaning: 'The SQL of the filters of a search, on rows s: of what is sold only, unless an admin asks.',
    text: `
      create function carenode.product_conditions(filters jsonb) returns text
      language plpgsql stable security definer set search_path = '' as $$
      begin
        return concat('true',
          case when carenode.user_type() is distinct from 'admin' then ' and s.status = ''active'''
               when filters ? 'status' then format(' and s.status = %L', filters ->> 'status') end,
          case when filters ? 'category' then format(' and s.category = %L', filters ->> 'category') end,
          case when filters ? 'manufacturer' then format(' and s.manufacturer = %L', filters ->> 'manufacturer') end,
          case when filters ? 'dosageForm' then format(' and s.dosage_form = %L', filters ->> 'dosageForm') end,
          case when filters ? 'treatmentId' then format(' and s.treatment_id = %L', (filters ->> 'treatmentId')::uuid) end,
          case when filters ? 'prescription' then
            format(' and s.is_prescription_required = %L', (filters ->> 'prescription')::boolean) end);
      end $$`,
  },
  {
    signature: 'sort_matches(text, text, tsquery, tsquery, text, tsquery, text, uuid, integer)',
    meaning: 'Runs a search by the index of words: all that match are found, and put in order.',
    text: `
      create function carenode.sort_matches(
        sql text, key text, exact tsquery, near tsquery, meant_key text, rare tsquery, after_order text, after_id uuid, max_rows integer)
      returns table (id uuid, order_text text)
      language plpgsql stable security definer set search_path = '' ${BITMAPS_ONLY} set jit = off rows 50 as $$
      begin
        return query execute sql using key, exact, near, after_order, after_id, max_rows, 0, rare, meant_key;
      end $$`,
  },
  {
    signature: 'search_products(text, jsonb, text, text, uuid, integer)',
    meaning:
      'Products that match a search, forgiving typing errors, and filters, in an order (relevance, name, price, -price), after one; all of them when search is null.',
    callers: PEOPLE,
    text: `
      create function carenode.search_products(
        search text, filters jsonb, sort text, after_order text, after_id uuid, max_rows integer)
      returns table (id uuid, order_text text)
      language plpgsql stable security definer set search_path = '' set jit = off rows 50 as $$
      declare
        q record;
        by_relevance constant boolean := search is not null and sort = 'relevance';
        by_price constant boolean := sort in ('price', '-price');
        direction constant text := case when sort = '-price' then 'desc' else 'asc' end;
        place text := case when by_price then ${quoted(PRICE)} else 's.name_key' end;
        later text := format('(%s, s.product_id) %s ($4::%s, $5)', place, case when sort = '-price' then '<' else '>' end,
                             case when by_price then 'numeric' else 'text' end);
        -- Where by relevance names that begin with what was typed are over.
        begun constant boolean := not by_relevance or after_order >= '1' collate "C";
        conditions text;
        stocked text := 'true';
        match text;
        ids uuid[] := '{}';
        orders text[] := '{}';
        more_ids uuid[];
        more_orders text[];
        walked integer;
      begin
        if (${ALLOWED}) is not true then
          return;
        end if;
        conditions := carenode.product_conditions(filters);
        if (filters ->> 'inStock')::boolean then
          stocked := carenode.stock_condition();
        end if;
        if after_id is null then
          later := 'true';
        end if;
        if search is null then
          return query execute format(
            'select s.product_id, (%1$s)::text from public.product_search s where %2$s and %3$s and %4$s
              order by %1$s %5$s, s.product_id %5$s limit $6', place, conditions, stocked, later, direction)
            using null::text, null::tsquery, null::tsquery, after_order, after_id, max_rows;
          return;
        end if;
        q := carenode.product_query(search);
        if q.key is null then
          return;
        end if;
        match := case when q.near is null then 's.words @@ $8 and (s.words @@ $2) is true' else 's.words @@ $8 and (s.words @@ $3) is true' end;
        if q.many then
          -- Those first whose names begin with what was typed; then the order is walked until the page is full.
          if begun is not true then
            execute format(
              'select coalesce(array_agg(r.product_id), ''{}''), coalesce(array_agg(''0'' || r.name_key), ''{}'') from (
                 select s.product_id, s.name_key from public.product_search s
                  where s.name_key >= $1 and s.name_key < $1 || chr(1114111) and %s and %s and %s and %s
                  order by s.name_key, s.product_id limit $6) r', match, conditions, stocked,
              case when after_id is null then 'true' else '(s.name_key, s.product_id) > (substr($4, 2), $5)' end)
              into ids, orders using coalesce(q.meant_key, q.key), q.exact, q.near, after_order, after_id, max_rows, 0, q.rare;
          end if;
          if cardinality(ids) < max_rows then
            execute format(
              'with w as materialized (
                 select s.product_id, s.name_key, s.words, s.price from public.product_search s
                  where %1$s and %2$s order by %3$s %4$s, s.product_id %4$s limit $7
               ), r as (
                 select s.product_id, (%5$s)::text as place from w s where %6$s and %7$s and %8$s
                  order by %3$s %4$s, s.product_id %4$s limit $6)
               select coalesce(array_agg(r.product_id), ''{}''), coalesce(array_agg(r.place), ''{}''), (select count(*) from w) from r',
              conditions,
              case when after_id is null or begun is not true then 'true'
                   when by_relevance then '(s.name_key, s.product_id) > (substr($4, 2), $5)' else later end,
              place, direction, case when by_relevance then '''2'' || s.name_key' else place end, match, stocked,
              case when by_relevance then 'not starts_with(s.name_key, $1)' else 'true' end)
              into more_ids, more_orders, walked
              using coalesce(q.meant_key, q.key), q.exact, q.near, after_order, after_id, max_rows - cardinality(ids), max_rows * 100, q.rare;
            ids := ids || more_ids;
            orders := orders || more_orders;
          end if;
          if cardinality(ids) = max_rows or walked < max_rows * 100 then
            return query select * from unnest(ids, orders);
            return;
          end if;
        end if;
        if by_relevance then
          place := case when q.many then ${quoted(RELEVANCE_OF_MANY)} else ${quoted(RELEVANCE)} end;
          later := case when after_id is null then 'true' else format('(%s, s.product_id) > ($4, $5)', place) end;
        end if;
        return query select * from carenode.sort_matches(format(
          'select s.product_id, (%1$s)::text from public.product_search s where %2$s and %3$s and %4$s and %5$s
            order by %1$s %6$s, s.product_id %6$s limit $6', place, match, conditions, stocked, later, direction),
          q.key, q.exact, q.near, q.meant_key, q.rare, after_order, after_id, max_rows);
      end $$`,
  },
  {
    signature: 'product_facets(text, jsonb)',
    meaning: `How many products match a search and filters (matches), and how many of them are of each category, manufacturer and so on; counted over ${MOST_COUNTED} when more match.`,
    callers: PEOPLE,
    text: `
      create function carenode.product_facets(search text, filters jsonb) returns table (facet text, value text, matches bigint)
      language plpgsql stable security definer set search_path = '' set jit = off rows 100 as $$
      declare
        q record;
        match text := 'true';
        stocked text;
      begin
        if (${ALLOWED}) is not true then
          return;
        end if;
        stocked := carenode.stock_condition();
        if search is not null then
          q := carenode.product_query(search);
          match := case when q.key is null then 'false' else 's.words @@ $1 and (s.words @@ $2) is true' end;
        else
          select null::tsquery as exact, null::tsquery as near, null::tsquery as rare into q;
        end if;
        return query execute format($facets$
          with m as materialized (
            select s.product_id, s.category, s.manufacturer, s.dosage_form, s.is_prescription_required
              from public.product_search s where %1$s and %2$s and %4$s limit ${MOST_COUNTED + 1}
          ), f as (
            select v.facet, v.value, count(*) as matches,
                   row_number() over (partition by v.facet order by count(*) desc, v.value) as place
              from m s, lateral (values ('category', s.category), ('manufacturer', s.manufacturer), ('dosageForm', s.dosage_form),
                                        ('prescription', s.is_prescription_required::text), ('inStock', (%3$s)::text)) v (facet, value)
             where v.value is not null group by 1, 2
          )
          select 'matches', null, count(*) from m
          union all select f.facet, f.value, f.matches from f where f.place <= 30$facets$,
          match, carenode.product_conditions(filters), stocked, case when (filters ->> 'inStock')::boolean then stocked else 'true' end)
          using q.rare, coalesce(q.near, q.exact);
      end $$`,
  },
];
