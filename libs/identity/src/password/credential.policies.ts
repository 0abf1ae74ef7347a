import { everyRow, type TablePolicies } from '@carenode/module-kit';

/** No person reads or writes these rows, whoever they are. */
export const credentialPolicies: TablePolicies = {
  system: {
    select: { when: everyRow },
    insert: { when: everyRow },
    update: { when: everyRow, columns: ['password_hash', 'changed_at'] },
  },
};
