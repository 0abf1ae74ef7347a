/** $1 patient, $2 import, $3 the rows as JSON. Answers with the ids of those that are new. */
export const ADD_FOODS = `
  with added as (
    insert into public.patient_food_log (
      id, patient_id, import_id, timestamp, food_name, meal, quantity, unit, calories, protein, carbs, fat, notes, source,
      external_id, utc_offset_minutes, time_zone)
    select r.id, $1, $2, to_timestamp(r.at / 1000), r.name, r.meal, r.quantity, r.unit, round(r.calories)::integer,
           r.protein, r.carbs, r.fat, r.notes, r.source, r.external_id, r.utc_offset_minutes, r.time_zone
      from jsonb_to_recordset($3::jsonb) as r (
        id uuid, at float8, name text, meal text, quantity numeric, unit text, calories numeric, protein numeric, carbs numeric,
        fat numeric, notes text, source text, external_id text, utc_offset_minutes smallint, time_zone text)
    on conflict (id) do nothing
    returning id)
  select id from added`;

/** $1 patient, $2 nutrients as JSON, of entries that are new. */
export const ADD_NUTRIENTS = `
  insert into public.patient_food_nutrients (food_log_id, patient_id, nutrient, amount, unit)
  select r.food, $1, r.name, r.amount, r.unit
    from jsonb_to_recordset($2::jsonb) as r (food uuid, name text, amount numeric, unit text)
  on conflict do nothing`;

/** $1 patient, $2 import, $3 the rows as JSON. Answers with the ids of those that are new. */
export const ADD_ACTIVITIES = `
  with added as (
    insert into public.patient_activity_log (
      id, patient_id, import_id, timestamp, ended_at, activity_type, duration, intensity, calories_burned, statistics, notes,
      source, device, external_id, utc_offset_minutes, time_zone)
    select r.id, $1, $2, to_timestamp(r.at / 1000), to_timestamp(r.ended / 1000), r.activity, round(r.minutes)::integer,
           r.intensity, round(r.calories)::integer, r.statistics, r.notes, r.source, r.device, r.external_id,
           r.utc_offset_minutes, r.time_zone
      from jsonb_to_recordset($3::jsonb) as r (
        id uuid, at float8, ended float8, activity text, minutes numeric, intensity text, calories numeric, statistics jsonb,
        notes text, source text, device text, external_id text, utc_offset_minutes smallint, time_zone text)
    on conflict (id) do nothing
    returning id)
  select id from added`;
