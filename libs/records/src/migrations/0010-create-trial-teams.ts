import { describeTable, grantTo } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const OVER = `('completed', 'administratively-completed', 'withdrawn')`;

export class CreateTrialTeams implements Migration {
  readonly id = '0010-create-trial-teams';
  readonly why =
    'A trial says who reads participants’ data, and which, before it is approved and before anybody joins.';

  async up(sql: SqlRunner): Promise<void> {
    await this.createTeams(sql);
    await this.createTransitions(sql);
    await this.createNeeds(sql);
    await this.demandConsent(sql);
    await sql.query(
      'grant execute on function carenode.provider_by_email(text) to carenode_research_partner',
    );
  }

  private async createTeams(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table trial_team_members (
        id uuid primary key default uuid_generate_v4(),
        trial_id uuid not null references trials (id) on delete cascade,
        provider_id uuid not null references profiles (id) on delete cascade,
        status text not null default 'invited',
        added_by uuid default carenode.person() references profiles (id) on delete set null,
        added_at timestamptz not null default now(),
        answered_at timestamptz,
        removed_by uuid references profiles (id) on delete set null,
        removed_at timestamptz,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint trial_team_members_status check (status in ('invited', 'active', 'declined', 'removed'))
      )`);
    await sql.query(
      `create unique index trial_team_members_one_each on trial_team_members (trial_id, provider_id) where status in ('invited', 'active')`,
    );
    await sql.query(
      'create index trial_team_members_trial on trial_team_members (trial_id, added_at desc, id desc)',
    );
    await sql.query(
      'create index trial_team_members_provider on trial_team_members (provider_id, added_at desc, id desc)',
    );
    await sql.query('create index trial_team_members_added_by on trial_team_members (added_by)');
    await sql.query('create index trial_team_members_removed_by on trial_team_members (removed_by)');
    await describeTable(sql, 'trial_team_members', 'Providers who work on a trial, and invitations to', {
      trial_id: 'The trial',
      provider_id: 'Who works on it',
      status: 'invited, then active or declined; removed when the provider left or was taken out',
      added_by: 'The research partner who invited',
      added_at: 'When the invitation was made',
      answered_at: 'When it was accepted or declined',
      removed_by: 'Who ended it: the research partner, the provider or an admin',
      removed_at: 'When it ended',
    });
    await sql.query(`
      create function carenode.guard_trial_team_member() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        if tg_op = 'INSERT' then
          if not exists (select from public.profiles p where p.id = new.provider_id and p.user_type = 'provider' and p.deleted_at is null) then
            raise 'There is no such provider.' using errcode = 'CN422', hint = 'unknown_provider';
          end if;
          if exists (select from public.trials t where t.id = new.trial_id and t.status in ${OVER}) then
            raise 'The trial is over.' using errcode = 'CN409', hint = 'trial_over';
          end if;
        elsif new.trial_id <> old.trial_id or new.provider_id <> old.provider_id
          or (new.status <> old.status and (old.status, new.status) not in
            (('invited', 'active'), ('invited', 'declined'), ('invited', 'removed'), ('active', 'removed')))
        then
          raise 'A place in a trial team goes from invited to active or declined, and ends; nothing else about it changes.'
            using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        return new;
      end $$`);
    await grantTo(
      sql,
      'guard_trial_team_member()',
      'Who may be in a trial team, and which statuses follow which.',
      [],
    );
    await sql.query(
      'create trigger guard before insert or update on trial_team_members for each row execute function carenode.guard_trial_team_member()',
    );
    await sql.query(
      'create trigger touch before update on trial_team_members for each row execute function carenode.touch_row()',
    );
  }

  /** Nobody holds the right to update a place: these functions are the only way, and they ask who calls. */
  private async createTransitions(sql: SqlRunner): Promise<void> {
    const find = `
        select * into place from public.trial_team_members m where m.id = member for update;
        if not found or caller is null or carenode.scope_allows('trial_team_members', 'u') is not true`;
    const refuse = `raise 'There is no such place in a trial team.' using errcode = 'CN404', hint = 'not_found';`;
    await sql.query(`
      create function carenode.accept_trial_team_invitation(member uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        caller uuid := carenode.subject();
        place public.trial_team_members;
      begin
        ${find} or carenode.user_type() <> 'provider' or caller <> place.provider_id then ${refuse}
        end if;
        if place.status <> 'invited' then
          raise 'The invitation is no longer open.' using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        update public.trial_team_members m set status = 'active', answered_at = now() where m.id = member;
      end $$`);
    await sql.query(`
      create function carenode.end_trial_team_membership(member uuid) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        caller uuid := carenode.subject();
        place public.trial_team_members;
      begin
        ${find} or (case carenode.user_type()
            when 'provider' then caller = place.provider_id
            when 'research-partner' then exists (select from public.trials t where t.id = place.trial_id and t.created_by = caller)
            else carenode.user_type() = 'admin' end) is not true then ${refuse}
        end if;
        if place.status not in ('invited', 'active') then
          raise 'The place is given up already.' using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        update public.trial_team_members m set
          status = case when place.status = 'invited' and caller = place.provider_id then 'declined' else 'removed' end,
          answered_at = case when place.status = 'invited' and caller = place.provider_id then now() else m.answered_at end,
          removed_at = now(), removed_by = carenode.person()
         where m.id = member;
      end $$`);
    await sql.query(`
      create function carenode.trial_team_names(member uuid, out trial_title text, out provider_name text)
      language sql stable security definer set search_path = '' as $$
        select t.title, concat_ws(' ', p.first_name, p.last_name)
          from public.trial_team_members m
          join public.trials t on t.id = m.trial_id
          join public.profiles p on p.id = m.provider_id
         where m.id = member
           and (m.provider_id = carenode.subject() or t.created_by = carenode.subject() or carenode.user_type() = 'admin'
             or (carenode.user_type() = 'patient' and m.status = 'active' and exists (select from public.trial_enrollments e
                   where e.trial_id = m.trial_id and e.patient_id = carenode.subject())))
      $$`);
    await grantTo(
      sql,
      'accept_trial_team_invitation(uuid)',
      'Makes an invitation of the calling provider a place in the trial’s team.',
      ['provider'],
    );
    await grantTo(
      sql,
      'end_trial_team_membership(uuid)',
      'Ends a place in a trial team: the provider’s own, any of the research partner’s trial, or any for an admin.',
      ['provider', 'research-partner', 'admin'],
    );
    await grantTo(
      sql,
      'trial_team_names(uuid)',
      'Title of the trial and name of the provider of a place in a trial team, for those who may know them.',
      ['provider', 'research-partner', 'admin', 'patient'],
    );
  }

  private async createNeeds(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table trial_data_needs (
        id uuid primary key default uuid_generate_v4(),
        trial_id uuid not null references trials (id) on delete cascade,
        table_name text not null,
        variable_id uuid references variables (id),
        created_at timestamptz not null default now(),
        constraint trial_data_needs_once unique nulls not distinct (trial_id, table_name, variable_id),
        constraint trial_data_needs_variable_of_measurements check (variable_id is null or table_name = 'measurements')
      )`);
    await sql.query('create index trial_data_needs_variable on trial_data_needs (variable_id)');
    await describeTable(
      sql,
      'trial_data_needs',
      'What a trial’s team may read of its participants; fixed once the trial is approved',
      {
        trial_id: 'The trial',
        table_name: 'Table of clinical data',
        variable_id:
          'Of measurements: those of this variable of the shared catalogue only; null for the whole table',
      },
    );
    // The lock on the trial meets that of its approval: what an admin approves is what is there.
    await sql.query(`
      create function carenode.guard_trial_data_need() returns trigger language plpgsql security definer set search_path = '' as $$
      declare
        status text;
      begin
        if tg_op = 'UPDATE' then
          raise 'A need is not changed, but taken back and named anew.' using errcode = 'CN409', hint = 'needs_fixed';
        end if;
        select t.status into status from public.trials t where t.id = coalesce(new.trial_id, old.trial_id) for share;
        if found and status not in ('in-review', 'disapproved') then
          raise 'What a trial needs is fixed once it is approved.' using errcode = 'CN409', hint = 'needs_fixed';
        end if;
        if tg_op = 'DELETE' then return old; end if;
        if new.table_name = 'trial_enrollments'
          or not exists (select from carenode.tables t where t.name = new.table_name and t.holds = 'clinical') then
          raise 'There is no table of clinical data called "%".', left(new.table_name, 100) using errcode = 'CN422', hint = 'unknown_table';
        end if;
        if new.variable_id is not null
          and not exists (select from public.variables v where v.id = new.variable_id and v.patient_id is null) then
          raise 'There is no such variable in the shared catalogue.' using errcode = 'CN422', hint = 'unknown_variable';
        end if;
        return new;
      end $$`);
    await grantTo(
      sql,
      'guard_trial_data_need()',
      'Needs are of clinical tables and shared variables, and fixed while and after a trial is approved.',
      [],
    );
    await sql.query(
      'create trigger guard before insert or update or delete on trial_data_needs for each row execute function carenode.guard_trial_data_need()',
    );
  }

  private async demandConsent(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.demand_research_consent() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        if (tg_op = 'INSERT' or old.status <> 'enrolled') and not exists (select from public.patient_consents c
             where c.patient_id = new.patient_id and c.purpose = 'research' and c.withdrawn_at is null) then
          raise 'Consent to research is needed first.' using errcode = 'CN409', hint = 'consent_needed';
        end if;
        return new;
      end $$`);
    await grantTo(
      sql,
      'demand_research_consent()',
      'Nobody takes part in a trial without consent to research.',
      [],
    );
    // After "guard", which says first whether the status may follow at all.
    await sql.query(`
      create trigger guard_consent before insert or update of status on trial_enrollments
        for each row when (new.status = 'enrolled') execute function carenode.demand_research_consent()`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(
      'revoke execute on function carenode.provider_by_email(text) from carenode_research_partner',
    );
    await sql.query('drop trigger guard_consent on trial_enrollments');
    await sql.query('drop table trial_data_needs');
    await sql.query('drop table trial_team_members');
    for (const signature of [
      'demand_research_consent()',
      'guard_trial_data_need()',
      'trial_team_names(uuid)',
      'end_trial_team_membership(uuid)',
      'accept_trial_team_invitation(uuid)',
      'guard_trial_team_member()',
    ]) {
      await sql.query(`drop function carenode.${signature}`);
    }
  }
}
