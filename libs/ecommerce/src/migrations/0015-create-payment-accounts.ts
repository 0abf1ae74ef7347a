import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreatePaymentAccounts implements Migration {
  readonly id = '0015-create-payment-accounts';
  readonly why = 'Admins say with which account at a payment provider the instance takes payments.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table payment_accounts (
        provider text primary key,
        publishable_key text not null,
        secret_key text not null,
        webhook_secret text not null,
        updated_by uuid references profiles (id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint payment_accounts_provider_choice check (provider in ('stripe')),
        constraint payment_accounts_publishable_key_form check (publishable_key ~ '^pk_(test|live)_[A-Za-z0-9_]{1,240}$'),
        constraint payment_accounts_secret_key_length check (char_length(secret_key) between 1 and 2000),
        constraint payment_accounts_webhook_secret_length check (char_length(webhook_secret) between 1 and 2000)
      )`);
    await sql.query('create index payment_accounts_updated_by on payment_accounts (updated_by)');
    await touchOnUpdate(sql, 'payment_accounts');
    await describeTable(
      sql,
      'payment_accounts',
      'With which accounts at payment providers the instance takes payments',
      {
        provider: 'The payment provider: stripe',
        publishable_key: 'The key that browsers name the account by; no secret',
        secret_key: 'The key of the account: sealed (AES-256-GCM), written but never read through the API',
        webhook_secret: 'What the provider signs its webhooks with, sealed; never read through the API',
        updated_by: 'The admin who changed it last',
        created_at: 'When the row was made',
        updated_at: 'When the row was last changed',
        version: 'Counts the changes; the ETag',
      },
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table payment_accounts');
  }
}
