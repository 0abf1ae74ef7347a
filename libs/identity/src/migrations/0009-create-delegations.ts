import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table delegations is 'Who acts for which patient: a parent for a child, a legal guardian, a caregiver. Rows stay as proof.'`,
  `comment on column delegations.guardian_id is 'Who acts.'`,
  `comment on column delegations.patient_id is 'For whom.'`,
  `comment on column delegations.relation is 'By which right: parent, legal-guardian or caregiver.'`,
  `comment on column delegations.starts_at is 'From when on an accepted delegation counts.'`,
  `comment on column delegations.ends_at is 'Until when it counts; null: until somebody ends it.'`,
  `comment on column delegations.status is 'proposed by an admin, active once the guardian accepted, ended.'`,
  `comment on column delegations.proposed_by is 'The admin who saw the papers.'`,
  `comment on column delegations.accepted_at is 'When the guardian accepted.'`,
  `comment on column delegations.ended_by is 'Who ended it; null when its time was over.'`,
];

// Patients and providers have a life of their own beside this one. An admin who reads a record as its guardian would do so
// past break-glass; a developer sees no personal data, a research partner none that tells who somebody is.
const GUARDIANS = `('patient', 'provider')`;

const GUARD = `
  create function carenode.guard_delegation() returns trigger
  language plpgsql security definer set search_path = '' as $$
  declare
    caller constant uuid := carenode.subject();
    caller_type constant text := carenode.user_type();
  begin
    if caller is null or not carenode.decides_in_person() then
      raise 'Delegations are for people in person.' using errcode = 'CN403', hint = 'not_allowed';
    end if;
    if tg_op = 'INSERT' then
      if caller_type is distinct from 'admin' or new.proposed_by <> caller or new.status <> 'proposed'
        or new.accepted_at is not null or new.ended_by is not null or caller in (new.guardian_id, new.patient_id)
      then
        raise 'A delegation begins with the proposal of an admin.' using errcode = 'CN403', hint = 'not_allowed';
      end if;
      return new;
    end if;
    if (new.id, new.guardian_id, new.patient_id, new.relation, new.starts_at, new.proposed_by, new.created_at)
        is distinct from
       (old.id, old.guardian_id, old.patient_id, old.relation, old.starts_at, old.proposed_by, old.created_at)
      or (old.status, new.status) not in (('proposed', 'active'), ('proposed', 'ended'), ('active', 'ended'))
      or new.accepted_at is distinct from (case new.status when 'active' then now() else old.accepted_at end)
      or new.ends_at is distinct from old.ends_at and (new.status <> 'ended' or new.ends_at > old.ends_at)
    then
      raise 'A delegation goes from proposed to active and ends; nothing else about it changes.'
        using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    if new.status = 'active' and caller <> old.guardian_id
      or new.status = 'ended' and new.ended_by is null and (old.ends_at is null or old.ends_at > now())
      or new.status = 'ended' and new.ended_by is not null
        and (new.ended_by <> caller or caller not in (old.guardian_id, old.patient_id) and caller_type is distinct from 'admin')
    then
      raise 'The guardian accepts; the guardian, the patient or an admin ends it.'
        using errcode = 'CN403', hint = 'not_allowed';
    end if;
    return new;
  end $$`;

const SUBJECT = `
  create function carenode.delegated_subject(patient uuid) returns uuid
  language plpgsql stable security definer set search_path = '' as $$
  declare
    actor constant text := pg_catalog.current_setting('carenode.actor', true);
  begin
    if pg_catalog.starts_with(actor, 'delegate:') and carenode.user_type() = 'patient' and exists (
      select from public.delegations d
        join public.profiles guardian on guardian.id = d.guardian_id
          and guardian.deleted_at is null and guardian.user_type in ${GUARDIANS}
        join public.profiles p on p.id = d.patient_id and p.deleted_at is null and p.user_type = 'patient'
       where d.guardian_id = pg_catalog.substr(actor, 10)::uuid and d.patient_id = patient
         and d.status = 'active' and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())
    ) then
      return patient;
    end if;
    raise 'You do not act for this person.' using errcode = 'CN403', hint = 'not_delegated';
  end $$`;

const FIT = `
    perform from public.profiles p
      where p.id = guardian and p.user_type in ${GUARDIANS} and p.deleted_at is null for share;
    if not found then
      raise 'A guardian is a patient or provider of this instance.' using errcode = 'CN422', hint = 'unknown_guardian';
    end if;
    perform from public.profiles p
      where p.id = patient and p.user_type = 'patient' and p.deleted_at is null for share;
    if not found then
      raise 'There is no such patient.' using errcode = 'CN422', hint = 'unknown_patient';
    end if;`;

// Ids only: names are asked for when somebody looks, so that none stays behind of who was erased.
const TELL = (profile: string, kind: string): string => `
    perform carenode.notify_person(${profile}, '${kind}', pg_catalog.jsonb_build_object(
      'delegationId', given.id, 'relation', given.relation, 'guardianId', given.guardian_id, 'patientId', given.patient_id));`;

const PROPOSE = `
  create function carenode.propose_delegation(
    guardian uuid, patient uuid, relation text, starts_at timestamptz default null, ends_at timestamptz default null
  ) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('admin');
    given public.delegations;
  begin
    ${FIT}
    if ends_at <= now() then
      raise 'The delegation would be over before it begins.' using errcode = 'CN422', hint = 'rule_broken';
    end if;
    update public.delegations d set status = 'ended'
     where d.guardian_id = guardian and d.patient_id = patient and d.status in ('proposed', 'active') and d.ends_at <= now();
    insert into public.delegations as d (guardian_id, patient_id, relation, starts_at, ends_at, proposed_by)
    values (guardian, patient, propose_delegation.relation, coalesce(propose_delegation.starts_at, now()),
            propose_delegation.ends_at, caller)
    on conflict (guardian_id, patient_id) where status in ('proposed', 'active') do nothing
    returning d.* into given;
    if not found then
      raise 'There is such a delegation already.' using errcode = 'CN409', hint = 'already_exists';
    end if;
    ${TELL('given.guardian_id', 'delegation-proposed')}
    return given.id;
  end $$`;

const NOT_FOUND = `raise 'There is no such delegation.' using errcode = 'CN404', hint = 'not_found';`;

const ACCEPT = `
  create function carenode.accept_delegation(delegation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('patient', 'provider');
    guardian uuid;
    patient uuid;
    given public.delegations;
  begin
    select d.* into given from public.delegations d where d.id = delegation for update;
    if not found or caller not in (given.guardian_id, given.patient_id) then
      ${NOT_FOUND}
    end if;
    if caller <> given.guardian_id then
      raise 'The guardian accepts.' using errcode = 'CN403', hint = 'not_yours_to_accept';
    end if;
    if given.status <> 'proposed' or given.ends_at <= now() then
      raise 'The proposal is no longer open.' using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    guardian := given.guardian_id;
    patient := given.patient_id;
    ${FIT}
    update public.delegations d set status = 'active', accepted_at = now() where d.id = given.id;
    ${TELL('given.patient_id', 'delegation-started')}
  end $$`;

const END = `
  create function carenode.end_delegation(delegation uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    caller uuid := carenode.caller_in_person('patient', 'provider', 'research-partner', 'developer', 'admin');
    given public.delegations;
  begin
    select d.* into given from public.delegations d where d.id = delegation for update;
    if not found or caller not in (given.guardian_id, given.patient_id) and carenode.user_type() <> 'admin' then
      ${NOT_FOUND}
    end if;
    if given.status = 'ended' or given.ends_at <= now() then
      raise 'The delegation is over already.' using errcode = 'CN409', hint = 'illegal_transition';
    end if;
    update public.delegations d
       set status = 'ended', ended_by = caller, ends_at = greatest(d.starts_at, now())
     where d.id = given.id;
    if caller <> given.guardian_id then ${TELL('given.guardian_id', 'delegation-ended')} end if;
    if caller <> given.patient_id then ${TELL('given.patient_id', 'delegation-ended')} end if;
  end $$`;

const NAMES = `
  create function carenode.delegation_names(delegation uuid, out guardian_name text, out patient_name text)
  language sql stable security definer set search_path = '' as $$
    select concat_ws(' ', guardian.first_name, guardian.last_name), concat_ws(' ', patient.first_name, patient.last_name)
      from public.delegations d
      join public.profiles guardian on guardian.id = d.guardian_id
      join public.profiles patient on patient.id = d.patient_id
     where d.id = delegation
       and (carenode.subject() in (d.guardian_id, d.patient_id) or carenode.user_type() = 'admin')
  $$`;

const PEOPLE =
  'carenode_admin, carenode_provider, carenode_patient, carenode_research_partner, carenode_developer';
const FUNCTIONS: readonly (readonly [signature: string, meaning: string, roles: string])[] = [
  [
    'propose_delegation(uuid, uuid, text, timestamptz, timestamptz)',
    "An admin who saw the papers proposes that a guardian acts for a patient. The delegation's id.",
    'carenode_admin',
  ],
  [
    'accept_delegation(uuid)',
    'The guardian accepts, in person: the delegation counts.',
    'carenode_patient, carenode_provider',
  ],
  ['end_delegation(uuid)', 'The guardian, the patient or an admin ends it, in person, at once.', PEOPLE],
  [
    'delegated_subject(uuid)',
    'The patient, if who acts (carenode.actor) may act for them now; else refused. Asked in every such transaction.',
    'carenode_patient',
  ],
  ['delegation_names(uuid)', 'Names of the two people of a delegation, for those who may see it.', PEOPLE],
  [
    'guard_delegation()',
    'Delegations begin with an admin, are accepted by the guardian, end once; nothing else is written.',
    '',
  ],
];

export class CreateDelegations implements Migration {
  readonly id = '0009-create-delegations';
  readonly why = 'A guardian acts for a patient, as long as both sides and the law agree.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table delegations (
        id uuid primary key default uuid_generate_v4(),
        guardian_id uuid not null references profiles (id),
        patient_id uuid not null references profiles (id),
        relation text not null,
        starts_at timestamptz not null default now(),
        ends_at timestamptz,
        status text not null default 'proposed',
        proposed_by uuid not null references profiles (id),
        accepted_at timestamptz,
        ended_by uuid references profiles (id),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint delegations_two_people check (guardian_id <> patient_id),
        constraint delegations_proposed_by_another check (proposed_by not in (guardian_id, patient_id)),
        constraint delegations_relation check (relation in ('parent', 'legal-guardian', 'caregiver')),
        constraint delegations_status check (status in ('proposed', 'active', 'ended')),
        constraint delegations_active_are_accepted check (status <> 'active' or accepted_at is not null),
        constraint delegations_end_after_start check (ends_at >= starts_at),
        constraint delegations_range
          check (starts_at > '1900-01-01T00:00:00Z' and starts_at < '2201-01-03T00:00:00Z' and ends_at < '2201-01-03T00:00:00Z')
      )`);
    for (const text of COMMENTS) await sql.query(text);
    await sql.query(
      `create unique index delegations_one_each on delegations (guardian_id, patient_id) where status in ('proposed', 'active')`,
    );
    for (const [name, columns] of [
      ['newest', 'created_at desc, id desc'],
      ['of_guardian', 'guardian_id, created_at desc, id desc'],
      ['of_patient', 'patient_id, created_at desc, id desc'],
      ['proposed_by', 'proposed_by'],
      ['ended_by', 'ended_by'],
    ]) {
      await sql.query(`create index delegations_${name} on delegations (${columns})`);
    }
    for (const text of [GUARD, SUBJECT, PROPOSE, ACCEPT, END, NAMES]) await sql.query(text);
    for (const [signature, meaning, roles] of FUNCTIONS) {
      await sql.query(`comment on function carenode.${signature} is '${meaning.replaceAll("'", "''")}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      if (roles) await sql.query(`grant execute on function carenode.${signature} to ${roles}`);
    }
    await sql.query(
      'create trigger guard before insert or update on delegations for each row execute function carenode.guard_delegation()',
    );
    await sql.query(
      'create trigger touch before update on delegations for each row execute function carenode.touch_row()',
    );
    await sql.query(
      'create trigger keep before delete or truncate on delegations for each statement execute function carenode.keep_rows()',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table delegations');
    for (const [signature] of FUNCTIONS) await sql.query(`drop function carenode.${signature}`);
  }
}
