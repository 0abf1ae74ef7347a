import type { MigratorSession } from '../session.js';
import type { DataStep } from '../steps.js';
import { beginRun, type DataProgress, type Direction, noteFinished } from './progress.js';
import { Reporter } from './reporter.js';
import { restore } from './restore.js';
import { sweep, workOf } from './sweep.js';
import { estimateOf, shapeOf } from './table-shape.js';
import { Throttle } from './throttle.js';

/**
 * Runs a step over the rows of its table, or goes on with the run that was cut off. On a step that is applied: over the rows
 * that came in since. Throws one sentence without anything that stands in a row; what was done until then is done.
 */
export function runDataStep(session: MigratorSession, step: DataStep): Promise<DataProgress> {
  return run(session, step, 'up');
}

/**
 * Gives the rows that a step changed their former values back, those that nobody has changed since; then what the step says
 * of its own for the way back.
 */
export function undoDataStep(session: MigratorSession, step: DataStep): Promise<DataProgress> {
  return run(session, step, 'down');
}

async function run(session: MigratorSession, step: DataStep, direction: Direction): Promise<DataProgress> {
  const { shape, progress } = await session.patiently(step.key, async (sql) => {
    const found = await shapeOf(sql, step);
    const begun = await beginRun(sql, step, direction, await estimateOf(sql, found));
    return { shape: found, progress: begun };
  });
  const what = direction === 'up' ? step.key : `undo of ${step.key}`;
  const reporter = new Reporter(session, what, progress);
  const beside = { throttle: new Throttle(session, what), reporter };
  try {
    await restore(session, step, shape, direction === 'up' ? 'down' : 'up', progress, beside);
    const work = workOf(step, direction);
    if (work) await sweep(session, step, shape, work, progress, beside);
    await session.transaction((sql) => noteFinished(sql, step, progress));
  } finally {
    reporter.end();
  }
  return progress;
}
