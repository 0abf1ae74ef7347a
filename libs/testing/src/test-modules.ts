import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';
import { REQUIRED } from '@carenode/runtime';

type Load = () => Promise<{ readonly default: ModuleManifest }>;

/** Modules that exist for tests only: with a table and settings, and two that stand on it. */
const FIXTURES: Readonly<Record<string, Load>> = {
  echo: () => import('./fixtures/echo-module.js'),
  crates: () => import('./fixtures/crates-module.js'),
  chores: () => import('./fixtures/chores-module.js'),
  'echo-archive': () => import('./fixtures/echo-archive-module.js'),
  'echo-digest': () => import('./fixtures/echo-digest-module.js'),
};

/** The named modules, what they require, and the required ones, in dependency order. */
export async function testModules(names: readonly string[]): Promise<ModuleManifest[]> {
  const loaded = new Map<string, ModuleManifest>();
  const load = async (name: string): Promise<void> => {
    if (loaded.has(name)) return;
    const entry = FIXTURES[name] ?? (() => import(`@carenode/${name}`) as ReturnType<Load>);
    const { default: manifest } = await entry();
    loaded.set(name, manifest);
    for (const required of manifest.requires) await load(required);
  };
  for (const name of [...REQUIRED, ...names]) await load(name);
  return inDependencyOrder([...loaded.values()]);
}
