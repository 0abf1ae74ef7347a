import { everyRow, type TablePolicies } from '@carenode/module-kit';

import { signedByCaller } from '../signed-change.policies.js';

const SHOWN = [
  'id',
  'is_connected_to_network',
  'data_contribution_enabled',
  'contribution_rules',
  'last_contribution_date',
  'created_at',
  'updated_at',
  'has_network_api_key',
  'updated_by',
  'version',
];
const CHANGED = [
  'is_connected_to_network',
  'data_contribution_enabled',
  'contribution_rules',
  'network_api_key',
  'updated_by',
];

export const networkConfigPolicies: TablePolicies = {
  admin: {
    select: { when: everyRow, columns: SHOWN },
    insert: { when: signedByCaller, columns: ['id', ...CHANGED] },
    update: { when: everyRow, check: signedByCaller, columns: CHANGED },
  },
  // Background contribution signs its requests with the key, which it opens with the instance's sealer.
  system: { select: { when: everyRow } },
};
