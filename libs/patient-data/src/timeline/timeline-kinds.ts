import type { TimelineKind } from '@carenode/patient-data-contract';

const SYMPTOM = `t.event_type = 'symptom'`;

const ORIGIN = `'source', t.source, 'importId', t.import_id`;
/** Sources call it what they like: the first length of the whole activity that has distance in its name and is no average. */
const DISTANCE = `(
        select jsonb_build_object('value', (s.one ->> 'value')::numeric, 'unit', s.one ->> 'unit')
          from jsonb_array_elements(case jsonb_typeof(t.statistics) when 'array' then t.statistics end) with ordinality s (one, place)
         where s.one ->> 'name' ~* '\\mdistance\\M' and s.one ->> 'name' !~* '^part |average|lowest|highest'
           and s.one ->> 'value' ~ '^-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]{1,2})?$'
           and s.one ->> 'unit' in ('m', 'km', 'cm', '[mi_i]', '[yd_i]', '[ft_i]', '[in_i]')
         order by s.place limit 1)`;

/** What there is on everybody's timeline. Titles and details are the patient's own words and numbers. */
export const TIMELINE_KINDS: readonly TimelineKind[] = [
  {
    kind: 'symptom',
    table: 'patient_condition_events',
    at: 't.timestamp',
    title: `coalesce((select c.name from public.conditions c where c.id = t.condition_id), 'symptom')`,
    detail: `jsonb_build_object('severity', t.severity, 'notes', t.notes, 'conditionId', t.condition_id)`,
    where: SYMPTOM,
  },
  {
    kind: 'recorded-symptom',
    table: 'measurements',
    at: 't.start_at',
    endAt: 't.end_at',
    title: `(select coalesce(v.display_name, v.name) from public.variables v where v.id = t.variable_id)`,
    detail: `jsonb_build_object('value', coalesce(t.value_text, t.value_code, t.value::text), 'notes', t.notes, ${ORIGIN})`,
    // Apps also note that somebody does not have a symptom.
    where: `t.value_code is null or t.value_code !~ '^HKCategoryValue(Severity|Presence)NotPresent$'`,
    each: {
      column: 'variable_id',
      values: `select v.id from public.variables v
        where v.category = 'symptom' and (v.patient_id = $1 or v.patient_id is null)`,
    },
  },
  {
    kind: 'condition-event',
    table: 'patient_condition_events',
    at: 't.timestamp',
    title: 't.event_type',
    detail: `jsonb_build_object('condition', (select c.name from public.conditions c where c.id = t.condition_id),
      'severity', t.severity, 'notes', t.notes, 'conditionId', t.condition_id)`,
    where: `not ${SYMPTOM}`,
  },
  {
    kind: 'treatment-started',
    table: 'patient_treatments',
    at: 't.started_at',
    endAt: 't.ended_at',
    title: 't.name',
    detail: `jsonb_build_object('status', t.status, 'dosage', t.dosage)`,
    where: `t.status <> 'entered-in-error'`,
  },
  {
    kind: 'treatment-ended',
    table: 'patient_treatments',
    at: 't.ended_at',
    title: 't.name',
    detail: `jsonb_build_object('status', t.status, 'dosage', t.dosage)`,
    where: `t.status <> 'entered-in-error'`,
  },
  {
    kind: 'food',
    table: 'patient_food_log',
    at: 't.timestamp',
    title: 't.food_name',
    detail: `jsonb_build_object('meal', t.meal, 'quantity', t.quantity, 'unit', t.unit, 'calories', t.calories, ${ORIGIN})`,
  },
  {
    kind: 'activity',
    table: 'patient_activity_log',
    at: 't.timestamp',
    endAt: `coalesce(t.ended_at, t.timestamp + make_interval(mins => t.duration))`,
    title: 't.activity_type',
    detail: `jsonb_build_object('duration', t.duration, 'intensity', t.intensity, 'caloriesBurned', t.calories_burned,
      'distance', ${DISTANCE}, ${ORIGIN})`,
  },
  {
    kind: 'insight',
    table: 'patient_insights',
    at: 't.generated_at',
    title: 't.insight_text',
    detail: `jsonb_build_object('insightType', t.insight_type, 'confidenceScore', t.confidence_score)`,
    where: 'not t.is_hidden',
  },
  {
    kind: 'import',
    table: 'patient_data_imports',
    at: 't.created_at',
    endAt: 't.finished_at',
    title: `coalesce(t.file_name, t.format)`,
    detail: `jsonb_build_object('status', t.status, 'formats', t.formats)`,
    readers: ['patient'],
  },
];
