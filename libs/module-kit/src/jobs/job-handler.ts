import type { RequestContext } from '../context/request-context.js';

/** One run of a job. */
export interface RunningJob {
  readonly id: string;
  /** What the job was asked to do, as it was enqueued. */
  readonly input: Readonly<Record<string, unknown>>;
  /** 1 for the first run. A run that was cut off is counted too: whatever it wrote may be there already. */
  readonly attempt: number;
}

/** How a run tells what it is doing, and hears that it is to stop. */
export interface JobProgress {
  /** Tells the person who asked how far it is; cheap enough for every row, written down about once a second. */
  readonly report: (done: number, total?: number, note?: string) => void;
  /**
   * Aborts when the job was cancelled, when the host is stopping, or when the job was given to another host. A handler looks
   * at it (or hands it on) between steps, and throws `signal.reason`; what it returns after that is dropped.
   */
  readonly signal: AbortSignal;
}

/**
 * Does one kind of background work; named in a manifest's `jobs`. It is run with the rights of the person who asked, so that
 * policies and consents hold statement by statement, and may be run again: after a failure, or when its host was cut off.
 */
export abstract class JobHandler {
  /**
   * Resolves with what came of it, as JSON that the person sees. An AppError of kind `internal`, `unavailable` or
   * `rate_limited`, and any other error, is tried again later; every other AppError fails the job for good.
   */
  abstract run(
    ctx: RequestContext,
    job: RunningJob,
    progress: JobProgress,
  ): Promise<Readonly<Record<string, unknown>> | null>;
}
