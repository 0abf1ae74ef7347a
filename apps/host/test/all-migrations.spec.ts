import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import { loadModules } from '@carenode/runtime';
import { emptyDatabase, newRowsFile } from '@carenode/testing';
import { describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';

describe('the migrations of all modules', () => {
  it('take less than 5 s on an empty database; down to nothing and up again leaves the same catalog', async () => {
    const database = await emptyDatabase();
    const lines = () =>
      catalogLines({ query: async (text) => (await database.admin.query<{ line: string }>(text)).rows });
    try {
      const modules = await loadModules(catalog, null);
      const migrator = new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules });
      const started = performance.now();
      const applied = await migrator.up();
      expect(performance.now() - started).toBeLessThan(5000);
      expect(applied.filter((step) => !step.startsWith('platform/')).length).toBe(
        modules.reduce((count, module) => count + module.migrations.length, 0),
      );
      const before = await lines();
      expect(before.length).toBeGreaterThan(1000);

      await migrator.down({ dropData: newRowsFile() });
      const left = await database.admin.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace
         union all select proname from pg_proc where pronamespace in ('public'::regnamespace, 'carenode'::regnamespace)`,
      );
      expect(left.rows).toEqual([]);
      await migrator.up();
      expect(catalogDifference(before, await lines())).toEqual([]);

      await database.admin.query('alter table measurements alter column notes set default $$$$');
      expect(catalogDifference(before, await lines())).toHaveLength(2);
    } finally {
      await database.drop();
    }
  }, 60_000);
});
