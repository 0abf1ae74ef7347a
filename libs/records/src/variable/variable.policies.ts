import {
  either,
  inCareOf,
  mayRead,
  openRecord,
  own,
  rowsWhere,
  type TablePolicies,
} from '@carenode/module-kit';

import { mayKeep } from '../catalogue/catalogue.policies.js';

const columns = ['code_system', 'code', 'name', 'display_name', 'kind', 'unit_code', 'category'];
const created = ['id', 'patient_id', ...columns];

const shared = rowsWhere('patient_id is null', 'the shared catalogue');
const ours = own('patient_id');
const theirs = inCareOf('patient_id');
const open = either(shared, openRecord('patient_id', 'variables'));

export const variablePolicies: TablePolicies = {
  patient: {
    ...mayRead(either(shared, ours)),
    insert: { when: ours, columns: created },
    update: { when: ours, columns },
    delete: { when: ours },
  },
  provider: { ...mayRead(open), insert: { when: theirs, columns: created } },
  admin: { ...mayKeep(shared, columns), ...mayRead(open), delete: { when: shared } },
  'research-partner': mayRead(shared),
  developer: mayRead(shared),
  system: mayRead(shared),
};
