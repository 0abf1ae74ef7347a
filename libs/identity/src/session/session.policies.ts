import { both, everyRow, own, rowsWhere, type TablePolicies } from '@carenode/module-kit';

/** Not through an API key or an app, whatever its scopes. */
export const inPerson = rowsWhere('(select carenode.acts_in_person())', 'when they act in person');

const SHOWN = ['id', 'profile_id', 'created_at', 'last_seen_at', 'expires_at', 'user_agent'] as const;
const ownSessions = both(own('profile_id'), inPerson);
const seeAndEnd = { select: { when: ownSessions, columns: SHOWN }, delete: { when: ownSessions } };

export const sessionPolicies: TablePolicies = {
  admin: seeAndEnd,
  provider: seeAndEnd,
  patient: seeAndEnd,
  'research-partner': seeAndEnd,
  developer: seeAndEnd,
  system: {
    select: { when: everyRow },
    insert: { when: everyRow },
    update: { when: everyRow, columns: ['last_seen_at'] },
    delete: { when: everyRow },
  },
};
