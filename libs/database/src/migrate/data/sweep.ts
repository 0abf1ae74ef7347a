import type { DataMigration, DataRow, SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import type { DataStep } from '../steps.js';
import { type Incoming, incomingOf } from './column-text.js';
import { DataStepError, discreetly } from './data-error.js';
import {
  changeStatement,
  EXACT_TEXTS,
  rowsStatement,
  windowStatement,
  wouldChangeStatement,
} from './data-statements.js';
import { countLeft, type DataProgress, noteProgress } from './progress.js';
import type { Reporter } from './reporter.js';
import type { TableShape } from './table-shape.js';
import type { Throttle } from './throttle.js';

/** A batch gives up a locked row sooner than other steps do a table: it holds the rows before it meanwhile. */
export const ROW_LOCK = `set local lock_timeout = '150ms'`;

export type RowWork = Pick<DataMigration, 'where' | 'change'>;

interface Window {
  readonly upto: string | null;
  readonly keys: number;
}

/** What one batch found and did. */
export interface Batch extends Window {
  readonly seen: number;
  readonly changed: number;
  readonly left: ReadonlyMap<string, number>;
}

/** The work of a step in one direction; null when there is none. */
export function workOf(step: DataStep, direction: 'up' | 'down'): RowWork | null {
  const { migration } = step;
  const work = direction === 'up' ? migration : migration.back;
  return work && work.where !== 'false' ? work : null;
}

/** Takes the rows of the table from where `progress` is to the end, batch by batch, each in one transaction with its progress. */
export async function sweep(
  session: MigratorSession,
  step: DataStep,
  shape: TableShape,
  work: RowWork,
  progress: DataProgress,
  { throttle, reporter }: { readonly throttle: Throttle; readonly reporter: Reporter },
): Promise<void> {
  for (;;) {
    await throttle.whenFree();
    const began = performance.now();
    const size = throttle.window;
    let took = size;
    let attempts = 0;
    let next = progress;
    try {
      const batch = await session.patiently(step.key, async (sql) => {
        if (attempts++ > 0) throttle.shrink();
        took = throttle.window;
        await sql.query(ROW_LOCK);
        const done = await runBatch(sql, step, shape, work, progress, took);
        next = added(progress, done);
        await noteProgress(sql, step, next);
        return done;
      });
      if (batch.keys === 0) return;
      Object.assign(progress, next);
      reporter.tell();
      // Rows that come in behind the last one, faster than batches are, would keep this from ending.
      if (batch.keys < took) return;
    } catch (error) {
      // The same rows again, fewer of them: what comes before the one that fails is done, and it is the first of the next run.
      if (!(error instanceof DataStepError) || took === 1) throw error;
      throttle.window = took;
      throttle.shrink();
      continue;
    }
    await throttle.took(performance.now() - began);
  }
}

function added(progress: DataProgress, batch: Batch): DataProgress {
  const left = { ...progress.left };
  for (const [reason, count] of batch.left) countLeft(left, reason, count);
  return {
    ...progress,
    lastKey: batch.upto ?? progress.lastKey,
    passed: progress.passed + batch.keys,
    seen: progress.seen + batch.seen,
    changed: progress.changed + batch.changed,
    left,
  };
}

async function runBatch(
  sql: SqlRunner,
  step: DataStep,
  shape: TableShape,
  work: RowWork,
  { lastKey, run, direction }: DataProgress,
  size: number,
): Promise<Batch> {
  const asked = await askBatch(sql, shape, work, lastKey, size, true);
  const { incoming, made, ...batch } = asked;
  if (incoming.keys.length === 0) return { ...batch, changed: made };
  await sql.query(`select set_config('carenode.data_step', $1, true)`, [shape.name]);
  const [row] = (await discreetly(`writing ${shape.name}`, () =>
    sql.query(changeStatement(shape, lastKey === null, step.told), [
      lastKey,
      batch.upto,
      step.module,
      step.id,
      run,
      direction,
      incoming.keys,
      ...incoming.parameters,
    ]),
  )) as { changed: number }[];
  await sql.query(`select set_config('carenode.data_step', '', true)`);
  return { ...batch, changed: made + (row?.changed ?? 0) };
}

/** The same without changing anything: what a batch would do. The transaction is to be rolled back. */
export async function tryBatch(
  sql: SqlRunner,
  shape: TableShape,
  work: RowWork,
  lastKey: string | null,
  size: number,
): Promise<Batch> {
  const { incoming, made, ...batch } = await askBatch(sql, shape, work, lastKey, size, false);
  if (incoming.keys.length === 0) return { ...batch, changed: made };
  const [row] = (await discreetly(`values for ${shape.name}`, () =>
    sql.query(wouldChangeStatement(shape, lastKey === null), [
      lastKey,
      batch.upto,
      incoming.keys,
      ...incoming.parameters,
    ]),
  )) as { changed: number }[];
  return { ...batch, changed: made + (row?.changed ?? 0) };
}

async function askBatch(
  sql: SqlRunner,
  shape: TableShape,
  work: RowWork,
  lastKey: string | null,
  size: number,
  lock: boolean,
): Promise<Omit<Batch, 'changed'> & { readonly incoming: Incoming; readonly made: number }> {
  const first = lastKey === null;
  await sql.query(EXACT_TEXTS);
  const [window] = (await sql.query(windowStatement(shape, first), [lastKey, size])) as Window[];
  const nothing = { keys: [], parameters: [] };
  if (!window || window.keys === 0) {
    return { upto: null, keys: 0, seen: 0, made: 0, left: new Map(), incoming: nothing };
  }
  const rows = (await discreetly(`reading ${shape.name}`, () =>
    sql.query(rowsStatement(shape, work.where, first, lock), [lastKey, window.upto]),
  )) as DataRow[];
  if (rows.length === 0) return { ...window, seen: 0, made: 0, left: new Map(), incoming: nothing };
  const keys = rows.map((row) => String(row[KEY]));
  const plain = rows.map(({ [KEY]: _, ...row }) => row);
  const changes = await discreetly(`change() on ${rows.length} rows of ${shape.name}`, () =>
    work.change(plain, sql),
  );
  return { ...window, seen: rows.length, ...incomingOf(shape, keys, changes) };
}

const KEY = 'key of the row';
