import { FIRST_USE } from './first-use.sql.js';
import type { SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

/** Fewer people than this are not told of: who knows the buyers could tell who it was. */
const LEAST_PEOPLE = 5;

const span = `make_interval(days => window_days)`;

/** What followed first use of a lot; of one that sold more often than `most` times, of those who bought last, among these allocations `a`. */
export const lotOutcomes = (
  most: number,
  among = 'true',
  verb: 'create' | 'create or replace' = 'create or replace',
): SqlFunction => ({
  signature: 'lot_outcomes(uuid, integer)',
  meaning: `What was measured, and what happened, in so many days (30, 90 or 365) before and after people first used units of a lot: counts and means over at least 5 people, and nobody’s own values; of lots that sold more often than ${most.toLocaleString('en')} times, of those who bought last.`,
  callers: ['admin', 'provider'],
  text: `
      ${verb} function carenode.lot_outcomes(lot uuid, window_days integer) returns jsonb
      language plpgsql stable security definer set search_path = '' set work_mem = '64MB' as $$
      declare
        patients uuid[];
        moments timestamptz[];
        measured jsonb;
        happened jsonb;
      begin
        ${demand(`'admin', 'provider'`, 'lots', 'r')}
        if window_days not in (30, 90, 365) then
          raise exception using errcode = 'CN400', hint = 'validation_failed', message = 'The days are 30, 90 or 365.';
        end if;
        select array_agg(u.patient_id), array_agg(u.since) into patients, moments from (${FIRST_USE('lot', among, most)}) u;
        with used as (
          select * from unnest(patients, moments) as u (patient_id, since)
        ), told as (
          -- Once per person first: counting people in one go would sort every value.
          select m.variable_id, m.normalized_unit as unit, m.start_at >= u.since as after, m.patient_id,
                 count(*) as values, sum(m.normalized_value) as total, count(m.normalized_value) as numbers
            from used u join public.measurements m on m.patient_id = u.patient_id
             and m.start_at >= u.since - ${span} and m.start_at < u.since + ${span}
           group by 1, 2, 3, 4
        ), grouped as (
          select t.variable_id, t.unit,
                 count(*) filter (where t.after) as people, sum(t.values) filter (where t.after) as values_after,
                 sum(t.total) filter (where t.after) / nullif(sum(t.numbers) filter (where t.after), 0) as mean_after,
                 count(*) filter (where not t.after) as people_before, sum(t.values) filter (where not t.after) as values_before,
                 sum(t.total) filter (where not t.after) / nullif(sum(t.numbers) filter (where not t.after), 0) as mean_before
            from told t group by 1, 2
        )
        select jsonb_agg(jsonb_build_object(
                 'variableId', g.variable_id, 'name', coalesce(v.display_name, v.name), 'unit', g.unit, 'people', g.people,
                 'count', g.values_after, 'mean', round(g.mean_after, 6),
                 'peopleBefore', case when g.people_before >= ${LEAST_PEOPLE} then g.people_before end,
                 'countBefore', case when g.people_before >= ${LEAST_PEOPLE} then g.values_before end,
                 'meanBefore', case when g.people_before >= ${LEAST_PEOPLE} then round(g.mean_before, 6) end)
                 order by g.people desc, v.name, g.unit)
          into measured
          from grouped g join public.variables v on v.id = g.variable_id and v.patient_id is null
         where g.people >= ${LEAST_PEOPLE};
        -- The table belongs to a module that may not be there.
        if to_regclass('public.patient_condition_events') is not null and carenode.module_active('patient-data') then
          execute $events$
            select jsonb_agg(jsonb_build_object(
                     'eventType', e.event_type, 'conditionId', e.condition_id, 'condition', c.name, 'people', e.people,
                     'count', e.events, 'meanSeverity', round(e.severity, 2)) order by e.people desc, e.event_type, c.name)
              from (select e.event_type, e.condition_id, count(distinct e.patient_id) as people, count(*) as events, avg(e.severity) as severity
                      from unnest($1, $2) as u (patient_id, since)
                      join public.patient_condition_events e on e.patient_id = u.patient_id
                       and e."timestamp" >= u.since and e."timestamp" < u.since + make_interval(days => $3)
                     group by 1, 2 having count(distinct e.patient_id) >= ${LEAST_PEOPLE}) e
              left join public.conditions c on c.id = e.condition_id $events$
            into happened using patients, moments, window_days;
        end if;
        return jsonb_build_object(
          'people', coalesce(cardinality(patients), 0), 'days', window_days,
          'isSample', (select count(*) > ${most} from (
            select from public.lot_allocations a where a.lot_id = lot limit ${most + 1}) a),
          'measurements', coalesce(measured, '[]'), 'conditionEvents', coalesce(happened, '[]'));
      end $$`,
});
