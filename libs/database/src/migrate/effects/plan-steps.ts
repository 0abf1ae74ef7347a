import type { ModuleManifest } from '@carenode/module-kit';

import { countLosses, foreseeLosses } from '../lost-rows/row-keeper.js';
import type { LostRows } from '../lost-rows/lost-rows.js';
import type { PlannedStep } from '../migrator-options.js';
import type { MigratorSession } from '../session.js';
import { isOneTransaction } from '../step-runner.js';
import type { Step } from '../steps.js';
import { assessSteps, type Judgement } from './assess-steps.js';
import { type LiveFacts, liveFacts, MANY_ROWS, rowsToChange } from './live-facts.js';
import { unsafeRefused, unsafeSteps } from './refuse-unsafe.js';

/** These pending steps with what they do to those who use the database. Nothing is judged where nothing was applied yet. */
export async function plannedSteps(
  session: MigratorSession,
  modules: readonly ModuleManifest[],
  applied: readonly Step[],
  targets: readonly Step[],
): Promise<PlannedStep[]> {
  if (applied.length === 0) return targets.map((step) => planned(step, unjudged(step), [], null));
  if (targets.length === 0) return [];
  const live = await session.transaction(liveFacts);
  const judgements = await judge(session, modules, applied, targets, live, true);
  const losses = await lossesOn(session, applied, targets);
  const steps: PlannedStep[] = [];
  for (const [index, step] of targets.entries()) {
    const rows = step.kind === 'data' ? await session.transaction((sql) => rowsToChange(sql, step)) : null;
    const own = losses.filter((loss) => loss.step === step.key && loss.rows > 0);
    steps.push(planned(step, judgements[index] ?? unjudged(step), own, rows));
  }
  return steps;
}

/**
 * Throws, before anything is changed, when one of these pending steps is refused, or needs a window and is not accepted.
 * Quick: only where a table has so many rows that it matters are the steps tried on a scratch database.
 */
export async function refuseUnsafe(
  session: MigratorSession,
  modules: readonly ModuleManifest[],
  applied: readonly Step[],
  targets: readonly Step[],
  accept: readonly string[] = [],
): Promise<void> {
  if (applied.length === 0 || targets.length === 0) return;
  const live = await session.transaction(liveFacts);
  const large = [...live.rows.values()].some((rows) => rows > MANY_ROWS);
  const judgements = await judge(session, modules, applied, targets, live, large);
  const unsafe = unsafeSteps(judgements, accept);
  if (unsafe.length > 0) throw new Error(unsafeRefused(unsafe, accept));
}

function judge(
  { options }: MigratorSession,
  modules: readonly ModuleManifest[],
  applied: readonly Step[],
  targets: readonly Step[],
  live: LiveFacts,
  observe: boolean,
): Promise<Judgement[]> {
  const keys = new Set(applied.map(({ key }) => key));
  return assessSteps(options, modules, targets, { applied: keys, live, observe, log: options.log });
}

/** What would be lost, counted; nothing where that cannot be foreseen, as `up` looks once more. */
async function lossesOn(
  session: MigratorSession,
  applied: readonly Step[],
  targets: readonly Step[],
): Promise<LostRows[]> {
  try {
    const foreseen = await foreseeLosses(session, 'up', applied, targets);
    return await session.transaction((sql) => countLosses(sql, 'up', foreseen, targets));
  } catch (error) {
    session.options.log?.(`What the steps would lose could not be foreseen: ${(error as Error).message}`);
    return [];
  }
}

function unjudged({ key }: Step): Judgement {
  return { key, verdict: 'safe', reasons: [], tables: [], created: [], dropped: [], observed: false };
}

function planned(
  step: Step,
  judgement: Judgement,
  losses: readonly LostRows[],
  rows: number | null,
): PlannedStep {
  const { module, id, why, kind } = step;
  if (step.kind === 'schema') {
    const transaction = isOneTransaction(step);
    return { ...judgement, module, id, why, kind, transaction, sql: step.sql, losses, rows };
  }
  const { table, writes, where } = step.migration;
  const sql =
    where === 'false'
      ? ['-- no rows are changed on the way up']
      : [
          `-- in batches, each a transaction of its own: ${writes.join(', ')} of\nselect * from public.${table} where ${where}`,
        ];
  return { ...judgement, module, id, why, kind, transaction: false, sql, losses, rows };
}
