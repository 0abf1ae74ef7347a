import { forEverybody, type TableExpectation } from '../expectation.js';
import { person, rowOf } from '../people.js';
import { openedByBreakGlass } from './identity.expect.js';

const READ = forEverybody('*');

/** Everybody who is signed in reads it; admins and background imports keep it; nobody deletes what records refer to. */
function reference(written: string, row: Record<string, string>): TableExpectation {
  return {
    columns: `id ${written} created_at updated_at version`,
    rows: { one: row },
    may: {
      select: READ,
      insert: { admin: `id ${written}`, system: `id ${written}` },
      update: { admin: written, system: written },
    },
    see: forEverybody('one'),
    change: { admin: 'one', system: 'one' },
    add: { admin: 'one', system: 'one' },
  };
}

export const units = reference('code name print_symbol property is_metric is_arbitrary is_special', {
  id: rowOf('units', 'one'),
  code: `'furlong'`,
  name: `'furlong'`,
  property: `'length'`,
  is_metric: 'false',
  is_arbitrary: 'false',
  is_special: 'false',
});

export const conditions = reference('name short_name description code_system code is_billable', {
  id: rowOf('conditions', 'one'),
  name: `'Spleen'`,
  code_system: `'urn:test'`,
  code: `'S1'`,
});

export const treatments = reference(
  'name description code_system code treatment_type manufacturer source_verification_method regulatory_status',
  { id: rowOf('treatments', 'one'), name: `'Bitter drops'`, code_system: `'urn:test'`, code: `'T1'` },
);

const variableWritten = 'code_system code name display_name kind unit_code category';

const own = {
  ann: 'shared ann',
  bob: 'shared bob',
  wes: 'shared wes',
  kid: 'shared kid',
  'gus-for-kid': 'shared kid',
};

export const variables: TableExpectation = {
  columns: `id patient_id ${variableWritten} created_at updated_at version`,
  others: 'shared',
  rows: {
    shared: {
      id: rowOf('variables', 'shared'),
      code_system: `'urn:test'`,
      code: `'V1'`,
      name: `'Luck'`,
      patient_id: 'null',
    },
    ann: ownVariable('ann'),
    bob: ownVariable('bob'),
    wes: ownVariable('wes'),
    kid: ownVariable('kid'),
  },
  may: {
    select: READ,
    insert: {
      patient: `id patient_id ${variableWritten}`,
      provider: `id patient_id ${variableWritten}`,
      admin: `id ${variableWritten}`,
    },
    update: { patient: variableWritten, admin: variableWritten },
    delete: 'patient admin',
  },
  see: {
    ...forEverybody('shared'),
    ...own,
    carol: 'shared ann',
    ...openedByBreakGlass('gina', 'shared ann', 'shared'),
    ...openedByBreakGlass('abe', 'shared ann', 'shared'),
  },
  seeUnnoted: { ...forEverybody('shared'), ...own },
  set: { admin: `category = 'x'` },
  change: { ann: 'ann', bob: 'bob', wes: 'wes', kid: 'kid', 'gus-for-kid': 'kid', admin: 'shared' },
  remove: { ann: 'ann', bob: 'bob', wes: 'wes', kid: 'kid', 'gus-for-kid': 'kid', admin: 'shared' },
  // Admins may not name a patient, so that whatever they add is shared.
  add: {
    ann: 'ann',
    bob: 'bob',
    wes: 'wes',
    kid: 'kid',
    'gus-for-kid': 'kid',
    carol: 'ann',
    admin: 'shared ann bob wes kid',
  },
};

function ownVariable(name: 'ann' | 'bob' | 'wes' | 'kid') {
  return {
    id: rowOf('variables', name),
    patient_id: person(name),
    name: `'mood of ${name}'`,
    code_system: `'urn:own'`,
    code: `'${name}'`,
  };
}
