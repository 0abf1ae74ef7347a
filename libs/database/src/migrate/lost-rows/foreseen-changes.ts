import { ensureLedger } from '../ledger.js';
import { withScratch } from '../scratch/scratch-database.js';
import { type SessionOptions, withLock } from '../session.js';
import { applyStep, takeStepBack } from '../step-runner.js';
import type { Step } from '../steps.js';
import type { Direction } from './rows-file-format.js';
import { changesSince, shapeOf, type Shape, type StepChanges } from './observed-changes.js';

/** What each step does to tables that are there before it, as seen on a database without rows. */
export interface ForeseenChanges {
  of(step: Step, direction: Direction): StepChanges;
  /** True for a table of the migrator's own, which no step makes: what is in it is no module's. */
  isBookkeeping(table: string): boolean;
  /** True for a step that may lose more than was foreseen. */
  isWatched(step: Step): boolean;
}

export const NO_CHANGES: StepChanges = { dropped: [], columns: [], rewritten: [], sequences: [] };

/**
 * Walks an empty database through `applied`, and then through `taken` or `pending`, and watches. What a step writes only
 * where there are rows is not seen here; whoever runs it on a database with rows looks again.
 */
export async function foresee(
  server: Pick<SessionOptions, 'adminUrl' | 'hostLogin'>,
  walk: { readonly up: readonly Step[]; readonly down?: readonly Step[] },
): Promise<ForeseenChanges> {
  const seen = new Map<string, StepChanges>();
  const made = new Set<string>();
  await withScratch(server, (scratch) =>
    withLock(scratch, async (session) => {
      await session.transaction((sql) => ensureLedger(sql));
      const own = new Set(tableNames(await session.transaction(shapeOf)));
      const steps = [
        ...walk.up.map((step) => ({ step, direction: 'up' as const, run: applyStep })),
        ...(walk.down ?? []).map((step) => ({ step, direction: 'down' as const, run: takeStepBack })),
      ];
      for (const { step, direction, run } of steps) {
        let before: Shape = { tables: [], sequences: [] };
        await run(session, step, {
          before: async (sql) => {
            before = await shapeOf(sql);
            for (const table of tableNames(before)) if (!own.has(table)) made.add(table);
          },
          after: async (sql) => {
            const changes = await changesSince(sql, before);
            const rewritten = changes.rewritten.filter((table) => !own.has(table));
            seen.set(`${direction} ${step.key}`, { ...changes, rewritten });
          },
        });
      }
    }),
  );
  return {
    of: (step, direction) => seen.get(`${direction} ${step.key}`) ?? NO_CHANGES,
    isBookkeeping: (table) => table.startsWith('carenode.') && !made.has(table),
    isWatched: () => true,
  };
}

function tableNames(shape: Shape): string[] {
  return shape.tables.map(({ name }) => name);
}
