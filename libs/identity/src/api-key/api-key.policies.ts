import { both, everyRow, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

import { inPerson } from '../session/session.policies.js';

/** All but the hash, which nobody reads: not an admin either. */
const SHOWN = [
  'id',
  'name',
  'key_prefix',
  'scope',
  'created_at',
  'expires_at',
  'created_by',
  'last_used_at',
  'revoked_at',
  'updated_at',
  'version',
] as const;
const MADE = ['id', 'name', 'key', 'key_prefix', 'scope', 'expires_at', 'created_by'] as const;

const ownKeys = both(own('created_by'), inPerson);
const inForce = rowsWhere('revoked_at is null', 'keys in force');
const revoked = rowsWhere('revoked_at is not null', 'to revoke them');

export const apiKeyPolicies: TablePolicies = {
  admin: {
    select: { when: inPerson, columns: SHOWN },
    insert: { when: ownKeys, columns: MADE },
    update: { when: both(inForce, inPerson), check: revoked, columns: ['revoked_at'] },
  },
  developer: {
    select: { when: ownKeys, columns: SHOWN },
    insert: { when: ownKeys, columns: MADE },
    update: { when: both(inForce, ownKeys), check: both(revoked, ownKeys), columns: ['revoked_at'] },
  },
  system: {
    select: { when: everyRow },
    insert: { when: everyRow, columns: MADE },
    update: { when: everyRow, columns: ['last_used_at', 'revoked_at'] },
  },
};
