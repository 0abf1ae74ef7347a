import { readFileSync } from 'node:fs';

import {
  describeSteps,
  migrationsDocument,
  schemaDocument,
  schemaFacts,
  type TestsOf,
} from '@carenode/database/migrate';
import { loadModules } from '@carenode/runtime';
import { emptyDatabase, migratedDatabase } from '@carenode/testing';
import { describe, expect, it } from '@jest/globals';

import { catalog } from '../src/catalog.js';

interface Pages {
  answers(): string;
  testsOf: TestsOf;
}

const { pages } = (await import(new URL('../../../tools/workspace/pages.mjs', import.meta.url).href)) as {
  pages: Pages;
};
const docs = new URL('../../../docs/', import.meta.url);
const page = (name: string) => readFileSync(new URL(name, docs), 'utf8');
const current = (name: string, made: string) =>
  `docs/${name} is ${page(name) === made ? 'current' : 'not current: run "npm run docs"'}`;

describe('the pages made from the code', () => {
  it('docs/schema.md says what every column means, in which unit, and who may touch it', async () => {
    const modules = await loadModules(catalog, null);
    const database = await migratedDatabase(modules);
    try {
      const facts = await schemaFacts({ query: async (text) => (await database.admin.query(text)).rows });
      expect(current('schema.md', schemaDocument(modules, facts))).toBe('docs/schema.md is current');
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('docs/migrations.md says what every step does, from running it', async () => {
    const modules = await loadModules(catalog, null);
    const database = await emptyDatabase();
    try {
      const steps = await describeSteps(database, modules);
      const made = migrationsDocument(modules, steps, pages.testsOf, pages.answers());
      expect(current('migrations.md', made)).toBe('docs/migrations.md is current');
    } finally {
      await database.drop();
    }
  }, 120_000);

  it('answers every check box and every point of the strategy of the plan', () => {
    const plan = page('plan/database-migration-plan.md');
    const answers = page('plan/answers.md');
    const boxes = [...plan.matchAll(/^- \[[ x]\] (.*?)\s*$/gm)].map(([, words]) => words);
    const strategy = plan.slice(plan.indexOf('## Migration Strategy'));
    const points = [...strategy.matchAll(/^(?:\d+\.|-) (.*?)\s*$/gm)].map(([, words]) => words);
    expect(boxes.length + points.length).toBeGreaterThan(35);
    const answered = [...answers.matchAll(/^### (.*?)\n\n\S/gm)].map(([, words]) => words);
    expect([...boxes, ...points].filter((words) => !answered.includes(words))).toEqual([]);
  });
});
