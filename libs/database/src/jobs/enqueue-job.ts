import { AppError, newId, type Transaction } from '@carenode/module-kit';

import { Access } from '../door/access.js';
import { sqlState } from '../door/database-errors.js';

/** Background work to be done. */
export interface NewJob {
  /** Names the handler in a manifest's `jobs`. */
  readonly kind: string;
  /** What the handler is told; JSON of at most 100 kB. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The patient it is about; for a patient, themself if absent. */
  readonly about?: string;
  /** Made here if absent. */
  readonly id?: string;
  /** Not before this time; at once if absent. */
  readonly runAt?: Date;
  /** The person may have only one of this kind at a time that is not over. */
  readonly exclusive?: boolean;
  /** How often it is begun at most; 5 if absent. */
  readonly maxAttempts?: number;
}

/**
 * Asks for background work, with the caller's own right to insert jobs, and returns its id. In a transaction the work is
 * there if, and only if, the transaction commits. Who asks is taken from the claims, so that it is done with the rights of
 * the same person. Throws `job_under_way` for a second one of an exclusive kind.
 */
export async function enqueueJob(by: Transaction | Access, job: NewJob): Promise<string> {
  const given: readonly (readonly [column: string, value: unknown])[] = [
    ['id', job.id ?? newId()],
    ['kind', job.kind],
    ['input', JSON.stringify(job.input ?? {})],
    ['about', job.about],
    ['run_at', job.runAt],
    ['exclusive', job.exclusive],
    ['max_attempts', job.maxAttempts],
  ];
  const set = given.filter(([, value]) => value !== undefined);
  const text =
    `insert into public.jobs (${set.map(([column]) => column).join(', ')})` +
    ` values (${set.map((_, index) => `$${index + 1}`).join(', ')}) returning id`;
  const values = set.map(([, value]) => value);
  try {
    const [row] = await (by instanceof Access
      ? by.execute<{ id: string }>(text, values)
      : by.query<{ id: string }>(text, values));
    return row?.id ?? '';
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    throw new AppError('job_under_way', 'conflict', 'There is such a job already, and it is not over.', {
      cause: error,
    });
  }
}
