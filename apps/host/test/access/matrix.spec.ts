import { type Caller, CALLERS, VERBS } from '@carenode/module-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { words } from './expectation.js';
import { functionsOf, wasCalled, wrongFunctions } from './functions.js';
import {
  columnProbes,
  columnStatement,
  isAsPromised,
  type Mode,
  observed,
  type Probe,
  rowProbes,
} from './probes.js';
import { IMPOSTORS, PERSONAS, PLAIN } from './personas.js';
import { INTERNAL } from './tables/internal.expect.js';
import { TABLES } from './tables/index.js';
import { type AccessWorld, openAccessWorld, personaNamed, towards } from './world.js';

/** Sentences about what came out otherwise than promised of a table. */
async function surprises(world: AccessWorld, table: string, probes: readonly Probe[]): Promise<string[]> {
  const facts = world.facts.get(table);
  if (!facts) throw new Error(`There is no table ${table}.`);
  const found: string[] = [];
  for (const name of new Set(probes.map((probe) => probe.persona))) {
    const persona = towards(personaNamed(name), table);
    for (const mode of ['noted', 'plain'] as Mode[]) {
      const batch = probes.filter((probe) => probe.persona === name && probe.mode === mode);
      if (batch.length === 0) continue;
      const answers = await world.ask(
        persona,
        mode,
        batch.map((probe) => probe.sql),
      );
      batch.forEach((probe, index) => {
        const seen = observed(answers[index] ?? '', probe, facts, TABLES[table]?.others);
        if (!isAsPromised(seen, probe))
          found.push(
            `${table}: ${name}, ${probe.what}: ${seen || 'nothing'} instead of ${probe.expected || 'nothing'}`,
          );
      });
    }
  }
  return found;
}

describe('the access matrix, walked through SQL', () => {
  let world: AccessWorld;

  beforeAll(async () => {
    world = await openAccessWorld();
  }, 120_000);

  afterAll(() => world.close());

  const factsOf = (table: string) => {
    const facts = world.facts.get(table);
    if (!facts) throw new Error(`There is no table ${table}; take it out of the expectations.`);
    return facts;
  };

  it('is thought about for every table and every column', () => {
    expect([...world.facts.keys()].sort()).toEqual(Object.keys(TABLES).sort());
    for (const [table, expected] of Object.entries(TABLES)) {
      const columns = factsOf(table).columns.map(({ name }) => name);
      expect([table, ...columns.sort()]).toEqual([
        table,
        ...expected.columns.split(/\s+/).filter(Boolean).sort(),
      ]);
    }
  });

  it.each(Object.keys(TABLES))(
    'lets each caller name the promised columns of %s, and no other',
    async (table) => {
      const expected = TABLES[table];
      if (!expected) throw new Error(table);
      expect(await surprises(world, table, columnProbes(table, expected, factsOf(table), PLAIN))).toEqual([]);
    },
  );

  it.each(Object.keys(TABLES))(
    'lets each persona see and write the promised rows of %s, and no other',
    async (table) => {
      const expected = TABLES[table];
      if (!expected) throw new Error(table);
      const probes = PERSONAS.flatMap((persona) => rowProbes(table, expected, factsOf(table), persona));
      expect(await surprises(world, table, probes)).toEqual([]);
    },
  );

  it('lets each caller call the promised functions, and no other', async () => {
    const functions = await functionsOf(world.database);
    const found = new Map<string, Set<Caller>>(
      [...functions.keys()].map((signature) => [signature, new Set()]),
    );
    for (const caller of CALLERS) {
      const answers = await world.ask(personaNamed(PLAIN[caller]), 'noted', [...functions.values()]);
      [...functions.keys()].forEach((signature, index) => {
        if (wasCalled(signature, answers[index] ?? '')) found.get(signature)?.add(caller);
      });
    }
    expect(wrongFunctions(found)).toEqual([]);
  });

  it('keeps the platform’s own tables, and every month of the audit trail, from everybody but those they are for', async () => {
    const { rows } = await world.database.admin.query<{ table: string; name: string; type: string }>(`
      select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
       where c.relnamespace = 'carenode'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`);
    expect(rows.map(({ table }) => table)).toEqual(
      expect.arrayContaining([...Object.keys(INTERNAL), 'rights_memo']),
    );
    const wrong: string[] = [];
    for (const caller of CALLERS) {
      const tries = rows.flatMap((row) =>
        VERBS.map((verb) => ({ ...row, verb, sql: columnStatement(`carenode.${row.table}`, verb, row) })),
      );
      const sequence = `select nextval('carenode.audit_event_seq')`;
      const statements = [...tries.map(({ sql }) => sql), sequence];
      const answers = await world.ask(personaNamed(PLAIN[caller]), 'noted', statements);
      expect(answers.pop()).toMatch(/^error 42501/);
      tries.forEach(({ table, verb }, index) => {
        const may = words(INTERNAL[table]?.[verb]).includes(caller);
        if (answers[index]?.startsWith('error 42501') === may)
          wrong.push(`${caller} ${verb} ${table}: ${answers[index]}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  it.each(IMPOSTORS.map(({ name }) => name))(
    'does nothing for %s, who was not asked to act for them',
    async (name) => {
      const impostor = IMPOSTORS.find((persona) => persona.name === name);
      if (!impostor) throw new Error(name);
      await expect(world.ask(impostor, 'plain', ['select 1'])).rejects.toMatchObject({
        code: 'not_delegated',
      });
    },
  );
});
