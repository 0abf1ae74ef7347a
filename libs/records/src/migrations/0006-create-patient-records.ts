import type { Migration, SqlRunner } from '@carenode/module-kit';

const origin = `
        source text not null default 'manual',
        external_id text,
        notes text,
        created_by uuid default carenode.subject() references profiles (id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text`;

const YEARS = `between '1899-12-30T00:00:00Z' and '2201-01-03T00:00:00Z'`;

export class CreatePatientRecords implements Migration {
  readonly id = '0006-create-patient-records';
  readonly why = 'What a patient has, and what a patient does about it.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_conditions (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        condition_id uuid references conditions (id) on delete set null,
        name text not null,
        code_system text,
        code text,
        codings jsonb,
        clinical_status text,
        verification_status text,
        onset_at timestamptz,
        abated_at timestamptz,
        recorded_at timestamptz not null default now(),${origin},
        constraint patient_conditions_patient_id_key unique (patient_id, id),
        constraint patient_conditions_name_length check (length(name) between 1 and 500),
        constraint patient_conditions_system_has_code check (code is not null or code_system is null),
        constraint patient_conditions_clinical_status check (clinical_status in
          ('active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved')),
        constraint patient_conditions_verification_status check (verification_status in
          ('unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error')),
        constraint patient_conditions_onset_range check (onset_at ${YEARS}),
        constraint patient_conditions_abated_range check (abated_at ${YEARS}),
        constraint patient_conditions_abated_after_onset check (source <> 'manual' or abated_at >= onset_at),
        constraint patient_conditions_recorded_range check (recorded_at ${YEARS})
      )`);
    await sql.query(`
      create table patient_treatments (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        treatment_id uuid references treatments (id) on delete set null,
        name text not null,
        code_system text,
        code text,
        codings jsonb,
        status text not null default 'active',
        intent text,
        dosage text,
        started_at timestamptz,
        ended_at timestamptz,
        reason_id uuid,
        recorded_at timestamptz not null default now(),${origin},
        constraint patient_treatments_reason_fkey foreign key (patient_id, reason_id)
          references patient_conditions (patient_id, id) on delete set null (reason_id),
        constraint patient_treatments_name_length check (length(name) between 1 and 500),
        constraint patient_treatments_system_has_code check (code is not null or code_system is null),
        constraint patient_treatments_status check (status in
          ('considering', 'active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown')),
        constraint patient_treatments_intent check (intent in
          ('proposal', 'plan', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option')),
        constraint patient_treatments_started_range check (started_at ${YEARS}),
        constraint patient_treatments_ended_range check (ended_at ${YEARS}),
        constraint patient_treatments_ended_after_start check (source <> 'manual' or ended_at >= started_at),
        constraint patient_treatments_recorded_range check (recorded_at ${YEARS})
      )`);
    for (const [table, catalogued] of [
      ['patient_conditions', 'condition_id'],
      ['patient_treatments', 'treatment_id'],
    ] as const) {
      await sql.query(
        `create index ${table}_patient_recorded on ${table} (patient_id, recorded_at desc, id desc)`,
      );
      await sql.query(`create index ${table}_${catalogued} on ${table} (${catalogued})`);
      await sql.query(`create index ${table}_created_by on ${table} (created_by)`);
      await sql.query(
        `create unique index ${table}_external_id on ${table} (patient_id, source, external_id) where external_id is not null`,
      );
      await sql.query(
        `create unique index ${table}_idempotency_key on ${table} (patient_id, idempotency_key) where idempotency_key is not null`,
      );
      await sql.query(
        `create trigger touch before update on ${table} for each row execute function carenode.touch_row()`,
      );
    }
    await sql.query('create index patient_treatments_reason on patient_treatments (patient_id, reason_id)');
    await this.comment(sql);
  }

  private async comment(sql: SqlRunner): Promise<void> {
    const both = {
      patient_id: 'Whose it is',
      name: 'Name as entered or received',
      code_system: 'URI of the code system',
      code: 'Code in that system',
      codings: 'Every coding the source gave: a list of {system, code, display}; null when entered by hand',
      recorded_at: 'When it was recorded',
      source: 'Where it comes from: manual, or the name of the system it was imported from',
      external_id: 'Its id there',
      notes: 'Remarks',
      created_by: 'Who entered it; null for background work',
      idempotency_key: 'Idempotency-Key it was created with',
      idempotency_fingerprint: 'sha256 of what was sent with that key',
    };
    const columns = {
      patient_conditions: {
        ...both,
        condition_id: 'The condition of the catalogue with its code, if there is one',
        clinical_status: 'FHIR condition-clinical; null when not told',
        verification_status: 'FHIR condition-ver-status; null when not told',
        onset_at: 'When it began',
        abated_at: 'When it ended; null while it lasts or when not told',
      },
      patient_treatments: {
        ...both,
        treatment_id: 'The treatment of the catalogue with its code, if there is one',
        status: 'FHIR medicationrequest-status, or considering: not begun',
        intent: 'FHIR medicationrequest-intent; null when not told',
        dosage: 'How much, how often, in words',
        started_at: 'When it began or was ordered',
        ended_at: 'When it ended; null while it lasts or when not told',
        reason_id: 'The condition of the same patient it is for',
      },
    };
    await sql.query(`comment on table patient_conditions is 'Diagnoses and problems of patients'`);
    await sql.query(
      `comment on table patient_treatments is 'Treatments that patients have, had, or consider'`,
    );
    for (const [table, meanings] of Object.entries(columns)) {
      for (const [column, meaning] of Object.entries(meanings))
        await sql.query(`comment on column ${table}.${column} is '${meaning}'`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_treatments');
    await sql.query('drop table patient_conditions');
  }
}
