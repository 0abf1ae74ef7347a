import type { SqlRunner } from '@carenode/module-kit';

import type { DataStep } from '../steps.js';

export type Direction = 'up' | 'down';

/** How far a run is: what `carenode.data_progress` says. */
export interface DataProgress {
  readonly run: number;
  readonly direction: Direction;
  /** The last key that is done; null before the first. */
  lastKey: string | null;
  /** Roughly how many rows the table had when the run began. */
  readonly estimate: number;
  /** Rows that were passed, whether the step is about them or not. */
  passed: number;
  /** Rows that the step is about. */
  seen: number;
  changed: number;
  /** Rows that were given former values back. */
  restored: number;
  /** Why rows stay as they are → how many. */
  readonly left: Record<string, number>;
}

interface ProgressRow extends Omit<DataProgress, 'left'> {
  readonly left: Record<string, number>;
}

const COLUMNS = `run, direction, last_key as "lastKey", estimate::float8 as estimate, passed::float8 as passed, seen::float8 as seen,
  changed::float8 as changed, restored::float8 as restored, left_alone as "left"`;

/** The run to go on with: the one in this direction that was cut off, else a new one. One in the other direction is over then. */
export async function beginRun(
  sql: SqlRunner,
  step: DataStep,
  direction: Direction,
  estimate: number,
): Promise<DataProgress> {
  const of = [step.module, step.id];
  await sql.query(
    `update carenode.data_progress set finished_at = now(), cut_off = true
      where module = $1 and id = $2 and direction <> $3 and finished_at is null`,
    [...of, direction],
  );
  const [open] = (await sql.query(
    `select ${COLUMNS} from carenode.data_progress
      where module = $1 and id = $2 and finished_at is null order by run desc limit 1`,
    of,
  )) as ProgressRow[];
  if (open) return open;
  const [made] = (await sql.query(
    `insert into carenode.data_progress (module, id, run, direction, estimate)
     select $1, $2, coalesce(max(run), 0) + 1, $3, $4 from carenode.data_progress where module = $1 and id = $2
     returning ${COLUMNS}`,
    [...of, direction, estimate],
  )) as ProgressRow[];
  if (!made) throw new Error('the run could not be noted');
  return made;
}

/** Notes how far a run is, in the transaction of what it did. */
export async function noteProgress(sql: SqlRunner, step: DataStep, progress: DataProgress): Promise<void> {
  const { run, lastKey, passed, seen, changed, restored, left } = progress;
  await sql.query(
    `update carenode.data_progress
        set last_key = $4, passed = $5, seen = $6, changed = $7, restored = $8, left_alone = $9, updated_at = now()
      where module = $1 and id = $2 and run = $3`,
    [step.module, step.id, run, lastKey, passed, seen, changed, restored, JSON.stringify(left)],
  );
}

export async function noteFinished(sql: SqlRunner, step: DataStep, { run }: DataProgress): Promise<void> {
  await sql.query(
    `update carenode.data_progress set finished_at = now() where module = $1 and id = $2 and run = $3`,
    [step.module, step.id, run],
  );
}

/** Counts once more under a reason; a step with very many reasons gets one for the rest. */
export function countLeft(left: Record<string, number>, reason: string, count: number): void {
  if (count === 0) return;
  const known = Object.hasOwn(left, reason) || Object.keys(left).length < 30;
  const name = known ? reason : 'other reasons';
  left[name] = (left[name] ?? 0) + count;
}
