import { FIRST_USE, SURELY_OF_IT } from './first-use.sql.js';
import type { SqlFunction } from './functions.js';
import { demand } from './place-order.sql.js';

/** Of fewer people than this nothing is told, and people are counted in steps of so many. */
const LEAST_PEOPLE = 5;
/** Of a lot that sold more often, so many of its newest sales tell as much. */
const MOST_SALES = 10_000;

const JOINED = ', min(coalesce(o.shipped_at, a.allocated_at)) as joined';

const span = `make_interval(days => window_days)`;
const people = (among: string) =>
  `(count(*) filter (where ${among}) / ${LEAST_PEOPLE} * ${LEAST_PEOPLE})::integer`;
/** The mean over people of each one's own, when there are enough. */
const mean = (own: string, among: string) => `
  case when count(${own}) filter (where ${among}) >= ${LEAST_PEOPLE} then carenode.told_with_error(
    avg(${own}) filter (where ${among}),
    stddev_samp(${own}) filter (where ${among}) / sqrt((count(${own}) filter (where ${among}))::numeric)) end`;
/** How many in all: one person who has very many more than others widens the error, and is not told. */
const total = (own: string, among: string) => `
  carenode.told_with_error(
    sum(${own}) filter (where ${among}),
    greatest(${LEAST_PEOPLE}, stddev_samp(${own}) filter (where ${among}) * sqrt((count(*) filter (where ${among}))::numeric)))::bigint`;

/**
 * What followed first use of a lot, so that neither an answer nor the difference of two tells of one person: people come in
 * fives, in the order of their sales; every person counts once, however much they measured; and no number is finer than its
 * own standard error, by more than which one person hardly moves it.
 */
export const TELLING_OUTCOMES: readonly SqlFunction[] = [
  {
    signature: 'told_with_error(numeric, numeric)',
    meaning:
      'A number, no finer than its standard error: rounded to the next larger 1, 2 or 5 times a power of ten, and to three digits or so where there is no error.',
    text: `
      create function carenode.told_with_error(value numeric, error numeric) returns numeric
      language plpgsql immutable parallel safe set search_path = '' as $$
      declare
        finest constant numeric := greatest(error, abs(value) / 500);
        power numeric;
        step numeric;
      begin
        if value is null or finest is null or finest = 0 then
          return value;
        end if;
        power := power(10::numeric, floor(log(finest)));
        step := power * case when finest <= power then 1 when finest <= 2 * power then 2 when finest <= 5 * power then 5 else 10 end;
        return trim_scale(round(value / step) * step);
      end $$`,
  },
  {
    signature: 'lot_outcomes(uuid, integer)',
    meaning: `What was measured, and what happened, in so many days (30, 90 or 365) before and after people first used units of a lot, for those who may read both: means over at least ${LEAST_PEOPLE} people, no finer than their standard error, and nobody’s own values; of lots that sold more often than ${MOST_SALES.toLocaleString('en')} times, of those who bought last.`,
    callers: ['admin', 'provider'],
    text: `
      create or replace function carenode.lot_outcomes(lot uuid, window_days integer) returns jsonb
      language plpgsql stable security definer set search_path = '' set work_mem = '64MB' as $$
      declare
        patients uuid[];
        moments timestamptz[];
        measured jsonb;
        happened jsonb;
      begin
        ${demand(`'admin', 'provider'`, 'lots', 'r')}
        ${demand(`'admin', 'provider'`, 'measurements', 'r')}
        if window_days not in (30, 90, 365) then
          raise exception using errcode = 'CN400', hint = 'validation_failed', message = 'The days are 30, 90 or 365.';
        end if;
        -- The last ones wait until they are five.
        select array_agg(r.patient_id), array_agg(r.since) into patients, moments
          from (select u.patient_id, u.since, row_number() over (order by u.joined, u.patient_id) as place, count(*) over () as all_of_them
                  from (${FIRST_USE('lot', SURELY_OF_IT, MOST_SALES, JOINED)}) u) r
         where r.place <= r.all_of_them / ${LEAST_PEOPLE} * ${LEAST_PEOPLE};
        with used as (
          select * from unnest(patients, moments) as u (patient_id, since)
        ), own as (
          select m.variable_id, m.normalized_unit as unit, m.start_at >= u.since as after, m.patient_id,
                 count(*) as values, avg(m.normalized_value) as mean
            from used u join public.measurements m on m.patient_id = u.patient_id
             and m.start_at >= u.since - ${span} and m.start_at < u.since + ${span}
           group by 1, 2, 3, 4
        ), grouped as (
          select t.variable_id, t.unit,
                 ${people('t.after')} as people, ${total('t.values', 't.after')} as values_after, ${mean('t.mean', 't.after')} as mean_after,
                 ${people('not t.after')} as people_before, ${total('t.values', 'not t.after')} as values_before,
                 ${mean('t.mean', 'not t.after')} as mean_before
            from own t group by 1, 2 having count(*) filter (where t.after) >= ${LEAST_PEOPLE}
        )
        select jsonb_agg(jsonb_build_object(
                 'variableId', g.variable_id, 'name', coalesce(v.display_name, v.name), 'unit', g.unit, 'people', g.people,
                 'count', g.values_after, 'mean', g.mean_after,
                 'peopleBefore', nullif(g.people_before, 0),
                 'countBefore', case when g.people_before > 0 then g.values_before end, 'meanBefore', g.mean_before)
                 order by g.people desc, v.name, g.unit)
          into measured
          from grouped g join public.variables v on v.id = g.variable_id and v.patient_id is null;
        -- The table belongs to a module that may not be there.
        if to_regclass('public.patient_condition_events') is not null and carenode.module_active('patient-data')
           and carenode.scope_allows('patient_condition_events', 'r') then
          execute $events$
            select jsonb_agg(jsonb_build_object(
                     'eventType', e.event_type, 'conditionId', e.condition_id, 'condition', c.name, 'people', e.people,
                     'count', e.events, 'meanSeverity', e.severity) order by e.people desc, e.event_type, c.name)
              from (select p.event_type, p.condition_id, ${people('true')} as people, ${total('p.events', 'true')} as events,
                           ${mean('p.severity', 'true')} as severity
                      from (select e.event_type, e.condition_id, e.patient_id, count(*) as events, avg(e.severity) as severity
                              from unnest($1, $2) as u (patient_id, since)
                              join public.patient_condition_events e on e.patient_id = u.patient_id
                               and e."timestamp" >= u.since and e."timestamp" < u.since + make_interval(days => $3)
                             group by 1, 2, 3) p
                     group by 1, 2 having count(*) >= ${LEAST_PEOPLE}) e
              left join public.conditions c on c.id = e.condition_id $events$
            into happened using patients, moments, window_days;
        end if;
        return jsonb_build_object(
          'people', coalesce(cardinality(patients), 0), 'days', window_days,
          'isSample', (select count(*) > ${MOST_SALES} from (
            select from public.lot_allocations a where a.lot_id = lot limit ${MOST_SALES + 1}) a),
          'measurements', coalesce(measured, '[]'), 'conditionEvents', coalesce(happened, '[]'));
      end $$`,
  },
];
