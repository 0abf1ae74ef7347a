import type { Row, TableExpectation } from '../expectation.js';
import { person, type PersonName, rowOf } from '../people.js';
import { openTo } from './records.expect.js';

const own = { ann: 'ann', bob: 'bob' };
const shared = rowOf('variables', 'shared');

const version = (patient: PersonName): Row => ({
  id: rowOf('record_versions', patient),
  table_name: `'measurements'`,
  row_id: rowOf('measurements', patient),
  patient_id: person(patient),
  version: '1',
  row: `'{}'`,
  deleted: 'false',
});

/** Nobody writes history: triggers do. Trials that ask for single variables see none of it. */
export const recordVersions: TableExpectation = {
  columns: 'id table_name row_id patient_id version row replaced_at replaced_by deleted import_id',
  rows: { ann: version('ann'), bob: version('bob') },
  may: { select: { patient: '*', provider: '*', admin: '*' } },
  see: { ...own, ...openTo('ann', true) },
  seeUnnoted: own,
};

const zone = (patient: PersonName): Row => ({
  patient_id: person(patient),
  valid_from: `timestamptz '-infinity'`,
  time_zone: `'Europe/Berlin'`,
});

/** Where somebody was is for them alone. */
export const patientTimeZones: TableExpectation = {
  columns: 'patient_id valid_from time_zone',
  key: 'patient_id',
  rows: { ann: zone('ann'), bob: zone('bob') },
  may: { select: { patient: '*' }, insert: { patient: '*' }, delete: 'patient' },
  edit: `time_zone = 'Europe/Paris'`,
  see: own,
  remove: own,
  add: own,
};

const order = (patient: PersonName): Row => ({
  id: rowOf('source_orders', patient),
  patient_id: person(patient),
  variable_id: shared,
  sources: `'{watch}'`,
  chosen: 'true',
});

export const sourceOrders: TableExpectation = {
  columns: 'id patient_id variable_id sources chosen created_at updated_at version',
  rows: { ann: order('ann'), bob: order('bob') },
  may: {
    select: { patient: '*' },
    insert: { patient: 'patient_id variable_id sources chosen' },
    update: { patient: 'sources chosen' },
    delete: 'patient',
  },
  see: own,
  change: own,
  remove: own,
  add: own,
};

const daily = (patient: PersonName): Row => ({
  patient_id: person(patient),
  variable_id: shared,
  day: `'2026-01-01'`,
  value: '1',
  count: '1',
  left_out: '0',
  sources: `'[]'`,
  ends_at: `'2026-01-02Z'`,
});

/** Who may read the measurements of a variable may read what they come to; they are computed with the patient's rights. */
export const dailyValues: TableExpectation = {
  columns:
    'patient_id variable_id day value min_value max_value median count left_out unit sources ends_at computed_at',
  key: 'patient_id',
  rows: { ann: daily('ann'), bob: daily('bob') },
  may: {
    select: { patient: '*', provider: '*', admin: '*' },
    insert: { patient: '*' },
    delete: 'patient',
  },
  see: { ...own, ...openTo('ann', true), vera: 'ann' },
  seeUnnoted: own,
  remove: own,
  add: own,
};

const stale = (patient: PersonName): Row => ({
  patient_id: person(patient),
  variable_id: rowOf('variables', 'ann'),
  days: `'{[2150-01-01,2150-01-02)}'`,
});

/** What measurements of other tests mark is not told apart by these rows: each is the only one of that variable. */
export const staleDailyValues: TableExpectation = {
  columns: 'id patient_id variable_id days',
  key: 'patient_id',
  rows: { ann: stale('ann'), bob: { ...stale('bob'), variable_id: rowOf('variables', 'bob') } },
  may: {
    select: { patient: '*' },
    insert: { patient: 'patient_id variable_id days' },
    delete: 'patient',
  },
  see: own,
  remove: own,
  add: own,
};
