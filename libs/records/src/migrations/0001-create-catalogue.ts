import type { Migration, SqlRunner } from '@carenode/module-kit';

import { createCatalogueSearch, dropCatalogueSearch } from './catalogue-search.sql.js';

export class CreateCatalogue implements Migration {
  readonly id = '0001-create-catalogue';
  readonly why = 'Records name units, conditions and treatments that the whole instance shares.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table units (
        id uuid primary key default uuid_generate_v4(),
        code text collate "C" not null,
        name text not null,
        print_symbol text,
        property text not null,
        is_metric boolean not null,
        is_arbitrary boolean not null,
        is_special boolean not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint units_code_key unique (code),
        constraint units_code_length check (length(code) between 1 and 60),
        constraint units_name_length check (length(name) between 1 and 300)
      )`);
    await sql.query(
      `comment on table units is 'Units of measure of UCUM: base units and derived ones, without prefixes'`,
    );
    await sql.query(`comment on column units.code is 'UCUM code, case sensitive: m is the metre, M is none'`);
    await sql.query(`comment on column units.name is 'Name; several are parted by semicolons'`);
    await sql.query(`comment on column units.print_symbol is 'How it is printed, without typesetting'`);
    await sql.query(`comment on column units.property is 'What it measures, such as length'`);
    await sql.query(`comment on column units.is_metric is 'Takes prefixes such as kilo'`);
    await sql.query(
      `comment on column units.is_arbitrary is 'Defined by a procedure, such as [iU]: cannot be converted'`,
    );
    await sql.query(
      `comment on column units.is_special is 'Converted by a function and not by a factor, such as Cel'`,
    );

    await sql.query(`
      create table conditions (
        id uuid primary key default uuid_generate_v4(),
        name text not null,
        short_name text,
        description text,
        code_system text,
        code text,
        is_billable boolean,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint conditions_code_key unique (code_system, code),
        constraint conditions_code_has_system check ((code is null) = (code_system is null)),
        constraint conditions_name_length check (length(name) between 1 and 500)
      )`);
    await sql.query(`comment on table conditions is 'Diseases and disorders the instance knows'`);
    await sql.query(`comment on column conditions.name is 'Full name'`);
    await sql.query(`comment on column conditions.short_name is 'Abbreviated name of the code system'`);
    await sql.query(`comment on column conditions.description is 'What it is, for people'`);
    await sql.query(
      `comment on column conditions.code_system is 'URI of the code system, such as http://hl7.org/fhir/sid/icd-10-cm'`,
    );
    await sql.query(
      `comment on column conditions.code is 'Code in that system, ICD-10-CM with its dot: E11.9'`,
    );
    await sql.query(
      `comment on column conditions.is_billable is 'May stand on a claim: neither a chapter nor a category; null when the system does not say'`,
    );

    await sql.query(`
      create table treatments (
        id uuid primary key default uuid_generate_v4(),
        name text not null,
        description text,
        code_system text,
        code text,
        treatment_type text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint treatments_code_key unique (code_system, code),
        constraint treatments_code_has_system check ((code is null) = (code_system is null)),
        constraint treatments_name_length check (length(name) between 1 and 500),
        constraint treatments_type check (treatment_type in
          ('medication', 'supplement', 'device', 'procedure', 'therapy', 'diet', 'exercise', 'other'))
      )`);
    await sql.query(
      `comment on table treatments is 'Medicines, supplements, devices, procedures and habits the instance knows'`,
    );
    await sql.query(`comment on column treatments.name is 'Full name'`);
    await sql.query(`comment on column treatments.description is 'What it is, for people'`);
    await sql.query(
      `comment on column treatments.code_system is 'URI of the code system, such as http://www.nlm.nih.gov/research/umls/rxnorm'`,
    );
    await sql.query(`comment on column treatments.code is 'Code in that system'`);
    await sql.query(`comment on column treatments.treatment_type is 'Kind of treatment'`);

    for (const table of ['units', 'conditions', 'treatments']) {
      await sql.query(
        `create trigger touch before update on ${table} for each row execute function carenode.touch_row()`,
      );
    }
    await createCatalogueSearch(sql, 'conditions', `coalesce(code, '')`);
    await createCatalogueSearch(sql, 'treatments', 'lower(name)');
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropCatalogueSearch(sql, 'treatments');
    await dropCatalogueSearch(sql, 'conditions');
    for (const table of ['treatments', 'conditions', 'units']) await sql.query(`drop table ${table}`);
  }
}
