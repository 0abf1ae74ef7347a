import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

import {
  type ClaimedJob,
  type Database,
  type Heartbeat,
  type JobKind,
  type JobProblem,
  JobQueue,
  type Progress,
} from '@carenode/database';
import { AppError, type JobHandler } from '@carenode/module-kit';
import type { Logger } from 'pino';

import { setHeapGrowth } from './heap-growth.js';
import { contextOfJob } from './job-context.js';

export interface JobWorkerOptions {
  /** Jobs that run at one time in this host; 2 if absent. */
  readonly atOnce?: number;
  /** A host that says nothing for so long is taken for dead; 30 if absent. */
  readonly leaseSeconds?: number;
  /** Longest time between two looks at the queue, in case a notification was lost; 5000 if absent. */
  readonly pollMs?: number;
}

/** A kind of job with what does it. */
export interface JobDoer extends JobKind {
  readonly handler: () => JobHandler;
}

const CHANNEL = 'carenode_jobs';
/** How often a run's progress is written down while it changes. */
const PROGRESS_MS = 1000;
/** A host that stops waits so long for jobs under way, then so long for them to hear that they must stop. */
const PATIENCE_MS = 3000;
const HEARING_MS = 3000;

/** What kinds of AppError say about the moment, and not about the job. */
const PASSING = new Set(['internal', 'unavailable', 'rate_limited']);

/** A job under way in this host. */
interface Run {
  readonly abort: AbortController;
  readonly over: Promise<void>;
  readonly beat: () => Promise<void>;
}

/** Why a run was stopped; a handler that is stopped throws it. */
class Stopped extends Error {
  constructor(readonly why: Exclude<Heartbeat, 'go on'> | 'host stops') {
    super(`The job was stopped: ${why}.`);
  }
}

/** Does the jobs of the queue in this host, so many at a time. */
export class JobWorker {
  private readonly queue: JobQueue;
  private readonly name = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`;
  private readonly doers: ReadonlyMap<string, JobDoer>;
  private readonly running = new Map<string, Run>();
  private readonly atOnce: number;
  private readonly leaseSeconds: number;
  private readonly pollMs: number;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => void) | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stopping = false;

  constructor(
    private readonly db: Database,
    doers: readonly JobDoer[],
    private readonly log: Logger,
    options: JobWorkerOptions = {},
  ) {
    this.queue = new JobQueue(db);
    this.doers = new Map(doers.map((doer) => [doer.kind, doer]));
    this.atOnce = options.atOnce ?? 2;
    this.leaseSeconds = options.leaseSeconds ?? 30;
    this.pollMs = options.pollMs ?? 5000;
  }

  /** Begins to look for jobs. */
  async start(): Promise<void> {
    if (this.doers.size === 0) return;
    this.stopListening = await this.db.listen(CHANNEL, (id) => {
      if (id === '') this.look();
      else void this.running.get(id)?.beat();
    });
    this.timer = setInterval(() => this.look(), this.pollMs).unref();
    this.look();
  }

  /** Takes no further job, waits a little for those under way, and gives the rest back to the queue. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    this.stopListening?.();
    await this.looking;
    const over = Promise.all([...this.running.values()].map((run) => run.over));
    if (await within(PATIENCE_MS, over)) return;
    for (const run of this.running.values()) run.abort.abort(new Stopped('host stops'));
    await within(HEARING_MS, over);
  }

  /** Looks for jobs until there is none or no room, one look at a time. */
  private look(): void {
    this.lookAgain = true;
    this.looking ??= this.takeAll().finally(() => {
      this.looking = undefined;
      if (this.lookAgain && !this.stopping) this.look();
    });
  }

  private async takeAll(): Promise<void> {
    this.lookAgain = false;
    try {
      await this.queue.giveUp();
      while (!this.stopping && this.running.size < this.atOnce) {
        const job = await this.queue.claim(this.name, [...this.doers.values()], this.leaseSeconds);
        if (!job) return;
        this.begin(job);
      }
    } catch (error) {
      // The next look is a few seconds away, and the queue keeps everything.
      this.log.warn({ err: error }, 'The queue of jobs could not be read.');
    }
  }

  private begin(job: ClaimedJob): void {
    const doer = this.doers.get(job.kind) as JobDoer;
    const abort = new AbortController();
    let progress: Progress = { done: 0, total: null, note: null };
    let told: Progress = progress;
    const beat = async () => {
      told = progress;
      try {
        const answer = await this.queue.heartbeat(job, this.name, doer.module, this.leaseSeconds, progress);
        if (answer !== 'go on' && !abort.signal.aborted) abort.abort(new Stopped(answer));
      } catch (error) {
        this.log.warn({ err: error, job: job.id }, 'A job could not say that it is at work.');
      }
    };
    const alive = setInterval(() => void beat(), (this.leaseSeconds * 1000) / 3).unref();
    const telling = setInterval(() => {
      if (progress !== told) void beat();
    }, PROGRESS_MS).unref();
    const report = (done: number, total?: number, note?: string) => {
      progress = { done, total: total ?? progress.total, note: note?.slice(0, 200) ?? progress.note };
    };
    setHeapGrowth('sparing');
    const work = async () => {
      try {
        const result = await doer
          .handler()
          .run(
            contextOfJob(job),
            { id: job.id, input: job.input, attempt: job.attempts },
            { report, signal: abort.signal },
          );
        abort.signal.throwIfAborted();
        await this.queue.finish(job, this.name, result, progress);
      } catch (error) {
        await this.settle(job, abort.signal, error);
      }
    };
    const over = work()
      // Nothing could be written down: the lease runs out, and some host takes the job again.
      .catch((error: unknown) => this.log.warn({ err: error, job: job.id }, 'How a job ended is not noted.'))
      .finally(() => {
        clearInterval(alive);
        clearInterval(telling);
        this.running.delete(job.id);
        if (this.running.size === 0) setHeapGrowth('usual');
        if (!this.stopping) this.look();
      });
    this.running.set(job.id, { abort, over, beat });
  }

  private async settle(job: ClaimedJob, signal: AbortSignal, error: unknown): Promise<void> {
    const stopped = signal.aborted && signal.reason instanceof Stopped ? signal.reason.why : undefined;
    if (stopped === 'cancelled' || stopped === 'lost') return;
    if (stopped === 'host stops' || stopped === 'module_not_active')
      return this.queue.giveBack(job, this.name);
    if (stopped === 'asker_gone') {
      const message = 'Who asked for it may no longer do so.';
      return this.queue.fail(job, this.name, { code: stopped, message });
    }
    const problem = problemOf(error);
    const passing = !(error instanceof AppError) || PASSING.has(error.kind) || error.code === 'try_again';
    if (problem.code === 'internal') {
      const { name, message, stack } = (
        error instanceof AppError ? (error.details.cause ?? error) : error
      ) as Error;
      this.log.error(
        { job: job.id, kind: job.kind, attempt: job.attempts, name, message, stack },
        'job failed',
      );
    }
    await (passing ? this.queue.tryAgain(job, this.name, problem) : this.queue.fail(job, this.name, problem));
  }
}

/** What the person may be told: never the text of an error that nobody foresaw. */
function problemOf(error: unknown): JobProblem {
  if (error instanceof AppError && error.kind !== 'internal')
    return { code: error.code, message: error.message };
  return { code: 'internal', message: 'Something went wrong here; it was noted under the id of the job.' };
}

/** True when the work was over in time. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
