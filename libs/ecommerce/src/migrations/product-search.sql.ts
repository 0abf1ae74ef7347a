import { sellable } from './0002-create-lots.js';
import type { SqlFunction } from './functions.js';

const PEOPLE = ['admin', 'provider', 'patient', 'research-partner', 'developer'] as const;

/** Up to so many matches are looked at all, and put in order; where there are more, the order is walked until a page is full. */
const MOST_SORTED = 2000;
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

/** Of rows s of product_search. */
const IN_STOCK = `
  (exists (select from public.lots l where l.product_id = s.product_id and l.quantity > 0 and ${sellable('l')})
   or s.product_id in (select w.product_id from (${LAPSED}) w join public.lots l on l.id = w.lot_id where ${sellable('l')}))`;

const ALLOWED = `carenode.scope_allows('products', 'rs') is true and carenode.module_active('ecommerce') is true`;
/** SQL as a text of SQL. */
const quoted = (sql: string) => `'${sql.replaceAll("'", "''")}'`;
const BITMAPS_ONLY = 'set enable_seqscan = off set enable_indexscan = off';

/** Where a row stands: names that begin with what was typed, names with all words, all words anywhere; then what was meant. */
const RELEVANCE = `
  case when starts_with(s.name_key, $1) then '0' when s.name_words @@ $2 then '1' when s.words @@ $2 then '2'
       when s.name_words @@ $3 then '3' else '4' end || s.name_key`;
const PRICE = `coalesce(s.price, 'Infinity')`;

/** Row security would switch the indexes of texts off (their operators are not leakproof): these ask themselves who may see what. */
export const SEARCH_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'available_units(uuid)',
    meaning:
      'How many units of a product can be ordered now: those of lots that are sold, and of orders whose reservation is over.',
    callers: [...PEOPLE, 'system'],
    text: `
      create function carenode.available_units(product uuid) returns bigint
      language sql stable security definer set search_path = '' as $$
        select case when ${ALLOWED} then
          coalesce((select sum(l.quantity) from public.lots l where l.product_id = product and ${sellable('l')}), 0)
          + coalesce((select sum(w.quantity) from (${LAPSED} offset 0) w join public.lots l on l.id = w.lot_id
                       where w.product_id = product and ${sellable('l')}), 0) end
      $$`,
  },
  {
    signature: 'product_query(text)',
    meaning:
      'What a search looks for: its words as they begin names; a query of them; and, when few products have them, a query of what may have been meant.',
    text: `
      create function carenode.product_query(search text, out key text, out exact tsquery, out near tsquery)
      language plpgsql stable security definer set search_path = '' ${BITMAPS_ONLY} as $$
      declare
        words constant text[] := (carenode.words_of(left(search, 400)))[1:10];
        texts text[] := '{}';
        meant text[];
        enough boolean;
        other boolean := false;
      begin
        for i in 1 .. cardinality(words) loop
          -- Words begin with what was typed; numbers are whole unless somebody may still be typing them.
          texts[i] := quote_literal(words[i]) || case when words[i] ~ '^[0-9]' and i < cardinality(words) then '' else ':*' end;
        end loop;
        if texts = '{}' then
          return;
        end if;
        key := array_to_string(words, ' ');
        exact := array_to_string(texts, ' & ')::tsquery;
        execute 'select count(*) >= ${FEW} from (select from public.product_search s where s.words @@ $1 limit ${FEW}) w'
          into enough using exact;
        if enough then
          return;
        end if;
        for i in 1 .. cardinality(words) loop
          meant := carenode.words_meant(words[i]);
          if meant <> '{}' then
            other := true;
            texts[i] := '(' || texts[i] || ' | ' || (select string_agg(quote_literal(w) || ':*', ' | ') from unnest(meant) w) || ')';
          end if;
        end loop;
        if other then
          near := array_to_string(texts, ' & ')::tsquery;
        end if;
      end $$`,
  },
  {
    signature: 'product_conditions(jsonb)',
    meaning: 'The SQL of the filters of a search, on rows s: of what is sold only, unless an admin asks.',
    text: `
      create function carenode.product_conditions(filters jsonb) returns text
      language plpgsql stable security definer set search_path = '' as $$
      begin
        return concat(
          case when carenode.user_type() is distinct from 'admin' then ' and s.status = ''active'''
               when filters ? 'status' then format(' and s.status = %L', filters ->> 'status') end,
          case when filters ? 'category' then format(' and s.category = %L', filters ->> 'category') end,
          case when filters ? 'manufacturer' then format(' and s.manufacturer = %L', filters ->> 'manufacturer') end,
          case when filters ? 'dosageForm' then format(' and s.dosage_form = %L', filters ->> 'dosageForm') end,
          case when filters ? 'treatmentId' then format(' and s.treatment_id = %L', (filters ->> 'treatmentId')::uuid) end,
          case when filters ? 'prescription' then
            format(' and s.is_prescription_required = %L', (filters ->> 'prescription')::boolean) end,
          case when (filters ->> 'inStock')::boolean then ' and ' || ${quoted(IN_STOCK)} end);
      end $$`,
  },
  {
    signature: 'count_matches(tsquery, integer)',
    meaning: 'How many products have the words of a query, counted up to a number.',
    text: `
      create function carenode.count_matches(query tsquery, most integer) returns integer
      language plpgsql stable security definer set search_path = '' ${BITMAPS_ONLY} as $$
      declare
        n integer;
      begin
        execute 'select count(*) from (select from public.product_search s where s.words @@ $1 limit $2) w' into n using query, most;
        return n;
      end $$`,
  },
  {
    signature: 'sort_matches(text, text, tsquery, tsquery, text, uuid, integer)',
    meaning: 'Runs a search that few products match: an index finds all of them, and they are put in order.',
    text: `
      create function carenode.sort_matches(
        sql text, key text, exact tsquery, near tsquery, after_order text, after_id uuid, max_rows integer)
      returns table (id uuid, order_text text)
      language plpgsql stable security definer set search_path = '' ${BITMAPS_ONLY} rows 50 as $$
      begin
        return query execute sql using key, exact, near, after_order, after_id, max_rows;
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
      language plpgsql stable security definer set search_path = '' rows 50 as $$
      declare
        q record;
        conditions text;
        match text := '';
        by_relevance constant boolean := search is not null and sort = 'relevance';
        by_price constant boolean := sort in ('price', '-price');
        direction constant text := case when sort = '-price' then 'desc' else 'asc' end;
        beyond constant text := case when sort = '-price' then '<' else '>' end;
        place constant text := case when by_relevance then ${quoted(RELEVANCE)} when by_price then ${quoted(PRICE)} else 's.name_key' end;
        later text;
        rows_left integer := max_rows;
      begin
        if (${ALLOWED}) is not true then
          return;
        end if;
        conditions := carenode.product_conditions(filters);
        later := format(' and ($4 is null or (%s, s.product_id) %s ($4::%s, $5))', place, beyond, case when by_price then 'numeric' else 'text' end);
        if search is null then
          return query execute format(
            'select s.product_id, (%1$s)::text from public.product_search s where true %2$s %3$s order by %1$s %4$s, s.product_id %4$s limit $6',
            place, conditions, later, direction)
            using null::text, null::tsquery, null::tsquery, after_order, after_id, max_rows;
          return;
        end if;
        q := carenode.product_query(search);
        if q.key is null then
          return;
        end if;
        match := case when q.near is null then 's.words @@ $2' else 's.words @@ $3' end;
        if carenode.count_matches(coalesce(q.near, q.exact), ${MOST_SORTED + 1}) <= ${MOST_SORTED} then
          return query select * from carenode.sort_matches(format(
            'select s.product_id, (%1$s)::text from public.product_search s where %5$s %2$s %3$s order by %1$s %4$s, s.product_id %4$s limit $6',
            place, conditions, later, direction, match), q.key, q.exact, q.near, after_order, after_id, max_rows);
        elsif not by_relevance then
          return query execute format(
            'select s.product_id, (%1$s)::text from public.product_search s where %5$s %2$s %3$s order by %1$s %4$s, s.product_id %4$s limit $6',
            place, conditions, later, direction, match)
            using q.key, q.exact, q.near, after_order, after_id, max_rows;
        else
          -- So many that the order of names is walked: those first whose names begin with what was typed.
          if after_order is null or after_order < '1' collate "C" then
            return query execute format(
              'select s.product_id, ''0'' || s.name_key from public.product_search s
                where s.name_key >= $1 and s.name_key < $1 || chr(1114111) and %2$s %1$s
                  and ($4 is null or (s.name_key, s.product_id) > (substr($4, 2), $5))
                order by s.name_key, s.product_id limit $6', conditions, match)
              using q.key, q.exact, q.near, after_order, after_id, max_rows;
            get diagnostics rows_left = row_count;
            rows_left := max_rows - rows_left;
          end if;
          return query execute format(
            'select s.product_id, ''2'' || s.name_key from public.product_search s
              where %2$s %1$s and not starts_with(s.name_key, $1)
                and ($4 is null or (s.name_key, s.product_id) > (substr($4, 2), $5))
              order by s.name_key, s.product_id limit $6', conditions, match)
            using q.key, q.exact, q.near, case when after_order >= '1' collate "C" then after_order end, after_id, rows_left;
        end if;
      end $$`,
  },
  {
    signature: 'product_facets(text, jsonb)',
    meaning: `How many products match a search and filters (matches), and how many of them are of each category, manufacturer and so on; counted over ${MOST_COUNTED} when more match.`,
    callers: PEOPLE,
    text: `
      create function carenode.product_facets(search text, filters jsonb) returns table (facet text, value text, matches bigint)
      language plpgsql stable security definer set search_path = '' rows 100 as $$
      declare
        q record;
        match text := 'true';
      begin
        if (${ALLOWED}) is not true then
          return;
        end if;
        if search is not null then
          q := carenode.product_query(search);
          match := case when q.key is null then 'false' when q.near is null then 's.words @@ $1' else 's.words @@ $2' end;
        else
          select null::tsquery as exact, null::tsquery as near into q;
        end if;
        return query execute format($facets$
          with m as materialized (
            select s.product_id, s.category, s.manufacturer, s.dosage_form, s.is_prescription_required
              from public.product_search s where %1$s %2$s limit ${MOST_COUNTED + 1}
          ), f as (
            select v.facet, v.value, count(*) as matches,
                   row_number() over (partition by v.facet order by count(*) desc, v.value) as place
              from m s, lateral (values ('category', s.category), ('manufacturer', s.manufacturer), ('dosageForm', s.dosage_form),
                                        ('prescription', s.is_prescription_required::text), ('inStock', (${IN_STOCK})::text)) v (facet, value)
             where v.value is not null group by 1, 2
          )
          select 'matches', null, count(*) from m
          union all select f.facet, f.value, f.matches from f where f.place <= 30$facets$, match, carenode.product_conditions(filters))
          using q.exact, q.near;
      end $$`,
  },
];
