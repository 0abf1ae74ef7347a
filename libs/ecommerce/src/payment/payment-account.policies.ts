import { both, everyRow, mayRead, rowsWhere, type TablePolicies } from '@carenode/module-kit';

const SHOWN = ['provider', 'publishable_key', 'updated_by', 'created_at', 'updated_at', 'version'];
const CHANGED = ['publishable_key', 'secret_key', 'webhook_secret', 'updated_by'];

const inPerson = rowsWhere('(select carenode.acts_in_person())', 'every row, in person and not by a token');
const signed = both(
  rowsWhere(
    'updated_by = (select carenode.subject())',
    'rows they sign as changed by themselves (updated_by)',
  ),
  inPerson,
);

/** Admins write the secrets in person and never read them: they are in no grant of people. The instance opens them. */
export const paymentAccountPolicies: TablePolicies = {
  admin: {
    select: { when: inPerson, columns: SHOWN },
    insert: { when: signed, columns: ['provider', ...CHANGED] },
    update: { when: inPerson, check: signed, columns: CHANGED },
  },
  system: mayRead(everyRow),
};
