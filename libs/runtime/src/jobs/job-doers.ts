import { type ClassRef, JobHandler, type ModuleManifest } from '@carenode/module-kit';

import type { JobDoer } from './job-worker.js';

/** Every kind of job of the modules. Throws one sentence for a kind that two modules name, or that is no job handler. */
export function jobDoers(
  modules: readonly ModuleManifest[],
  get: (handler: ClassRef) => JobHandler,
): JobDoer[] {
  const owners = new Map<string, string>();
  return modules.flatMap((module) =>
    Object.entries(module.jobs).map(([kind, handler]) => {
      const other = owners.get(kind);
      if (other) {
        throw new Error(`Modules ${other} and ${module.name} both do jobs of kind "${kind}"; rename one.`);
      }
      if (!(handler.prototype instanceof JobHandler)) {
        throw new Error(
          `Module ${module.name}: what does jobs of kind "${kind}" does not extend JobHandler.`,
        );
      }
      owners.set(kind, module.name);
      return { kind, module: module.required ? '' : module.name, handler: () => get(handler) };
    }),
  );
}
