import { Migrator } from '@carenode/database';
import { assessSteps, type Judgement, liveFacts, type LiveFacts, stepsOf } from '@carenode/database/migrate';
import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';
import { loadModules } from '@carenode/runtime';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';

/** The last step of each module that instances had before: what comes after must not make their people wait. */
const LAST_OF_BEFORE: Readonly<Record<string, string>> = {
  platform: '0005',
  identity: '0021',
  'instance-config': '0003',
  records: '0018',
  'patient-data': '0020',
};
const PRETENDED_ROWS = 10_000_000;
/** One row for each file that somebody imported or place it came from: five of each of 10,000 patients. */
const FEW_ROWS = { patient_data_imports: 50_000, patient_data_import_sources: 50_000 };

describe('the steps since the last release', () => {
  let database: TestDatabase;
  let modules: ModuleManifest[];
  let live: LiveFacts;

  beforeAll(async () => {
    database = await emptyDatabase();
    modules = inDependencyOrder(await loadModules(catalog, null));
    // Without rights: those that are declared now name columns that come with the later steps.
    const before = modules.map((module) => ({
      ...module,
      tables: [],
      gains: {},
      migrations: module.migrations.filter((Step) => isOfBefore(module.name, new Step().id)),
    }));
    await new Migrator({ ...database, modules: before }).up();
    const facts = await liveFacts({
      query: async (text, values) => (await database.admin.query<object>(text, values)).rows,
    });
    live = { ...facts, rows: pretended([...facts.rows.keys()]) };
  }, 60_000);

  afterAll(() => database.drop());

  it('are all safe on an instance with ten million rows in every table that grows with its people’s days', async () => {
    expect(live.rows.get('measurements')).toBe(PRETENDED_ROWS);
    const steps = await stepsOf(modules);
    const pending = steps.filter(({ module, id }) => !isOfBefore(module, id));
    const applied = new Set(steps.filter((step) => !pending.includes(step)).map(({ key }) => key));
    const judgements = await assessSteps(database, modules, pending, { applied, live, observe: true });
    expect(judgements.map(({ key }) => key)).toEqual(pending.map(({ key }) => key));
    expect(judgements.flatMap(problems)).toEqual([]);
    const kinds = new Map(pending.map(({ key, kind }) => [key, kind]));
    const unseen = judgements.filter(({ key, observed }) => !observed && kinds.get(key) === 'schema');
    expect(unseen.map(({ key }) => key)).toEqual([]);
  }, 120_000);

  it('are, like all before them, let through by their text after any of them was taken back', async () => {
    const steps = await stepsOf(modules);
    // Nothing of what they make is there.
    const bare = { rows: new Map(), functions: new Set<string>(), indexes: new Map(), policies: [] };
    const applied = new Set(steps.slice(0, 1).map(({ key }) => key));
    const judgements = await assessSteps(database, modules, steps.slice(1), {
      applied,
      live: bare,
      observe: false,
    });
    expect(judgements.flatMap(problems)).toEqual([]);
  }, 60_000);
});

function pretended(tables: readonly string[]): Map<string, number> {
  const few: Readonly<Record<string, number>> = FEW_ROWS;
  return new Map(tables.map((table) => [table, few[table] ?? PRETENDED_ROWS]));
}

/** Modules that are new since have no step of before. */
function isOfBefore(module: string, id: string): boolean {
  return id.slice(0, 4) <= (LAST_OF_BEFORE[module] ?? '');
}

function problems({ key, verdict, reasons }: Judgement): string[] {
  return reasons
    .filter((reason) => reason.verdict !== 'safe')
    .map(({ rule, why, safer }) => `${key} (${verdict}, ${rule}): ${why}. ${safer}.`);
}
