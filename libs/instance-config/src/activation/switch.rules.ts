import type { Activation, Activations } from './activation.rules.js';

/** Module name → the optional modules it requires. */
export type Requirements = ReadonlyMap<string, readonly string[]>;

/**
 * Everything the module requires, however indirectly; what comes first stands on nothing that comes later.
 */
export function dependenciesOf(module: string, requirements: Requirements): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const needed of requirements.get(name) ?? []) {
      if (found.has(needed) || needed === module) continue;
      visit(needed);
      found.add(needed);
    }
  };
  visit(module);
  return [...found];
}

/** Everything that requires the module, however indirectly, by name. */
export function dependentsOf(module: string, requirements: Requirements): string[] {
  return [...requirements.keys()]
    .filter((name) => dependenciesOf(name, requirements).includes(module))
    .sort();
}

/**
 * Switched on, and not over. A window that has yet to begin counts: modules that stand on each other may be
 * scheduled for the same day, and until then none of them is active for anybody.
 */
export function isSwitchedOn(activation: Activation | undefined, now: number): boolean {
  return activation !== undefined && activation.isActive && !isOver(activation, now);
}

/** Its window has ended. */
export function isOver(activation: Pick<Activation, 'until'> | undefined, now: number): boolean {
  return activation?.until != null && activation.until <= now;
}

/**
 * What keeps a module from being switched on: required modules that are off, and among them those whose
 * window is over.
 */
export function missingFor(
  module: string,
  requirements: Requirements,
  activations: Activations,
  now: number,
): { off: string[]; over: string[] } {
  const missing = dependenciesOf(module, requirements).filter(
    (name) => !isSwitchedOn(activations.get(name), now),
  );
  return {
    off: missing,
    over: missing.filter((name) => isOver(activations.get(name), now)),
  };
}

/** The switched-on modules that would lose what they require. */
export function dependentsOn(
  module: string,
  requirements: Requirements,
  activations: Activations,
  now: number,
): string[] {
  return dependentsOf(module, requirements).filter((name) => isSwitchedOn(activations.get(name), now));
}
