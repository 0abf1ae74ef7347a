import type { Row, RowsByPersona, TableExpectation } from '../expectation.js';
import { person, type PersonName, rowOf } from '../people.js';
import { openTo } from './records.expect.js';

const module = 'patient-data';
const idempotency = 'idempotency_key idempotency_fingerprint';
const stamps = `created_at updated_at version ${idempotency}`;
const PATIENTS = ['ann', 'bob', 'wes', 'kid'] as const;
const OWN: RowsByPersona = { ann: 'ann', bob: 'bob', wes: 'wes', kid: 'kid', 'gus-for-kid': 'kid' };

const rowsOf = (table: string, row: Row): Record<string, Row> =>
  Object.fromEntries(
    PATIENTS.map((name) => [name, { id: rowOf(table, name), patient_id: person(name), ...row }]),
  );

/** Patients keep it themselves; who has their record open reads along. */
function keptByPatients(table: string, written: string, row: Row, trial: boolean): TableExpectation {
  return {
    module,
    columns: `id patient_id ${written} source external_id import_id ${stamps}`,
    rows: rowsOf(table, row),
    may: {
      select: { patient: '*', provider: '*', admin: '*' },
      insert: { patient: '*' },
      update: { patient: `${written} import_id` },
      delete: 'patient',
    },
    see: { ...OWN, ...openTo('ann', trial) },
    seeUnnoted: OWN,
    change: OWN,
    remove: OWN,
    add: OWN,
  };
}

export const patientFoodLog = keptByPatients(
  'patient_food_log',
  'timestamp food_name quantity unit calories protein carbs fat notes meal utc_offset_minutes time_zone food_id',
  { food_name: `'bread'` },
  true,
);

export const patientActivityLog = keptByPatients(
  'patient_activity_log',
  'activity_type timestamp duration intensity calories_burned notes device ended_at statistics utc_offset_minutes time_zone energy_source',
  { activity_type: `'walking'` },
  false,
);

/** Nutrients belong to an entry of the log: only to one of the same patient. */
export const patientFoodNutrients: TableExpectation = {
  module,
  key: 'food_log_id',
  columns: 'food_log_id patient_id nutrient amount unit',
  rows: Object.fromEntries(
    PATIENTS.map((name) => [
      name,
      {
        food_log_id: rowOf('patient_food_log', name),
        patient_id: person(name),
        nutrient: `'Fiber'`,
        amount: '1',
        unit: `'g'`,
      },
    ]),
  ),
  may: {
    select: { patient: '*', provider: '*', admin: '*' },
    insert: { patient: '*' },
    update: { patient: 'amount unit' },
    delete: 'patient',
  },
  see: { ...OWN, ...openTo('ann', true) },
  seeUnnoted: OWN,
  change: OWN,
  remove: OWN,
  add: OWN,
};

/** Patients and those who care for them write; providers change what they wrote. */
function writtenInCare(
  table: string,
  written: string,
  origin: string,
  row: Row,
  following = '',
  untouched = '',
): TableExpectation {
  const added = `id patient_id ${written} ${idempotency}`;
  const ofAnn = 'ann ann-by-carol';
  const by = (patient: PersonName, label: string, name: PersonName): Row => ({
    id: rowOf(table, label),
    patient_id: person(patient),
    recorded_by: person(name),
    ...row,
  });
  const own = { ...OWN, ann: ofAnn, wes: 'wes wes-by-carol' };
  return {
    module,
    columns: `id patient_id ${written} ${origin} ${following} ${untouched} recorded_by ${stamps}`,
    rows: {
      ann: by('ann', 'ann', 'ann'),
      'ann-by-carol': by('ann', 'ann-by-carol', 'carol'),
      bob: by('bob', 'bob', 'bob'),
      wes: by('wes', 'wes', 'wes'),
      'wes-by-carol': by('wes', 'wes-by-carol', 'carol'),
      kid: by('kid', 'kid', 'kid'),
    },
    may: {
      select: { patient: '*', provider: '*', admin: '*' },
      insert: { patient: `${added} ${origin}`, provider: added },
      update: {
        patient: `${written} ${following} ${origin ? 'source_fingerprint import_id' : ''}`,
        provider: written,
      },
      delete: 'patient provider',
    },
    see: { ...own, ...openTo(ofAnn, false) },
    seeUnnoted: own,
    change: { ...own, carol: 'ann-by-carol' },
    remove: { ...own, carol: 'ann-by-carol' },
    add: { ...own, carol: ofAnn },
  };
}

export const patientConditionEvents = writtenInCare(
  'patient_condition_events',
  'condition_id event_type timestamp severity notes',
  '',
  { event_type: `'symptom'` },
  '',
  'import_id',
);

export const patientHealthGoals = writtenInCare(
  'patient_health_goals',
  'title description target_value current_value unit start_date target_date status achievement_status ' +
    'variable_id measure direction period_days',
  'source external_id source_fingerprint import_id',
  { title: `'run'`, status: `'active'` },
  'start_value progress pace_per_week projected_on on_track measured_on',
);

const insight = (patient: PersonName, label: string, more: Row = {}): Row => ({
  id: rowOf('patient_insights', label),
  patient_id: person(patient),
  insight_type: `'trend'`,
  insight_text: `'more of it'`,
  ...more,
});
const insightMade = 'insight_type insight_text confidence_score data_sources generated_at';

export const patientInsights: TableExpectation = {
  module,
  columns: `id patient_id ${insightMade} viewed_at is_hidden recorded_by question statement updated_at version ${idempotency}`,
  rows: {
    ann: insight('ann', 'ann'),
    'ann-by-carol': insight('ann', 'ann-by-carol', { recorded_by: person('carol') }),
    'ann-hidden': insight('ann', 'ann-hidden', { recorded_by: person('carol'), is_hidden: 'true' }),
    bob: insight('bob', 'bob'),
    wes: insight('wes', 'wes', { recorded_by: person('carol') }),
    kid: insight('kid', 'kid'),
  },
  may: {
    select: { patient: '*', provider: '*', admin: '*' },
    insert: {
      provider: `id patient_id ${insightMade} ${idempotency}`,
      system: `id patient_id ${insightMade} ${idempotency}`,
    },
    update: { patient: 'viewed_at is_hidden', provider: insightMade },
    delete: 'provider',
  },
  see: { ...OWN, ann: 'ann ann-by-carol ann-hidden', ...openTo('ann ann-by-carol', false) },
  seeUnnoted: { ...OWN, ann: 'ann ann-by-carol ann-hidden' },
  change: { ...OWN, ann: 'ann ann-by-carol ann-hidden', carol: 'ann-by-carol' },
  remove: { carol: 'ann-by-carol' },
  add: { carol: 'ann ann-by-carol ann-hidden', system: 'ann ann-by-carol ann-hidden bob wes kid' },
};

const sourceWritten = 'source_name source_type status';
const sourceShown = `id patient_id ${sourceWritten} last_sync format answers ${stamps}`;

export const patientDataImportSources: TableExpectation = {
  module,
  columns: `${sourceShown} auth_token`,
  rows: rowsOf('patient_data_import_sources', {
    source_name: `'clinic'`,
    source_type: `'fhir'`,
    status: `'active'`,
    auth_token: `'sealed'`,
  }),
  may: {
    select: { patient: sourceShown },
    insert: { patient: `id patient_id ${sourceWritten} auth_token ${idempotency}` },
    update: { patient: `${sourceWritten} auth_token last_sync format answers` },
    delete: 'patient',
  },
  see: OWN,
  change: OWN,
  remove: OWN,
  add: OWN,
};

const resourceWritten =
  'title description resource_type content_url content related_condition_id related_treatment_id';
const resource = (label: string, by: PersonName): Row => ({
  id: rowOf('learning_resources', label),
  title: `'${label}'`,
  resource_type: `'article'`,
  created_by: person(by),
});
const everyResource = 'by-ada by-carol';

export const learningResources: TableExpectation = {
  module,
  columns: `id ${resourceWritten} created_by ${stamps}`,
  rows: { 'by-ada': resource('by-ada', 'ada'), 'by-carol': resource('by-carol', 'carol') },
  may: {
    select: { admin: '*', provider: '*', patient: '*', 'research-partner': '*', developer: '*' },
    insert: {
      admin: `id created_by ${resourceWritten} ${idempotency}`,
      provider: `id created_by ${resourceWritten} ${idempotency}`,
    },
    update: { admin: resourceWritten, provider: resourceWritten },
    delete: 'admin provider',
  },
  see: {
    admin: everyResource,
    provider: everyResource,
    patient: everyResource,
    'research-partner': everyResource,
    developer: everyResource,
  },
  change: { ada: 'by-ada', carol: 'by-carol' },
  remove: { ada: 'by-ada', carol: 'by-carol' },
  add: { ada: 'by-ada', carol: 'by-carol' },
};

export const patientLearningProgress: TableExpectation = {
  module,
  columns: `id patient_id resource_id progress_percent completed last_accessed ${stamps}`,
  rows: rowsOf('patient_learning_progress', { resource_id: rowOf('learning_resources', 'by-ada') }),
  may: {
    select: { patient: '*' },
    insert: { patient: '*' },
    update: { patient: 'progress_percent completed last_accessed' },
    delete: 'patient',
  },
  see: OWN,
  change: OWN,
  remove: OWN,
  add: OWN,
};

const importOf = (patient: PersonName, label: string, more: Row = {}): Row => ({
  id: rowOf('patient_data_imports', label),
  patient_id: person(patient),
  format: `'fhir-r4'`,
  byte_count: '1',
  content_sha256: `repeat('a', 64)`,
  started_by: person(patient),
  ...more,
});

const importProgress =
  'status format formats bytes_read records_read records_done counts report problem questions answers file_key job_id ' +
  'becomes rows_undone heartbeat_at finished_at undone_at';
const underWay = { status: `'running'` };

export const patientDataImports: TableExpectation = {
  module,
  columns:
    'id patient_id source_id format formats file_name byte_count content_sha256 status entries_read bytes_read ' +
    'records_read records_done counts report problem questions answers file_key job_id becomes rows_undone started_by ' +
    'heartbeat_at created_at finished_at undone_at updated_at version',
  rows: {
    ann: importOf('ann', 'ann', underWay),
    'ann-refused': importOf('ann', 'ann-refused', { status: `'refused'`, finished_at: 'now()' }),
    'ann-queued': importOf('ann', 'ann-queued'),
    'ann-by-carol': importOf('ann', 'ann-by-carol', { ...underWay, started_by: person('carol') }),
    bob: importOf('bob', 'bob', underWay),
    wes: importOf('wes', 'wes', underWay),
    kid: importOf('kid', 'kid', underWay),
  },
  may: {
    select: { patient: '*', system: 'id status heartbeat_at job_id file_key created_at' },
    insert: {
      patient:
        'id patient_id source_id format file_name byte_count content_sha256 answers file_key job_id started_by',
    },
    update: { patient: importProgress, system: 'status finished_at problem questions file_key' },
  },
  set: { system: `status = 'interrupted', finished_at = now()` },
  edit: `file_name = 'other.json'`,
  tamper: { system: [`status = 'undone', finished_at = now()`, 'status = status'] },
  see: {
    ...OWN,
    ann: 'ann ann-refused ann-queued ann-by-carol',
    system: 'ann ann-queued ann-by-carol bob wes kid',
  },
  change: {
    ...OWN,
    ann: 'ann ann-refused ann-queued ann-by-carol',
    system: 'ann ann-by-carol bob wes kid',
  },
  // In nobody else's name.
  add: { ...OWN, ann: 'ann ann-refused ann-queued', 'gus-for-kid': 'kid' },
};

/** What a patient's imports leave beside their rows: the patient's own, and of an import of their own. */
const ofImports = (columns: string, row: Row, inserted = columns): TableExpectation => ({
  module,
  key: 'import_id',
  columns,
  rows: Object.fromEntries(
    PATIENTS.map((name) => [
      name,
      { import_id: rowOf('patient_data_imports', name), patient_id: person(name), ...row },
    ]),
  ),
  may: {
    select: { patient: '*' },
    insert: { patient: inserted },
    delete: 'patient',
  },
  see: OWN,
  remove: OWN,
  add: OWN,
});

export const patientDataImportBatches = ofImports(
  'import_id number patient_id counts stored_at',
  { number: '0', counts: `'{}'` },
  'import_id number patient_id counts',
);

export const patientDataImportProblems: TableExpectation = {
  ...ofImports('import_id number patient_id severity file line kind field reason', {
    number: '0',
    severity: `'note'`,
    file: `'file.csv'`,
    line: '1',
    reason: `'is too long'`,
  }),
  edit: `file = 'other.csv'`,
};

export const patientDataImportChanges: TableExpectation = {
  ...ofImports('import_id what row_id patient_id before', {
    what: `'variable'`,
    row_id: `'00000000-0000-4000-8000-000000000001'`,
  }),
  edit: `before = '{}'`,
};
