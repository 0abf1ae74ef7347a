import { both, everyRow, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

import { inPerson } from '../session/session.policies.js';

/** All but the token's hash. */
const SHOWN = [
  'id',
  'email',
  'user_type',
  'invited_by',
  'created_at',
  'expires_at',
  'accepted_at',
  'revoked_at',
  'updated_at',
  'version',
] as const;
const MADE = ['id', 'email', 'user_type', 'token_hash', 'invited_by', 'expires_at'] as const;

const ownInvitations = both(own('invited_by'), inPerson);
const ofPatients = rowsWhere(`user_type = 'patient'`, 'of patients');
const open = rowsWhere('accepted_at is null and revoked_at is null', 'open ones');
const revoked = rowsWhere('revoked_at is not null', 'to take them back');

export const invitationPolicies: TablePolicies = {
  admin: {
    select: { when: inPerson, columns: SHOWN },
    insert: { when: ownInvitations, columns: MADE },
    update: { when: both(open, inPerson), check: revoked, columns: ['revoked_at'] },
  },
  provider: {
    select: { when: ownInvitations, columns: SHOWN },
    insert: { when: both(ownInvitations, ofPatients), columns: MADE },
    update: {
      when: both(open, ownInvitations),
      check: both(revoked, ownInvitations),
      columns: ['revoked_at'],
    },
  },
  system: {
    select: { when: everyRow },
    update: { when: everyRow, columns: ['accepted_at'] },
  },
};
