import type { Migration, SqlRunner } from '@carenode/module-kit';

// The counterpart of fill_patient_profile, for patients who take an import back: nobody may write identifiers directly, so
// removing them needs the owner's rights too. What was changed since it was filled in stays.
const TAKE_BACK = `
  create function carenode.take_back_profile_details(patient uuid, told jsonb) returns boolean
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    removed integer;
  begin
    if not carenode.scope_allows('profiles', 'u') then
      raise exception using errcode = 'CN403', hint = 'not_allowed',
        message = 'The scopes of the token do not allow changes of profiles.';
    end if;
    if patient is distinct from carenode.subject() or carenode.user_type() <> 'patient' then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such patient.';
    end if;
    delete from public.profile_identifiers k
     using pg_catalog.jsonb_to_recordset(coalesce(told -> 'identifiers', '[]')) as i (system text, value text)
     where k.profile_id = patient and k.system = i.system and k.value = i.value;
    get diagnostics removed = row_count;
    update public.profiles p
       set first_name = nullif(p.first_name, told ->> 'givenName'),
           last_name = nullif(p.last_name, told ->> 'familyName'),
           date_of_birth = nullif(p.date_of_birth, (told ->> 'dateOfBirth')::date),
           gender = nullif(p.gender, told ->> 'gender')
     where p.id = patient
       and (p.first_name = told ->> 'givenName' or p.last_name = told ->> 'familyName'
         or p.date_of_birth = (told ->> 'dateOfBirth')::date or p.gender = told ->> 'gender');
    return found or removed > 0;
  end $$`;

export class TakeBackProfileDetails implements Migration {
  readonly id = '0022-take-back-profile-details';
  readonly why = 'Who takes an import back gets the profile back as it was before.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(TAKE_BACK);
    await sql.query(`comment on function carenode.take_back_profile_details(uuid, jsonb) is
      'Takes details and identifiers out of a patient''s profile that an import filled in, for that patient. True when anything was there.'`);
    await sql.query('revoke execute on function carenode.take_back_profile_details(uuid, jsonb) from public');
    await sql.query(
      'grant execute on function carenode.take_back_profile_details(uuid, jsonb) to carenode_patient',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.take_back_profile_details(uuid, jsonb)');
  }
}
