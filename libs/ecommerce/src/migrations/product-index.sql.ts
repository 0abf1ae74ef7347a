import type { SqlFunction } from './functions.js';

/** What of a product is searched and filtered by. Stock is not among it: a sale changes none of this. */
const SEARCHED =
  'name, description, manufacturer, sku, strength, dosage_form, route, category, ndc, gtin, status, treatment_id, is_prescription_required, price';
const of = (row: string) => SEARCHED.replace(/\w+/g, `${row}.$&`);

const ROW = `
          select p.id, p.status, left(array_to_string(carenode.words_of(p.name), ' '), 200), array_to_tsvector(carenode.words_of(p.name)),
                 array_to_tsvector(carenode.words_of(concat_ws(' ', p.name, p.strength, p.dosage_form, p.route, p.manufacturer,
                                                               p.category, p.sku, p.ndc, p.gtin, p.description))),
                 p.category, p.manufacturer, p.dosage_form, p.is_prescription_required, p.treatment_id, p.price`;
const COLUMNS =
  'product_id, status, name_key, name_words, words, category, manufacturer, dosage_form, is_prescription_required, treatment_id, price';

/** They keep product_search and product_words as products are. */
export const INDEX_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'index_products(uuid[])',
    meaning: 'Notes what products are found by, and their words, so that they are found mistyped, too.',
    text: `
      create function carenode.index_products(product_ids uuid[]) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        insert into public.product_search (${COLUMNS}) ${ROW}
            from public.products p where p.id = any (product_ids)
          on conflict (product_id) do update set (${COLUMNS}) = (select excluded.*);
        -- In the order of the words: who adds the same words at the same moment waits, and nobody waits for who waits.
        insert into public.product_words (word, variants)
          select n.word, carenode.word_variants(n.word, case when char_length(n.word) > 5 then 2 else 1 end)
            from (select distinct w.word from public.product_search s, unnest(tsvector_to_array(s.words)) w (word)
                   where s.product_id = any (product_ids) and char_length(w.word) >= 3 and w.word !~ '[0-9]') n
           where not exists (select from public.product_words k where k.word = n.word)
           order by n.word
          on conflict do nothing;
      end $$`,
  },
  {
    signature: 'index_new_products()',
    meaning: 'After products were added: they are found.',
    text: `
      create function carenode.index_new_products() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform carenode.index_products(array(select p.id from becomes p));
        return null;
      end $$`,
  },
  {
    signature: 'index_changed_product()',
    meaning: 'After a product was changed: it is found by what it is now.',
    text: `
      create function carenode.index_changed_product() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform carenode.index_products(array[new.id]);
        return null;
      end $$`,
  },
];

export const INDEX_TRIGGERS: readonly (readonly [name: string, on: string])[] = [
  [
    'index_new',
    'after insert on products referencing new table as becomes for each statement execute function carenode.index_new_products()',
  ],
  [
    'index_changed',
    `after update of ${SEARCHED} on products for each row
       when ((${of('old')}) is distinct from (${of('new')})) execute function carenode.index_changed_product()`,
  ],
];
