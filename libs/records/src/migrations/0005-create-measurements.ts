import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateMeasurements implements Migration {
  readonly id = '0005-create-measurements';
  readonly why = 'Health data over time: one value of one variable at one moment or over one period.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table measurements (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        variable_id uuid not null references variables (id),
        value numeric,
        comparator text,
        unit text,
        value_text text,
        value_code text,
        value_code_system text,
        start_at timestamptz not null,
        end_at timestamptz,
        utc_offset_minutes smallint,
        time_zone text,
        source text not null default 'manual',
        external_id text,
        notes text,
        created_by uuid default carenode.subject() references profiles (id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint measurements_has_value check (num_nonnulls(value, value_text, value_code) > 0),
        constraint measurements_value_range check (value between -1e308 and 1e308),
        constraint measurements_comparator check (comparator in ('<', '<=', '>=', '>')),
        constraint measurements_comparator_has_value check (comparator is null or value is not null),
        constraint measurements_code_system_has_code check (value_code is not null or value_code_system is null),
        constraint measurements_start_range check (start_at > '1899-12-30T00:00:00Z' and start_at < '2201-01-03T00:00:00Z'),
        constraint measurements_end_range check (end_at < '2201-01-03T00:00:00Z'),
        constraint measurements_end_after_start check (end_at >= start_at),
        constraint measurements_offset_range check (utc_offset_minutes between -840 and 840),
        constraint measurements_source_length check (length(source) between 1 and 100)
      )`);
    await sql.query(
      'create index measurements_patient_start on measurements (patient_id, start_at desc, id desc)',
    );
    await sql.query(
      'create index measurements_patient_variable_start on measurements (patient_id, variable_id, start_at desc, id desc)',
    );
    await sql.query(
      'create unique index measurements_external_id on measurements (patient_id, source, external_id) where external_id is not null',
    );
    await sql.query(
      'create unique index measurements_idempotency_key on measurements (patient_id, idempotency_key) where idempotency_key is not null',
    );
    await sql.query('create index measurements_variable on measurements (variable_id)');
    await sql.query('create index measurements_created_by on measurements (created_by)');
    await sql.query(
      'create trigger touch before update on measurements for each row execute function carenode.touch_row()',
    );
    await this.guardVariables(sql);
    await this.comment(sql);
  }

  /** Row security hides other patients' variables; a foreign key does not. */
  private async guardVariables(sql: SqlRunner): Promise<void> {
    const refusal = `
      raise foreign_key_violation using
        message = 'The variable is of another patient.', constraint = 'measurements_variable_id_fkey', table = 'measurements'`;
    await sql.query(`
      create function carenode.refuse_foreign_variables() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        if exists (
          select from added a join public.variables v on v.id = a.variable_id where v.patient_id <> a.patient_id
        ) then ${refusal};
        end if;
        return null;
      end $$`);
    await sql.query(`
      create function carenode.refuse_foreign_variable() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        if exists (select from public.variables v where v.id = new.variable_id and v.patient_id <> new.patient_id) then ${refusal};
        end if;
        return null;
      end $$`);
    await sql.query(`
      create trigger refuse_foreign_variables after insert on measurements referencing new table as added
        for each statement execute function carenode.refuse_foreign_variables()`);
    await sql.query(`
      create trigger refuse_foreign_variable after update of variable_id, patient_id on measurements
        for each row when (old.variable_id <> new.variable_id or old.patient_id <> new.patient_id)
        execute function carenode.refuse_foreign_variable()`);
    for (const name of ['refuse_foreign_variables', 'refuse_foreign_variable']) {
      await sql.query(`revoke execute on function carenode.${name}() from public`);
      await sql.query(
        `comment on function carenode.${name}() is 'A measurement is of a shared variable or of one of the same patient.'`,
      );
    }
  }

  private async comment(sql: SqlRunner): Promise<void> {
    const columns = {
      patient_id: 'Whose measurement it is',
      variable_id: 'What was measured',
      value: 'Number, with the digits the source gave',
      comparator: 'The value is a bound: the true one is less (<, <=) or greater (>, >=)',
      unit: 'Unit as received; a UCUM code where the source gave one',
      value_text: 'Value in words, or the words for value_code',
      value_code: 'Value as a code',
      value_code_system: 'URI of the code system of value_code',
      start_at: 'When it was measured, or when the period begins',
      end_at: 'When the period ends; null for a moment',
      utc_offset_minutes:
        'Offset from UTC the start was told with, in minutes east; null when the source told none',
      time_zone: 'IANA time zone the source told, such as Europe/Berlin',
      source: 'Where it comes from: manual, or the name of the system it was imported from',
      external_id: 'Its id there',
      notes: 'Remarks',
      created_by: 'Who entered it; null for background work',
      idempotency_key: 'Idempotency-Key it was created with',
      idempotency_fingerprint: 'sha256 of what was sent with that key',
    };
    await sql.query(`comment on table measurements is 'Values of variables over time'`);
    for (const [column, meaning] of Object.entries(columns)) {
      await sql.query(`comment on column measurements.${column} is '${meaning}'`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table measurements');
    await sql.query('drop function carenode.refuse_foreign_variable()');
    await sql.query('drop function carenode.refuse_foreign_variables()');
  }
}
