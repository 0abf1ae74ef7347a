import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

describe('ten processes that migrate one empty database at once', () => {
  let instance: TestInstance;

  beforeAll(async () => {
    instance = await TestInstance.create();
  }, 30_000);
  afterAll(() => instance.remove());

  it('are one that applies every step, and nine that find nothing to do', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => instance.run(['migrate', 'up', '--json'])),
    );
    expect(answers.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
    const applied = answers.map(({ stdout }) => (JSON.parse(stdout) as { applied: string[] }).applied);
    const { rows } = await instance.admin.query<{ key: string }>(
      `select module || '/' || id as key from carenode.migrations order by seq`,
    );
    expect(rows.length).toBeGreaterThan(30);
    expect(applied.filter((steps) => steps.length > 0)).toEqual([rows.map(({ key }) => key)]);
    const { rows: locks } = await instance.admin.query(
      `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(locks).toEqual([]);
  }, 120_000);
});
