import { forEverybody, type Row, type RowsByPersona, type TableExpectation } from '../expectation.js';
import { person, rowOf } from '../people.js';

const module = 'patient-data';
const PATIENTS = ['ann', 'bob', 'wes', 'kid'] as const;
const OWN: RowsByPersona = { ann: 'ann', bob: 'bob', wes: 'wes', kid: 'kid', 'gus-for-kid': 'kid' };
const READ = forEverybody('*');
/** Reference rows are there for everybody, own ones for the patient beside them. */
const SEEN: RowsByPersona = {
  ...forEverybody('shared'),
  ann: 'shared ann',
  bob: 'shared bob',
  wes: 'shared wes',
  kid: 'shared kid',
  'gus-for-kid': 'shared kid',
};
const WRITTEN: RowsByPersona = { ...OWN, system: 'shared' };

const values = 'name brand energy_kcal protein carbs fat';

export const foods: TableExpectation = {
  module,
  columns: `id patient_id source source_code ${values} created_at updated_at version idempotency_key idempotency_fingerprint`,
  rows: {
    shared: {
      id: rowOf('foods', 'shared'),
      patient_id: 'null',
      name: `'BUTTER'`,
      source: `'usda-sr'`,
      source_code: `'01001'`,
    },
    ...Object.fromEntries(
      PATIENTS.map((name) => [
        name,
        { id: rowOf('foods', name), patient_id: person(name), name: `'bread of ${name}'`, source: `'own'` },
      ]),
    ),
  },
  may: {
    select: READ,
    insert: {
      patient: `id patient_id ${values} idempotency_key idempotency_fingerprint`,
      system: `id source source_code ${values}`,
    },
    update: { patient: `${values} updated_at`, system: values },
    delete: 'patient',
  },
  set: { system: `brand = 'x'` },
  see: SEEN,
  change: WRITTEN,
  remove: OWN,
  // Background work may not name a patient, so that whatever it adds is shared.
  add: { ...OWN, system: 'shared ann bob wes kid' },
};

const parts = (columns: string, row: Row, changed: string): TableExpectation => ({
  module,
  key: 'food_id',
  columns: `food_id patient_id ${columns}`,
  rows: Object.fromEntries(
    ['shared' as const, ...PATIENTS].map((name) => [
      name,
      {
        food_id: rowOf('foods', name),
        patient_id: name === 'shared' ? 'null' : person(name),
        ...row,
      },
    ]),
  ),
  may: {
    select: READ,
    insert: { patient: '*', system: '*' },
    update: { system: changed },
    delete: 'patient system',
  },
  see: SEEN,
  change: { system: 'shared' },
  remove: WRITTEN,
  add: WRITTEN,
});

export const foodComposition = parts(
  'nutrient amount unit',
  { nutrient: `'Fiber'`, amount: '1', unit: `'g'` },
  'amount unit',
);

export const foodPortions = parts('name grams', { name: `'1 cup'`, grams: '100' }, 'grams');

export const foodFavourites: TableExpectation = {
  module,
  columns: 'id patient_id name items created_at updated_at version idempotency_key idempotency_fingerprint',
  rows: Object.fromEntries(
    PATIENTS.map((name) => [
      name,
      {
        id: rowOf('food_favourites', name),
        patient_id: person(name),
        name: `'breakfast'`,
        items: `'[{"foodName": "bread"}]'`,
      },
    ]),
  ),
  may: {
    select: { patient: '*' },
    insert: { patient: '*' },
    update: { patient: 'name items' },
    delete: 'patient',
  },
  see: OWN,
  change: OWN,
  remove: OWN,
  add: OWN,
};

const SEEDED = 'walking seeded';

/** Published values: nobody writes them but a migration. */
export const activityTypes: TableExpectation = {
  module,
  key: 'code',
  columns: 'code family name met words source',
  others: 'seeded',
  rows: {
    walking: { code: `'x1'`, family: `'walking'`, name: `'walking'`, met: '3.5', source: `'a paper'` },
  },
  may: {
    select: { admin: '*', provider: '*', patient: '*', 'research-partner': '*', developer: '*' },
  },
  see: {
    admin: SEEDED,
    provider: SEEDED,
    patient: SEEDED,
    'research-partner': SEEDED,
    developer: SEEDED,
  },
};
