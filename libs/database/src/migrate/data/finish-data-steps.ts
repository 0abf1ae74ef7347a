import { type LedgerRow, readUnfinished } from '../ledger.js';
import type { MigratorSession } from '../session.js';
import type { Step } from '../steps.js';
import { runDataStep } from './run-data-step.js';

/** Runs those steps again that are applied and were cut off half-way while they were taken back. */
export async function finishTakenBackHalfway(
  session: MigratorSession,
  steps: readonly Step[],
  ledger: readonly LedgerRow[],
): Promise<void> {
  for (const { module, id } of await session.transaction(readUnfinished)) {
    const step = steps.find((candidate) => candidate.module === module && candidate.id === id);
    const applied = ledger.some((row) => row.module === module && row.id === id);
    if (step?.kind !== 'data' || !applied) continue;
    await runDataStep(session, step);
    await session.transaction((sql) =>
      sql.query('delete from carenode.unfinished_steps where module = $1 and id = $2', [module, id]),
    );
  }
}
