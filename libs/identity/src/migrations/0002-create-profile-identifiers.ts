import type { Migration, SqlRunner } from '@carenode/module-kit';

// A provider may bring a patient's record along but not edit who the patient is. So the filling is done with the owner's
// rights, after asking whether the caller may touch this patient; and what is there already is never changed.
const FILL = `
  create function carenode.fill_patient_profile(patient uuid, told jsonb) returns boolean
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    identifiers constant jsonb not null := coalesce(told -> 'identifiers', '[]');
    added integer;
  begin
    if not carenode.scope_allows('profiles', 'u') then
      raise exception using errcode = 'CN403', hint = 'not_allowed',
        message = 'The scopes of the token do not allow changes of profiles.';
    end if;
    if patient is distinct from carenode.subject() and carenode.user_type() <> 'system'
       and not (carenode.user_type() = 'provider' and patient in (select carenode.patients_in_care())) then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such patient.';
    end if;
    perform from public.profiles p
      where p.id = patient and p.user_type = 'patient' and p.deleted_at is null for no key update;
    if not found then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such patient.';
    end if;

    if exists (
      select from (select distinct i.system from pg_catalog.jsonb_to_recordset(identifiers) as i (system text)) t
        where exists (select from public.profile_identifiers k where k.profile_id = patient and k.system = t.system)
          and not exists (
            select from public.profile_identifiers k
              join pg_catalog.jsonb_to_recordset(identifiers) as i (system text, value text)
                on i.system = k.system and i.value = k.value
             where k.profile_id = patient and k.system = t.system)
    ) then
      raise exception using errcode = 'CN409', hint = 'another_patient',
        message = 'The record is about somebody else: the same system knows this patient under another identifier.';
    end if;
    insert into public.profile_identifiers (profile_id, system, value)
      select distinct patient, i.system, i.value
        from pg_catalog.jsonb_to_recordset(identifiers) as i (system text, value text)
       order by 2, 3
      on conflict (system, value) do nothing;
    get diagnostics added = row_count;
    -- Asked after the insert, which waits for whoever writes the same identifier at the same time.
    if exists (
      select from public.profile_identifiers k
        join pg_catalog.jsonb_to_recordset(identifiers) as i (system text, value text)
          on i.system = k.system and i.value = k.value
       where k.profile_id <> patient
    ) then
      raise exception using errcode = 'CN409', hint = 'another_patient',
        message = 'The record is about somebody else: one of its identifiers belongs to another patient.';
    end if;

    update public.profiles p
       set first_name = coalesce(p.first_name, told ->> 'givenName'),
           last_name = coalesce(p.last_name, told ->> 'familyName'),
           date_of_birth = coalesce(p.date_of_birth, (told ->> 'dateOfBirth')::date),
           gender = coalesce(p.gender, told ->> 'gender')
     where p.id = patient
       and (p.first_name is null and told ->> 'givenName' is not null
         or p.last_name is null and told ->> 'familyName' is not null
         or p.date_of_birth is null and told ->> 'dateOfBirth' is not null
         or p.gender is null and told ->> 'gender' is not null);
    return found or added > 0;
  end $$`;

export class CreateProfileIdentifiers implements Migration {
  readonly id = '0002-create-profile-identifiers';
  readonly why = 'Other systems know the same patient by identifiers of their own (FHIR Patient.identifier).';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table profile_identifiers (
        system text not null,
        value text not null,
        profile_id uuid not null references profiles (id) on delete cascade,
        created_at timestamptz not null default now(),
        constraint profile_identifiers_belong_to_one_profile primary key (system, value),
        constraint profile_identifiers_length
          check (octet_length(system) between 1 and 500 and octet_length(value) between 1 and 500)
      )`);
    await sql.query(
      `comment on table profile_identifiers is 'By which identifiers other systems know a person: an identifier belongs to one profile.'`,
    );
    await sql.query(`comment on column profile_identifiers.system is 'URI of who gave the identifier.'`);
    await sql.query(
      `comment on column profile_identifiers.value is 'The identifier, unique within its system.'`,
    );
    await sql.query('create index profile_identifiers_of_profile on profile_identifiers (profile_id)');
    await sql.query(FILL);
    await sql.query(`comment on function carenode.fill_patient_profile(uuid, jsonb) is
      'Fills what a patient''s profile does not say yet and notes identifiers, for the patient and those in whose care they are. True when anything was added.'`);
    await sql.query('revoke execute on function carenode.fill_patient_profile(uuid, jsonb) from public');
    await sql.query(
      'grant execute on function carenode.fill_patient_profile(uuid, jsonb) to carenode_patient, carenode_provider, carenode_system',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.fill_patient_profile(uuid, jsonb)');
    await sql.query('drop table profile_identifiers');
  }
}
