import type { Migration, SqlRunner } from '@carenode/module-kit';

const TABLE = `
  create table public.jobs (
    id uuid primary key default uuid_generate_v4(),
    kind text not null,
    subject uuid default carenode.subject(),
    user_type text not null default carenode.user_type(),
    scopes text[] default case
      when current_setting('carenode.scopes', true) = '*' then null
      else string_to_array(coalesce(current_setting('carenode.scopes', true), ''), ' ')
    end,
    actor text not null default coalesce(nullif(current_setting('carenode.actor', true), ''), 'none:'),
    purpose text not null default coalesce(nullif(current_setting('carenode.purpose', true), ''), 'operations'),
    about uuid default case when carenode.user_type() = 'patient' then carenode.subject() end,
    input jsonb not null default '{}',
    exclusive boolean not null default false,
    status text not null default 'queued',
    progress_done bigint not null default 0,
    progress_total bigint,
    progress_note text,
    result jsonb,
    problem jsonb,
    attempts integer not null default 0,
    max_attempts integer not null default 5,
    run_at timestamptz not null default now(),
    lease_until timestamptz,
    worker text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint jobs_kind_is_kebab_case check (kind ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(kind) <= 60),
    constraint jobs_status_is_known check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
    constraint jobs_of_nobody_are_the_systems check ((subject is null) = (user_type = 'system')),
    constraint jobs_input_is_an_object check (jsonb_typeof(input) = 'object' and octet_length(input::text) <= 100000),
    constraint jobs_problem_has_a_code check (jsonb_typeof(problem -> 'code') is not distinct from 'string' or problem is null),
    constraint jobs_progress_range check (progress_done >= 0 and progress_total >= 0),
    constraint jobs_progress_note_length check (length(progress_note) <= 200),
    constraint jobs_attempts_range check (attempts between 0 and 1000 and max_attempts between 1 and 100),
    constraint jobs_run_at_is_finite check (isfinite(run_at)),
    constraint jobs_running_have_a_worker
      check ((status = 'running') = (worker is not null) and (status = 'running') = (lease_until is not null)),
    constraint jobs_that_are_over_have_an_end
      check ((status in ('done', 'failed', 'cancelled')) = (finished_at is not null))
  )`;

const COMMENTS = [
  `comment on table public.jobs is 'Background work: who asked for it, how far it is, and what came of it.'`,
  `comment on column public.jobs.kind is 'Which handler does it.'`,
  `comment on column public.jobs.subject is 'Who asked, with whose rights it is done; null for work of the instance itself.'`,
  `comment on column public.jobs.user_type is 'The user type of who asked, at that time.'`,
  `comment on column public.jobs.scopes is 'The scopes of the token that asked, as table.verb; null for a person.'`,
  `comment on column public.jobs.actor is 'Through what the person asked: session, API key, delegate.'`,
  `comment on column public.jobs.purpose is 'For which purpose health data is touched.'`,
  `comment on column public.jobs.about is 'The patient whom it is about, if it is about one.'`,
  `comment on column public.jobs.input is 'What it was asked to do.'`,
  `comment on column public.jobs.exclusive is 'May the person have only one of this kind at a time that is not over?'`,
  `comment on column public.jobs.status is 'queued, running, done, failed or cancelled.'`,
  `comment on column public.jobs.progress_done is 'How much is done, in units of the kind, such as rows.'`,
  `comment on column public.jobs.progress_total is 'How much there is to do, in the same unit; null while unknown.'`,
  `comment on column public.jobs.progress_note is 'What it is doing at the moment.'`,
  `comment on column public.jobs.result is 'What came of it, when done.'`,
  `comment on column public.jobs.problem is 'Why the last run failed: code and message.'`,
  `comment on column public.jobs.attempts is 'How often it was begun.'`,
  `comment on column public.jobs.max_attempts is 'How often it is begun at most.'`,
  `comment on column public.jobs.run_at is 'Not before this time.'`,
  `comment on column public.jobs.lease_until is 'Until when its worker has it, unless it says again that it is at work.'`,
  `comment on column public.jobs.worker is 'The host process that runs it.'`,
  `comment on column public.jobs.started_at is 'When the last run began.'`,
  `comment on column public.jobs.finished_at is 'When it came to its end.'`,
];

const INDEXES = [
  `create index jobs_due on public.jobs (run_at, id) where status = 'queued'`,
  `create index jobs_leased on public.jobs (lease_until) where status = 'running'`,
  `create index jobs_over on public.jobs (finished_at) where finished_at is not null`,
  `create index jobs_of_subject on public.jobs (subject, created_at desc, id desc)`,
  `create index jobs_newest on public.jobs (created_at desc, id desc)`,
  `create index jobs_about on public.jobs (about)`,
  `create unique index jobs_one_at_a_time on public.jobs (subject, kind)
     where exclusive and status in ('queued', 'running')`,
];

// People may write nothing but "cancelled"; all that follows from a change of the status is done here.
const SETTLE = [
  `create function carenode.settle_job() returns trigger language plpgsql set search_path = '' as $$
   begin
     if old.status in ('done', 'failed', 'cancelled') then
       raise exception using errcode = 'CN409', hint = 'job_over', message = 'The job is over.';
     end if;
     if new.status <> 'running' then
       new.worker := null;
       new.lease_until := null;
     end if;
     if new.status in ('done', 'failed', 'cancelled') then
       new.finished_at := pg_catalog.now();
     end if;
     if new.status = 'cancelled' then
       perform pg_catalog.pg_notify('carenode_jobs', new.id::text);
     end if;
     return new;
   end $$`,
  `comment on function carenode.settle_job() is 'Before the status of a job changes: what is over stays over and has its end; tells the hosts of a cancellation.'`,
  `create trigger settle before update of status on public.jobs
     for each row when (old.status is distinct from new.status) execute function carenode.settle_job()`,
  `create function carenode.tell_of_jobs() returns trigger language plpgsql set search_path = '' as $$
   begin
     perform pg_catalog.pg_notify('carenode_jobs', '');
     return null;
   end $$`,
  `comment on function carenode.tell_of_jobs() is 'Wakes the hosts: there is a job to do.'`,
  `create trigger tell_of_jobs after insert on public.jobs
     for each statement execute function carenode.tell_of_jobs()`,
  `create trigger touch before update on public.jobs for each row execute function carenode.touch_row()`,
];

// The tables and the function it asks come with the required modules; PL/pgSQL looks for them when it is run.
const HINDRANCE = [
  `create function carenode.job_hindrance(module text, caller text, who uuid, actor text) returns text
   language plpgsql stable security definer set search_path = '' as $$
   begin
     if who is not null then
       if not exists (
         select from public.profiles p where p.id = who and p.user_type = caller and p.deleted_at is null
       ) then
         return 'asker_gone';
       end if;
       if pg_catalog.split_part(actor, ':', 1) = 'api-key' and not exists (
         select from public.api_keys k
          where k.id::text = pg_catalog.split_part(actor, ':', 2) and k.created_by = who
            and k.revoked_at is null and (k.expires_at is null or k.expires_at > pg_catalog.now())
       ) then
         return 'asker_gone';
       end if;
     end if;
     if module <> '' and not carenode.module_active_for(module, caller, who, pg_catalog.now()) then
       return 'module_not_active';
     end if;
     return null;
   end $$`,
  `comment on function carenode.job_hindrance(text, text, uuid, text) is
     'Why a job of this module and person may not run now: asker_gone (for good) or module_not_active (it waits); null: it may.'`,
];

/** What exports leave out is known to the database, which makes them. */
const SECRET_COLUMNS = [
  `alter table carenode.tables add column secret text[] not null default '{}'`,
  `comment on column carenode.tables.secret is 'Columns that no export shows, not even to the person a row is about.'`,
];

export class CreateJobs implements Migration {
  readonly id = '0003-create-jobs';
  readonly why =
    'Work that takes longer than a request goes on in the background, and whoever asked sees it.';

  async up(sql: SqlRunner): Promise<void> {
    for (const text of [TABLE, ...COMMENTS, ...INDEXES, ...SETTLE, ...HINDRANCE]) await sql.query(text);
    for (const text of SECRET_COLUMNS) await sql.query(text);
    await sql.query('alter table public.jobs enable row level security');
    await sql.query(
      'revoke execute on function carenode.settle_job(), carenode.tell_of_jobs(), carenode.job_hindrance(text, text, uuid, text) from public',
    );
    await sql.query(
      'grant execute on function carenode.job_hindrance(text, text, uuid, text) to carenode_system',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table carenode.tables drop column secret');
    await sql.query('drop table public.jobs');
    await sql.query('drop function carenode.job_hindrance(text, text, uuid, text)');
    await sql.query('drop function carenode.tell_of_jobs()');
    await sql.query('drop function carenode.settle_job()');
  }
}
