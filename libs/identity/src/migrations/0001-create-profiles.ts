import type { Migration, SqlRunner } from '@carenode/module-kit';

/** The functions that the tables of this module and the policies of others stand on. */
const FUNCTIONS = [
  `create function carenode.acts_in_person() returns boolean language sql stable parallel safe
     return split_part(current_setting('carenode.actor', true), ':', 1) in ('session', 'cli')`,
  `comment on function carenode.acts_in_person() is
     'Does the caller act in person (a session, the command line), and not through an API key or an app?'`,
  `revoke execute on function carenode.acts_in_person() from public`,
  `grant execute on function carenode.acts_in_person() to
     carenode_admin, carenode_provider, carenode_patient, carenode_research_partner, carenode_developer, carenode_system`,
  `create function carenode.tell_identity_changed() returns trigger language plpgsql set search_path = '' as $$
   begin
     perform pg_catalog.pg_notify('carenode_identity', pg_catalog.to_jsonb(old) ->> tg_argv[0]);
     return null;
   end $$`,
  `comment on function carenode.tell_identity_changed() is
     'Tells every host at once that who somebody is, or how they sign in, has changed: the id in the named column.'`,
  `revoke execute on function carenode.tell_identity_changed() from public`,
];

// Under row security PostgreSQL may not use an index on lower(name), which is not leakproof; this runs with the owner's
// rights and answers with ids only, which the policies then decide on. U+10FFFF comes after every other character.
const SEARCH = `
  create function carenode.profiles_beginning(start text) returns setof uuid
    language sql stable security definer set search_path = '' as $$
      select id from public.profiles where email ~>=~ lower(start) and email ~<~ (lower(start) || chr(1114111))
      union
      select id from public.profiles
       where lower(first_name) ~>=~ lower(start) and lower(first_name) ~<~ (lower(start) || chr(1114111))
      union
      select id from public.profiles
       where lower(last_name) ~>=~ lower(start) and lower(last_name) ~<~ (lower(start) || chr(1114111))
    $$`;

const COMMENTS = [
  `comment on table profiles is 'The people of the instance: who they are and of which user type.'`,
  `comment on column profiles.user_type is 'What the person may do; also their database role.'`,
  `comment on column profiles.email is 'What they sign in with, in lower case; null for people who cannot sign in.'`,
  `comment on column profiles.gender is 'Administrative gender (FHIR R4).'`,
  `comment on column profiles.time_zone is 'IANA time zone that times are shown in.'`,
  `comment on column profiles.deleted_at is 'When the profile was closed; its sessions and keys are refused from then on.'`,
];

export class CreateProfiles implements Migration {
  readonly id = '0001-create-profiles';
  readonly why = 'Everything in an instance belongs to somebody.';

  async up(sql: SqlRunner): Promise<void> {
    for (const text of FUNCTIONS) await sql.query(text);
    await sql.query(`
      create table profiles (
        id uuid primary key default uuid_generate_v4(),
        user_type text not null,
        email text,
        first_name text,
        last_name text,
        date_of_birth date,
        gender text,
        time_zone text not null default 'UTC',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        deleted_at timestamptz,
        constraint profiles_user_type_is_known
          check (user_type in ('admin', 'provider', 'patient', 'research-partner', 'developer')),
        constraint profiles_email_is_lower_case check (email = lower(email)),
        constraint profiles_email_length check (length(email) between 3 and 254),
        constraint profiles_name_length
          check (octet_length(first_name) between 1 and 1600 and octet_length(last_name) between 1 and 1600),
        constraint profiles_date_of_birth_range
          check (date_of_birth between date '1850-01-01' and date '2199-12-31'),
        constraint profiles_gender_is_known check (gender in ('male', 'female', 'other', 'unknown')),
        constraint profiles_time_zone_length check (length(time_zone) between 1 and 64)
      )`);
    for (const text of COMMENTS) await sql.query(text);
    // With the check above this is one account per address whatever its case; and, unlike an index on lower(email), one
    // that PostgreSQL may use under row security, where lower() is not leakproof.
    await sql.query('create unique index profiles_email_is_unique on profiles (email)');
    await sql.query('create index profiles_newest on profiles (created_at desc, id desc)');
    await sql.query('create index profiles_newest_of_type on profiles (user_type, created_at desc, id desc)');
    await sql.query(SEARCH);
    await sql.query(
      `comment on function carenode.profiles_beginning(text) is 'Profiles whose given name, family name or e-mail address begins like this, for admins.'`,
    );
    await sql.query('revoke execute on function carenode.profiles_beginning(text) from public');
    await sql.query('grant execute on function carenode.profiles_beginning(text) to carenode_admin');
    await sql.query('create index profiles_email_begins on profiles (email text_pattern_ops)');
    await sql.query(
      'create index profiles_first_name_begins on profiles (lower(first_name) text_pattern_ops)',
    );
    await sql.query('create index profiles_last_name_begins on profiles (lower(last_name) text_pattern_ops)');
    await sql.query(
      'create trigger touch before update on profiles for each row execute function carenode.touch_row()',
    );
    await sql.query(`
      create trigger tell_identity_changed after update of user_type, deleted_at or delete on profiles
        for each row execute function carenode.tell_identity_changed('id')`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.profiles_beginning(text)');
    await sql.query('drop table profiles');
    await sql.query('drop function carenode.tell_identity_changed()');
    await sql.query('drop function carenode.acts_in_person()');
  }
}
