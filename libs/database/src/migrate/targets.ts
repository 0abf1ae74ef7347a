import type { ModuleManifest } from '@carenode/module-kit';

import type { LedgerRow } from './ledger.js';
import type { DownOptions, UpOptions } from './migrator-options.js';
import { PLATFORM } from './platform/index.js';
import { pendingOf, type Step } from './steps.js';

/** The pending steps that `up` with these options applies, in order. Throws for a module or step that is not there. */
export function upTargets(
  modules: readonly ModuleManifest[],
  steps: readonly Step[],
  ledger: readonly LedgerRow[],
  { module, to }: Pick<UpOptions, 'module' | 'to'>,
): Step[] {
  refuseUnknown(steps, module, to);
  const pending = pendingOf(steps, ledger);
  if (!module) return pending;
  const last = to ? steps.findIndex((step) => step.module === module && step.id === to) : Infinity;
  if (last < 0) throw new Error(`${module} has no step ${to}.`);
  return pending.filter((step) =>
    step.module === module
      ? steps.indexOf(step) <= last
      : step.module === PLATFORM || standsOn(modules, module, step.module),
  );
}

/** The ledger rows that `down` with these options takes back, newest first. Throws when something is in the way. */
export function downTargets(
  modules: readonly ModuleManifest[],
  steps: readonly Step[],
  ledger: readonly LedgerRow[],
  { module, to }: DownOptions,
): LedgerRow[] {
  refuseUnknown(steps, module, to);
  const floor = to ? ledger.find((row) => row.module === module && row.id === to)?.seq : 0;
  if (floor === undefined) throw new Error(`${module}/${to} is not applied.`);
  const targets = ledger.filter((row) => (!module || row.module === module) && row.seq > floor).reverse();
  const oldest = targets[targets.length - 1]?.seq ?? Infinity;
  const inTheWay = module
    ? ledger
        .filter((row) => row.module !== module && row.seq > oldest && dependsOn(modules, row.module, module))
        .map((row) => row.module)
    : [];
  if (inTheWay.length > 0) {
    throw new Error(`${module} is required by ${[...new Set(inTheWay)].join(', ')}; take those down first.`);
  }
  return targets;
}

function refuseUnknown(steps: readonly Step[], module: string | undefined, to: string | undefined): void {
  if (module && !steps.some((step) => step.module === module))
    throw new Error(`There is no module "${module}" loaded.`);
  if (to && !module) throw new Error('Name the module whose step --to is.');
}

/** Required modules come in one order, in which later ones may use what earlier ones made. */
function standsOn(modules: readonly ModuleManifest[], name: string, needed: string): boolean {
  const [own, base] = [name, needed].map((wanted) => modules.findIndex((module) => module.name === wanted));
  const bothRequired = modules[own ?? -1]?.required === true && modules[base ?? -1]?.required === true;
  return dependsOn(modules, name, needed) || (bothRequired && (base ?? 0) < (own ?? 0));
}

function dependsOn(modules: readonly ModuleManifest[], name: string, needed: string): boolean {
  const module = modules.find((candidate) => candidate.name === name);
  const base = modules.find((candidate) => candidate.name === needed);
  if (!module) return false;
  if (base?.required && !module.required) return true;
  return module.requires.some((required) => required === needed || dependsOn(modules, required, needed));
}
