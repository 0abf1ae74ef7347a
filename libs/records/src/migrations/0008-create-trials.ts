import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateTrials implements Migration {
  readonly id = '0008-create-trials';
  readonly why =
    'Research partners run trials here once an admin has approved them; patients take part if they agree.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table trials (
        id uuid primary key default uuid_generate_v4(),
        title text not null,
        description text,
        status text not null default 'in-review',
        phase text not null default 'n-a',
        registry_number text,
        eligibility text,
        target_enrollment integer,
        protocol jsonb,
        condition_id uuid references conditions (id) on delete set null,
        treatment_id uuid references treatments (id) on delete set null,
        starts_at timestamptz,
        ends_at timestamptz,
        created_by uuid default carenode.subject() references profiles (id) on delete set null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        idempotency_key text,
        idempotency_fingerprint text,
        constraint trials_title_length check (length(title) between 1 and 300),
        constraint trials_status check (status in (
          'in-review', 'approved', 'disapproved', 'active', 'temporarily-closed-to-accrual', 'closed-to-accrual',
          'temporarily-closed-to-accrual-and-intervention', 'closed-to-accrual-and-intervention',
          'completed', 'administratively-completed', 'withdrawn')),
        constraint trials_phase check (phase in
          ('n-a', 'early-phase-1', 'phase-1', 'phase-1-phase-2', 'phase-2', 'phase-2-phase-3', 'phase-3', 'phase-4')),
        constraint trials_target_enrollment_range check (target_enrollment between 1 and 10000000),
        constraint trials_ends_after_start check (ends_at >= starts_at),
        constraint trials_range check (starts_at > '1899-12-30T00:00:00Z' and ends_at < '2201-01-03T00:00:00Z')
      )`);
    await sql.query('create index trials_created_by on trials (created_by, created_at desc, id desc)');
    await sql.query('create index trials_created on trials (created_at desc, id desc)');
    await sql.query('create index trials_condition on trials (condition_id)');
    await sql.query('create index trials_treatment on trials (treatment_id)');
    await sql.query(
      'create unique index trials_idempotency_key on trials (created_by, idempotency_key) where idempotency_key is not null',
    );
    await sql.query(`
      create table trial_enrollments (
        id uuid primary key default uuid_generate_v4(),
        trial_id uuid not null references trials (id) on delete cascade,
        patient_id uuid not null references profiles (id) on delete cascade,
        status text not null default 'invited',
        enrolled_by uuid default carenode.subject() references profiles (id) on delete set null,
        enrolled_at timestamptz,
        ended_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint trial_enrollments_once unique (trial_id, patient_id),
        constraint trial_enrollments_status check (status in ('invited', 'enrolled', 'withdrawn', 'completed'))
      )`);
    await sql.query(
      'create index trial_enrollments_patient on trial_enrollments (patient_id, created_at desc, id desc)',
    );
    await sql.query('create index trial_enrollments_enrolled_by on trial_enrollments (enrolled_by)');
    await this.comment(sql);
    await this.guardTrials(sql);
    await this.guardEnrollments(sql);
    for (const table of ['trials', 'trial_enrollments']) {
      await sql.query(
        `create trigger touch before update on ${table} for each row execute function carenode.touch_row()`,
      );
    }
    await sql.query(`
      create function carenode.my_trials() returns setof uuid
      language sql stable security definer set search_path = '' rows 5 as $$
        select e.trial_id from public.trial_enrollments e where e.patient_id = carenode.subject()
      $$`);
    await sql.query(
      `comment on function carenode.my_trials() is 'Trials the calling patient takes part in or is invited to.'`,
    );
    await sql.query('revoke execute on function carenode.my_trials() from public');
    await sql.query('grant execute on function carenode.my_trials() to carenode_patient');
  }

  private async guardTrials(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.guard_trial() returns trigger language plpgsql set search_path = '' as $$
      declare
        reviewed_by_partner boolean := carenode.user_type() = 'research-partner' and new.status in ('approved', 'disapproved');
        begun text[] := array['approved', 'active', 'temporarily-closed-to-accrual', 'closed-to-accrual',
          'temporarily-closed-to-accrual-and-intervention', 'closed-to-accrual-and-intervention'];
      begin
        if new.status = old.status then return new; end if;
        if reviewed_by_partner then
          raise 'A trial is approved or disapproved by an admin.' using errcode = 'CN403', hint = 'not_yours_to_review';
        end if;
        if not (case
            when old.status = 'in-review' then new.status in ('approved', 'disapproved', 'withdrawn')
            when old.status = 'disapproved' then new.status in ('in-review', 'withdrawn')
            when old.status = any (begun) then
              (new.status = any (begun) and new.status <> 'approved') or new.status in ('completed', 'administratively-completed', 'withdrawn')
            else false end)
        then
          raise 'A trial does not go from % to %.', old.status, new.status using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        return new;
      end $$`);
    await sql.query(
      `comment on function carenode.guard_trial() is 'Which statuses of a trial follow which, and that admins review.'`,
    );
    await sql.query('revoke execute on function carenode.guard_trial() from public');
    await sql.query(
      'create trigger guard before update of status on trials for each row execute function carenode.guard_trial()',
    );
  }

  private async guardEnrollments(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.guard_trial_enrollment() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        if tg_op = 'INSERT' or (new.status = 'invited' and old.status <> 'invited') then
          if not exists (select from public.trials t where t.id = new.trial_id and t.status = 'active') then
            raise 'The trial takes no participants now.' using errcode = 'CN409', hint = 'trial_not_open';
          end if;
        end if;
        if tg_op = 'UPDATE' and new.status <> old.status and not coalesce(case carenode.user_type()
            when 'patient' then (old.status, new.status) in
              (('invited', 'enrolled'), ('invited', 'withdrawn'), ('enrolled', 'withdrawn'))
            when 'provider' then (old.status, new.status) in
              (('invited', 'withdrawn'), ('enrolled', 'withdrawn'), ('enrolled', 'completed'), ('withdrawn', 'invited'))
            else true end, true)
        then
          raise 'A % does not take an enrolment from % to %.', carenode.user_type(), old.status, new.status
            using errcode = 'CN409', hint = 'illegal_transition';
        end if;
        new.enrolled_at := case
          when new.status = 'invited' then null
          when new.status = 'enrolled' then coalesce(new.enrolled_at, now())
          else new.enrolled_at end;
        new.ended_at := case when new.status in ('withdrawn', 'completed') then coalesce(new.ended_at, now()) end;
        return new;
      end $$`);
    await sql.query(
      `comment on function carenode.guard_trial_enrollment() is 'Providers invite to open trials, patients agree; who may change what, and when it happened.'`,
    );
    await sql.query('revoke execute on function carenode.guard_trial_enrollment() from public');
    await sql.query(
      'create trigger guard before insert or update on trial_enrollments for each row execute function carenode.guard_trial_enrollment()',
    );
  }

  private async comment(sql: SqlRunner): Promise<void> {
    const columns = {
      trials: {
        title: 'Title',
        description: 'What it is about, for people',
        status: 'FHIR research-study-status; in-review until an admin has decided',
        phase: 'FHIR research-study-phase; n-a for studies without phases',
        registry_number: 'Number in a public registry, such as NCT02576665',
        eligibility: 'Who may take part, and who may not',
        target_enrollment: 'Participants wanted',
        protocol: 'The protocol as structured data of the research partner',
        condition_id: 'The condition it is about',
        treatment_id: 'The treatment it tries',
        starts_at: 'When it begins',
        ends_at: 'When it ends',
        created_by: 'The research partner who runs it',
        idempotency_key: 'Idempotency-Key it was created with',
        idempotency_fingerprint: 'sha256 of what was sent with that key',
      },
      trial_enrollments: {
        trial_id: 'The trial',
        patient_id: 'Who takes part',
        status: 'invited by a provider, enrolled once the patient agreed, then completed or withdrawn',
        enrolled_by: 'The provider who invited',
        enrolled_at: 'When the patient agreed',
        ended_at: 'When it was completed or withdrawn',
      },
    };
    await sql.query(`comment on table trials is 'Trials and studies'`);
    await sql.query(`comment on table trial_enrollments is 'Patients in trials'`);
    for (const [table, meanings] of Object.entries(columns)) {
      for (const [column, meaning] of Object.entries(meanings))
        await sql.query(`comment on column ${table}.${column} is '${meaning}'`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table trial_enrollments');
    await sql.query('drop table trials');
    for (const name of ['my_trials', 'guard_trial_enrollment', 'guard_trial'])
      await sql.query(`drop function carenode.${name}()`);
  }
}
