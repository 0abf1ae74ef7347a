import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { catalogDifference, catalogLines, Migrator } from '@carenode/database';
import type { ModuleManifest } from '@carenode/module-kit';
import {
  emptyDatabase,
  migratedDatabase,
  newRowsFile,
  startMigratorProcess,
  type TestDatabase,
  testModules,
} from '@carenode/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';

/** What steps make, without the rights that are set when they are done: tables, columns, keys, indexes, functions, triggers. */
const SHAPE = `
  select format('column %s.%s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod)) as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relkind in ('r', 'p', 'v') and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'carenode'))
  union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid))
    from pg_constraint where connamespace in (select oid from pg_namespace where nspname in ('public', 'carenode'))
  union all select format('index %s %s', pg_get_indexdef(indexrelid), indisvalid)
    from pg_index join pg_class c on c.oid = indexrelid
   where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'carenode'))
  union all select format('function %s %s', oid::regprocedure, md5(prosrc)) from pg_proc
   where pronamespace in (select oid from pg_namespace where nspname in ('public', 'carenode'))
  union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger
   where not tgisinternal and tgname not like 'audit\\_%'`;

/** The migrator's notebooks are made when it needs them, and stay. */
const BOOKKEEPING = /carenode\.(declared_rights|rights_memo)/;

const KILLS = 50;

function linesOf(rows: unknown): string[] {
  return (rows as { line: string }[])
    .map(({ line }) => line)
    .filter((line) => !BOOKKEEPING.test(line))
    .sort();
}

/** A line of a difference without its sign and, for an index, without whether it is valid. */
function objectOf(line: string): string {
  return line.slice(2).replace(/^(index .*) [tf]$/, '$1');
}

describe.each([
  { name: 'steps of every kind', extra: ['crates'], kills: 30 },
  { name: 'the required modules', extra: [], kills: KILLS - 30 },
])('$name, cut off by SIGKILL', ({ extra, kills }) => {
  let modules: ModuleManifest[];
  let keys: string[];
  /** By the number of applied steps: what their database looks like. */
  const shapes: string[][] = [];
  let catalog: string[];
  const took = { up: 0, down: 0 };

  const migratorOf = ({ adminUrl, hostLogin }: TestDatabase) =>
    new Migrator({ adminUrl, hostLogin, modules });
  const catalogOf = ({ admin }: TestDatabase) =>
    catalogLines({ query: async (text) => (await admin.query<{ line: string }>(text)).rows });
  const shapeOf = async ({ admin }: TestDatabase) => linesOf((await admin.query(SHAPE)).rows);
  const orderOf = ({ adminUrl, hostLogin }: TestDatabase) => ({ adminUrl, hostLogin, modules: extra });

  const ledgerOf = async ({ admin }: TestDatabase): Promise<{ applied: string[]; unfinished: string[] }> => {
    const { rows } = await admin.query<{ there: boolean }>(
      `select to_regclass('carenode.migrations') is not null as there`,
    );
    if (!rows[0]?.there) return { applied: [], unfinished: [] };
    const keysIn = async (table: string) =>
      (
        await admin.query<{ key: string }>(
          `select module || '/' || id as key from carenode.${table} order by 1`,
        )
      ).rows.map(({ key }) => key);
    return { applied: await keysIn('migrations'), unfinished: await keysIn('unfinished_steps') };
  };

  /** What the killed process had begun in PostgreSQL ends by itself; then nobody holds the migrator's lock. */
  const lockIsGone = async ({ admin, name }: TestDatabase) => {
    for (let waited = 0; waited < 10_000; waited += 20) {
      const { rows } = await admin.query<{ held: number }>(
        `select count(*)::int as held from pg_locks l join pg_database d on d.oid = l.database
          where l.locktype = 'advisory' and d.datname = $1`,
        [name],
      );
      if (rows[0]?.held === 0) return;
      await wait(20);
    }
    throw new Error('The lock of a killed migrator is still held after 10 s.');
  };

  /**
   * Waits for the moment of a kill: at random by time, and every second time by steps, since most of the time may pass
   * before the first of them.
   */
  const killTime = async (kill: number, took: number, database: TestDatabase, over: Promise<unknown>) => {
    if (kill % 2 === 0) return wait(Math.random() * took * 1.1);
    const applied = async () => (await ledgerOf(database)).applied.length;
    const first = await applied();
    const steps = Math.floor(Math.random() * keys.length);
    let [reached, ended] = [false, false];
    void over.then(() => (ended = true));
    while (!reached && !ended) {
      // The ledger itself may go at this moment.
      reached = Math.abs((await applied().catch(() => 0)) - first) >= steps;
      await wait(1);
    }
    return wait(Math.random() * 20);
  };

  /** What a step outside a transaction may have made or taken away in part: what the step before or after is about. */
  const ownObjects = (applied: number) =>
    [applied, applied + 1].flatMap((step) =>
      catalogDifference(shapes[step - 1] ?? [], shapes[step] ?? []).map(objectOf),
    );

  /** The applied steps are the first of all, and the database is as it was after just these. */
  const agree = async (database: TestDatabase) => {
    const { applied, unfinished } = await ledgerOf(database);
    expect(applied).toEqual(keys.slice(0, applied.length).sort());
    expect(unfinished.length).toBeLessThanOrEqual(1);
    const shape = await shapeOf(database);
    const own = unfinished.length > 0 ? ownObjects(applied.length) : [];
    // Before the ledger there is nothing at all.
    const wanted = shape.length === 0 ? [] : (shapes[applied.length] ?? []);
    const differences = catalogDifference(wanted, shape).filter((line) => !own.includes(objectOf(line)));
    expect({ applied: applied.length, unfinished, differences }).toEqual({
      applied: applied.length,
      unfinished,
      differences: [],
    });
    return applied.length;
  };

  /**
   * Every row. A step that changes rows in batches writes them anew on both ways, and the trail tells so: of such rows not
   * the version, and not the trail.
   */
  const contentsOf = async ({ admin }: TestDatabase): Promise<string[]> => {
    const { rows } = await admin.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'public'::regnamespace
          and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      if (extra.length > 0 && name.startsWith('audit_')) continue;
      const row = extra.includes(name) ? `(to_jsonb(t) - array['version', 'updated_at'])::text` : 't::text';
      const { rows: sums } = await admin.query<{ line: string }>(
        `select format('%s %s %s', $1::text, count(*), md5(string_agg(${row}, ',' order by ${row}))) as line from ${name} t`,
        [name],
      );
      found.push(...sums.map(({ line }) => line));
    }
    return found;
  };

  beforeAll(async () => {
    modules = await testModules(extra);
    const reference = await emptyDatabase();
    try {
      let started = performance.now();
      const after = new Map<string, string[]>();
      keys = await migratorOf(reference).up({
        beside: ({ key }) => ({ after: async (sql) => void after.set(key, linesOf(await sql.query(SHAPE))) }),
      });
      took.up = performance.now() - started;
      catalog = await catalogOf(reference);
      started = performance.now();
      await migratorOf(reference).down({ dropData: newRowsFile() });
      took.down = performance.now() - started;
      shapes.push(await shapeOf(reference));
      // A step that changes rows leaves the shape as it was.
      for (const key of keys) shapes.push(after.get(key) ?? shapes.at(-1) ?? []);
    } finally {
      await reference.drop();
    }
  }, 180_000);

  it('while going up: ledger and catalog agree, and the next run finishes', async () => {
    const stopped: number[] = [];
    for (let kill = 0; kill < kills / 2; kill++) {
      const database = await emptyDatabase();
      try {
        const migrating = startMigratorProcess({ ...orderOf(database), direction: 'up' });
        await migrating.begun;
        await killTime(kill, took.up, database, migrating.ended);
        migrating.kill();
        await migrating.ended;
        await lockIsGone(database);
        stopped.push(await agree(database));
        await migratorOf(database).up();
        expect((await ledgerOf(database)).unfinished).toEqual([]);
        expect(catalogDifference(catalog, await catalogOf(database))).toEqual([]);
      } finally {
        await database.drop();
      }
    }
    expect(new Set(stopped).size).toBeGreaterThan(3);
    console.log(`killed after these numbers of steps up: ${stopped.join(' ')}`);
  }, 400_000);

  it('while going down: also, and every row comes back from the files of both runs', async () => {
    const stopped: number[] = [];
    for (let kill = 0; kill < kills / 2; kill++) {
      const database = await migratedDatabase(modules);
      try {
        await database.admin.query(
          `insert into profiles (user_type, email) select 'patient', n || '@example.org' from generate_series(1, 200) n`,
        );
        const before = { contents: await contentsOf(database), catalog: await catalogOf(database) };
        const files = [newRowsFile(), newRowsFile()];
        const migrating = startMigratorProcess({
          ...orderOf(database),
          direction: 'down',
          dropData: files[0],
        });
        await migrating.begun;
        await killTime(kill, took.down, database, migrating.ended);
        migrating.kill();
        await migrating.ended;
        await lockIsGone(database);
        stopped.push(await agree(database));
        await migratorOf(database).down({ dropData: files[1] });
        expect(await ledgerOf(database)).toEqual({ applied: [], unfinished: [] });
        await migratorOf(database).up({ restore: files.filter((file) => existsSync(file)) });
        expect(await contentsOf(database)).toEqual(before.contents);
        expect(catalogDifference(before.catalog, await catalogOf(database))).toEqual([]);
      } finally {
        await database.drop();
      }
    }
    expect(new Set(stopped).size).toBeGreaterThan(3);
    console.log(`killed with these numbers of steps left: ${stopped.join(' ')}`);
  }, 400_000);
});
