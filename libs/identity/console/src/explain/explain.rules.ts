import type { AccessExplanation } from './explain.queries.js';

/** What is asked before somebody is let, as people call it. */
export const FACTOR_LABELS: Readonly<Record<AccessExplanation['factors'][number]['factor'], string>> = {
  account: 'Account',
  grant: 'Rights of the user type',
  module: 'Module',
  scopes: 'Scopes of the token',
  policy: 'Condition on the row',
  'care-team': 'Care team',
  consent: 'Consent',
  trial: 'Trial',
  'break-glass': 'Emergency access',
  delegation: 'Delegation',
};
