import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table user_type_changes is 'Who changed whose user type, why, and who else agreed. Rows stay as proof.'`,
  `comment on column user_type_changes.profile_id is 'Whose user type it is.'`,
  `comment on column user_type_changes.reason is 'Why, in the words of the admin who asked.'`,
  `comment on column user_type_changes.status is 'requested waits for a second admin; applied, refused and withdrawn are final.'`,
  `comment on column user_type_changes.requested_by is 'The admin who asked for the change.'`,
  `comment on column user_type_changes.approved_by is 'The second admin; null where one was enough.'`,
  `comment on column user_type_changes.refused_by is 'The admin who refused.'`,
  `comment on column user_type_changes.decided_at is 'When it was applied, refused or withdrawn.'`,
  `comment on column user_type_changes.applied_tx is 'The transaction that changed the user type: the guard of profiles lets that one do it.'`,
];

/** What the functions of this and later steps stand on. */
const HELPERS = [
  // Not acts_in_person, which is also true where an admin asks what somebody could do in person.
  `create function carenode.decides_in_person() returns boolean language sql stable parallel safe
     return coalesce(split_part(current_setting('carenode.actor', true), ':', 1) in ('session', 'cli'), false)`,
  `comment on function carenode.decides_in_person() is
     'Is it the person themself who acts, in their own session or at the command line? For what changes rights.'`,
  `create function carenode.caller_in_person(variadic user_types text[]) returns uuid
   language plpgsql volatile security definer set search_path = '' as $$
   declare
     caller constant uuid := carenode.subject();
   begin
     if not carenode.decides_in_person() then
       raise 'This is done in person, with a session; API keys, apps and those who act for somebody may not do it.'
         using errcode = 'CN403', hint = 'session_needed';
     end if;
     -- The lock makes a change of the caller's own user type wait, or this call see it.
     perform from public.profiles p
       where p.id = caller and p.deleted_at is null
         and p.user_type = carenode.user_type() and p.user_type = any (user_types)
       for share;
     if not found then
       raise 'This is for: %.', pg_catalog.array_to_string(user_types, ', ')
         using errcode = 'CN403', hint = 'not_allowed';
     end if;
     return caller;
   end $$`,
  `comment on function carenode.caller_in_person(text[]) is
     'The caller, who acts in person and is of one of these user types by their profile, too; refused otherwise. For other functions.'`,
  `create function carenode.keep_rows() returns trigger language plpgsql set search_path = '' as $$
   begin
     raise 'Rows of % stay as proof; nobody deletes them.', tg_table_name
       using errcode = 'CN403', hint = 'not_allowed';
   end $$`,
  `comment on function carenode.keep_rows() is 'Refuses deletes and truncation, whoever asks, the owner included.'`,
  // PL/pgSQL looks the table up when it is asked: instance-config makes it after this step. Who switched the setting off
  // gains nothing by it: their own changes still wait for another admin.
  `create function carenode.user_type_changes_need_two_admins() returns boolean
   language plpgsql stable security definer set search_path = '' as $$
   begin
     return coalesce(
       (select s.setting_value = 'true'::jsonb or s.version > 1 and s.updated_by = carenode.subject()
          from public.instance_settings s
         where s.setting_key = 'identity.userTypeChangesNeedTwoAdmins'),
       false);
   end $$`,
  `comment on function carenode.user_type_changes_need_two_admins() is
     'Does a change of a user type wait for a second admin (setting identity.userTypeChangesNeedTwoAdmins)?'`,
];

/** Functions only get here with the rights of the owner; a row that breaks a rule is refused to them, too. */
const GUARD_CHANGE = `
  create function carenode.guard_user_type_change() returns trigger
  language plpgsql security definer set search_path = '' as $$
  declare
    caller constant uuid := carenode.subject();
  begin
    if carenode.user_type() is distinct from 'admin' or not carenode.decides_in_person() or caller is null
      or new.profile_id = caller
    then
      raise 'A user type is changed by another admin, in person.' using errcode = 'CN403', hint = 'not_allowed';
    end if;
    if tg_op = 'INSERT' then
      if new.requested_by <> caller or new.approved_by is not null or new.refused_by is not null
        or new.status not in ('requested', 'applied')
        or new.status = 'applied' and carenode.user_type_changes_need_two_admins()
      then
        raise 'A change of a user type begins with a request.' using errcode = 'CN403', hint = 'not_allowed';
      end if;
    elsif old.status <> 'requested' or new.status = 'requested'
      or (new.id, new.profile_id, new.from_type, new.to_type, new.reason, new.requested_by, new.requested_at)
        is distinct from
         (old.id, old.profile_id, old.from_type, old.to_type, old.reason, old.requested_by, old.requested_at)
    then
      raise 'The change was decided already; nothing about it changes any more.'
        using errcode = 'CN409', hint = 'illegal_transition';
    elsif (new.status = 'withdrawn') <> (old.requested_by = caller)
      or new.approved_by is distinct from (case new.status when 'applied' then caller end)
      or new.refused_by is distinct from (case new.status when 'refused' then caller end)
    then
      raise 'Another admin than the one who asked decides.' using errcode = 'CN403', hint = 'not_allowed';
    end if;
    if new.status <> 'requested' then new.decided_at := now(); end if;
    new.applied_tx := case new.status when 'applied' then pg_catalog.pg_current_xact_id() end;
    return new;
  end $$`;

/** As 0007 made it; a later step makes it anew. */
export const GUARD_USER_TYPE = `
  create function carenode.guard_user_type() returns trigger
  language plpgsql security definer set search_path = '' as $$
  begin
    if new.id <> old.id or not exists (
      select from public.user_type_changes c
       where c.profile_id = old.id and c.from_type = old.user_type and c.to_type = new.user_type
         and c.status = 'applied' and c.applied_tx = pg_catalog.pg_current_xact_id() and c.decided_at = now()
    ) then
      raise 'A user type changes by a request of another admin only: carenode.request_user_type_change.'
        using errcode = 'CN403', hint = 'not_allowed';
    end if;
    if old.user_type = 'admin' then
      perform from public.profiles p
        where p.user_type = 'admin' and p.deleted_at is null and p.id <> old.id limit 1 for share;
      if not found then
        raise 'The instance would be left without an admin.' using errcode = 'CN409', hint = 'last_admin';
      end if;
    end if;
    return new;
  end $$`;

const APPLY = `
  create function carenode.apply_user_type_change(change public.user_type_changes) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  begin
    update public.profiles p set user_type = (change).to_type
     where p.id = (change).profile_id and p.user_type = (change).from_type and p.deleted_at is null;
    if not found then
      raise 'The person is of another user type by now, or their profile was closed.'
        using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    -- Whatever was signed in as the old user type is over.
    delete from public.sessions s where s.profile_id = (change).profile_id;
    update public.api_keys k set revoked_at = now()
     where k.created_by = (change).profile_id and k.revoked_at is null;
    perform carenode.notify_person((change).profile_id, 'user-type-changed', pg_catalog.jsonb_build_object(
      'changeId', (change).id, 'from', (change).from_type, 'to', (change).to_type, 'reason', (change).reason));
  end $$`;

// One change at a time: of two admins who take the right from each other, one comes too late.
const IN_TURN = `perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('carenode.user_type', 0));`;

const REQUEST = `
  create function carenode.request_user_type_change(profile uuid, to_type text, reason text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid;
    present text;
    change public.user_type_changes;
  begin
    ${IN_TURN}
    caller := carenode.caller_in_person('admin');
    if profile = caller then
      raise 'Nobody changes their own user type; ask another admin.'
        using errcode = 'CN403', hint = 'own_user_type';
    end if;
    select p.user_type into present from public.profiles p
     where p.id = profile and p.deleted_at is null for no key update;
    if not found then
      raise 'There is no such person.' using errcode = 'CN422', hint = 'unknown_profile';
    end if;
    if present = to_type then
      raise 'The person is of this user type already.' using errcode = 'CN409', hint = 'same_user_type';
    end if;
    if exists (select from public.user_type_changes c where c.profile_id = profile and c.status = 'requested') then
      raise 'Another change of this person''s user type waits for a decision.'
        using errcode = 'CN409', hint = 'change_waiting';
    end if;
    insert into public.user_type_changes as c (profile_id, from_type, to_type, reason, requested_by, status)
    values (profile, present, request_user_type_change.to_type, request_user_type_change.reason, caller,
            case when carenode.user_type_changes_need_two_admins() then 'requested' else 'applied' end)
    returning c.* into change;
    if change.status = 'applied' then
      perform carenode.apply_user_type_change(change);
    end if;
    return change.id;
  end $$`;

const DECIDE = `
  create function carenode.decide_user_type_change(id uuid, approve boolean, note text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid;
    change public.user_type_changes;
  begin
    ${IN_TURN}
    caller := carenode.caller_in_person('admin');
    select c.* into change from public.user_type_changes c
     where c.id = decide_user_type_change.id for update;
    if not found then
      raise 'There is no such request.' using errcode = 'CN404', hint = 'not_found';
    end if;
    if change.profile_id = caller then
      raise 'Nobody decides on their own user type.' using errcode = 'CN403', hint = 'own_user_type';
    end if;
    if change.requested_by = caller and approve is not false then
      raise 'Another admin than the one who asked decides.' using errcode = 'CN403', hint = 'own_request';
    end if;
    if change.status <> 'requested' then
      raise 'The request was decided already.' using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    if approve is not true then
      update public.user_type_changes c
         set status = case when c.requested_by = caller then 'withdrawn' else 'refused' end,
             refused_by = case when c.requested_by <> caller then caller end,
             decision_note = note
       where c.id = change.id;
      return;
    end if;
    perform from public.profiles p
      where p.id = change.requested_by and p.user_type = 'admin' and p.deleted_at is null for share;
    if not found then
      raise 'Who asked is no longer an admin; refuse the request.'
        using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    update public.user_type_changes c set status = 'applied', approved_by = caller, decision_note = note
     where c.id = change.id;
    perform carenode.apply_user_type_change(change);
  end $$`;

const FUNCTIONS = [
  [
    'request_user_type_change(uuid, text, text)',
    "Changes the user type of somebody else, at once or when a second admin agrees; for admins in person. The request's id.",
  ],
  [
    'decide_user_type_change(uuid, boolean, text)',
    "Approves or refuses the request of another admin; refusing one's own takes it back. For admins in person.",
  ],
] as const;

export class CreateUserTypeChanges implements Migration {
  readonly id = '0007-create-user-type-changes';
  readonly why =
    'Nobody changes their own user type: a change is a grant by another admin, and leaves a proof.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table user_type_changes (
        id uuid primary key default uuid_generate_v4(),
        profile_id uuid not null references profiles (id),
        from_type text not null,
        to_type text not null,
        reason text not null,
        status text not null default 'requested',
        requested_by uuid not null references profiles (id),
        requested_at timestamptz not null default now(),
        approved_by uuid references profiles (id),
        refused_by uuid references profiles (id),
        decided_at timestamptz,
        decision_note text,
        applied_tx xid8,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint user_type_changes_type_is_known
          check (to_type in ('admin', 'provider', 'patient', 'research-partner', 'developer')),
        constraint user_type_changes_type_is_another check (to_type <> from_type),
        constraint user_type_changes_reason_length check (length(btrim(reason)) >= 3 and length(reason) <= 500),
        constraint user_type_changes_decision_note_length check (length(decision_note) <= 500),
        constraint user_type_changes_status check (status in ('requested', 'applied', 'refused', 'withdrawn')),
        constraint user_type_changes_by_another_admin check (requested_by <> profile_id),
        constraint user_type_changes_approved_by_a_third
          check (approved_by not in (profile_id, requested_by) and refused_by not in (profile_id, requested_by)),
        constraint user_type_changes_are_decided_once
          check ((status = 'requested') = (decided_at is null) and (status = 'applied') = (applied_tx is not null))
      )`);
    for (const text of COMMENTS) await sql.query(text);
    await sql.query(
      `create unique index user_type_changes_one_waiting on user_type_changes (profile_id) where status = 'requested'`,
    );
    await sql.query(
      'create index user_type_changes_newest on user_type_changes (requested_at desc, id desc)',
    );
    for (const column of ['profile_id', 'requested_by', 'approved_by', 'refused_by']) {
      await sql.query(`create index user_type_changes_${column} on user_type_changes (${column})`);
    }
    for (const text of [...HELPERS, GUARD_CHANGE, GUARD_USER_TYPE, APPLY, REQUEST, DECIDE]) {
      await sql.query(text);
    }
    await sql.query(`comment on function carenode.guard_user_type_change() is
      'Another admin asks, a third one decides, once; nothing else is written, not by the owner either.'`);
    await sql.query(`comment on function carenode.guard_user_type() is
      'A user type changes only with an applied change of the same transaction, and the last admin stays.'`);
    await sql.query(`comment on function carenode.apply_user_type_change(user_type_changes) is
      'Changes the user type, ends sessions and keys, tells the person. For other functions.'`);
    for (const text of [
      'decides_in_person()',
      'caller_in_person(text[])',
      'keep_rows()',
      'user_type_changes_need_two_admins()',
      'guard_user_type_change()',
      'guard_user_type()',
      'apply_user_type_change(user_type_changes)',
    ]) {
      await sql.query(`revoke execute on function carenode.${text} from public`);
    }
    for (const [signature, meaning] of FUNCTIONS) {
      await sql.query(`comment on function carenode.${signature} is '${meaning.replaceAll("'", "''")}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      await sql.query(`grant execute on function carenode.${signature} to carenode_admin`);
    }
    await sql.query(
      'create trigger guard before insert or update on user_type_changes for each row execute function carenode.guard_user_type_change()',
    );
    await sql.query(
      'create trigger touch before update on user_type_changes for each row execute function carenode.touch_row()',
    );
    await sql.query(
      'create trigger keep before delete or truncate on user_type_changes for each statement execute function carenode.keep_rows()',
    );
    await sql.query(`
      create trigger guard_user_type before update on profiles for each row
        when (new.user_type is distinct from old.user_type or new.id is distinct from old.id)
        execute function carenode.guard_user_type()`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop trigger guard_user_type on profiles');
    for (const signature of [
      'decide_user_type_change(uuid, boolean, text)',
      'request_user_type_change(uuid, text, text)',
      'apply_user_type_change(user_type_changes)',
      'guard_user_type()',
    ]) {
      await sql.query(`drop function carenode.${signature}`);
    }
    await sql.query('drop table user_type_changes');
    for (const signature of [
      'guard_user_type_change()',
      'user_type_changes_need_two_admins()',
      'keep_rows()',
      'caller_in_person(text[])',
      'decides_in_person()',
    ]) {
      await sql.query(`drop function carenode.${signature}`);
    }
  }
}
