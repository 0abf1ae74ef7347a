import type { Transaction } from '@carenode/module-kit';

/** Variables with measurements are among these: whatever was measured is marked, or was computed. */
const MARK_ALL = `
  insert into public.stale_daily_values (patient_id, variable_id, days)
  select $1, v.variable_id, '{[1899-12-01,2201-02-01)}'::datemultirange
    from (select d.variable_id from public.daily_values d where d.patient_id = $1
          union select s.variable_id from public.stale_daily_values s where s.patient_id = $1) v
   where $2::uuid is null or v.variable_id = $2`;

/** Marks all days of a variable, or with null of all variables, of the patient whose transaction it is. */
export async function markAllDays(
  tx: Transaction,
  patientId: string,
  variableId: string | null,
): Promise<void> {
  await tx.query(MARK_ALL, [patientId, variableId]);
}

/** Computing takes its turn: two at once could leave what the slower one had read. */
export const TAKE_TURN = `select pg_advisory_xact_lock(hashtextextended('daily_values ' || $1 || ' ' || $2, 0))`;

/** $1 patient, $2 variable, $3 and $4 first and last day: the stale ones among them, from whose marks they are taken. */
export const TAKE_STALE = `
  with gone as (
    delete from public.stale_daily_values
     where patient_id = $1 and variable_id = $2 and days && daterange($3::date, $4::date, '[]') returning days
  ), marked as (
    select range_agg(days) as days from gone
  ), rest as (
    insert into public.stale_daily_values (patient_id, variable_id, days)
    select $1, $2, m.days - datemultirange(daterange($3::date, $4::date, '[]')) from marked m
     where not isempty(m.days - datemultirange(daterange($3::date, $4::date, '[]')))
  )
  select lower(r)::text as first, (upper(r) - 1)::text as last
    from marked m, unnest(m.days * datemultirange(daterange($3::date, $4::date, '[]'))) r order by 1`;

/** $1 patient, $2 variables, $3 and $4 first and last day: which variables have stale days among them, and which days those are. */
export const FIND_STALE = `
  select s.variable_id, lower(r)::text as first, (upper(r) - 1)::text as last
    from (select variable_id, range_agg(days) * datemultirange(daterange($3::date, $4::date, '[]')) as days
            from public.stale_daily_values
           where patient_id = $1 and variable_id = any ($2::uuid[]) group by variable_id) s, unnest(s.days) r
   order by 1, 2`;

/** $1 patient: every variable with stale days, and which: clipped to the days that measurements can be of. */
export const FIND_ALL_STALE = `
  select s.variable_id, lower(r)::text as first, (upper(r) - 1)::text as last
    from (select variable_id, range_agg(days) * datemultirange(daterange('1899-12-01', '2201-02-01')) as days
            from public.stale_daily_values where patient_id = $1 group by variable_id) s, unnest(s.days) r
   order by 1, 2`;
