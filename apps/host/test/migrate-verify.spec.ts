import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import { compileReport, verifyMigrations } from '@carenode/database/migrate';
import { loadModules } from '@carenode/runtime';
import { emptyDatabase, testServerUrl } from '@carenode/testing';
import { describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';

describe('the migrations of all modules', () => {
  it('are all applied to an empty database, after which everything compiles', async () => {
    const database = await emptyDatabase();
    const client = await database.admin.connect();
    const sql = {
      query: async (text: string, parameters?: unknown[]) => (await client.query(text, parameters)).rows,
    };
    try {
      const modules = await loadModules(catalog, null);
      const migrator = new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules });
      const applied = await migrator.up();
      expect(applied.filter((step) => !step.startsWith('platform/')).length).toBe(
        modules.reduce((count, module) => count + module.migrations.length, 0),
      );
      const before = await catalogLines(sql);
      expect(before.length).toBeGreaterThan(1000);

      await client.query('begin; set local role carenode_owner; set local search_path = public, pg_temp');
      const { problems, checked, notChecked } = await compileReport(sql);
      await client.query('rollback');
      expect(problems).toEqual([]);
      expect([...checked].filter((object) => object.startsWith('function')).length).toBeGreaterThan(80);
      expect(notChecked.reduce((sum, { statements }) => sum + statements, 0)).toBeLessThan(30);
      expect(catalogDifference(before, await catalogLines(sql))).toEqual([]);

      await client.query('alter table measurements alter column notes set default $$$$');
      expect(catalogDifference(before, await catalogLines(sql))).toHaveLength(2);
    } finally {
      client.release();
      await database.drop();
    }
  }, 60_000);

  it('have a way back: up, down and up again is the same, step by step and module by module', async () => {
    const log: string[] = [];
    const { problems, wholes, steps } = await verifyMigrations({
      server: {
        adminUrl: testServerUrl(),
        hostLogin: { name: 'carenode_test_host', password: 'only-on-loopback-while-tests-run' },
      },
      modules: await loadModules(catalog, null),
      log: (line) => log.push(line),
    });
    expect(problems).toEqual([]);
    expect(wholes).toContain('all modules');
    expect(log.length).toBe(steps + wholes.length);
  }, 900_000);
});
