import { NORMALIZED } from './add-measurements.sql.js';

/** The catalogue's row for the first of a record's codings that it knows. */
const catalogued = (table: 'conditions' | 'treatments') => `
      left join lateral (
        select c.id, c.code_system, c.code
          from jsonb_array_elements(s.codings) with ordinality k (coding, place)
          join public.${table} c on c.code_system = k.coding ->> 'system' and c.code = k.coding ->> 'code'
         order by k.place limit 1) c on true`;

/** Adds rows, and changes those whose record has changed; answers with one row for each of both. */
function upsert(table: string, columns: readonly string[], compared: readonly string[]): string {
  const changed = [...columns.filter((column) => column !== 'recorded_at'), 'import_id'];
  return `
  on conflict (patient_id, source, external_id) where external_id is not null do update set
    ${changed.map((column) => `${column} = excluded.${column}`).join(', ')}
  where (${compared.map((column) => `${table}.${column}`).join(', ')})
    is distinct from (${compared.map((column) => `excluded.${column}`).join(', ')})
  returning ${table}.external_id, ${table}.version = 1 as created`;
}

const CONDITION_COLUMNS = [
  'condition_id',
  'name',
  'code_system',
  'code',
  'codings',
  'clinical_status',
  'verification_status',
  'onset_at',
  'abated_at',
];

/** $1 patient, $2 source, $4 import, $3 the conditions as JSON, in the order sent: the last of several with one id counts. */
export const STORE_CONDITIONS = `
  with sent as (
    select distinct on (r.external_id) r.*
      from jsonb_to_recordset($3::jsonb) as r (
        place integer, external_id text, name text, codings jsonb, code_system text, code text, clinical_status text,
        verification_status text, onset_at timestamptz, abated_at timestamptz, recorded_at timestamptz)
     order by r.external_id, r.place desc
  )
  insert into public.patient_conditions (patient_id, source, import_id, external_id, recorded_at, ${CONDITION_COLUMNS.join(', ')})
  select $1, $2, $4, s.external_id, coalesce(s.recorded_at, s.onset_at, now()), c.id, s.name, coalesce(c.code_system, s.code_system),
         coalesce(c.code, s.code), s.codings, s.clinical_status, s.verification_status, s.onset_at, s.abated_at
    from sent s ${catalogued('conditions')}
  ${upsert('patient_conditions', CONDITION_COLUMNS, CONDITION_COLUMNS)}`;

const TREATMENT_COLUMNS = [
  'treatment_id',
  'name',
  'code_system',
  'code',
  'codings',
  'status',
  'intent',
  'dosage',
  'started_at',
  'ended_at',
  'reason_id',
];

/** $1 patient, $2 source, $4 import, $3 the treatments as JSON; run after the conditions they are for. */
export const STORE_TREATMENTS = `
  with sent as (
    select distinct on (r.external_id) r.*
      from jsonb_to_recordset($3::jsonb) as r (
        place integer, external_id text, name text, codings jsonb, code_system text, code text, status text, intent text,
        dosage text, started_at timestamptz, ended_at timestamptz, reasons jsonb)
     order by r.external_id, r.place desc
  )
  insert into public.patient_treatments (patient_id, source, import_id, external_id, recorded_at, ${TREATMENT_COLUMNS.join(', ')})
  select $1, $2, $4, s.external_id, coalesce(s.started_at, now()), c.id, s.name, coalesce(c.code_system, s.code_system),
         coalesce(c.code, s.code), s.codings, s.status, s.intent, s.dosage, s.started_at, case when s.ended_at >= s.started_at or s.started_at is null then s.ended_at end, p.id
    from sent s ${catalogued('treatments')}
      left join lateral (
        select p.id from jsonb_array_elements_text(s.reasons) with ordinality r (external_id, place)
          join public.patient_conditions p on p.patient_id = $1 and p.source = $2 and p.external_id = r.external_id
         order by r.place limit 1) p on true
  ${upsert('patient_treatments', TREATMENT_COLUMNS, TREATMENT_COLUMNS)}`;

const MEASUREMENT_COLUMNS = [
  'variable_id',
  'value',
  'comparator',
  'unit',
  'unit_text',
  'normalized_value',
  'normalized_unit',
  'value_text',
  'value_code',
  'value_code_system',
  'start_at',
  'end_at',
  'utc_offset_minutes',
  'notes',
];

/** What another version of a record differs in; the rest follows from it. */
const TOLD = MEASUREMENT_COLUMNS.filter(
  (column) => !['unit_text', 'normalized_value', 'normalized_unit'].includes(column),
);

const CALCULATED: Readonly<Record<string, string>> = {
  end_at: 'case when end_at >= start_at then end_at end',
  normalized_value: NORMALIZED,
  normalized_unit: 'case when value is not null then normalized_unit end',
};

/** $1 patient, $2 source, $4 import, $3 the measurements as JSON, with the ids of their variables. */
export const STORE_MEASUREMENTS = `
  with sent as (
    select distinct on (r.external_id) r.*
      from jsonb_to_recordset($3::jsonb) as r (
        place integer, external_id text, variable_id uuid, value numeric, comparator text, unit text, unit_text text,
        factor numeric, shift numeric, normalized_unit text, value_text text, value_code text, value_code_system text, start_at timestamptz, end_at timestamptz, utc_offset_minutes smallint, notes text)
     order by r.external_id, r.place desc
  )
  insert into public.measurements (patient_id, source, import_id, external_id, ${MEASUREMENT_COLUMNS.join(', ')})
  select $1, $2, $4, external_id, ${MEASUREMENT_COLUMNS.map((column) => CALCULATED[column] ?? column).join(', ')}
    from sent
  ${upsert('measurements', MEASUREMENT_COLUMNS, TOLD)}`;

const WANTED = `jsonb_to_recordset($2::jsonb) as w (
        place integer, code_system text, code text, name text, display_name text, category text, kind text, unit_code text)`;
const FOUND = 'w.place, v.id, v.code_system, v.code, v.unit_code';

/** $1 patient, $2 variables as JSON: each that there is; of the catalogue, else the patient's own. */
export const FIND_VARIABLES = `
  select distinct on (f.place) f.place, f.id, f.code_system as "codeSystem", f.code, f.unit_code as "unitCode" from (
    select ${FOUND}, 1 as rank from ${WANTED}
      join public.variables v on v.patient_id is null and v.code_system = w.code_system and v.code = w.code
    union all
    select ${FOUND}, 2 from ${WANTED}
      join public.variables v on v.patient_id = $1 and coalesce(v.code_system, '') = coalesce(w.code_system, '') and v.code = w.code
    union all
    select ${FOUND}, 3 from ${WANTED}
      join public.variables v on v.patient_id = $1 and v.code is null and lower(v.name) = lower(w.name)
     where w.code is null
  ) f order by f.place, f.rank`;

/** $1 patient, $2 variables as JSON: makes them the patient's own. */
export const ADD_VARIABLES = `
  insert into public.variables (patient_id, code_system, code, name, display_name, category, kind, unit_code)
  select $1, w.code_system, w.code, w.name, w.display_name, w.category, w.kind, w.unit_code from ${WANTED}
  on conflict do nothing`;
