import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateVariables implements Migration {
  readonly id = '0003-create-variables';
  readonly why =
    'A measurement is one value of one variable, shared by the instance or of the patient alone.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table variables (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid references profiles (id) on delete cascade,
        code_system text,
        code text,
        name text not null,
        kind text not null default 'sample',
        unit_code text,
        category text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint variables_shared_is_coded check (patient_id is not null or (code_system is not null and code is not null)),
        constraint variables_system_has_code check (code is not null or code_system is null),
        constraint variables_name_length check (length(name) between 1 and 500),
        constraint variables_kind check (kind in ('sum', 'sample'))
      )`);
    await sql.query(
      `create unique index variables_shared_code on variables (code_system, code) where patient_id is null`,
    );
    await sql.query(
      `create unique index variables_own_code on variables (patient_id, coalesce(code_system, ''), code)
        where patient_id is not null and code is not null`,
    );
    await sql.query(
      `create unique index variables_own_name on variables (patient_id, lower(name)) where patient_id is not null and code is null`,
    );
    await sql.query(`create index variables_patient on variables (patient_id)`);
    await sql.query(
      'create trigger touch before update on variables for each row execute function carenode.touch_row()',
    );
    await sql.query(`comment on table variables is 'What can be measured'`);
    await sql.query(
      `comment on column variables.patient_id is 'The patient whose own variable it is; null in the catalogue that all share'`,
    );
    await sql.query(
      `comment on column variables.code_system is 'URI of the code system, such as http://loinc.org'`,
    );
    await sql.query(`comment on column variables.code is 'Code in that system'`);
    await sql.query(`comment on column variables.name is 'Name'`);
    await sql.query(
      `comment on column variables.kind is 'sum: values of a period add up (steps); sample: each stands for its moment (heart rate)'`,
    );
    await sql.query(
      `comment on column variables.unit_code is 'The UCUM code values are compared in; null when there is none'`,
    );
    await sql.query(
      `comment on column variables.category is 'FHIR observation category, such as vital-signs'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table variables');
  }
}
