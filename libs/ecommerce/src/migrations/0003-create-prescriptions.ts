import { describeTable, touchOnUpdate } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, refuse, type SqlFunction } from './functions.js';

const FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'begin_prescription()',
    meaning: 'A new prescription has all of its fills.',
    text: `
      create function carenode.begin_prescription() returns trigger
      language plpgsql set search_path = '' as $$
      begin
        new.fills_remaining := new.refills_allowed + 1;
        return new;
      end $$`,
  },
  {
    signature: 'guard_prescription()',
    meaning: 'What was prescribed stays as it was; a prescription that is over is not taken up again.',
    text: `
      create function carenode.guard_prescription() returns trigger
      language plpgsql set search_path = '' as $$
      begin
        if (new.patient_id, new.treatment_id, new.quantity, new.refills_allowed, new.valid_from, new.dosage_instruction)
           is distinct from (old.patient_id, old.treatment_id, old.quantity, old.refills_allowed, old.valid_from, old.dosage_instruction) then
          ${refuse(409, 'prescription_issued', `'What was prescribed is not changed; stop the prescription and issue another one.'`)}
        end if;
        if old.status in ('cancelled', 'stopped', 'entered-in-error') and new.status <> old.status then
          ${refuse(409, 'prescription_over', `'The prescription is ' || old.status || '; issue another one.'`)}
        end if;
        -- The last fill completes it; one that is given back takes it up again.
        if new.fills_remaining = 0 and new.status = 'active' then
          new.status := 'completed';
        elsif new.fills_remaining > 0 and old.fills_remaining = 0 and new.status = 'completed' then
          new.status := 'active';
        end if;
        return new;
      end $$`,
  },
];

export class CreatePrescriptions implements Migration {
  readonly id = '0003-create-prescriptions';
  readonly why = 'What is sold on prescription only is sold for a prescription, as often as it says.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table prescriptions (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        treatment_id uuid not null references treatments (id),
        prescriber_id uuid default carenode.subject() references profiles (id) on delete set null,
        quantity integer not null,
        refills_allowed integer not null default 0,
        fills_remaining integer not null,
        dosage_instruction text,
        valid_from date not null default (now() at time zone 'UTC')::date,
        expires_on date not null,
        status text not null default 'active',
        status_reason text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint prescriptions_idempotency unique (patient_id, idempotency_key),
        constraint prescriptions_quantity_range check (quantity between 1 and 100000),
        constraint prescriptions_refills_range check (refills_allowed between 0 and 99),
        constraint prescriptions_fills_range check (fills_remaining between 0 and refills_allowed + 1),
        constraint prescriptions_dosage_length check (char_length(dosage_instruction) between 1 and 2000),
        constraint prescriptions_valid_from_range check (valid_from between '2000-01-01' and '2200-01-01'),
        constraint prescriptions_expires_after_begin check (expires_on > valid_from and expires_on <= valid_from + 3660),
        constraint prescriptions_status_choice
          check (status in ('active', 'on-hold', 'cancelled', 'completed', 'stopped', 'entered-in-error')),
        constraint prescriptions_status_reason_length check (char_length(status_reason) between 1 and 2000)
      )`);
    await sql.query(
      'create index prescriptions_newest on prescriptions (patient_id, created_at desc, id desc)',
    );
    await sql.query('create index prescriptions_treatment on prescriptions (treatment_id)');
    await sql.query('create index prescriptions_prescriber on prescriptions (prescriber_id)');
    await describeTable(
      sql,
      'prescriptions',
      'Who may get what on prescription, how much, how often and until when',
      {
        id: 'Id',
        patient_id: 'For whom',
        treatment_id: 'The treatment of the catalogue that is prescribed',
        prescriber_id: 'The provider who issued it; null when they are gone',
        quantity: 'Number of units that one fill has at most',
        refills_allowed: 'How often it may be filled again after the first time',
        fills_remaining: 'How often it can still be filled; orders count it down',
        dosage_instruction: 'How to take it, in words',
        valid_from: 'The first day on which it can be filled (UTC)',
        expires_on: 'The first day on which it cannot be filled any more (UTC)',
        status:
          'FHIR medicationrequest-status: active, on-hold, cancelled, completed, stopped or entered-in-error',
        status_reason: 'Why it is on hold, cancelled or stopped',
        created_at: 'When it was issued',
        updated_at: 'When the row was last changed',
        version: 'Counts the changes; the ETag',
        idempotency_key: 'Idempotency-Key of the request that added the row',
        idempotency_fingerprint: 'SHA-256 of what that request sent, so that the key means one request only',
      },
    );
    await makeFunctions(sql, FUNCTIONS);
    await sql.query(
      'create trigger begin before insert on prescriptions for each row execute function carenode.begin_prescription()',
    );
    await sql.query(
      'create trigger guard before update on prescriptions for each row execute function carenode.guard_prescription()',
    );
    await touchOnUpdate(sql, 'prescriptions');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table prescriptions');
    await dropFunctions(sql, FUNCTIONS);
  }
}
