import { everyRow, type TablePolicies } from '@carenode/module-kit';

import { signedByCaller } from '../signed-change.policies.js';

export const settingPolicies: TablePolicies = {
  admin: {
    select: { when: everyRow },
    insert: {
      when: signedByCaller,
      columns: ['id', 'setting_key', 'setting_value', 'category', 'updated_by'],
    },
    update: { when: everyRow, check: signedByCaller, columns: ['setting_value', 'updated_by'] },
  },
  system: { select: { when: everyRow } },
};
