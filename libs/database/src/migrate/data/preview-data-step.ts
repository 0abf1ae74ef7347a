import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import type { DataStep } from '../steps.js';
import { countLeft } from './progress.js';
import { type Batch, tryBatch, workOf } from './sweep.js';
import { estimateOf, shapeOf } from './table-shape.js';
import { Throttle } from './throttle.js';

/** What a run would do: numbers only. */
export interface DataPreview {
  /** Roughly how many rows the table has. */
  readonly estimate: number;
  /** Rows that were passed. */
  readonly passed: number;
  /** False when it stopped at the sample. */
  readonly complete: boolean;
  readonly seen: number;
  readonly changed: number;
  readonly left: Readonly<Record<string, number>>;
}

class RolledBack<T> extends Error {
  constructor(readonly value: T) {
    super('rolled back');
  }
}

/** Asks the step about every row of the table, or about the first `sample`, in transactions that are rolled back, without locking any. */
export async function previewDataStep(
  session: MigratorSession,
  step: DataStep,
  sample = Infinity,
): Promise<DataPreview> {
  const shape = await session.transaction((sql) => shapeOf(sql, step));
  const estimate = await session.transaction((sql) => estimateOf(sql, shape));
  const throttle = new Throttle(session, `preview of ${step.key}`);
  const work = workOf(step, 'up');
  const left: Record<string, number> = {};
  const total = { passed: 0, seen: 0, changed: 0 };
  let lastKey: string | null = null;
  while (work !== null && total.passed < sample) {
    await throttle.whenFree();
    const began = performance.now();
    const size = Math.min(throttle.window, sample - total.passed);
    const from: string | null = lastKey;
    const batch: Batch = await rolledBack(session, (sql) => tryBatch(sql, shape, work, from, size));
    total.passed += batch.keys;
    total.seen += batch.seen;
    total.changed += batch.changed;
    for (const [reason, count] of batch.left) countLeft(left, reason, count);
    session.options.live?.(
      `preview of ${step.key}: ${total.passed} of about ${Math.max(estimate, total.passed)} rows`,
    );
    if (batch.keys < size) {
      session.options.live?.('');
      return { estimate, ...total, complete: true, left };
    }
    lastKey = batch.upto;
    await throttle.took(performance.now() - began);
  }
  session.options.live?.('');
  return { estimate, ...total, complete: false, left };
}

async function rolledBack<T>(session: MigratorSession, work: (sql: SqlRunner) => Promise<T>): Promise<T> {
  try {
    await session.transaction(async (sql) => {
      throw new RolledBack(await work(sql));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.value as T;
    throw error;
  }
  throw new Error('A preview is always rolled back.');
}
