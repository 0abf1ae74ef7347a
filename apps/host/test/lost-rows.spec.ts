import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import type { ModuleManifest } from '@carenode/module-kit';
import { AesSealer, createHost, fillDemo, loadModules } from '@carenode/runtime';
import {
  migratedDatabase,
  newRowsFile,
  openTestDatabase,
  temporaryFiles,
  type TestDatabase,
} from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';
import { fillShop } from './lost-rows/shop-rows.js';

/** The migrator's own tables tell when steps were taken, and what it made of the rights. */
const BOOKKEEPING =
  /^carenode\.(migrations|unfinished_steps|dropped_rows|declared_rights|rights_memo|data_\w+|former_definitions|adoption\w*|adopted\w*)$/;

describe('all modules, filled with the demo', () => {
  let database: TestDatabase;
  let modules: readonly ModuleManifest[];
  let migrator: Migrator;
  const lines = () =>
    catalogLines({ query: async (text) => (await database.admin.query<{ line: string }>(text)).rows });

  /** `table: rows, hash of all columns of all rows in any order`, and where each sequence stands. */
  const contents = async (): Promise<string[]> => {
    const { rows: tables } = await database.admin.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'carenode') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables.filter((table) => !BOOKKEEPING.test(table.name))) {
      const { rows } = await database.admin.query<{ line: string }>(
        `select format('%s: %s rows, %s', $1::text, count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0)
                   || '/' || coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0)) as line
           from (select md5((t.*)::text) as h from ${name} t) hashes`,
        [name],
      );
      found.push(...rows.map(({ line }) => line));
    }
    const { rows: sequences } = await database.admin.query<{ line: string }>(
      `select format('%s.%s: %s', schemaname, sequencename, last_value) as line from pg_sequences
        where schemaname || '.' || sequencename !~ 'migrations' order by 1`,
    );
    return [...found, ...sequences.map(({ line }) => line)];
  };

  beforeAll(async () => {
    modules = await loadModules(catalog, null);
    database = await migratedDatabase(modules);
    for (const { name, required } of modules) {
      if (required) continue;
      await database.admin.query(
        `insert into instance_module_activations (module_name, is_active) values ($1, true)
         on conflict (module_name) do update set is_active = true`,
        [name],
      );
    }
    const db = await openTestDatabase(database, modules);
    const host = await createHost({
      modules,
      db,
      sealer: new AesSealer([randomBytes(32).toString('base64')]),
      files: temporaryFiles(),
      publicUrl: null,
    });
    await fillDemo(host, modules, { password: 'seven green lorries', log: () => undefined });
    await host.close();
    await db.close();
    await fillShop(database.admin);
    migrator = new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules });
  }, 180_000);

  afterAll(() => database.drop());

  it('come back from down to nothing with every row of every table as it was, and the same catalog', async () => {
    const before = { contents: await contents(), catalog: await lines() };
    const filled = before.contents.filter((line) => !line.includes(': 0 rows'));
    expect(filled.length).toBeGreaterThan(20);
    for (const table of [
      'profiles',
      'measurements',
      'audit_events',
      'audit_changes',
      'patient_consents',
      'variables',
      'lots',
      'stock_movements',
      'lot_holds',
      'prescriptions',
      'orders',
      'lot_allocations',
      'payments',
    ])
      expect(filled.some((line) => line.startsWith(`public.${table}: `))).toBe(true);
    await expect(migrator.down()).rejects.toThrow(/This loses .*profiles \(\d+ rows\)/);
    expect(await contents()).toEqual(before.contents);

    const file = newRowsFile();
    const reverted = await migrator.down({ dropData: file });
    const left = await database.admin.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace`,
    );
    expect(left.rows).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const applied = await migrator.up({ restore: [file] });
    expect(applied).toHaveLength(reverted.length);
    expect(await contents()).toEqual(before.contents);
    expect(catalogDifference(before.catalog, await lines())).toEqual([]);
    expect((await migrator.status()).drift).toEqual([]);
    expect(gunzipSync(readFileSync(file)).toString()).not.toContain(database.hostLogin.password);
  }, 180_000);

  it('come back from single steps down, with each step up as it was before its way down', async () => {
    const states: { contents: string[]; catalog: string[] }[] = [];
    const files: string[] = [];
    const backwards = async (module: string, to?: string) => {
      states.push({ contents: await contents(), catalog: await lines() });
      const file = newRowsFile();
      const reverted = await migrator.down({ module, to, dropData: file });
      if (existsSync(file)) files.push(file);
      return reverted;
    };
    await backwards('ecommerce');
    await backwards('patient-data');
    const own = (await migrator.status()).steps
      .filter(({ module }) => module === 'records')
      .map(({ id }) => id);
    // A data step, columns, seeds and tables are taken back alone; what lies between in one go.
    const stops = own.filter((id) => /^00(01|02|03|04|08|12|13)-/.test(id));
    for (const to of [...stops].reverse()) await backwards('records', to);
    expect(await backwards('records')).toEqual([`records/${own[0]}`]);

    for (const to of stops) {
      await migrator.up({ module: 'records', to, restore: files });
      const state = states.pop();
      expect(await contents()).toEqual(state?.contents);
      expect(catalogDifference(state?.catalog ?? [], await lines())).toEqual([]);
    }
    await migrator.up({ module: 'records', restore: files });
    const whole = states.pop();
    expect(await contents()).toEqual(whole?.contents);
    expect(catalogDifference(whole?.catalog ?? [], await lines())).toEqual([]);
    await migrator.up({ module: 'patient-data', restore: files });
    const logged = states.pop();
    expect(await contents()).toEqual(logged?.contents);
    expect(catalogDifference(logged?.catalog ?? [], await lines())).toEqual([]);
    await migrator.up({ restore: files });
    const state = states.pop();
    expect(await contents()).toEqual(state?.contents);
    expect(catalogDifference(state?.catalog ?? [], await lines())).toEqual([]);
  }, 300_000);
});
