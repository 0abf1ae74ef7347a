import { everyRow, type TablePolicies } from '@carenode/module-kit';

import { signedByCaller } from '../signed-change.policies.js';

const SHOWN = [
  'id',
  'module_name',
  'is_active',
  'activation_date',
  'expiration_date',
  'settings',
  'created_at',
  'updated_at',
  'requires',
  'has_activation_key',
  'updated_reason',
  'updated_by',
  'version',
];
const CHANGED = [
  'is_active',
  'activation_date',
  'expiration_date',
  'activation_key',
  'settings',
  'requires',
  'updated_reason',
  'updated_by',
];

/**
 * Everybody else learns what is active for them from `carenode.module_active`, which reads the table as its
 * owner.
 */
export const activationPolicies: TablePolicies = {
  admin: {
    select: { when: everyRow, columns: SHOWN },
    insert: { when: signedByCaller, columns: ['id', 'module_name', ...CHANGED] },
    update: { when: everyRow, check: signedByCaller, columns: CHANGED },
  },
  system: {
    select: { when: everyRow, columns: SHOWN },
    // A host that starts with another version of a module notes what that version requires.
    update: { when: everyRow, columns: ['requires'] },
  },
};
