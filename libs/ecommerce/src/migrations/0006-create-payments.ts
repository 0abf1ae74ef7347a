import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreatePayments implements Migration {
  readonly id = '0006-create-payments';
  readonly why =
    'What was paid and given back, once each, whatever the payment provider tells how often and in which order.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table payments (
        id uuid primary key default uuid_generate_v4(),
        order_id uuid not null references orders (id) on delete cascade,
        patient_id uuid not null references profiles (id) on delete cascade,
        provider text not null,
        reference text not null,
        status text not null default 'pending',
        amount decimal not null,
        amount_refunded decimal not null default 0,
        currency text not null,
        failure_code text,
        succeeded_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint payments_reference unique (provider, reference),
        constraint payments_provider_choice check (provider in ('manual', 'stripe')),
        constraint payments_reference_length check (char_length(reference) between 1 and 255),
        constraint payments_status_choice check (status in ('pending', 'succeeded', 'failed', 'cancelled')),
        constraint payments_amount_range check (amount > 0 and amount <= 1e15),
        constraint payments_refunded_range check (amount_refunded >= 0 and amount_refunded <= amount),
        constraint payments_refunded_of_succeeded check (amount_refunded = 0 or status = 'succeeded'),
        constraint payments_currency_form check (currency ~ '^[A-Z]{3}$'),
        constraint payments_failure_code_length check (char_length(failure_code) between 1 and 100)
      )`);
    await sql.query('create index payments_of_order on payments (order_id)');
    await sql.query('create index payments_of_patient on payments (patient_id, created_at desc, id desc)');
    await touchOnUpdate(sql, 'payments');
    await describeTable(sql, 'payments', 'Payments of orders', {
      id: 'Id',
      order_id: 'The order',
      patient_id: 'Who ordered',
      provider: 'manual: by invoice; stripe',
      reference: 'Its id there: a Stripe payment intent, or the number of the invoice',
      status: 'pending, succeeded, failed or cancelled',
      amount: 'How much, in currency',
      amount_refunded: 'How much of it was given back, in currency',
      currency: 'ISO 4217 code of the amounts',
      failure_code: 'Why it failed, as the provider calls it',
      succeeded_at: 'When it was paid',
      created_at: 'When it was begun',
      updated_at: 'When the row was last changed',
      version: 'Counts the changes; the ETag',
    });
    await sql.query(`
      create table refunds (
        id uuid primary key default uuid_generate_v4(),
        payment_id uuid not null references payments (id) on delete cascade,
        patient_id uuid not null references profiles (id) on delete cascade,
        reference text,
        status text not null default 'pending',
        amount decimal not null,
        reason text,
        requested_by uuid default carenode.subject() references profiles (id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint refunds_reference unique (payment_id, reference),
        constraint refunds_reference_length check (char_length(reference) between 1 and 255),
        constraint refunds_status_choice check (status in ('pending', 'succeeded', 'failed', 'cancelled')),
        constraint refunds_amount_range check (amount > 0 and amount <= 1e15),
        constraint refunds_reason_length check (char_length(reason) between 1 and 2000)
      )`);
    await sql.query('create index refunds_patient on refunds (patient_id)');
    await sql.query('create index refunds_requested_by on refunds (requested_by)');
    await touchOnUpdate(sql, 'refunds');
    await describeTable(sql, 'refunds', 'Money that was given back', {
      id: 'Id',
      payment_id: 'The payment',
      patient_id: 'Who ordered',
      reference: 'Its id at the payment provider; null until it has one',
      status: 'pending, succeeded, failed or cancelled',
      amount: 'How much, in currency of the payment',
      reason: 'Why',
      requested_by: 'Who gave it back; null when the instance did by itself',
      created_at: 'When it was begun',
      updated_at: 'When the row was last changed',
      version: 'Counts the changes; the ETag',
    });
    await sql.query(`
      create table payment_events (
        provider text not null,
        event_id text not null,
        kind text not null,
        reference text,
        outcome text not null,
        occurred_at timestamptz,
        received_at timestamptz not null default now(),
        constraint payment_events_pkey primary key (provider, event_id),
        constraint payment_events_length check (
          char_length(event_id) between 1 and 255 and char_length(kind) between 1 and 100
          and char_length(reference) <= 255 and char_length(outcome) between 1 and 100)
      )`);
    await sql.query('create index payment_events_reference on payment_events (reference)');
    await sql.query(`comment on index payment_events_reference is 'What was told about a payment'`);
    await describeTable(sql, 'payment_events', 'What payment providers told, each event once', {
      provider: 'Which payment provider',
      event_id: 'The id of the event there',
      kind: 'What happened, as the provider calls it: payment_intent.succeeded',
      reference: 'The payment or refund it is about',
      outcome: 'What came of it here: applied, ignored and why',
      occurred_at: 'When it happened there',
      received_at: 'When it was told first',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const table of ['payment_events', 'refunds', 'payments']) await sql.query(`drop table ${table}`);
  }
}
