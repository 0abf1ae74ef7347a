import type { Migration, SqlRunner } from '@carenode/module-kit';

const EVERYBODY = ['admin', 'provider', 'patient', 'research_partner', 'developer', 'anonymous', 'system']
  .map((role) => `carenode_${role}`)
  .join(', ');

export class CreateCareTeams implements Migration {
  readonly id = '0007-create-care-teams';
  readonly why = 'A provider reads a patient only while both agree that the provider is in the care team.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table care_team_members (
        id uuid primary key default uuid_generate_v4(),
        patient_id uuid not null references profiles (id) on delete cascade,
        provider_id uuid not null references profiles (id) on delete cascade,
        status text not null default 'invited',
        awaiting text default case carenode.user_type() when 'patient' then 'provider' else 'patient' end,
        invited_by uuid default carenode.subject() references profiles (id) on delete set null,
        starts_at timestamptz not null default now(),
        ends_at timestamptz,
        answered_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint care_team_members_status check (status in ('invited', 'active', 'ended', 'declined')),
        constraint care_team_members_awaiting check (awaiting in ('patient', 'provider')),
        constraint care_team_members_ends_after_start check (ends_at >= starts_at),
        constraint care_team_members_ends_range check (ends_at < '2201-01-03T00:00:00Z'),
        constraint care_team_members_two_people check (patient_id <> provider_id)
      )`);
    await sql.query(
      `create unique index care_team_members_one_each on care_team_members (patient_id, provider_id) where status in ('invited', 'active')`,
    );
    await sql.query(
      'create index care_team_members_patient on care_team_members (patient_id, created_at desc, id desc)',
    );
    await sql.query(
      'create index care_team_members_provider on care_team_members (provider_id, created_at desc, id desc)',
    );
    await sql.query('create index care_team_members_invited_by on care_team_members (invited_by)');
    await sql.query(
      'create trigger touch before update on care_team_members for each row execute function carenode.touch_row()',
    );
    const columns = {
      patient_id: 'Whose care team it is',
      provider_id: 'Who is in it',
      status: 'invited, then active or declined; ended when either side or an admin ended it',
      awaiting: 'Whose answer an invitation waits for',
      invited_by: 'Who invited: the patient, or an admin who assigned the provider; null for background work',
      starts_at: 'Since when an active membership counts',
      ends_at: 'Until when it counts; null for no end',
      answered_at: 'When the invitation was accepted or declined',
    };
    await sql.query(
      `comment on table care_team_members is 'Providers who care for a patient, and invitations to'`,
    );
    for (const [column, meaning] of Object.entries(columns)) {
      await sql.query(`comment on column care_team_members.${column} is '${meaning}'`);
    }
    await this.guard(sql);
    await this.createTransitions(sql);
    await this.createQuestions(sql);
  }

  private async guard(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.guard_care_team_member() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        if tg_op = 'INSERT' then
          if not exists (select from public.profiles p where p.id = new.patient_id and p.user_type = 'patient' and p.deleted_at is null) then
            raise 'There is no such patient.' using errcode = 'CN422', hint = 'unknown_patient';
          end if;
          if not exists (select from public.profiles p where p.id = new.provider_id and p.user_type = 'provider' and p.deleted_at is null) then
            raise 'There is no such provider.' using errcode = 'CN422', hint = 'unknown_provider';
          end if;
          update public.care_team_members m set status = 'ended'
           where m.patient_id = new.patient_id and m.provider_id = new.provider_id
             and m.status in ('invited', 'active') and m.ends_at <= now();
        elsif new.patient_id <> old.patient_id or new.provider_id <> old.provider_id
          or (new.status <> old.status and (old.status, new.status) not in
            (('invited', 'active'), ('invited', 'declined'), ('invited', 'ended'), ('active', 'ended')))
        then
          raise 'A care team membership goes from invited to active or declined, and ends; nothing else about it changes.'
            using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        if new.status <> 'invited' then new.awaiting := null; end if;
        return new;
      end $$`);
    await sql.query(
      `comment on function carenode.guard_care_team_member() is 'Who may be in a care team, and which statuses follow which; memberships whose time is over make room.'`,
    );
    await sql.query('revoke execute on function carenode.guard_care_team_member() from public');
    await sql.query(
      'create trigger guard before insert or update on care_team_members for each row execute function carenode.guard_care_team_member()',
    );
  }

  /** Nobody holds the right to update a membership: these functions are the only way, and they ask who calls. */
  private async createTransitions(sql: SqlRunner): Promise<void> {
    const find = `
        select * into found_member from public.care_team_members m where m.id = member for update;
        if not found or caller is null or carenode.scope_allows('care_team_members', 'u') is not true`;
    const refuse = `raise 'There is no such care team membership.' using errcode = 'CN404', hint = 'not_found';`;
    await sql.query(`
      create function carenode.accept_care_team_invitation(member uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        caller uuid := carenode.subject();
        found_member public.care_team_members;
      begin
        ${find} or caller not in (found_member.patient_id, found_member.provider_id) then ${refuse}
        end if;
        if found_member.status <> 'invited' or found_member.ends_at <= now() then
          raise 'The invitation is no longer open.' using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        if caller <> (case found_member.awaiting when 'patient' then found_member.patient_id else found_member.provider_id end) then
          raise 'The invitation waits for the answer of the %.', found_member.awaiting using errcode = 'CN403', hint = 'not_yours_to_accept';
        end if;
        update public.care_team_members m
           set status = 'active', answered_at = now(), starts_at = greatest(m.starts_at, now())
         where m.id = member;
      end $$`);
    await sql.query(`
      create function carenode.end_care_team_membership(member uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        caller uuid := carenode.subject();
        found_member public.care_team_members;
      begin
        ${find} or (caller not in (found_member.patient_id, found_member.provider_id)
            and carenode.user_type() is distinct from 'admin') then ${refuse}
        end if;
        if found_member.status = 'invited' then
          update public.care_team_members m set
            status = case
              when caller = case found_member.awaiting when 'patient' then m.patient_id else m.provider_id end then 'declined'
              else 'ended' end,
            answered_at = now()
           where m.id = member;
        elsif found_member.status = 'active' then
          update public.care_team_members m
             set status = 'ended', ends_at = greatest(m.starts_at, least(coalesce(m.ends_at, now()), now()))
           where m.id = member;
        else
          raise 'The membership is over already.' using errcode = 'CN409', hint = 'illegal_transition';
        end if;
      end $$`);
    await sql.query(
      `comment on function carenode.accept_care_team_invitation(uuid) is 'Makes an invitation that waits for the caller an active membership.'`,
    );
    await sql.query(
      `comment on function carenode.end_care_team_membership(uuid) is 'Ends a membership of the caller, or of anybody for an admin; an open invitation is declined by whom it waits for, else withdrawn.'`,
    );
    for (const name of ['accept_care_team_invitation', 'end_care_team_membership']) {
      await sql.query(`revoke execute on function carenode.${name}(uuid) from public`);
    }
    await sql.query(
      'grant execute on function carenode.accept_care_team_invitation(uuid) to carenode_patient, carenode_provider',
    );
    await sql.query(
      'grant execute on function carenode.end_care_team_membership(uuid) to carenode_patient, carenode_provider, carenode_admin',
    );
  }

  private async createQuestions(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.patients_in_care() returns setof uuid
      language sql stable security definer set search_path = '' rows 50 as $$
        select m.patient_id from public.care_team_members m
         where m.provider_id = carenode.subject() and carenode.user_type() = 'provider'
           and m.status = 'active' and m.starts_at <= now() and (m.ends_at is null or m.ends_at > now())
      $$`);
    await sql.query(`
      create function carenode.my_care_providers() returns setof uuid
      language sql stable security definer set search_path = '' rows 5 as $$
        select m.provider_id from public.care_team_members m
         where m.patient_id = carenode.subject() and carenode.user_type() = 'patient'
           and (m.status = 'invited' or m.status = 'active' and (m.ends_at is null or m.ends_at > now()))
      $$`);
    await sql.query(`
      create function carenode.care_team_names(member uuid, out patient_name text, out provider_name text)
      language sql stable security definer set search_path = '' as $$
        select concat_ws(' ', patient.first_name, patient.last_name), concat_ws(' ', provider.first_name, provider.last_name)
          from public.care_team_members m
          join public.profiles patient on patient.id = m.patient_id
          join public.profiles provider on provider.id = m.provider_id
         where m.id = member
           and (carenode.subject() in (m.patient_id, m.provider_id) or carenode.user_type() = 'admin'
             or (m.patient_id = any (array(select carenode.patients_in_care()))))
      $$`);
    await sql.query(`
      create function carenode.provider_by_email(address text) returns uuid
      language sql stable security definer set search_path = '' as $$
        select p.id from public.profiles p where p.email = lower(address) and p.user_type = 'provider' and p.deleted_at is null
      $$`);
    const functions = {
      'patients_in_care()': ['Patients in whose active care team the calling provider is, now.', EVERYBODY],
      'my_care_providers()': [
        'Providers in the care team of the calling patient, or invited to it.',
        EVERYBODY,
      ],
      'care_team_names(uuid)': [
        'Names of the two people of a membership, for those who may know them.',
        'carenode_admin, carenode_provider, carenode_patient, carenode_system',
      ],
      'provider_by_email(text)': [
        'The provider who signs in with this address.',
        'carenode_admin, carenode_patient',
      ],
    } as const;
    for (const [signature, [meaning, roles]] of Object.entries(functions)) {
      await sql.query(`comment on function carenode.${signature} is '${meaning}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      await sql.query(`grant execute on function carenode.${signature} to ${roles}`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table care_team_members');
    for (const signature of [
      'provider_by_email(text)',
      'care_team_names(uuid)',
      'my_care_providers()',
      'patients_in_care()',
      'end_care_team_membership(uuid)',
      'accept_care_team_invitation(uuid)',
      'guard_care_team_member()',
    ]) {
      await sql.query(`drop function carenode.${signature}`);
    }
  }
}
