import type { SqlRunner } from '@carenode/module-kit';

import { runDataStep, undoDataStep } from './data/run-data-step.js';
import { noteApplied, noteBegun, noteTakenBack } from './ledger.js';
import type { MigratorSession } from './session.js';
import type { SchemaStep, Step } from './steps.js';

/** More work for the transaction of a schema step, so that it happens together with the step or not at all. */
export interface Beside {
  readonly before?: (sql: SqlRunner) => Promise<void>;
  readonly after?: (sql: SqlRunner) => Promise<void>;
}

/** Applies a step together with its ledger row. Throws one error that names the step; of a transaction, no trace is left then. */
export async function applyStep(session: MigratorSession, step: Step, beside: Beside = {}): Promise<void> {
  const started = performance.now();
  await named(step, async () => {
    if (step.kind === 'data') {
      await session.transaction((sql) => noteBegun(sql, step, 'up'));
      await runDataStep(session, step);
      await session.transaction((sql) => noteApplied(sql, step, performance.now() - started));
    } else if (isOneTransaction(step)) {
      await session.patiently(step.key, async (sql) => {
        await beside.before?.(sql);
        await step.migration.up(sql);
        await beside.after?.(sql);
        await noteApplied(sql, step, performance.now() - started);
      });
    } else {
      await session.transaction(async (sql) => {
        await beside.before?.(sql);
        await noteBegun(sql, step, 'up');
      });
      await session.outsideTransaction((sql) => step.migration.up(sql));
      await session.transaction(async (sql) => {
        await beside.after?.(sql);
        await noteApplied(sql, step, performance.now() - started);
      });
    }
  });
}

/** Takes a step back together with its ledger row. */
export async function takeStepBack(session: MigratorSession, step: Step, beside: Beside = {}): Promise<void> {
  await named(step, async () => {
    if (step.kind === 'data') {
      await session.transaction((sql) => noteBegun(sql, step, 'down'));
      await undoDataStep(session, step);
      await session.transaction((sql) => noteTakenBack(sql, step));
    } else if (isOneTransaction(step)) {
      await session.patiently(step.key, async (sql) => {
        await beside.before?.(sql);
        await noteTakenBack(sql, step);
        await step.migration.down(sql);
        await beside.after?.(sql);
      });
    } else {
      await session.transaction(async (sql) => {
        await beside.before?.(sql);
        await noteBegun(sql, step, 'down');
      });
      await session.outsideTransaction((sql) => step.migration.down(sql));
      await session.transaction(async (sql) => {
        await beside.after?.(sql);
        await noteTakenBack(sql, step);
      });
    }
  });
}

/** True for a step that is one transaction with its ledger row; false for one that must run outside. */
export function isOneTransaction(step: SchemaStep): boolean {
  return step.migration.transaction !== false;
}

async function named(step: Step, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const trace =
      step.kind === 'schema' && isOneTransaction(step)
        ? 'left no trace'
        : 'can be run again from where it was';
    throw new Error(`${step.key} failed and ${trace}: ${(error as Error).message}`, { cause: error });
  }
}
