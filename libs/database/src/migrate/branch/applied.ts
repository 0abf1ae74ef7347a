import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';

import { ledgerOf } from '../ledger.js';
import type { HostLogin } from '../roles.js';
import { withSession } from '../session.js';
import { stepsOf } from '../steps.js';

/** `module/id` of the steps that the database has, oldest first. */
export async function appliedIn(adminUrl: string, hostLogin: HostLogin): Promise<string[]> {
  return withSession({ adminUrl, hostLogin }, async (session) =>
    (await ledgerOf(session)).map((row) => `${row.module}/${row.id}`),
  );
}

/** `module/id` of the modules' steps that are not among these; null when these are not known. */
export async function pendingWithout(
  modules: readonly ModuleManifest[],
  applied: readonly string[] | null,
): Promise<string[] | null> {
  if (!applied) return null;
  const steps = await stepsOf(inDependencyOrder(modules));
  return steps.map(({ key }) => key).filter((key) => !applied.includes(key));
}
