import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table break_glass_grants is 'Emergencies: one patient''s record, open to one person for at most an hour. Rows stay as proof.'`,
  `comment on column break_glass_grants.patient_id is 'Whose record was opened.'`,
  `comment on column break_glass_grants.profile_id is 'Who broke the glass.'`,
  `comment on column break_glass_grants.user_type is 'What they were then: provider or admin; as somebody else they see nothing by it.'`,
  `comment on column break_glass_grants.reason is 'Why, in their words; (taken away by erasure) once the patient is erased.'`,
  `comment on column break_glass_grants.expires_at is 'When it ends by itself.'`,
  `comment on column break_glass_grants.ended_at is 'When it ended: by who opened it, by an admin, by the review, or by itself.'`,
  `comment on column break_glass_grants.review_due_at is 'Until when another admin has to review it; after that, who opened it may open no record until it is reviewed.'`,
  `comment on column break_glass_grants.verdict is 'justified, or unjustified: then who opened it may open no record until another admin lifts that.'`,
  `comment on column break_glass_grants.lifted_at is 'When another admin gave the right back after an unjustified use.'`,
];

const GUARD = `
  create function carenode.guard_break_glass_grant() returns trigger
  language plpgsql security definer set search_path = '' as $$
  declare
    caller constant uuid := carenode.subject();
    by_admin constant boolean := carenode.user_type() is not distinct from 'admin';
    erased constant text[] := array['reason', 'review_note', 'lift_reason', 'updated_at', 'version'];
  begin
    -- Erasing the patient takes the words away, nothing else.
    if tg_op = 'UPDATE' and old.patient_id::text = nullif(current_setting('carenode.erasing', true), '')
      and (to_jsonb(new) - erased) = (to_jsonb(old) - erased)
      and new.reason = '(taken away by erasure)' and coalesce(new.review_note, '(taken away by erasure)') = '(taken away by erasure)'
      and coalesce(new.lift_reason, '(taken away by erasure)') = '(taken away by erasure)'
    then
      return new;
    end if;
    if caller is null or not carenode.decides_in_person() then
      raise 'Break-glass is for people in person.' using errcode = 'CN403', hint = 'not_allowed';
    end if;
    if tg_op = 'INSERT' then
      if new.profile_id <> caller or new.user_type is distinct from carenode.user_type() or new.granted_at <> now()
        or (new.ended_at, new.reviewed_at, new.lifted_at) is distinct from (null::timestamptz, null::timestamptz, null::timestamptz)
        or carenode.break_glass_suspended(caller)
      then
        raise 'Break-glass begins with carenode.break_glass.' using errcode = 'CN403', hint = 'not_allowed';
      end if;
      return new;
    end if;
    if (new.id, new.patient_id, new.profile_id, new.user_type, new.reason, new.granted_at, new.expires_at, new.review_due_at)
        is distinct from
       (old.id, old.patient_id, old.profile_id, old.user_type, old.reason, old.granted_at, old.expires_at, old.review_due_at)
      or old.ended_at is not null and new.ended_at is distinct from old.ended_at
      or new.ended_at > now()
      or old.reviewed_at is not null and (new.reviewed_at, new.reviewed_by, new.verdict, new.review_note)
        is distinct from (old.reviewed_at, old.reviewed_by, old.verdict, old.review_note)
      or old.lifted_at is not null and (new.lifted_at, new.lifted_by, new.lift_reason)
        is distinct from (old.lifted_at, old.lifted_by, old.lift_reason)
    then
      raise 'Nothing about an opened record is changed; it is ended and reviewed, once.'
        using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    if not by_admin and caller <> old.profile_id
      or new.reviewed_at is distinct from old.reviewed_at and not (by_admin and new.reviewed_by = caller and caller <> old.profile_id)
      or new.lifted_at is distinct from old.lifted_at and not (by_admin and new.lifted_by = caller and caller <> old.profile_id)
    then
      raise 'Another admin reviews break-glass.' using errcode = 'CN403', hint = 'not_allowed';
    end if;
    return new;
  end $$`;

const SUSPENDED = `
  create function carenode.break_glass_suspended(profile uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (
      select from public.break_glass_grants g
       where g.profile_id = profile
         and (g.reviewed_at is null and g.review_due_at <= now() or g.verdict = 'unjustified' and g.lifted_at is null))
  $$`;

const OPEN = `
  g.profile_id = carenode.subject() and g.user_type = carenode.user_type()
    and g.ended_at is null and g.expires_at > now()`;

// PL/pgSQL keeps its plans: the policies of every clinical table ask this.
const QUESTIONS = [
  `create function carenode.patients_under_break_glass() returns setof uuid
   language plpgsql stable security definer set search_path = '' rows 1 as $$
   begin
     -- Keys, apps and jobs of the person see nothing by it.
     if not exists (select from public.break_glass_grants g where ${OPEN})
       or carenode.acts_in_person() is not true
       or carenode.break_glass_suspended(carenode.subject())
     then
       return;
     end if;
     return query
       select g.patient_id
         from public.break_glass_grants g
         join public.profiles patient on patient.id = g.patient_id and patient.deleted_at is null and patient.user_type = 'patient'
         join public.profiles opener on opener.id = g.profile_id and opener.deleted_at is null and opener.user_type = g.user_type
        where ${OPEN};
   end $$`,
  `create function carenode.break_glass_of(patient uuid) returns uuid
   language plpgsql stable security definer set search_path = '' as $$
   begin
     return (
       select g.id from public.break_glass_grants g
        where ${OPEN} and g.patient_id = patient
          and g.patient_id in (select carenode.patients_under_break_glass()));
   end $$`,
  `create function carenode.break_glass_names(break_glass_grant uuid, out patient_name text, out opener_name text)
   language sql stable security definer set search_path = '' as $$
     select concat_ws(' ', patient.first_name, patient.last_name), concat_ws(' ', opener.first_name, opener.last_name)
       from public.break_glass_grants g
       join public.profiles patient on patient.id = g.patient_id
       join public.profiles opener on opener.id = g.profile_id
      where g.id = break_glass_grant
        and (carenode.subject() in (g.patient_id, g.profile_id) or carenode.user_type() = 'admin')
   $$`,
];

const BREAK = `
  create function carenode.break_glass(patient uuid, reason text, minutes integer default 60) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('provider', 'admin');
    opened public.break_glass_grants;
  begin
    if minutes is null or minutes not between 1 and 60 then
      raise 'A record is opened for 1 to 60 minutes.' using errcode = 'CN422', hint = 'rule_broken';
    end if;
    perform from public.profiles p
      where p.id = patient and p.id <> caller and p.user_type = 'patient' and p.deleted_at is null for key share;
    if not found then
      raise 'There is no such patient.' using errcode = 'CN404', hint = 'not_found';
    end if;
    if carenode.break_glass_suspended(caller) then
      raise 'You may open no record in this way: an earlier one was not reviewed in time, or was found unjustified.'
        using errcode = 'CN403', hint = 'break_glass_suspended';
    end if;
    update public.break_glass_grants g set ended_at = g.expires_at
     where g.profile_id = caller and g.patient_id = patient and g.ended_at is null and g.expires_at <= now();
    insert into public.break_glass_grants as g (patient_id, profile_id, user_type, reason, expires_at)
    values (patient, caller, carenode.user_type(), break_glass.reason, now() + minutes * interval '1 minute')
    on conflict (profile_id, patient_id) where ended_at is null do nothing
    returning g.* into opened;
    if not found then
      raise 'The record is open to you already.' using errcode = 'CN409', hint = 'break_glass_open';
    end if;
    perform carenode.notify_person(patient, 'break-glass', (
      select pg_catalog.jsonb_build_object(
          'grantId', opened.id, 'profileId', caller, 'userType', opened.user_type,
          'name', nullif(pg_catalog.concat_ws(' ', p.first_name, p.last_name), ''),
          'reason', opened.reason, 'from', opened.granted_at, 'until', opened.expires_at)
        from public.profiles p where p.id = caller));
    perform carenode.note_event('break-glass', patient, 'break-glass ' || opened.id);
    return opened.id;
  end $$`;

const FIND = `
    select g.* into opened from public.break_glass_grants g where g.id = break_glass_grant for update;`;
const NOT_FOUND = `raise 'There is no such use of break-glass.' using errcode = 'CN404', hint = 'not_found';`;

const END = `
  create function carenode.end_break_glass(break_glass_grant uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('provider', 'admin');
    opened public.break_glass_grants;
  begin
    ${FIND}
    if not found or opened.profile_id <> caller and carenode.user_type() <> 'admin' then
      ${NOT_FOUND}
    end if;
    if opened.ended_at is not null or opened.expires_at <= now() then
      raise 'The record is closed already.' using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    update public.break_glass_grants g set ended_at = now() where g.id = opened.id;
  end $$`;

const REVIEW = `
  create function carenode.review_break_glass(break_glass_grant uuid, verdict text, note text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('admin');
    opened public.break_glass_grants;
    body jsonb;
  begin
    ${FIND}
    if not found then
      ${NOT_FOUND}
    end if;
    if opened.profile_id = caller then
      raise 'Another admin reviews what you opened.' using errcode = 'CN403', hint = 'own_break_glass';
    end if;
    if opened.reviewed_at is not null then
      raise 'It was reviewed already.' using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    -- A review is of what was done: nothing more is done under this grant after it.
    update public.break_glass_grants g
       set reviewed_at = now(), reviewed_by = caller, verdict = review_break_glass.verdict, review_note = note,
           ended_at = coalesce(g.ended_at, least(now(), g.expires_at))
     where g.id = opened.id;
    body := (
      select pg_catalog.jsonb_build_object(
          'grantId', opened.id, 'profileId', opened.profile_id, 'verdict', review_break_glass.verdict,
          'name', nullif(pg_catalog.concat_ws(' ', p.first_name, p.last_name), ''), 'from', opened.granted_at)
        from public.profiles p where p.id = opened.profile_id);
    perform carenode.notify_person(opened.patient_id, 'break-glass-reviewed', body);
    perform carenode.notify_person(opened.profile_id, 'break-glass-reviewed', body);
  end $$`;

const LIFT = `
  create function carenode.lift_break_glass_suspension(profile uuid, reason text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('admin');
  begin
    if profile = caller then
      raise 'Nobody gives themself the right back.' using errcode = 'CN403', hint = 'own_break_glass';
    end if;
    update public.break_glass_grants g
       set lifted_at = now(), lifted_by = caller, lift_reason = lift_break_glass_suspension.reason
     where g.profile_id = lift_break_glass_suspension.profile and g.verdict = 'unjustified' and g.lifted_at is null;
    if not found then
      raise 'Nothing this person opened was found unjustified; what is overdue has to be reviewed.'
        using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    perform carenode.notify_person(profile, 'break-glass-restored', pg_catalog.jsonb_build_object('reason', reason));
  end $$`;

const FUNCTIONS: readonly (readonly [signature: string, meaning: string, roles: string])[] = [
  [
    'break_glass(uuid, text, integer)',
    "Opens one patient's record to the caller for minutes (1 to 60), with a reason; the patient is told. The grant's id.",
    'carenode_provider, carenode_admin',
  ],
  [
    'end_break_glass(uuid)',
    'Closes a record before its time: the one who opened it, or an admin.',
    'carenode_provider, carenode_admin',
  ],
  [
    'review_break_glass(uuid, text, text)',
    "Another admin's verdict, justified or unjustified; closes the record if it is still open. The patient is told.",
    'carenode_admin',
  ],
  [
    'lift_break_glass_suspension(uuid, text)',
    'Another admin gives the right back after an unjustified use.',
    'carenode_admin',
  ],
  [
    'patients_under_break_glass()',
    'Patients whose record the caller, in person, has open by break-glass, now.',
    'carenode_provider, carenode_admin',
  ],
  [
    'break_glass_of(uuid)',
    "The grant by which the caller has the patient's record open, now; null if there is none.",
    'carenode_provider, carenode_admin',
  ],
  [
    'break_glass_names(uuid)',
    'Names of the two people of a grant, for those who may see it.',
    'carenode_admin, carenode_provider, carenode_patient, carenode_research_partner, carenode_developer',
  ],
  ['break_glass_suspended(uuid)', 'Has this person lost the right to break glass, for now?', ''],
  [
    'guard_break_glass_grant()',
    'Grants begin with their opener in person, end and are reviewed once; nothing else is written.',
    '',
  ],
];

export class CreateBreakGlass implements Migration {
  readonly id = '0008-create-break-glass';
  readonly why =
    "In an emergency a provider or admin opens one patient's record, for a while, seen by everybody.";

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table break_glass_grants (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id),
        profile_id uuid not null references profiles (id),
        user_type text not null,
        reason text not null,
        granted_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        review_due_at timestamptz not null default now() + interval '72 hours',
        reviewed_by uuid references profiles (id),
        reviewed_at timestamptz,
        verdict text,
        review_note text,
        lifted_by uuid references profiles (id),
        lifted_at timestamptz,
        lift_reason text,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint break_glass_grants_of_another check (patient_id <> profile_id),
        constraint break_glass_grants_user_type check (user_type in ('provider', 'admin')),
        constraint break_glass_grants_reason_length check (length(btrim(reason)) >= 10 and length(reason) <= 500),
        constraint break_glass_grants_at_most_an_hour
          check (expires_at > granted_at and expires_at <= granted_at + interval '60 minutes'),
        constraint break_glass_grants_end check (ended_at >= granted_at and ended_at <= expires_at),
        constraint break_glass_grants_review_within_72_hours check (review_due_at = granted_at + interval '72 hours'),
        constraint break_glass_grants_reviewed_by_another check (reviewed_by <> profile_id and lifted_by <> profile_id),
        constraint break_glass_grants_verdict check (verdict in ('justified', 'unjustified')),
        constraint break_glass_grants_review_is_whole
          check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (verdict is null)
            and (review_note is null or reviewed_at is not null)),
        constraint break_glass_grants_review_note_length check (length(review_note) <= 500),
        constraint break_glass_grants_lift_is_whole check (
          (lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)
          and (lifted_at is null or verdict = 'unjustified')),
        constraint break_glass_grants_lift_reason_length
          check (length(btrim(lift_reason)) >= 10 and length(lift_reason) <= 500)
      )`);
    for (const text of COMMENTS) await sql.query(text);
    await sql.query(
      'create unique index break_glass_grants_one_open on break_glass_grants (profile_id, patient_id) where ended_at is null',
    );
    for (const [name, columns] of [
      ['newest', 'granted_at desc, id desc'],
      ['of_profile', 'profile_id, granted_at desc, id desc'],
      ['of_patient', 'patient_id, granted_at desc, id desc'],
      ['reviewed_by', 'reviewed_by'],
      ['lifted_by', 'lifted_by'],
    ]) {
      await sql.query(`create index break_glass_grants_${name} on break_glass_grants (${columns})`);
    }
    await sql.query(
      'create index break_glass_grants_unreviewed on break_glass_grants (review_due_at) where reviewed_at is null',
    );
    for (const text of [SUSPENDED, GUARD, ...QUESTIONS, BREAK, END, REVIEW, LIFT]) await sql.query(text);
    for (const [signature, meaning, roles] of FUNCTIONS) {
      await sql.query(`comment on function carenode.${signature} is '${meaning.replaceAll("'", "''")}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      if (roles) await sql.query(`grant execute on function carenode.${signature} to ${roles}`);
    }
    await sql.query(
      'create trigger guard before insert or update on break_glass_grants for each row execute function carenode.guard_break_glass_grant()',
    );
    await sql.query(
      'create trigger touch before update on break_glass_grants for each row execute function carenode.touch_row()',
    );
    await sql.query(
      'create trigger keep before delete or truncate on break_glass_grants for each statement execute function carenode.keep_rows()',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table break_glass_grants');
    for (const [signature] of FUNCTIONS) await sql.query(`drop function carenode.${signature}`);
  }
}
