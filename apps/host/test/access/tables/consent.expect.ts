import type { Row, TableExpectation } from '../expectation.js';
import { person, type PersonName, rowOf } from '../people.js';
import { everyPerson } from './identity.expect.js';

const seen = (labels: string) => ({ ...everyPerson(labels), system: labels });

export const consentTexts: TableExpectation = {
  columns: 'id purpose version language title body published_at created_by',
  others: 'published',
  rows: {
    one: {
      id: rowOf('consent_texts', 'one'),
      purpose: `'care'`,
      version: '1',
      language: `'tlh'`,
      title: `'Care'`,
      body: `'Care, in words'`,
    },
  },
  may: {
    select: seen('*'),
    insert: { admin: 'id purpose version language title body' },
  },
  see: seen('one published'),
  add: { admin: 'one' },
};

const consent = (patient: PersonName, purpose: string, more: Row = {}): Row => ({
  id: rowOf('patient_consents', `${patient}-${purpose}`),
  patient_id: person(patient),
  purpose: `'${purpose}'`,
  text_version: '1',
  given_at: `now() - interval '9 days'`,
  given_by: person(patient),
  ...more,
});
const withdrawn: Row = { withdrawn_at: `now() - interval '1 day'` };
const ofAnn = 'ann-care ann-research';
const every = `${ofAnn} bob-care bob-research wes-care wes-research kid-care kid-research`;

export const patientConsents: TableExpectation = {
  columns:
    'id patient_id purpose text_version text_language method given_at given_by withdrawn_at withdrawn_by updated_at version',
  rows: {
    'ann-care': consent('ann', 'care'),
    'ann-research': consent('ann', 'research'),
    'bob-care': consent('bob', 'care'),
    'bob-research': consent('bob', 'research'),
    'wes-care': consent('wes', 'care', withdrawn),
    'wes-research': consent('wes', 'research', withdrawn),
    'kid-care': consent('kid', 'care'),
    'kid-research': consent('kid', 'research'),
  },
  may: { select: { patient: '*', provider: '*', system: '*' } },
  see: {
    ann: ofAnn,
    bob: 'bob-care bob-research',
    wes: 'wes-care wes-research',
    kid: 'kid-care kid-research',
    'gus-for-kid': 'kid-care kid-research',
    carol: ofAnn,
    system: every,
  },
};

const place = (trial: string, provider: PersonName, status: string): Row => ({
  id: rowOf('trial_team_members', `${trial}-${provider}`),
  trial_id: rowOf('trials', trial),
  provider_id: person(provider),
  status: `'${status}'`,
  added_by: person(trial.startsWith('petra') ? 'petra' : 'paul'),
});
const ofPetra = 'petra-tess petra-theo petra-closed-tess';

export const trialTeamMembers: TableExpectation = {
  columns:
    'id trial_id provider_id status added_by added_at answered_at removed_by removed_at updated_at version',
  rows: {
    'petra-tess': place('petra-active', 'tess', 'active'),
    'petra-theo': place('petra-active', 'theo', 'removed'),
    'petra-closed-tess': place('petra-closed', 'tess', 'active'),
    'paul-vera': place('paul-active', 'vera', 'active'),
  },
  may: {
    select: { patient: '*', provider: '*', admin: '*', 'research-partner': '*' },
    insert: { 'research-partner': 'id trial_id provider_id' },
  },
  see: {
    admin: `${ofPetra} paul-vera`,
    petra: ofPetra,
    paul: 'paul-vera',
    tess: 'petra-tess petra-closed-tess',
    theo: 'petra-theo',
    vera: 'paul-vera',
    // Patients learn who works on the trials they are part of or invited to.
    ann: 'petra-tess paul-vera',
    bob: 'petra-closed-tess',
    wes: 'petra-tess',
    kid: 'petra-tess',
    'gus-for-kid': 'petra-tess',
  },
  // Nobody joins a trial that is over: not that one.
  add: { petra: 'petra-tess petra-theo', paul: 'paul-vera' },
};

const need = (label: string, trial: string, table: string, more: Row = {}): Row => ({
  id: rowOf('trial_data_needs', label),
  trial_id: rowOf('trials', trial),
  table_name: `'${table}'`,
  ...more,
});
const needsOfRunning = 'petra-measurements petra-food paul-variable';

export const trialDataNeeds: TableExpectation = {
  columns: 'id trial_id table_name variable_id created_at',
  rows: {
    'petra-measurements': need('petra-measurements', 'petra-active', 'measurements'),
    'petra-food': need('petra-food', 'petra-active', 'patient_food_log'),
    'petra-closed': need('petra-closed', 'petra-closed', 'measurements'),
    'paul-variable': need('paul-variable', 'paul-active', 'measurements', {
      variable_id: rowOf('variables', 'shared'),
    }),
    'paul-review': need('paul-review', 'paul-review', 'measurements'),
  },
  may: {
    select: { patient: '*', provider: '*', admin: '*', 'research-partner': '*' },
    insert: { 'research-partner': 'id trial_id table_name variable_id' },
    delete: 'research-partner',
  },
  see: {
    admin: `${needsOfRunning} petra-closed paul-review`,
    provider: `${needsOfRunning} petra-closed`,
    patient: needsOfRunning,
    bob: `${needsOfRunning} petra-closed`,
    petra: 'petra-measurements petra-food petra-closed',
    paul: 'paul-variable paul-review',
  },
  // What a trial needs is fixed once it is approved.
  remove: { paul: 'paul-review' },
  reachRemoving: { petra: 'petra-measurements petra-food petra-closed', paul: 'paul-variable paul-review' },
  add: { paul: 'paul-review' },
};
