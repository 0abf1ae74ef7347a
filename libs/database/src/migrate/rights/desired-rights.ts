import type { ModuleManifest } from '@carenode/module-kit';

import type { LedgerRow } from '../ledger.js';
import { pendingOf, type Step } from '../steps.js';
import { noRights, rightsOf, type TableRights } from './rights.js';

/** The rights of every loaded table, as they are when no step is pending. */
export function declaredRights(modules: readonly ModuleManifest[]): TableRights[] {
  return modules.flatMap((module) => module.tables.map((table) => rightsOf(module, table)));
}

/**
 * The declared rights of modules whose steps are all applied; none at all for the others. Required modules stand and fall
 * together, as the policies of all others do with them.
 */
export function desiredRights(
  modules: readonly ModuleManifest[],
  steps: readonly Step[],
  ledger: readonly LedgerRow[],
): TableRights[] {
  const unfinished = new Set(pendingOf(steps, ledger).map((step) => step.module));
  const whole = modules.every((module) => !module.required || !unfinished.has(module.name));
  return modules.flatMap((module) =>
    module.tables.map((table) =>
      whole && !unfinished.has(module.name) ? rightsOf(module, table) : noRights(table),
    ),
  );
}
