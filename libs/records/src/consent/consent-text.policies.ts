import { everyRow, mayRead, type TablePolicies } from '@carenode/module-kit';

const read = mayRead(everyRow);

/**
 * Everybody who is signed in reads what there is to agree to; admins publish. carenode.keep_consent_texts refuses every
 * change, so that what somebody agreed to stays provable.
 */
export const consentTextPolicies: TablePolicies = {
  admin: {
    ...read,
    insert: { when: everyRow, columns: ['id', 'purpose', 'version', 'language', 'title', 'body'] },
  },
  provider: read,
  patient: read,
  'research-partner': read,
  developer: read,
  system: read,
};
