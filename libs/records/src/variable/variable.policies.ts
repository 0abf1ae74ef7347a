import { either, inCareOf, mayRead, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

import { mayKeep } from '../catalogue/catalogue.policies.js';

const columns = ['code_system', 'code', 'name', 'kind', 'unit_code', 'category'];
const created = ['id', 'patient_id', ...columns];

const shared = rowsWhere('patient_id is null', 'the shared catalogue');
const ours = own('patient_id');
const theirs = inCareOf('patient_id');

export const variablePolicies: TablePolicies = {
  patient: {
    ...mayRead(either(shared, ours)),
    insert: { when: ours, columns: created },
    update: { when: ours, columns },
    delete: { when: ours },
  },
  provider: { ...mayRead(either(shared, theirs)), insert: { when: theirs, columns: created } },
  admin: { ...mayKeep(shared, columns), delete: { when: shared } },
  'research-partner': mayRead(shared),
  developer: mayRead(shared),
  system: mayRead(shared),
};
