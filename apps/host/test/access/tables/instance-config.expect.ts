import type { TableExpectation } from '../expectation.js';
import { person } from '../people.js';

export const instanceSettings: TableExpectation = {
  columns: 'id setting_key setting_value category created_at updated_at updated_by version',
  rows: {
    'by-ada': setting('ada', 'identity.one'),
    'by-abe': setting('abe', 'identity.two'),
    'by-nobody': {
      setting_key: `'identity.three'`,
      setting_value: `'3'`,
      category: `'identity'`,
      updated_by: 'null',
    },
  },
  may: {
    select: { admin: '*', system: '*' },
    insert: { admin: 'id setting_key setting_value category updated_by' },
    update: { admin: 'setting_value updated_by' },
  },
  see: { admin: 'by-ada by-abe by-nobody', system: 'by-ada by-abe by-nobody' },
  // Whoever changes a row signs it: only then may they change it, whoever changed it before.
  set: { admin: 'updated_by = updated_by' },
  tamper: { admin: ['updated_by = null', `updated_by = ${person('dev')}`] },
  reach: { admin: 'by-ada by-abe by-nobody' },
  change: { ada: 'by-ada', abe: 'by-abe' },
  add: { ada: 'by-ada', abe: 'by-abe' },
};

function setting(by: 'ada' | 'abe', key: string) {
  return { setting_key: `'${key}'`, setting_value: `'1'`, category: `'identity'`, updated_by: person(by) };
}

const activationShown =
  'id module_name is_active activation_date expiration_date settings created_at updated_at requires ' +
  'has_activation_key updated_reason updated_by version';
const activationChanged =
  'is_active activation_date expiration_date activation_key settings requires updated_reason updated_by';

export const instanceModuleActivations: TableExpectation = {
  columns: `${activationShown} activation_key`,
  rows: {
    'by-ada': {
      module_name: `'one'`,
      is_active: 'true',
      activation_key: `'sealed'`,
      updated_by: person('ada'),
    },
    'by-abe': {
      module_name: `'two'`,
      is_active: 'false',
      activation_key: `'sealed'`,
      updated_by: person('abe'),
    },
  },
  others: 'loaded',
  may: {
    select: { admin: activationShown, system: activationShown },
    insert: { admin: `id module_name ${activationChanged}` },
    update: { admin: activationChanged, system: 'requires' },
  },
  see: { admin: 'by-ada by-abe loaded', system: 'by-ada by-abe loaded' },
  set: { admin: 'updated_by = updated_by' },
  tamper: { admin: ['updated_by = null', `updated_by = ${person('dev')}`] },
  reach: { admin: 'by-ada by-abe loaded', system: 'by-ada by-abe loaded' },
  change: { ada: 'by-ada', abe: 'by-abe', system: 'by-ada by-abe loaded' },
  add: { ada: 'by-ada', abe: 'by-abe' },
};

const configShown =
  'id is_connected_to_network data_contribution_enabled contribution_rules last_contribution_date created_at ' +
  'updated_at has_network_api_key updated_by version';
const configChanged =
  'is_connected_to_network data_contribution_enabled contribution_rules network_api_key updated_by';

export const instanceNetworkConfig: TableExpectation = {
  columns: `${configShown} network_api_key`,
  rows: { 'by-ada': { network_api_key: `'sealed'`, updated_by: person('ada') } },
  may: {
    select: { admin: configShown, system: '*' },
    insert: { admin: `id ${configChanged}` },
    update: { admin: configChanged },
  },
  see: { admin: 'by-ada', system: 'by-ada' },
  set: { admin: 'updated_by = updated_by' },
  tamper: { admin: ['updated_by = null', `updated_by = ${person('dev')}`] },
  reach: { admin: 'by-ada' },
  change: { ada: 'by-ada' },
  add: { ada: 'by-ada' },
};
