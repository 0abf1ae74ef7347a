import type { Migration, SqlRunner } from '@carenode/module-kit';

const TABLE = [
  // No foreign key: the proof that somebody was erased outlives even their profile.
  `create table erasure_requests (
     id uuid primary key default uuid_generate_v4(),
     patient_id uuid not null,
     acknowledgement text not null,
     status text not null default 'requested',
     due_at timestamptz not null,
     job_id uuid,
     withdrawn_at timestamptz,
     done_at timestamptz,
     erased jsonb,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     version integer not null default 1,
     constraint erasure_requests_status_is_known check (status in ('requested', 'withdrawn', 'done')),
     constraint erasure_requests_acknowledgement_length check (length(acknowledgement) between 1 and 500),
     constraint erasure_requests_withdrawn_at check ((status = 'withdrawn') = (withdrawn_at is not null)),
     constraint erasure_requests_done_at check ((status = 'done') = (done_at is not null)),
     constraint erasure_requests_due_at_is_finite check (isfinite(due_at))
   )`,
  'create index erasure_requests_of_job on erasure_requests (job_id)',
  'create index erasure_requests_newest on erasure_requests (patient_id, created_at desc, id desc)',
  `create unique index erasure_requests_one_open on erasure_requests (patient_id) where status = 'requested'`,
  'create trigger touch before update on erasure_requests for each row execute function carenode.touch_row()',
  `comment on table erasure_requests is 'Who asked to be erased, and that it was done.'`,
  `comment on column erasure_requests.patient_id is 'Who asked, about themself. The profile may be gone.'`,
  `comment on column erasure_requests.acknowledgement is 'The sentence they agreed to.'`,
  `comment on column erasure_requests.status is 'requested, withdrawn or done.'`,
  `comment on column erasure_requests.due_at is 'From when on it is done; until then they may withdraw it.'`,
  `comment on column erasure_requests.job_id is 'The background job that does it.'`,
  `comment on column erasure_requests.withdrawn_at is 'When they withdrew it.'`,
  `comment on column erasure_requests.done_at is 'When it was done.'`,
  `comment on column erasure_requests.erased is 'How many rows of which table were deleted or pseudonymised.'`,
];

const REQUEST = `
  create function carenode.request_erasure(acknowledgement text, grace_days integer) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    patient constant uuid := carenode.subject();
    due constant timestamptz := now() + pg_catalog.make_interval(days => grace_days);
    request uuid;
    job uuid;
  begin
    if carenode.user_type() is distinct from 'patient' or carenode.acts_in_person() is not true then
      raise exception using errcode = 'CN403', hint = 'session_needed', message = 'Erasure is asked for in person.';
    end if;
    perform from public.profiles p
      where p.id = patient and p.user_type = 'patient' and p.deleted_at is null for no key update;
    if not found then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such patient.';
    end if;
    if exists (select from public.erasure_requests r where r.patient_id = patient and r.status = 'requested') then
      raise exception using errcode = 'CN409', hint = 'erasure_requested',
        message = 'Erasure was asked for already; withdraw that first.';
    end if;
    insert into public.erasure_requests (patient_id, acknowledgement, due_at)
      values (patient, request_erasure.acknowledgement, due) returning id into request;
    insert into public.jobs (kind, subject, user_type, scopes, actor, purpose, about, run_at, max_attempts)
      values ('erasure', null, 'system', null, 'system:the patient asked to be erased', 'operations', patient, due, 20)
      returning id into job;
    update public.erasure_requests set job_id = job where id = request;
    perform carenode.note_event('erasure-requested', patient, null);
    return request;
  end $$`;

const WITHDRAW = `
  create function carenode.withdraw_erasure() returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    request public.erasure_requests;
  begin
    if carenode.user_type() is distinct from 'patient' or carenode.acts_in_person() is not true then
      raise exception using errcode = 'CN403', hint = 'session_needed', message = 'Erasure is withdrawn in person.';
    end if;
    update public.erasure_requests r set status = 'withdrawn', withdrawn_at = now()
     where r.patient_id = carenode.subject() and r.status = 'requested' returning r.* into request;
    if not found then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'No erasure is asked for.';
    end if;
    update public.jobs j set status = 'cancelled' where j.id = request.job_id and j.status in ('queued', 'running');
    perform carenode.note_event('erasure-withdrawn', request.patient_id, null);
    return request.id;
  end $$`;

// Tables that refer to others come first, so that no row is left whose reference is gone. The audit trail goes on telling
// that rows went, but not what stood in them: carenode.audit_write() sees whom this is about.
const ERASE_TABLES = `
  create function carenode.erase_tables(person uuid) returns jsonb
  language plpgsql volatile set search_path = '' as $$
  declare
    declared record;
    changed bigint;
    assignments text;
    columns text;
    becoming text;
    counts jsonb not null := '{}';
  begin
    for declared in
      with recursive about_people as (
        select t.name, t.about, t.on_erasure, pg_catalog.to_regclass(pg_catalog.format('public.%I', t.name))::oid as relid
          from carenode.tables t where t.about is not null
      ), depths (relid, depth) as (
        select a.relid, 0 from about_people a where a.relid is not null
        union
        select c.conrelid, d.depth + 1
          from depths d join pg_catalog.pg_constraint c
            on c.contype = 'f' and c.confrelid = d.relid and c.conrelid <> c.confrelid
         where d.depth < 20
      )
      select a.name, a.about, a.on_erasure
        from about_people a join depths d on d.relid = a.relid
       group by a.name, a.about, a.on_erasure order by max(d.depth) desc, a.name
    loop
      changed := 0;
      if declared.on_erasure = '"delete"' then
        execute pg_catalog.format('delete from public.%I t where t.%I = $1', declared.name, declared.about) using person;
        get diagnostics changed = row_count;
      elsif declared.on_erasure ? 'pseudonymise' then
        select pg_catalog.string_agg(pg_catalog.format('%I = %s', key, value), ', '),
               pg_catalog.string_agg(pg_catalog.format('t.%I', key), ', ' order by key),
               pg_catalog.string_agg(value, ', ' order by key)
          into assignments, columns, becoming
          from pg_catalog.jsonb_each_text(declared.on_erasure -> 'pseudonymise');
        execute pg_catalog.format('update public.%I t set %s where t.%I = $1 and row(%s) is distinct from row(%s)',
          declared.name, assignments, declared.about, columns, becoming) using person;
        get diagnostics changed = row_count;
      end if;
      if changed > 0 then
        counts := counts || pg_catalog.jsonb_build_object(declared.name, changed);
      end if;
    end loop;
    return counts;
  end $$`;

/** As 0012 made it; a later step makes it anew. */
export const ERASE = `
  create function carenode.erase_person(person uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    who public.profiles;
    names text[];
    counts jsonb;
  begin
    if carenode.user_type() is distinct from 'system' then
      raise exception using errcode = 'CN403', hint = 'not_allowed', message = 'Only a background job erases people.';
    end if;
    -- Waits for whoever is writing about this person, and makes others wait.
    select p.* into who from public.profiles p where p.id = person and p.user_type = 'patient' for update;
    if not found then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such patient.';
    end if;
    perform from public.erasure_requests r
      where r.patient_id = person and (r.status = 'requested' and r.due_at <= now() or r.status = 'done') for update;
    if not found then
      raise exception using errcode = 'CN409', hint = 'erasure_not_due',
        message = 'Nobody asked for this erasure, it was withdrawn, or its time has not come.';
    end if;
    perform pg_catalog.set_config('carenode.erasing', person::text, true);

    update public.jobs j set status = 'cancelled'
     where (j.subject = person or j.about = person) and j.status in ('queued', 'running') and j.kind <> 'erasure';
    names := pg_catalog.array_remove(array[
      nullif(pg_catalog.concat_ws(' ', who.first_name, who.last_name), ''), who.first_name, who.last_name, who.email], null);
    counts := carenode.erase_tables(person);

    -- What stands about the person in rows that are about others, or about nobody.
    delete from public.api_keys k where k.created_by = person;
    if who.email is not null then
      delete from public.invitations i where i.email = who.email;
      delete from public.sign_in_failures f
       where f.key = pg_catalog.sha256(pg_catalog.convert_to('email ' || who.email, 'UTF8'));
    end if;
    if names <> '{}' then
      update public.notifications n
         set body = (select pg_catalog.jsonb_object_agg(b.key, case when b.value #>> '{}' = any (names) then 'null' else b.value end)
                       from pg_catalog.jsonb_each(n.body) b)
       where pg_catalog.strpos(n.body::text, person::text) > 0;
    end if;
    delete from public.audit_changes c where c.patient_id = person;

    update public.erasure_requests r set status = 'done', done_at = now(), erased = counts
     where r.patient_id = person and r.status = 'requested';
    if found then
      perform carenode.note_event('erasure', person, null);
    end if;
    perform pg_catalog.set_config('carenode.erasing', '', true);
    return counts;
  end $$`;

const KEEP = `
  create function carenode.keep_person() returns trigger
  language plpgsql security definer set search_path = '' as $$
  declare
    declared record;
    there boolean;
  begin
    if tg_op = 'TRUNCATE' then
      raise exception using errcode = 'CN409', hint = 'must_be_kept', message = 'People are erased one by one.';
    end if;
    for declared in
      select t.name, t.about from carenode.tables t
       where t.about is not null and t.name <> 'profiles'
         and pg_catalog.to_regclass(pg_catalog.format('public.%I', t.name)) is not null
         and (t.holds = 'clinical' or t.on_erasure ? 'keep' and exists (
           -- Only what the deletion would take along, or leave without its person.
           select from pg_catalog.pg_constraint c
             join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname = t.about
            where c.contype = 'f' and c.conrelid = pg_catalog.to_regclass(pg_catalog.format('public.%I', t.name))::oid
              and c.confrelid = 'public.profiles'::pg_catalog.regclass))
       order by t.name
    loop
      execute pg_catalog.format('select exists (select from public.%I t where t.%I = $1)', declared.name, declared.about)
        into there using old.id;
      if there then
        raise exception using errcode = 'CN409', hint = 'must_be_kept', message = pg_catalog.format(
          'The profile stays: %s has rows about this person that must be kept, or be erased first.', declared.name);
      end if;
    end loop;
    return old;
  end $$`;

const FUNCTIONS: readonly (readonly [signature: string, meaning: string, roles: string])[] = [
  [
    'request_erasure(text, integer)',
    'A patient asks, in person, to be erased after so many days. Answers with the id of the request.',
    'carenode_patient',
  ],
  [
    'withdraw_erasure()',
    'A patient takes back, in person, that they asked to be erased.',
    'carenode_patient',
  ],
  [
    'erase_tables(uuid)',
    'Deletes or pseudonymises the rows about a person in every table, as the tables declare; how many of which.',
    '',
  ],
  [
    'erase_person(uuid)',
    'Does an erasure that is due: nothing personal is left, and the person is signed out. May be run again. How many rows of which table.',
    'carenode_system',
  ],
  [
    'keep_person()',
    'Refuses to delete a profile while rows about the person must be kept or be erased first.',
    '',
  ],
];

export class CreateErasure implements Migration {
  readonly id = '0012-create-erasure';
  readonly why = 'A patient can ask to be forgotten; and nobody is deleted whose rows must be kept.';

  async up(sql: SqlRunner): Promise<void> {
    for (const text of [...TABLE, REQUEST, WITHDRAW, ERASE_TABLES, ERASE, KEEP]) await sql.query(text);
    for (const [signature, meaning, roles] of FUNCTIONS) {
      await sql.query(`comment on function carenode.${signature} is '${meaning}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      if (roles) await sql.query(`grant execute on function carenode.${signature} to ${roles}`);
    }
    await sql.query(
      'create trigger keep_person before delete on profiles for each row execute function carenode.keep_person()',
    );
    await sql.query(
      'create trigger keep_people before truncate on profiles for each statement execute function carenode.keep_person()',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop trigger keep_people on profiles');
    await sql.query('drop trigger keep_person on profiles');
    for (const [signature] of [...FUNCTIONS].reverse())
      await sql.query(`drop function carenode.${signature}`);
    await sql.query('drop table erasure_requests');
  }
}
