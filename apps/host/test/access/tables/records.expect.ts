import { type Row, type RowsByPersona, type TableExpectation, words } from '../expectation.js';
import { person, type PersonName, rowOf } from '../people.js';
import { openedByBreakGlass } from './identity.expect.js';

/** Patients see and write their own, guardians their child's. */
export const OWN: RowsByPersona = {
  ann: 'ann ann-by-carol ann-imported',
  bob: 'bob',
  wes: 'wes wes-by-carol',
  kid: 'kid',
  'gus-for-kid': 'kid',
};

/** Who else sees clinical rows, when the statement notes it. `trial`: does Tess's trial ask for the table? */
export function openTo(labelsOfAnn: string, trial: boolean): RowsByPersona {
  return {
    carol: labelsOfAnn,
    ...(trial ? { tess: labelsOfAnn } : {}),
    ...openedByBreakGlass('gina', labelsOfAnn, ''),
    ...openedByBreakGlass('abe', labelsOfAnn, ''),
  };
}

const common =
  'source external_id import_id notes created_by created_at updated_at version idempotency_key idempotency_fingerprint';

/** Patients keep their rows; providers in care add to them, and change what they entered or an import brought. */
function patientRecord(table: string, written: string, row: Row, trial: boolean): TableExpectation {
  const of = (patient: PersonName, label: string, more: Row): Row => ({
    id: rowOf(table, label),
    patient_id: person(patient),
    ...row,
    ...more,
  });
  const added = `id patient_id ${written} source external_id import_id notes idempotency_key idempotency_fingerprint`;
  return {
    columns: `id patient_id ${written} ${common}`,
    rows: {
      ann: of('ann', 'ann', { created_by: person('ann') }),
      'ann-by-carol': of('ann', 'ann-by-carol', { created_by: person('carol') }),
      'ann-imported': of('ann', 'ann-imported', { created_by: person('ann'), source: `'fhir-r4'` }),
      bob: of('bob', 'bob', { created_by: person('bob') }),
      wes: of('wes', 'wes', { created_by: person('wes') }),
      'wes-by-carol': of('wes', 'wes-by-carol', { created_by: person('carol') }),
      kid: of('kid', 'kid', { created_by: person('kid') }),
    },
    may: {
      select: { patient: '*', provider: '*', admin: '*' },
      insert: { patient: added, provider: added },
      update: { patient: `${written} notes import_id`, provider: `${written} notes import_id` },
      delete: 'patient',
    },
    see: { ...OWN, ...openTo('ann ann-by-carol ann-imported', trial) },
    seeUnnoted: OWN,
    change: { ...OWN, carol: 'ann-by-carol ann-imported' },
    remove: OWN,
    add: { ...OWN, carol: 'ann ann-by-carol ann-imported' },
  };
}

const measurementRows = patientRecord(
  'measurements',
  'variable_id value comparator unit unit_text normalized_value normalized_unit value_text value_code value_code_system ' +
    'start_at end_at utc_offset_minutes time_zone device',
  { variable_id: rowOf('variables', 'shared'), value: '1', start_at: `'2026-01-01Z'` },
  true,
);
const mood: Row = {
  ...measurementRows.rows['ann'],
  id: rowOf('measurements', 'ann-mood'),
  variable_id: rowOf('variables', 'ann'),
};
const alsoMood = (rows: RowsByPersona | undefined): RowsByPersona =>
  Object.fromEntries(
    Object.entries(rows ?? {}).map(([name, labels]) => [
      name,
      words(labels).includes('ann') ? `${labels} ann-mood` : labels,
    ]),
  );

/**
 * One of Ann's is of a variable of her own, which no trial asks for by name. Of which purchase one is, only a function of the
 * shop writes.
 */
export const measurements: TableExpectation = {
  ...measurementRows,
  columns: `${measurementRows.columns} order_item_id`,
  rows: { ...measurementRows.rows, 'ann-mood': mood },
  see: { ...alsoMood(measurementRows.see), vera: 'ann ann-by-carol ann-imported' },
  seeUnnoted: alsoMood(measurementRows.seeUnnoted),
  change: alsoMood(measurementRows.change),
  remove: alsoMood(measurementRows.remove),
  add: alsoMood(measurementRows.add),
};

export const patientConditions = patientRecord(
  'patient_conditions',
  'condition_id name code_system code codings clinical_status verification_status onset_at abated_at recorded_at',
  { name: `'Spleen'` },
  false,
);

export const patientTreatments = patientRecord(
  'patient_treatments',
  'treatment_id name code_system code codings status intent dosage started_at ended_at reason_id recorded_at',
  { name: `'Bitter drops'` },
  false,
);

const member = (patient: PersonName, provider: PersonName, status: string, more: Row = {}): Row => ({
  id: rowOf('care_team_members', `${patient}-${provider}`),
  patient_id: person(patient),
  provider_id: person(provider),
  status: `'${status}'`,
  starts_at: `now() - interval '10 days'`,
  ...more,
});
const everyMembership = 'ann-carol ann-dave ann-erin ann-finn wes-carol';
const ofAnn = 'ann-carol ann-dave ann-erin ann-finn';

export const careTeamMembers: TableExpectation = {
  columns:
    'id patient_id provider_id status awaiting invited_by starts_at ends_at answered_at created_at updated_at version',
  rows: {
    'ann-carol': member('ann', 'carol', 'active', { awaiting: 'null', invited_by: person('ann') }),
    // Nobody has set the status of this one since its time was over.
    'ann-dave': member('ann', 'dave', 'active', { awaiting: 'null', ends_at: `now() - interval '1 day'` }),
    'ann-erin': member('ann', 'erin', 'invited', { awaiting: `'provider'`, invited_by: person('ann') }),
    'ann-finn': member('ann', 'finn', 'active', { awaiting: 'null', starts_at: `now() + interval '1 day'` }),
    'wes-carol': member('wes', 'carol', 'active', { awaiting: 'null', invited_by: person('wes') }),
  },
  may: {
    select: { patient: '*', provider: '*', admin: '*', system: '*' },
    insert: {
      patient: 'id patient_id provider_id starts_at ends_at',
      admin: 'id patient_id provider_id starts_at ends_at',
      system: 'id patient_id provider_id starts_at ends_at status',
    },
    update: { system: 'status' },
  },
  see: {
    ann: ofAnn,
    wes: 'wes-carol',
    // Wes's other providers are nothing to her since he took his consent back.
    carol: everyMembership,
    dave: 'ann-dave',
    erin: 'ann-erin',
    finn: 'ann-finn',
    admin: everyMembership,
    system: everyMembership,
  },
  change: { system: everyMembership },
  add: { ann: ofAnn, wes: 'wes-carol', admin: everyMembership, system: everyMembership },
};

const trialContent =
  'title description phase registry_number eligibility target_enrollment protocol condition_id treatment_id starts_at ends_at';
const trial = (label: string, by: PersonName, status: string): Row => ({
  id: rowOf('trials', label),
  title: `'${label}'`,
  status: `'${status}'`,
  created_by: person(by),
});

export const trials: TableExpectation = {
  columns: `id ${trialContent} status created_by created_at updated_at version idempotency_key idempotency_fingerprint`,
  rows: {
    'petra-active': trial('petra-active', 'petra', 'active'),
    'petra-closed': trial('petra-closed', 'petra', 'completed'),
    'paul-active': trial('paul-active', 'paul', 'active'),
    'paul-approved': trial('paul-approved', 'paul', 'approved'),
    'paul-review': trial('paul-review', 'paul', 'in-review'),
    'paul-refused': trial('paul-refused', 'paul', 'disapproved'),
  },
  may: {
    select: { admin: '*', provider: '*', patient: '*', 'research-partner': '*' },
    insert: { 'research-partner': `id created_by ${trialContent} idempotency_key idempotency_fingerprint` },
    update: { 'research-partner': `${trialContent} status`, admin: 'status' },
  },
  set: { 'research-partner': 'title = title' },
  see: {
    admin: 'petra-active petra-closed paul-active paul-approved paul-review paul-refused',
    provider: 'petra-active petra-closed paul-active paul-approved',
    patient: 'petra-active paul-active',
    bob: 'petra-active petra-closed paul-active',
    petra: 'petra-active petra-closed',
    paul: 'paul-active paul-approved paul-review paul-refused',
  },
  change: {
    admin: 'petra-active petra-closed paul-active paul-approved paul-review paul-refused',
    petra: 'petra-active petra-closed',
    paul: 'paul-active paul-approved paul-review paul-refused',
  },
  add: {
    petra: 'petra-active petra-closed',
    paul: 'paul-active paul-approved paul-review paul-refused',
  },
};

const enrollment = (
  trialLabel: string,
  patient: PersonName,
  status: string,
  label: string = patient,
): Row => ({
  id: rowOf('trial_enrollments', label),
  trial_id: rowOf('trials', trialLabel),
  patient_id: person(patient),
  status: `'${status}'`,
});
const ofPatients = {
  ann: 'ann ann-paul',
  bob: 'bob',
  wes: 'wes',
  kid: 'kid',
  'gus-for-kid': 'kid',
};

export const trialEnrollments: TableExpectation = {
  columns: 'id trial_id patient_id status enrolled_by enrolled_at ended_at created_at updated_at version',
  rows: {
    ann: enrollment('petra-active', 'ann', 'enrolled'),
    'ann-paul': enrollment('paul-active', 'ann', 'enrolled', 'ann-paul'),
    // Of a trial that is over.
    bob: enrollment('petra-closed', 'bob', 'enrolled'),
    // He took his consent to research back, and nobody has changed the enrolment yet.
    wes: enrollment('petra-active', 'wes', 'enrolled'),
    // Has not answered yet.
    kid: enrollment('petra-active', 'kid', 'invited'),
  },
  may: {
    select: { patient: '*', provider: '*', admin: '*' },
    insert: { provider: 'id trial_id patient_id' },
    update: { patient: 'status', provider: 'status' },
  },
  see: { ...ofPatients, ...openTo('ann ann-paul', false), tess: 'ann', vera: 'ann-paul' },
  seeUnnoted: ofPatients,
  change: { ...ofPatients, carol: 'ann ann-paul' },
  add: { carol: 'ann ann-paul' },
};
