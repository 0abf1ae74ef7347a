import type { SqlFunction } from './functions.js';

/** Letters of any script: no ASCII but letters, no spaces and punctuation of Unicode. The same in every locale. */
const LETTERS = String.raw`[^\u0001-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]{1,40}`;

/** Of a word, so many first letters are compared with typing errors: enough to tell words apart, few enough to list. */
const COMPARED = 7;

/** The words of products, and which of them somebody may have meant. Nobody calls these but other functions. */
export const WORD_FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'words_of(text)',
    meaning:
      'The words and numbers of a text, in order, without case, accents and punctuation: 500mg are two of them, 1,000 is 1000.',
    text: `
      create function carenode.words_of(t text) returns text[]
      language sql immutable parallel safe set search_path = '' as $$
        select coalesce(array_agg(m.word[1] order by m.n), '{}')
          from regexp_matches(
            regexp_replace(
              regexp_replace(normalize(lower(t), NFKD), '[\\u0300-\\u036f]', '', 'g'),
              '([0-9]),(?=[0-9]{3}(?![0-9]))', '\\1', 'g'),
            '[0-9]{1,40}(?:\\.[0-9]{1,40})?|${LETTERS}', 'g') with ordinality as m (word, n)
      $$`,
  },
  {
    signature: 'word_variants(text, integer)',
    meaning:
      'The beginning of a word, and what is left of it without any one or two of its letters: words that share one of these differ by two typing errors at most, or little more.',
    text: `
      create function carenode.word_variants(word text, most integer) returns text[]
      language plpgsql immutable parallel safe set search_path = '' as $$
      declare
        start constant text := left(word, ${COMPARED});
        variants text[] := array[start];
        one text;
      begin
        for i in 1 .. char_length(start) loop
          one := overlay(start placing '' from i for 1);
          variants := variants || one;
          if most > 1 then
            for j in i .. char_length(one) loop
              variants := variants || overlay(one placing '' from j for 1);
            end loop;
          end if;
        end loop;
        return array(select distinct v from unnest(variants) v where char_length(v) >= 2);
      end $$`,
  },
  {
    signature: 'typing_errors(text, text, integer)',
    meaning:
      'How many typing errors (a letter wrong, missing, too many, or two swapped) part a word that is being typed from a beginning of another; null for more than so many.',
    text: `
      create function carenode.typing_errors(typed text, word text, most integer) returns integer
      language plpgsql immutable parallel safe set search_path = '' as $$
      declare
        a constant text[] := string_to_array(typed, null);
        b constant text[] := string_to_array(left(word, char_length(typed) + most), null);
        n constant integer := cardinality(a);
        m constant integer := cardinality(b);
        far constant integer := most + 1;
        two integer[];
        one integer[];
        line integer[];
        v integer;
        least_of_line integer;
      begin
        -- Optimal string alignment, row by row, and only near the diagonal. Place j + 1 of a row is column j.
        one := array(select least(j, far) from generate_series(0, m) j);
        for i in 1 .. n loop
          line := array_fill(far, array[m + 1]);
          if i <= most then line[1] := i; end if;
          least_of_line := line[1];
          for j in greatest(1, i - most) .. least(m, i + most) loop
            v := least(one[j + 1] + 1, line[j] + 1, one[j] + (a[i] <> b[j])::integer);
            if i > 1 and j > 1 and a[i] = b[j - 1] and a[i - 1] = b[j] then
              v := least(v, two[j - 1] + 1);
            end if;
            line[j + 1] := v;
            least_of_line := least(least_of_line, v);
          end loop;
          if least_of_line > most then
            return null;
          end if;
          two := one;
          one := line;
        end loop;
        v := (select min(d) from unnest(one) d);
        return case when v <= most then v end;
      end $$`,
  },
  {
    signature: 'words_meant(text)',
    meaning:
      'The words of products, at most eight, that a word which is being typed is nearest to: one typing error in four or five letters, two in more.',
    text: `
      create function carenode.words_meant(typed text) returns text[]
      language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
      declare
        found text[];
      begin
        if char_length(typed) < 4 or typed ~ '[0-9]' then
          return '{}';
        end if;
        -- Two errors are looked for only if nothing is but one error away.
        for most in 1 .. case when char_length(typed) > 5 then 2 else 1 end loop
          found := array(
            select d.word from (
              select c.word, carenode.typing_errors(typed, c.word, most) as errors
                from (select w.word from public.product_words w
                       where w.variants && carenode.word_variants(typed, most)
                       order by (select max(char_length(v)) from unnest(w.variants) v
                                  where v = any (carenode.word_variants(typed, most))) desc,
                                abs(char_length(w.word) - char_length(typed)), w.word
                       limit 60) c) d
             where d.errors > 0
             order by d.errors, abs(char_length(d.word) - char_length(typed)), d.word limit 8);
          exit when found <> '{}';
        end loop;
        return found;
      end $$`,
  },
];
