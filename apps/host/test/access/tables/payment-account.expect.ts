import type { TableExpectation } from '../expectation.js';
import { person, rowOf } from '../people.js';
import type { Guarded } from './guards.expect.js';

const shown = 'provider publishable_key updated_by created_at updated_at version';
const changed = 'publishable_key secret_key webhook_secret updated_by';

/** Admins write it in person, and sign what they write; its secrets are for the instance alone. */
export const paymentAccounts: TableExpectation = {
  module: 'ecommerce',
  key: 'provider',
  columns: `${shown} secret_key webhook_secret`,
  rows: {
    'by-ada': {
      provider: `'stripe'`,
      publishable_key: `'pk_test_key'`,
      secret_key: `'sealed'`,
      webhook_secret: `'sealed'`,
      updated_by: person('ada'),
    },
  },
  may: {
    select: { admin: shown, system: '*' },
    insert: { admin: `provider ${changed}` },
    update: { admin: changed },
  },
  inPerson: true,
  see: { admin: 'by-ada', system: 'by-ada' },
  // Whoever changes it signs it, whoever changed it before.
  set: { admin: 'updated_by = carenode.subject()' },
  tamper: { admin: ['updated_by = null', `updated_by = ${person('dev')}`] },
  change: { admin: 'by-ada' },
  add: { ada: 'by-ada' },
};

const ann = rowOf('orders', 'ann');

export const PAYMENT_GUARDS: readonly Guarded[] = [
  {
    table: 'orders',
    trigger: 'settle_money',
    what: 'an order that is cancelled when all that was paid is back is refunded',
    before: `update payments set amount_refunded = amount where order_id = ${ann};
             update orders set status = 'cancelled', review_status = 'rejected' where id = ${ann}`,
    sql: `keys: select status from orders where id = ${ann}`,
    answer: 'refunded',
  },
];
