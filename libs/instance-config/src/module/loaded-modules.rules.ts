import type { ModuleManifest } from '@carenode/module-kit';

/**
 * Module name → the optional modules it requires, sorted. Required modules are always on and need no mention.
 */
export function requirementsOf(manifests: readonly ModuleManifest[]): ReadonlyMap<string, readonly string[]> {
  const always = new Set(manifests.filter((manifest) => manifest.required).map((manifest) => manifest.name));
  return new Map(
    manifests
      .filter((manifest) => !manifest.required)
      .map((manifest) => [manifest.name, manifest.requires.filter((name) => !always.has(name)).sort()]),
  );
}
