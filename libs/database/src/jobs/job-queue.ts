import { type RequestContext, systemContext, type UserType } from '@carenode/module-kit';

import type { Database } from '../door/database.js';
import { statement } from '../door/statement.js';

/** A kind of job and the optional module that does it; '' for a required one, which is always active. */
export interface JobKind {
  readonly kind: string;
  readonly module: string;
}

/** A job that a worker has, until its lease is over. */
export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  /** Null for work of the instance itself. */
  readonly subject: string | null;
  readonly user_type: UserType | 'system';
  /** Atoms such as `measurements.r`; null for a person. */
  readonly scopes: readonly string[] | null;
  readonly actor: string;
  readonly purpose: RequestContext['purpose'];
  readonly input: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

export interface JobProblem {
  readonly code: string;
  readonly message: string;
}

export interface Progress {
  readonly done: number;
  readonly total: number | null;
  readonly note: string | null;
}

/** What a worker hears when it says that it is still at work: on with it, or why not. */
export type Heartbeat = 'go on' | 'cancelled' | 'lost' | 'asker_gone' | 'module_not_active';

/** A job as an operator sees it: who asked and how far it is, not what it is about. */
export interface JobSummary {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly subject: string | null;
  readonly attempts: number;
  readonly progressDone: number;
  readonly progressTotal: number | null;
  readonly problem: JobProblem | null;
  readonly worker: string | null;
  readonly runAt: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

const WORKER_LOST = `jsonb_build_object('code', 'worker_lost', 'message', 'The host that did it stopped before the end.')`;

const CLAIM = statement(
  'carenode:claim-job',
  `update public.jobs j
      set status = 'running', worker = $1, attempts = j.attempts + 1, started_at = now(),
          lease_until = now() + $2::int * interval '1 second', progress_done = 0, progress_total = null,
          progress_note = null, problem = case j.status when 'running' then ${WORKER_LOST} else j.problem end
    where j.id = (
      select q.id from public.jobs q join unnest($3::text[], $4::text[]) k (kind, module) on k.kind = q.kind
       where (q.status = 'queued' and q.run_at <= now()
              or q.status = 'running' and q.lease_until < now() and q.attempts < q.max_attempts)
         and carenode.job_hindrance(k.module, q.user_type, q.subject, q.actor) is null
       order by q.run_at, q.id limit 1 for update of q skip locked)
  returning j.id, j.kind, j.subject, j.user_type, j.scopes, j.actor, j.purpose, j.input, j.attempts`,
);

// A run is known by its worker and its number: whoever was cut off and comes back finds the job somebody else's.
const MINE = `id = $1 and worker = $2 and attempts = $3 and status = 'running'`;

const HEARTBEAT = statement(
  'carenode:job-heartbeat',
  `with beat as (
     update public.jobs set lease_until = now() + $4::int * interval '1 second',
            progress_done = $5, progress_total = $6, progress_note = $7
      where ${MINE} returning carenode.job_hindrance($8, user_type, subject, actor) as hindrance
   )
   select coalesce((select coalesce(hindrance, 'go on') from beat),
                   (select 'cancelled' from public.jobs where id = $1 and status = 'cancelled'), 'lost') as answer`,
);

const DONE = statement(
  'carenode:job-done',
  `update public.jobs set status = 'done', result = $4, problem = null,
          progress_done = $5, progress_total = $6, progress_note = null
    where ${MINE} returning 1`,
);

const FAILED = statement(
  'carenode:job-failed',
  `update public.jobs set status = 'failed', problem = $4 where ${MINE} returning status`,
);

const TRY_AGAIN = statement(
  'carenode:job-try-again',
  `update public.jobs
      set status = case when attempts < max_attempts then 'queued' else 'failed' end, problem = $4,
          run_at = now() + least(power(2, attempts), 300) * interval '1 second'
    where ${MINE} returning status`,
);

const GIVE_BACK = statement(
  'carenode:job-give-back',
  `update public.jobs set status = 'queued', attempts = attempts - 1 where ${MINE} returning 1`,
);

const GIVE_UP = statement(
  'carenode:give-up-jobs',
  `update public.jobs j
      set status = 'failed',
          problem = case when j.status = 'running' then ${WORKER_LOST}
            else '{"code": "asker_gone", "message": "Who asked for it may no longer do so."}'::jsonb end
    where j.id in (
      select q.id from public.jobs q
       where q.status = 'running' and q.lease_until < now() and q.attempts >= q.max_attempts
          or q.status = 'queued' and q.run_at <= now()
             and carenode.job_hindrance('', q.user_type, q.subject, q.actor) = 'asker_gone'
       limit 100 for update skip locked)
  returning 1`,
);

const REMOVE_OLD = statement(
  'carenode:remove-old-jobs',
  `delete from public.jobs where id in (
     select id from public.jobs where finished_at < now() - $1::int * interval '1 day' limit 1000 for update skip locked)
   returning 1`,
);

const SUMMARY = `
  select id, kind, status, subject, attempts, progress_done::float8 as "progressDone",
         progress_total::float8 as "progressTotal", problem, worker, to_json(run_at) #>> '{}' as "runAt",
         to_json(created_at) #>> '{}' as "createdAt", to_json(finished_at) #>> '{}' as "finishedAt"
    from public.jobs`;

/**
 * The queue as the hosts and operators use it. Any number of hosts may claim from it: each job is one worker's until its
 * lease is over, and what a worker says about a job that is no longer its own changes nothing.
 */
export class JobQueue {
  constructor(private readonly db: Database) {}

  /** The longest waiting job of these kinds that may run now, taken for `leaseSeconds`; undefined when there is none. */
  async claim(
    worker: string,
    kinds: readonly JobKind[],
    leaseSeconds: number,
  ): Promise<ClaimedJob | undefined> {
    const [job] = await this.db
      .as(CLAIMING)
      .execute<ClaimedJob>(CLAIM, [
        worker,
        leaseSeconds,
        kinds.map(({ kind }) => kind),
        kinds.map(({ module }) => module),
      ]);
    return job;
  }

  /** Says that the worker is at work, for another `leaseSeconds`, and how far it is. */
  async heartbeat(
    job: ClaimedJob,
    worker: string,
    module: string,
    leaseSeconds: number,
    { done, total, note }: Progress,
  ): Promise<Heartbeat> {
    const [row] = await this.db.as(CLAIMING).execute<{
      answer: Heartbeat;
    }>(HEARTBEAT, [job.id, worker, job.attempts, leaseSeconds, done, total, note, module]);
    return row?.answer ?? 'lost';
  }

  /** The job came to its end. False when it was no longer this worker's: cancelled, or taken by another. */
  async finish(
    job: ClaimedJob,
    worker: string,
    result: object | null,
    { done, total }: Progress,
  ): Promise<boolean> {
    const values = [...mine(job, worker), result && JSON.stringify(result), done, total];
    return (await this.db.as(CLAIMING).execute(DONE, values)).length > 0;
  }

  /** The job cannot be done. */
  async fail(job: ClaimedJob, worker: string, problem: JobProblem): Promise<void> {
    await this.db.as(CLAIMING).execute(FAILED, [...mine(job, worker), JSON.stringify(problem)]);
  }

  /** Something failed that may not fail the next time: after 2, 4, 8 … seconds, at most 5 minutes, unless it was the last. */
  async tryAgain(job: ClaimedJob, worker: string, problem: JobProblem): Promise<void> {
    await this.db.as(CLAIMING).execute(TRY_AGAIN, [...mine(job, worker), JSON.stringify(problem)]);
  }

  /** The host stops: another one may begin at once, and the run is not counted. */
  async giveBack(job: ClaimedJob, worker: string): Promise<void> {
    await this.db.as(CLAIMING).execute(GIVE_BACK, mine(job, worker));
  }

  /** Fails jobs whose last run was cut off, and those whose asker is gone. Returns how many. */
  async giveUp(): Promise<number> {
    return (await this.db.as(CLAIMING).execute(GIVE_UP)).length;
  }

  /** Removes jobs that were over this many days ago, in small portions. */
  async removeOld(days: number): Promise<void> {
    const access = this.db.as(systemContext('remove jobs that are long over'));
    while ((await access.execute(REMOVE_OLD, [days])).length === 1000);
  }

  /** The newest jobs: all, or those of one status. */
  async list(ctx: RequestContext, options: { status?: string; limit: number }): Promise<JobSummary[]> {
    return this.db
      .as(ctx)
      .query<JobSummary>(
        `${SUMMARY} where $1::text is null or status = $1 order by created_at desc, id desc limit $2`,
        [options.status ?? null, options.limit],
      );
  }

  /** Cancels a job. False when there is none with this id that is not over. */
  async cancel(ctx: RequestContext, id: string): Promise<boolean> {
    const rows = await this.db
      .as(ctx)
      .execute(
        `update public.jobs set status = 'cancelled' where id = $1 and status in ('queued', 'running') returning 1`,
        [id],
      );
    return rows.length > 0;
  }
}

const CLAIMING = systemContext('do background jobs');

function mine(job: ClaimedJob, worker: string): [string, string, number] {
  return [job.id, worker, job.attempts];
}
