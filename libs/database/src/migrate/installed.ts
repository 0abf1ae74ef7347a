import { type ModuleManifest, systemContext } from '@carenode/module-kit';

import type { Database } from '../door/database.js';

/**
 * Which steps each module still lacks, by module name; an empty list means the module is installed. Read through the
 * host's own door, so that a running host can answer it.
 */
export async function pendingSteps(
  db: Database,
  modules: readonly ModuleManifest[],
): Promise<Map<string, string[]>> {
  const rows = await db
    .as(systemContext('see which modules are installed'))
    .query<{ module: string; id: string }>('select module, id from carenode.migrations');
  const applied = new Set(rows.map((row) => `${row.module}/${row.id}`));
  return new Map(
    modules.map(({ name, migrations }) => [
      name,
      migrations.map((Step) => new Step().id).filter((id) => !applied.has(`${name}/${id}`)),
    ]),
  );
}
