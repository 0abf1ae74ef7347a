import { buildIndex, describeColumns, dropIndex } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions } from './functions.js';
import { PAYMENT_FUNCTIONS, PAYMENT_TRIGGERS } from './settle-payments.sql.js';
import { REFUND_FUNCTIONS } from './settle-refunds.sql.js';

const FUNCTIONS = [...PAYMENT_FUNCTIONS, ...REFUND_FUNCTIONS];

export class SettlePayments implements Migration {
  readonly id = '0016-settle-payments';
  readonly why = 'What payment providers tell is taken once each, in whatever order it comes.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table payments alter column reference drop not null');
    await describeColumns(sql, 'payments', {
      reference: 'Its id there: a Stripe payment intent, or the number of the invoice; null until it has one',
    });
    await makeFunctions(sql, FUNCTIONS);
    for (const [name, on] of PAYMENT_TRIGGERS) await sql.query(`create trigger ${name} ${on}`);
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [name] of PAYMENT_TRIGGERS) await sql.query(`drop trigger ${name} on orders`);
    await dropFunctions(sql, FUNCTIONS);
    await sql.query('update payments set reference = id::text where reference is null');
    await sql.query('alter table payments alter column reference set not null');
    await describeColumns(sql, 'payments', {
      reference: 'Its id there: a Stripe payment intent, or the number of the invoice',
    });
  }
}

export class IndexOpenPayments implements Migration {
  readonly id = '0017-index-open-payments';
  readonly why = 'Payments that are not over are found without reading all of them.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(sql, 'payments_open', `payments (created_at, id) where status in ('pending', 'failed')`);
    await sql.query(`comment on index payments_open is 'Payments that are not over, the oldest first'`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'payments_open');
  }
}

export class IndexDueRefunds implements Migration {
  readonly id = '0018-index-due-refunds';
  readonly why =
    'Refunds that the payment provider is to be asked for are found without reading all of them.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await buildIndex(
      sql,
      'refunds_due',
      `refunds (created_at, id) where status = 'pending' and reference is null`,
    );
    await sql.query(
      `comment on index refunds_due is 'Refunds that the payment provider does not know, the oldest first'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'refunds_due');
  }
}
