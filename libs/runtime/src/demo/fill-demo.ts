import type { Demo, DemoPerson, ModuleManifest } from '@carenode/module-kit';

import type { Host } from '../host/create-host.js';

/**
 * Lets each module fill its part of a demo instance, in dependency order. Running it again adds nothing: every step is
 * idempotent, so a fill that was cut off is finished by the next one. Answers with the people of the demo.
 */
export async function fillDemo(
  host: Pick<Host, 'get'>,
  modules: readonly ModuleManifest[],
  options: { readonly password: string; readonly log: (line: string) => void },
): Promise<readonly DemoPerson[]> {
  const demo: Demo = {
    service: (token) => host.get(token),
    people: [],
    password: options.password,
    log: options.log,
  };
  for (const module of modules) {
    try {
      await module.demo?.(demo);
    } catch (error) {
      throw new Error(`The demo part of module ${module.name} failed: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  return demo.people;
}

/** The first person of each user type: those a newcomer signs in as. */
export function onePerUserType(people: readonly DemoPerson[]): DemoPerson[] {
  const first = new Map<string, DemoPerson>();
  for (const person of people) if (!first.has(person.userType)) first.set(person.userType, person);
  return [...first.values()];
}
