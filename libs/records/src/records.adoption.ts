import type { TableAdoption } from '@carenode/module-kit';

/** The code system of the variables of an adopted system: their ids there are the codes. */
export const ADOPTED_VARIABLES = 'urn:carenode:adopted:variables';

const EMPTY_IS_NULL = (column: string) => `nullif(btrim(${column}), '')`;
const TEXT = (column: string) => `${EMPTY_IS_NULL(`${column}::text`)}`;
/** A day there is midnight UTC here. */
const DAY = (column: string) => `${column}::timestamp at time zone 'UTC'`;
const DAY_BACK = (column: string) => `(${column} at time zone 'UTC')::date`;
const ID = (table: string, column: string) => `carenode.adopted_id('${table}', ${column}::text)`;
const TIMES = { created_at: 'l.created_at', updated_at: 'l.updated_at' } as const;

/** Names the words that mean one of ours; `otherwise` for the rest. */
const choice = (value: string, words: Readonly<Record<string, string>>, otherwise: string) =>
  `case ${value}${Object.entries(words)
    .map(([theirs, ours]) => ` when '${theirs}' then '${ours}'`)
    .join('')} else ${otherwise} end`;

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

const UNITS = {
  kilograms: 'kg',
  grams: 'g',
  milligrams: 'mg',
  pounds: '[lb_av]',
  'beats-per-minute': '/min',
  'millimeters-of-mercury': 'mm[Hg]',
  'degrees-fahrenheit': '[degF]',
  'degrees-celsius': 'Cel',
  percent: '%',
  count: '{count}',
  'zero-to-ten-scale': '{score}',
  hours: 'h',
  minutes: 'min',
  meters: 'm',
  centimeters: 'cm',
  kilometers: 'km',
} as const;

const SOFT_DELETED = {
  sql: 'l.deleted_at is null',
  why: 'What was deleted there stays there: it is no part of a record any more.',
};

const KNOWN_THERE = (table: string, legacy: string) => ({
  sql: `exists (select from public.${legacy} g where g.id::text = carenode.legacy_id('${table}', o.id))`,
  why: 'The catalogue there stands on a catalogue of variables, which these are not part of.',
});

/** Null where the catalogue there does not have it, such as one of ICD-10-CM. */
const BACK_TO = (table: string, legacy: string, column: string) =>
  `(select g.id from public.${legacy} g where g.id::text = carenode.legacy_id('${table}', ${column}))`;

const catalogue: readonly TableAdoption[] = [
  {
    table: 'conditions',
    from: ['global_conditions'],
    when: ['id', 'name'],
    key: { column: 'id', ids: 'derived' },
    columns: {
      name: EMPTY_IS_NULL('l.name'),
      description: EMPTY_IS_NULL('l.description'),
      code: [EMPTY_IS_NULL('l.icd_code'), 'null::text'],
      code_system: [`case when ${EMPTY_IS_NULL('l.icd_code')} is not null then '${ICD}' end`, 'null::text'],
      ...TIMES,
    },
    back: {
      name: 'o.name',
      description: 'o.description',
      icd_code: `case when o.code_system = '${ICD}' then o.code end`,
    },
    backWhere: KNOWN_THERE('conditions', 'global_conditions'),
  },
  {
    table: 'treatments',
    from: ['global_treatments'],
    when: ['id', 'name'],
    key: { column: 'id', ids: 'derived' },
    columns: {
      name: EMPTY_IS_NULL('l.name'),
      description: EMPTY_IS_NULL('l.description'),
      treatment_type: [
        choice(
          'lower(btrim(l.treatment_type::text))',
          {
            drug: 'medication',
            medication: 'medication',
            prescription: 'medication',
            supplement: 'supplement',
            device: 'device',
            procedure: 'procedure',
            surgery: 'procedure',
            therapy: 'therapy',
            psychotherapy: 'therapy',
            diet: 'diet',
            exercise: 'exercise',
          },
          `case when ${TEXT('l.treatment_type')} is not null then 'other' end`,
        ),
        'null::text',
      ],
      ...TIMES,
    },
    back: { name: 'o.name', description: 'o.description' },
    backWhere: KNOWN_THERE('treatments', 'global_treatments'),
  },
  {
    table: 'variables',
    from: ['global_variables'],
    when: ['id', 'name'],
    key: { column: 'id', ids: 'derived' },
    columns: {
      code_system: `'${ADOPTED_VARIABLES}'`,
      code: 'l.id::text',
      name: EMPTY_IS_NULL('l.name'),
      kind: [`case when l.combination_operation::text = 'sum' then 'sum' else 'sample' end`, `'sample'`],
      unit_code: [choice('l.default_unit_id::text', UNITS, 'null'), 'null::text'],
      category: [
        choice(
          'l.variable_category_id::text',
          { 'vital-signs': 'vital-signs', 'physical-activity': 'activity', symptoms: 'survey' },
          'null',
        ),
        'null::text',
      ],
      ...TIMES,
    },
    back: { name: 'o.name' },
    backWhere: {
      sql: `o.patient_id is null and o.code_system = '${ADOPTED_VARIABLES}'`,
      why: 'The other application knows the variables that came from there, and neither LOINC’s nor those of one patient.',
    },
  },
];

const records: readonly TableAdoption[] = [
  {
    table: 'patient_conditions',
    from: ['patient_conditions'],
    when: ['patient_id', 'condition_id', 'deleted_at'],
    key: { column: 'id', ids: 'same' },
    columns: {
      patient_id: 'l.patient_id',
      condition_id: ID('conditions', 'l.condition_id'),
      name: `(select ${EMPTY_IS_NULL('g.name')} from public.global_conditions g where g.id::text = l.condition_id::text)`,
      clinical_status: choice(
        'l.status::text',
        {
          active: 'active',
          recurrence: 'recurrence',
          relapse: 'relapse',
          inactive: 'inactive',
          in_remission: 'remission',
          remission: 'remission',
          resolved: 'resolved',
        },
        'null',
      ),
      onset_at: [DAY('l.onset_date'), 'l.diagnosed_at::timestamptz'],
      recorded_at: 'l.created_at',
      notes: EMPTY_IS_NULL('l.notes'),
      ...TIMES,
    },
    back: {
      patient_id: 'o.patient_id',
      condition_id: BACK_TO('conditions', 'global_conditions', 'o.condition_id'),
      status: choice(
        'o.clinical_status',
        { remission: 'in_remission', inactive: 'inactive', resolved: 'resolved' },
        `'active'`,
      ),
      onset_date: DAY_BACK('o.onset_at'),
      diagnosed_at: 'o.onset_at',
      notes: 'o.notes',
    },
    where: SOFT_DELETED,
  },
  {
    table: 'patient_treatments',
    from: ['patient_treatments'],
    when: ['patient_id', 'treatment_id', 'deleted_at'],
    key: { column: 'id', ids: 'same' },
    columns: {
      patient_id: 'l.patient_id',
      treatment_id: ID('treatments', 'l.treatment_id'),
      name: `(select ${EMPTY_IS_NULL('g.name')} from public.global_treatments g where g.id::text = l.treatment_id::text)`,
      status: choice(
        'l.status::text',
        {
          active: 'active',
          paused: 'on-hold',
          on_hold: 'on-hold',
          discontinued: 'stopped',
          stopped: 'stopped',
          completed: 'completed',
          planned: 'considering',
          cancelled: 'cancelled',
        },
        `'unknown'`,
      ),
      dosage: [EMPTY_IS_NULL('l.dosage_instructions'), EMPTY_IS_NULL('l.dosage')],
      started_at: DAY('l.start_date'),
      ended_at: DAY('l.end_date'),
      // Only a condition that came over, too: one that was deleted there stays there.
      reason_id: `(select c.id from public.patient_conditions c where c.id = l.patient_condition_id and c.patient_id = l.patient_id)`,
      recorded_at: 'l.created_at',
      notes: [EMPTY_IS_NULL('l.patient_notes'), EMPTY_IS_NULL('l.notes')],
      ...TIMES,
    },
    back: {
      patient_id: 'o.patient_id',
      treatment_id: BACK_TO('treatments', 'global_treatments', 'o.treatment_id'),
      status: choice(
        'o.status',
        {
          'on-hold': 'paused',
          stopped: 'discontinued',
          cancelled: 'discontinued',
          completed: 'completed',
          considering: 'planned',
          draft: 'planned',
        },
        `'active'`,
      ),
      dosage_instructions: 'o.dosage',
      dosage: 'o.dosage',
      start_date: DAY_BACK('o.started_at'),
      end_date: DAY_BACK('o.ended_at'),
      patient_notes: 'o.notes',
      notes: 'o.notes',
    },
    where: SOFT_DELETED,
    backWhere: {
      sql: `exists (select from public.global_treatments g where g.id::text = carenode.legacy_id('treatments', o.treatment_id))`,
      why: 'A treatment there is always one of its catalogue; one in words alone has no place.',
    },
  },
  {
    table: 'measurements',
    from: ['measurements'],
    when: ['user_id', 'global_variable_id', 'value', 'start_at', 'deleted_at'],
    key: { column: 'id', ids: 'same' },
    columns: {
      patient_id: 'l.user_id',
      variable_id: ID('variables', 'l.global_variable_id'),
      value: 'l.value::numeric',
      // In the words that were used there: the step units-to-ucum makes codes of them.
      unit: [`coalesce(${TEXT('l.original_unit')}, ${TEXT('l.unit_id')})`, TEXT('l.unit_id'), 'null::text'],
      start_at: 'l.start_at::timestamptz',
      end_at: ['l.end_at::timestamptz', 'null::timestamptz'],
      source: [`coalesce(left(${TEXT('l.source')}, 100), 'manual')`, `'manual'`],
      notes: [EMPTY_IS_NULL('l.notes'), 'null::text'],
      ...TIMES,
    },
    back: {
      user_id: 'o.patient_id',
      global_variable_id: `carenode.legacy_id('variables', o.variable_id)`,
      value: 'o.value::double precision',
      original_unit: 'coalesce(o.unit_text, o.unit)',
      start_at: 'o.start_at',
      end_at: 'o.end_at',
      source: 'o.source',
      notes: 'o.notes',
    },
    where: SOFT_DELETED,
    backWhere: {
      sql: `o.value is not null and exists (select from public.variables v
              where v.id = o.variable_id and v.patient_id is null and v.code_system = '${ADOPTED_VARIABLES}')`,
      why: 'The other application knows numbers of its own variables only.',
    },
  },
];

/**
 * A trial comes in review: an admin approves here what its team may read, which nobody was asked there. Enrolments stay
 * there, for the same reason: patients join here by consent to research. So do care teams, which both sides agree to here.
 */
const trials: TableAdoption = {
  table: 'trials',
  from: ['trials'],
  when: ['title', 'condition_id', 'treatment_id', 'deleted_at'],
  key: { column: 'id', ids: 'same' },
  columns: {
    title: EMPTY_IS_NULL('l.title'),
    description: EMPTY_IS_NULL('l.description'),
    status: `'in-review'`,
    condition_id: ID('conditions', 'l.condition_id'),
    treatment_id: ID('treatments', 'l.treatment_id'),
    target_enrollment: ['nullif(l.enrollment_target, 0)', 'nullif(l.target_enrollment, 0)', 'null::integer'],
    starts_at: [DAY('l.start_date'), 'null::timestamptz'],
    ends_at: [DAY('l.end_date'), 'null::timestamptz'],
    created_by: ['l.research_partner_id', 'l.created_by'],
    ...TIMES,
  },
  back: {
    title: 'o.title',
    description: 'o.description',
    condition_id: BACK_TO('conditions', 'global_conditions', 'o.condition_id'),
    treatment_id: BACK_TO('treatments', 'global_treatments', 'o.treatment_id'),
    enrollment_target: 'o.target_enrollment',
    start_date: DAY_BACK('o.starts_at'),
    end_date: DAY_BACK('o.ends_at'),
    research_partner_id: 'o.created_by',
  },
  where: SOFT_DELETED,
  backWhere: {
    sql: `exists (select from public.global_conditions g where g.id::text = carenode.legacy_id('conditions', o.condition_id))
      and exists (select from public.global_treatments g where g.id::text = carenode.legacy_id('treatments', o.treatment_id))`,
    why: 'A trial there is always of a condition and a treatment of its catalogues.',
  },
};

/** The old units are a catalogue of that application, with conversions of its own; ours is UCUM, so they stay there. */
export const recordsAdoptions: readonly TableAdoption[] = [...catalogue, ...records, trials];
