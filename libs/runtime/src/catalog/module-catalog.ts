import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';

/** Module name → how to load its manifest. What is not asked for is never imported. */
export type ModuleCatalog = Readonly<Record<string, () => Promise<{ readonly default: ModuleManifest }>>>;

/**
 * Loads the named modules (all of the catalog when none are named) and everything required, in dependency order. A name
 * outside the catalog is imported as a package, so that a module may live in another repository. Throws one sentence that
 * names the module and the remedy.
 */
export async function loadModules(
  catalog: ModuleCatalog,
  names: readonly string[] | null,
  namedBy = 'CARENODE_MODULES names',
): Promise<ModuleManifest[]> {
  const wanted = names ?? Object.keys(catalog);
  const loaded = new Map<string, ModuleManifest>();
  const load = async (name: string, neededBy: string): Promise<void> => {
    if (loaded.has(name)) return;
    const manifest = await importManifest(catalog, name, neededBy);
    loaded.set(name, manifest);
    for (const required of manifest.requires) await load(required, `Module ${manifest.name} requires`);
  };
  for (const name of wanted) await load(name, namedBy);
  const manifests = [...loaded.values()];
  for (const [name, entry] of Object.entries(catalog)) {
    if (loaded.has(name)) continue;
    // Required modules come along whatever CARENODE_MODULES says; optional ones are not even imported.
    if (REQUIRED.has(name)) manifests.push((await entry()).default);
  }
  return inDependencyOrder([...new Map(manifests.map((manifest) => [manifest.name, manifest])).values()]);
}

/** Without these an instance cannot sign anybody in, hold a record, or switch a module. */
export const REQUIRED: ReadonlySet<string> = new Set(['identity', 'records', 'instance-config']);

async function importManifest(
  catalog: ModuleCatalog,
  name: string,
  neededBy: string,
): Promise<ModuleManifest> {
  const entry = catalog[name] ?? (() => import(name) as Promise<{ default: ModuleManifest }>);
  try {
    const { default: manifest } = await entry();
    if (typeof manifest?.name !== 'string') throw new Error(`it has no manifest as its default export`);
    return manifest;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const missing = code === 'ERR_MODULE_NOT_FOUND' && message.startsWith(`Cannot find package '${name}'`);
    throw new Error(
      `${neededBy} "${name}", which cannot be loaded (${missing ? 'there is no such package' : message}); ` +
        `the catalog has ${Object.keys(catalog).join(', ')}.`,
      { cause: error },
    );
  }
}
