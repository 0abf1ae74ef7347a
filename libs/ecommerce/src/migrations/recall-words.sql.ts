import type { SqlFunction } from './functions.js';

const list = (words: string) => `'{${words.trim().split(/\s+/).join(',')}}'::text[]`;

/** Words that many products and labels share. */
const COMMON = list(`
  tablet tablets capsule capsules caplet caplets injection injectable solution suspension cream ointment lotion spray drops
  syrup elixir powder patch patches vial vials bottle bottles syringe syringes carton cartons count pack packs packet box each
  only oral topical ophthalmic intravenous nasal rectal usage sterile single dose multi extended release delayed chewable
  coated film strength hydrochloride manufactured distributed made packaged with from this that product products unit units
  supplement dietary free preservative your`);
const FIRM_WORDS = list(`
  inc incorporated llc ltd limited corp corporation company gmbh plc usa the and for dba pharma pharmaceutical pharmaceuticals
  laboratories laboratory labs health healthcare products international industries group north america`);

const telling = (words: string, least: number, common: string) =>
  `select w.word from regexp_split_to_table(lower(${words}), '[^a-z0-9]+') with ordinality w (word, n)
           where char_length(w.word) >= ${least} and w.word ~ '[a-z]' and w.word <> all (${common}) order by w.n`;

/** How names, makers and codes are compared. They tell nothing but what they are given. */
export const RECALL_WORDS: readonly SqlFunction[] = [
  {
    signature: 'name_words(text)',
    meaning: 'The telling words of the name of a product, or of a text about one.',
    text: `
      create function carenode.name_words(words text) returns text[]
      language sql immutable parallel safe set search_path = '' as $$
        select coalesce(array_agg(distinct t.word), '{}') from (${telling('words', 4, COMMON)}) t
      $$`,
  },
  {
    signature: 'firm_key(text)',
    meaning: 'The first telling word of the name of a firm; null when it has none.',
    text: `
      create function carenode.firm_key(firm text) returns text
      language sql immutable parallel safe set search_path = '' as $$
        ${telling('firm', 3, FIRM_WORDS)} limit 1
      $$`,
  },
  {
    signature: 'ndc_key(text)',
    meaning: 'Labeler and product of a National Drug Code, of 9 digits; the package does not count.',
    text: `
      create function carenode.ndc_key(ndc text) returns text
      language sql immutable parallel safe set search_path = '' as $$
        select lpad(split_part(ndc, '-', 1), 5, '0') || lpad(split_part(ndc, '-', 2), 4, '0')
      $$`,
  },
  {
    signature: 'product_keys(text, text, text, text)',
    meaning:
      'What a product is found by when all lots of it are recalled: NDC, GTIN, and each telling word of its name beside its maker.',
    // An index on products is made of it, which whoever writes a product has to compute.
    callers: ['admin', 'system'],
    text: `
      create function carenode.product_keys(ndc text, gtin text, manufacturer text, name text) returns text[]
      language sql immutable parallel safe security definer set search_path = '' as $$
        select array_remove(array['ndc ' || carenode.ndc_key(ndc), 'gtin ' || lpad(gtin, 14, '0')], null)
               || array(select 'name ' || f.key || ' ' || w.word
                          from (select carenode.firm_key(manufacturer) as key) f, unnest(carenode.name_words(name)) w (word)
                         where f.key is not null)
      $$`,
  },
  {
    signature: 'lot_code_telling(text)',
    meaning:
      'How telling it is by itself that two lots have the same code: from 0 to 1. Short codes, numbers and dates tell little.',
    text: `
      create function carenode.lot_code_telling(key text) returns numeric
      language sql immutable parallel safe set search_path = '' as $$
        select case
          when key ~ '^[0-9]+$' then case
            when char_length(key) <= 4 then 0.05 when char_length(key) = 5 then 0.2 when char_length(key) = 6 then 0.3
            when key ~ '^((0[1-9]|1[0-2])[0-3][0-9]20[0-9]{2}|20[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9])' then 0.3
            when char_length(key) = 7 then 0.4 when char_length(key) = 8 then 0.45 else 0.6 end
          when key ~ '^[A-Z]+$' then case when char_length(key) >= 8 then 0.4 else 0.1 end
          when char_length(key) <= 3 then 0.05 when char_length(key) = 4 then 0.15 when char_length(key) = 5 then 0.4
          when char_length(key) = 6 then 0.55 when char_length(key) = 7 then 0.6 else 0.65 end
      $$`,
  },
];
