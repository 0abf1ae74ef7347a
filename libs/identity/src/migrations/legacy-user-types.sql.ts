import { GUARD_USER_TYPE } from './0007-create-user-type-changes.js';

export const NOTE_LEGACY_TYPE = `
  create function carenode.note_legacy_user_type() returns trigger
  language plpgsql security definer set search_path = '' as $$
  begin
    if tg_op = 'INSERT' then
      new.legacy_user_type_at := null;
    elsif new.legacy_user_type is not distinct from old.legacy_user_type then
      new.legacy_user_type_at := old.legacy_user_type_at;
      return new;
    end if;
    if new.legacy_user_type is not null then
      -- Approvals take the lock alone: what an approval did not see, it does not cover.
      perform pg_catalog.pg_advisory_xact_lock_shared(pg_catalog.hashtextextended('carenode.legacy_user_type', 0));
      new.legacy_user_type_at := pg_catalog.clock_timestamp();
    else
      new.legacy_user_type_at := null;
    end if;
    return new;
  end $$`;

/** Functions only get here with the rights of the owner; a row that breaks a rule is refused to them, too. */
export const GUARD_LEGACY_TYPE = `
  create function carenode.guard_legacy_user_type() returns trigger
  language plpgsql security definer set search_path = '' as $$
  declare
    caller constant uuid := carenode.subject();
  begin
    if carenode.user_type() is distinct from 'admin' or not carenode.decides_in_person() or caller is null
      or new.status = 'requested' and new.requested_by <> caller
      or new.status = 'approved' and new.approved_by is distinct from caller
      or new.status = 'approved' and new.requested_by = caller and carenode.user_type_changes_need_two_admins()
      or tg_op = 'UPDATE' and new.name <> old.name
    then
      raise 'What people of another system may do here is approved by an admin, in person.'
        using errcode = 'CN403', hint = 'not_allowed';
    end if;
    return new;
  end $$`;

const PEOPLE_FINGERPRINT = `
  pg_catalog.count(*)::text || ':' || coalesce(pg_catalog.sum(pg_catalog.hashtextextended(p.id::text, 0))::text, '')`;

export const PEOPLE_OF_LEGACY_TYPES = `
  create function carenode.people_of_legacy_user_types()
    returns table (name text, people integer, waiting integer, people_fingerprint text)
  language sql stable security definer set search_path = '' as $$
    select p.legacy_user_type, pg_catalog.count(*)::integer,
           (pg_catalog.count(*) filter (where p.user_type = 'patient' and p.deleted_at is null))::integer,
           ${PEOPLE_FINGERPRINT}
      from public.profiles p
     where p.legacy_user_type is not null
       and carenode.user_type() = 'admin' and carenode.decides_in_person()
     group by 1
  $$`;

export const APPROVE = `
  create function carenode.approve_legacy_user_type(
    name text, user_type text, approved_difference text, people_fingerprint text, reason text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid;
    found_people text;
    amount integer;
    asked public.legacy_user_types;
    becomes text := 'approved';
  begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('carenode.user_type', 0));
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('carenode.legacy_user_type', 0));
    caller := carenode.caller_in_person('admin');
    select pg_catalog.count(*), ${PEOPLE_FINGERPRINT}
      into amount, found_people from public.profiles p where p.legacy_user_type = approve_legacy_user_type.name;
    if amount = 0 then
      raise 'Nobody here was called that in another system.' using errcode = 'CN404', hint = 'not_found';
    end if;
    if found_people is distinct from people_fingerprint then
      raise 'Other people are called that by now; look at what they would gain again.'
        using errcode = 'CN409', hint = 'difference_not_approved';
    end if;
    select t.* into asked from public.legacy_user_types t where t.name = approve_legacy_user_type.name for update;
    if carenode.user_type_changes_need_two_admins() and (
      asked.status is distinct from 'requested' or asked.requested_by = caller
      or asked.user_type <> approve_legacy_user_type.user_type
      or asked.approved_difference <> approve_legacy_user_type.approved_difference
      or not exists (select from public.profiles p
                      where p.id = asked.requested_by and p.user_type = 'admin' and p.deleted_at is null))
    then
      becomes := 'requested';
    end if;
    insert into public.legacy_user_types as t
      (name, user_type, status, approved_difference, people, reason, requested_by, approved_by, approved_at)
    values
      (approve_legacy_user_type.name, approve_legacy_user_type.user_type, becomes, approve_legacy_user_type.approved_difference,
       amount, approve_legacy_user_type.reason,
       case when becomes = 'approved' and asked.status = 'requested' then asked.requested_by else caller end,
       case becomes when 'approved' then caller end, case becomes when 'approved' then pg_catalog.clock_timestamp() end)
    on conflict on constraint legacy_user_types_pkey do update set
      user_type = excluded.user_type, status = excluded.status, approved_difference = excluded.approved_difference,
      people = excluded.people,
      reason = case when excluded.requested_by = excluded.approved_by or excluded.approved_by is null
                    then excluded.reason else t.reason end,
      requested_by = excluded.requested_by,
      requested_at = case when excluded.requested_by = t.requested_by and excluded.status = 'approved'
                          then t.requested_at else excluded.requested_at end,
      approved_by = excluded.approved_by, approved_at = excluded.approved_at;
    return becomes;
  end $$`;

/**
 * As 0007 made it, and one way more, for the migrator alone: nobody who signs in as a host becomes the owner, and no role
 * of another application in the same database is. What it may do is give somebody who is a patient what was approved for them, and take that back.
 */
export const GUARD_WITH_MERGES = `
  create or replace function carenode.guard_user_type() returns trigger
  language plpgsql security definer set search_path = '' as $$
  declare
    approval public.legacy_user_types;
    merges boolean := false;
  begin
    if new.id = old.id and old.legacy_user_type is not null and carenode.user_type() = 'owner'
      and (new.legacy_user_type, new.legacy_user_type_at) is not distinct from (old.legacy_user_type, old.legacy_user_type_at)
      and not exists (select from public.user_type_changes c where c.profile_id = old.id and c.status = 'applied')
    then
      select t.* into approval from public.legacy_user_types t where t.name = old.legacy_user_type and t.status = 'approved';
      merges := new.user_type = 'patient'
        or old.user_type = 'patient' and old.deleted_at is null
           and coalesce(approval.user_type = new.user_type and old.legacy_user_type_at < approval.approved_at, false);
    end if;
    if not merges and (new.id <> old.id or not exists (
      select from public.user_type_changes c
       where c.profile_id = old.id and c.from_type = old.user_type and c.to_type = new.user_type
         and c.status = 'applied' and c.applied_tx = pg_catalog.pg_current_xact_id() and c.decided_at = now()
    )) then
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
    if merges then
      -- Whatever was signed in as the old user type is over, as carenode.apply_user_type_change sees to it.
      delete from public.sessions s where s.profile_id = old.id;
      update public.api_keys k set revoked_at = now() where k.created_by = old.id and k.revoked_at is null;
      perform carenode.notify_person(old.id, 'user-type-changed', pg_catalog.jsonb_build_object(
        'from', old.user_type, 'to', new.user_type, 'reason',
        case when new.user_type = 'patient' then 'What was taken over from the earlier system is taken back.'
             else pg_catalog.format('You were "%s" in the earlier system.', old.legacy_user_type) end));
      perform carenode.note_event('user-type-merged', old.id,
        case when new.user_type = 'patient' then pg_catalog.format('%s is patient again', old.user_type)
             else pg_catalog.format('%s is %s, approved by %s', old.legacy_user_type, new.user_type, approval.approved_by) end);
    end if;
    return new;
  end $$`;

/** As 0007 made it. */
export const GUARD_WITHOUT_MERGES = GUARD_USER_TYPE.replace('create function', 'create or replace function');
