import type { Migration, SqlRunner } from '@carenode/module-kit';

import { PAYMENT_FUNCTIONS } from './settle-payments.sql.js';

const APPLY = PAYMENT_FUNCTIONS.find(({ signature }) => signature.startsWith('apply_payment('))?.text ?? '';
const PAID = `update public.orders o set status = 'paid' where o.id = it.id;`;
const TOLD = APPLY.replace(
  PAID,
  `${PAID}
            perform carenode.notify_person(it.patient_id, 'order-paid', jsonb_build_object('orderId', it.id, 'number', it.number));`,
);
const replaced = (text: string) => text.replace('create function', 'create or replace function');

export class TellCardPayments implements Migration {
  readonly id = '0062-tell-card-payments';
  readonly why =
    'Who pays by card may have left before the bank agrees, and is told as who pays an invoice is.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(replaced(TOLD));
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(replaced(APPLY));
  }
}
