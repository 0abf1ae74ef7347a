import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogDifference, catalogLines } from '@carenode/database';
import { legacyDatabase, type TestDatabase } from '@carenode/testing';

import { type Called, carenode, newHome } from './cli-process.js';

interface PlanAnswer {
  readonly conflicts: readonly { readonly id: string; readonly chosen: string; readonly blocks: boolean }[];
  readonly data: readonly { readonly table: string; readonly taken: number }[];
}

interface ProofAnswer {
  readonly tables: readonly { readonly table: string; readonly equal: boolean; readonly rowsHere: string }[];
  readonly onBranch: { readonly tables: readonly { readonly equal: boolean }[] } | null;
}

describe('carenode migrate adopt, on a database of another application', () => {
  let database: TestDatabase;
  const home = newHome();
  const plan = join(home, 'plan.json');
  const run = (...words: string[]): Promise<Called> =>
    carenode(home, ['migrate', 'adopt', ...words], {
      env: {
        DATABASE_URL: database.hostUrl,
        DATABASE_ADMIN_URL: database.adminUrl,
        CARENODE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      },
    });
  const answer = async <T>(...words: string[]): Promise<T> => {
    const { code, stdout, stderr } = await run(...words, '--json');
    if (code !== 0) throw new Error(`ended with ${code}:\n${stderr}${stdout.slice(0, 2000)}`);
    return JSON.parse(stdout) as T;
  };
  const catalog = () =>
    catalogLines({ query: async (text) => (await database.admin.query(text)).rows as unknown[] });
  let before: string[];
  let announced: number;

  beforeAll(async () => {
    database = await legacyDatabase({ people: 40, measurements: 1500 });
    before = await catalog();
  }, 120_000);

  afterAll(async () => {
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('writes a plan that people can read and edit, and changes nothing', async () => {
    const found = await answer<PlanAnswer>('--out', plan);
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(found.conflicts.filter(({ blocks }) => blocks)).toEqual([]);
    expect(found.data.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['profiles', 'conditions', 'treatments', 'variables', 'measurements', 'trials']),
    );
    const markdown = readFileSync(join(home, 'plan.md'), 'utf8');
    expect(markdown).toMatch(/^\| measurements \| measurements \| 1500 \| \d+ \| .*\(.*\| \d+ \|$/m);
    announced = Number(/^\| measurements .* (\d+) \|$/m.exec(markdown)?.[1]);
    expect(`${markdown}${readFileSync(plan, 'utf8')}`).not.toMatch(/@[a-z]+\.(org|com|test)/);
  }, 240_000);

  it('refuses a plan with a choice that is none, and one for another database', async () => {
    const text = readFileSync(plan, 'utf8');
    writeFileSync(join(home, 'wrong.json'), text.replace('"chosen": "move"', '"chosen": "burn"'));
    const wrong = await run('--apply', join(home, 'wrong.json'), '--without-branch', '--yes');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('there is no way "burn"');
    writeFileSync(join(home, 'other.json'), text.replace(/"database": "[^"]*"/, '"database": "other"'));
    const other = await run('--apply', join(home, 'other.json'), '--yes');
    expect(other.stderr).toContain('the plan is for the database other');
    expect((await run('--apply', plan)).stderr).toContain('say --yes');
  }, 240_000);

  it('applies it on a copy first, then here, and proves that both sides are equal', async () => {
    const applied = await answer<ProofAnswer>('--apply', plan, '--yes');
    expect(applied.onBranch?.tables.every(({ equal }) => equal)).toBe(true);
    expect(applied.tables.filter(({ equal }) => !equal)).toEqual([]);
    expect(announced).toBeGreaterThan(1000);
    const measurements = applied.tables.find(({ table }) => table === 'measurements');
    expect(Number(measurements?.rowsHere)).toBe(announced);
    const text = await run('status');
    expect(text.stdout).toContain('Phase adopted');
  }, 300_000);

  it('takes it back to the exact catalog of before, with the rows in a file', async () => {
    const file = join(home, 'rows.gz');
    await answer('undo', '--yes', '--reopen', '--drop-data', file);
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await run('status')).stdout).toContain('There is no adoption');
  }, 300_000);

  it('is applied again and finished', async () => {
    await answer('--apply', plan, '--yes', '--without-branch');
    // What stays behind was announced by the plan: no table needs --accept.
    await answer('finish', '--yes');
    const { rows } = await database.admin.query<{ n: number }>(
      'select count(*)::int as n from public.measurements',
    );
    expect(rows[0]?.n).toBeGreaterThan(1000);
  }, 300_000);
});
