/** A value in the unit of its variable: the value itself, or the converted one rounded to 12 decimals. */
export const NORMALIZED = `case when factor = 1 and shift = 0 then value else trim_scale(round(value * factor + shift, 12)) end`;

/**
 * $1 patient, $2 import; then rows by column: $3 id, $4 index of its series, $5 value, $6 and $7 start and end in
 * milliseconds since 1970; then series by column: $8 variable, $9 unit, $10 its words, $11 and $12 factor and offset of the
 * normalised value, $13 its unit, $14 source, $15 device, $16 minutes east of UTC, $17 time zone; then the columns that few
 * rows have: $18 number of the row (from 1), $19 comparator, $20 words, $21 code, $22 its system, $23 external id, $24 notes.
 * Answers how many rows are new, and their ids unless that is all or none of them.
 */
export const ADD_MEASUREMENTS = `
   with added as (
     insert into public.measurements (
       id, patient_id, import_id, variable_id, value, unit, unit_text, normalized_value, normalized_unit, start_at, end_at,
       source, device, utc_offset_minutes, time_zone, comparator, value_text, value_code, value_code_system, external_id, notes)
     select r.id, $1, $2, s.variable_id, r.value, s.unit, s.unit_text,
            ${NORMALIZED}, case when r.value is not null then s.normalized_unit end,
            to_timestamp(r.start_at / 1000), to_timestamp(r.end_at / 1000),
            s.source, s.device, s.utc_offset_minutes, s.time_zone,
            m.comparator, m.value_text, m.value_code, m.value_code_system, m.external_id, m.notes
       from unnest($3::uuid[], $4::int[], $5::numeric[], $6::float8[], $7::float8[])
              with ordinality r (id, series, value, start_at, end_at, place)
       join unnest($8::uuid[], $9::text[], $10::text[], $11::numeric[], $12::numeric[], $13::text[], $14::text[], $15::text[],
                   $16::smallint[], $17::text[])
              with ordinality s (variable_id, unit, unit_text, factor, shift, normalized_unit, source, device,
                                 utc_offset_minutes, time_zone, place) on s.place = r.series + 1
       left join unnest($18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[])
              m (place, comparator, value_text, value_code, value_code_system, external_id, notes) on m.place = r.place
     on conflict do nothing
     returning id)
   select count(*)::int as created,
          case when count(*) not in (0, cardinality($3::uuid[])) then array_agg(id) end as ids
     from added`;
