import { type Database, Migrator } from '@carenode/database';
import type { ModuleManifest } from '@carenode/module-kit';
import { loadModules } from '@carenode/runtime';
import { migratedDatabase, openTestDatabase, type TestDatabase } from '@carenode/testing';

import { catalog } from '../../src/catalog.js';
import type { TableExpectation } from './expectation.js';
import { type Persona, PERSONAS } from './personas.js';
import { type Mode, PROBE_FUNCTIONS, type TableFacts } from './probes.js';
import { TABLES } from './tables/index.js';

/** A migrated database of all modules with the people and rows that the expectations are about. */
export interface AccessWorld {
  readonly modules: readonly ModuleManifest[];
  readonly database: TestDatabase;
  readonly db: Database;
  readonly facts: ReadonlyMap<string, TableFacts>;
  /** Tries statements as a persona, through the door that hosts use, and undoes each. */
  ask(persona: Persona, mode: Mode, statements: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
}

export async function openAccessWorld(): Promise<AccessWorld> {
  const modules = await loadModules(catalog, null);
  const database = await migratedDatabase(modules);
  // A copy of a database lacks the rights on the database itself; migrating sets them, as everywhere.
  await new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules }).up();
  const labels = await fill(database, modules);
  await database.admin.query(PROBE_FUNCTIONS);
  const db = await openTestDatabase(database, modules, { poolSize: 2 });
  return {
    modules,
    database,
    db,
    facts: await factsOf(database, labels),
    ask: (persona, mode, statements) =>
      db.as(persona.ctx).transaction(
        async (tx) => {
          const [row] = await tx.query<{ answers: string[] }>('select probe.run($1) as answers', [
            statements,
          ]);
          return row?.answers ?? [];
        },
        { readOnly: mode === 'plain' },
      ),
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

type Labels = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Inserts people and rows past triggers and foreign keys, so that each row is exactly what it says. */
async function fill(database: TestDatabase, modules: readonly ModuleManifest[]): Promise<Labels> {
  const client: Client = await database.admin.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const { name } of modules.filter((module) => !module.required)) {
      await client.query({
        text: 'insert into instance_module_activations (module_name, is_active) values ($1, true)',
        values: [name],
      });
    }
    const labels = new Map<string, Map<string, string>>();
    for (const [table, expected] of Object.entries(TABLES)) {
      labels.set(table, await fillTable(client, table, expected));
    }
    await client.query('commit');
    return labels;
  } finally {
    client.release();
  }
}

/** A connection of the superuser. */
export interface Client {
  query<Row extends object>(
    query: string | { name?: string; text: string; values: unknown[] },
  ): Promise<{ rows: Row[] }>;
  release(destroy?: boolean): void;
}

async function fillTable(
  client: Client,
  table: string,
  expected: TableExpectation,
): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const [label, row] of Object.entries(expected.rows)) {
    const columns = Object.keys(row).map((column) => `"${column}"`);
    try {
      const { rows } = await client.query<{ key: string }>(
        `insert into ${table} (${columns.join(', ')}) values (${Object.values(row).join(', ')})
         returning (${expected.key ?? 'id'})::text as key`,
      );
      labels.set(rows[0]?.key ?? '', label);
    } catch (error) {
      throw new Error(`${table}/${label}: ${(error as Error).message}`, { cause: error });
    }
  }
  return labels;
}

async function factsOf(database: TestDatabase, labels: Labels): Promise<Map<string, TableFacts>> {
  const { rows } = await database.admin.query<{ table: string; columns: TableFacts['columns'] }>(`
    select c.relname as "table",
           json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                                      'generated', a.attgenerated <> '', 'nullable', not a.attnotnull) order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     group by c.relname`);
  const facts = new Map<string, TableFacts>();
  for (const { table, columns } of rows) {
    const own = labels.get(table) ?? new Map<string, string>();
    const { rows: counted } = await database.admin.query<{ n: number }>(
      `select count(*)::int as n from ${table}`,
    );
    facts.set(table, { columns, labels: own, unlabelled: (counted[0]?.n ?? 0) - own.size });
  }
  return facts;
}

/** The settings that the door puts on a persona's transactions, as PostgreSQL has them. */
export async function settingsOf(
  world: AccessWorld,
  persona: Persona,
  mode: Mode,
): Promise<Record<string, string>> {
  const names = ['subject', 'scopes', 'actor', 'request', 'purpose', 'noting'].map(
    (name) => `carenode.${name}`,
  );
  const pairs = ['role', ...names].map((name) => `'${name}', coalesce(current_setting('${name}', true), '')`);
  const rows = await world.db
    .as(persona.ctx)
    .transaction(
      (tx) =>
        tx.query<{ settings: Record<string, string> }>(
          `select json_build_object(${pairs.join(', ')}) as settings`,
        ),
      { readOnly: mode === 'plain' },
    );
  // The role comes last: whoever has become a caller may still set the rest, but need not.
  const { role = '', ...rest } = rows[0]?.settings ?? {};
  return { ...rest, role };
}

/** Somebody who may do nothing with a table has scopes for every other one, which its policies may ask about. */
export function towards(persona: Persona, table: string): Persona {
  if (persona.token !== 'none') return persona;
  const others = Object.keys(TABLES).filter((name) => name !== table);
  return { ...persona, ctx: { ...persona.ctx, scopes: others.map((name) => `user/${name}.cruds`) } };
}

export const personaNamed = (name: string): Persona => {
  const persona = PERSONAS.find((candidate) => candidate.name === name);
  if (!persona) throw new Error(`There is no persona ${name}.`);
  return persona;
};
