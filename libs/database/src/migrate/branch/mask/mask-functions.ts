/** Invented people of a branch. */
const GIVEN =
  'Ada Alma Anton Bela Bruno Carla Cem Dana Dora Elif Emil Erik Esra Finn Flora Greta Hugo Ida Ines Ivo Jana Jonas Kaya Lara Leon Lina Mara Nils Nora Oskar Rosa Tilda';
const FAMILY =
  'Acker Adler Bach Bauer Berg Brandt Busch Dorn Eich Falk Feld Fink Frost Gruber Haas Hain Holz Kamp Keller Kern Lang Linde Moor Nagel Quell Reuter Sand Stein Tann Vogel Wald Winter';

const list = (names: string) => `array['${names.split(' ').join("', '")}']`;

/**
 * Functions that live as long as the session, all under one random key, which is never stored and goes with the transaction.
 * What they make of a value is the same wherever it stands, has its shape, and leads nobody back without the key.
 */
export const MASK_FUNCTIONS: readonly string[] = [
  `create function pg_temp.mask_hash(salt text) returns bytea language sql immutable
     return sha256(decode(current_setting('carenode.mask_key'), 'hex') || convert_to(salt, 'UTF8'))`,

  // Letters become other letters, digits other digits. How far a character moves depends on those before it, so that two
  // texts that differ still differ, in any case of letters; after a hundred characters, where nothing has to, on all of it.
  `create function pg_temp.mask_text(value text, days integer, prefix text default '') returns text
     language plpgsql immutable as $$
   declare
     chars text[];
     h bytea;
     code integer;
     move integer;
   begin
     if value is null or value = '' then
       return value;
     end if;
     if prefix <> '' and starts_with(value, prefix) then
       return prefix || pg_temp.mask_text(substr(value, length(prefix) + 1), days);
     end if;
     if value ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
       return value;
     end if;
     if value ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]([T ][0-9:.,+Z-]*)?$' then
       begin
         return (left(value, 10)::date + days)::text || substr(value, 11);
       exception when others then
         null;
       end;
     end if;
     if value ~ '^[0-9a-f]{16,64}$' then
       return left(encode(pg_temp.mask_hash(value), 'hex'), length(value));
     end if;
     chars := string_to_array(value, null);
     h := pg_temp.mask_hash('text');
     for i in 1 .. cardinality(chars) loop
       code := ascii(chars[i]);
       move := get_byte(h, i % 32);
       if i <= 100 then
         h := sha256(h || convert_to(lower(chars[i]), 'UTF8'));
       elsif i = 101 then
         h := sha256(h || convert_to(value, 'UTF8'));
       elsif i % 32 = 0 then
         h := sha256(h);
       end if;
       if code between 97 and 122 then
         chars[i] := chr(97 + (code - 96 + move % 25) % 26);
       elsif code between 65 and 90 then
         chars[i] := chr(65 + (code - 64 + move % 25) % 26);
       elsif code between 48 and 57 then
         chars[i] := chr(48 + (code - 47 + move % 9) % 10);
       elsif code > 127 then
         chars[i] := chr(97 + (code + move) % 26);
       end if;
     end loop;
     return array_to_string(chars, '');
   end $$`,

  // For columns whose values must differ: other alphabets are too large to be moved within.
  `create function pg_temp.mask_unique(value text, days integer, prefix text default '') returns text language sql immutable
     return case when octet_length(value) = char_length(value) then pg_temp.mask_text(value, days, prefix)
                 else left(encode(pg_temp.mask_hash(value), 'hex'), greatest(32, char_length(value))) end`,

  `create function pg_temp.mask_email(value text) returns text language sql immutable
     return case when value <> '' then 'p' || left(encode(pg_temp.mask_hash('mail ' || lower(value)), 'hex'), 20) || '@branch.invalid' else value end`,

  `create function pg_temp.mask_name(value text, person text, kind text) returns text language sql immutable
     return case when value <> '' then
       (case kind when 'given' then ${list(GIVEN)} else ${list(FAMILY)} end)
         [1 + get_byte(pg_temp.mask_hash(concat_ws(' ', kind, person, value)), 0) % 32] else value end`,

  `create function pg_temp.mask_bytes(value bytea) returns bytea language sql immutable
     return substring(decode(repeat(encode(sha256(pg_temp.mask_hash('bytes') || value), 'hex'), 1 + octet_length(value) / 32), 'hex')
                      from 1 for octet_length(value))`,

  `create function pg_temp.mask_texts(texts text[], days integer) returns text[] language sql immutable
     return case when texts is null then null
                 else array(select pg_temp.mask_text(t, days) from unnest(texts) with ordinality as u (t, n) order by n) end`,

  // Names of members that look like those of a program stay: whoever reads the JSON needs them.
  `create function pg_temp.mask_json(value jsonb, days integer) returns jsonb language plpgsql immutable as $$
   begin
     case jsonb_typeof(value)
       when 'string' then
         return to_jsonb(pg_temp.mask_text(value #>> '{}', days));
       when 'array' then
         return coalesce((select jsonb_agg(pg_temp.mask_json(e, days) order by n)
                            from jsonb_array_elements(value) with ordinality as a (e, n)), '[]');
       when 'object' then
         return coalesce((select jsonb_object_agg(case when k ~ '^[a-z][A-Za-z0-9_]{0,39}$' then k else pg_temp.mask_text(k, days) end,
                                                  pg_temp.mask_json(v, days))
                            from jsonb_each(value) as o (k, v)), '{}');
       else
         return value;
     end case;
   end $$`,

  // The days by which everything about a person moves into the past; into the future where it is too long ago for that.
  `create temporary table mask_person (person text primary key, ancient boolean not null default false, days integer)`,
];

/** Once everybody is in the table. */
export const CHOOSE_DAYS = `
  update pg_temp.mask_person set days = (case when ancient then 1 else -1 end)
    * (30 + (get_byte(pg_temp.mask_hash('days ' || person), 0) * 256 + get_byte(pg_temp.mask_hash('days ' || person), 1)) % 336)`;
