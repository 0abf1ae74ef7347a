import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Migrator } from '../src/migrate/migrator.js';
import { CreateReadings, PoundsToKilograms, readingsWith } from './data-fixture.js';

const PROGRAM = fileURLToPath(new URL('./data-process.mjs', import.meta.url));
const ROWS = 50_000;
const KILLS = 16;

describe('a step that changes rows, killed again and again', () => {
  let database: TestDatabase;
  const one = async (text: string) => (await database.admin.query<Record<string, unknown>>(text)).rows[0];
  const fingerprint = () =>
    one(
      `select md5(string_agg(concat_ws('|', id, amount, unit, unit_text, tags, extra, seen_at), E'\\n' order by id)) as sum from readings`,
    );

  beforeAll(async () => {
    database = await emptyDatabase();
    await new Migrator({ ...database, modules: [readingsWith(CreateReadings, PoundsToKilograms)] }).up();
    await database.admin.query(
      `insert into readings (owner_id, amount, unit) select gen_random_uuid(), i % 1000 + 0.5, 'lb' from generate_series(1, $1::int) i`,
      [ROWS],
    );
  });

  afterAll(() => database.drop());

  /** Runs the step in a process of its own; with a time, kills it that long after its first batch. */
  async function run(verb: 'run' | 'undo', killAfterMs?: number): Promise<boolean> {
    const child = spawn(process.execPath, [PROGRAM, verb, database.adminUrl], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    if (killAfterMs !== undefined) {
      await Promise.race([once(child.stdout, 'data'), ended]);
      await Promise.race([new Promise((resolve) => setTimeout(resolve, killAfterMs)), ended]);
      child.kill('SIGKILL');
    }
    const [code, signal] = await ended;
    if (signal === null && code !== 0) throw new Error(errors);
    return signal !== null;
  }

  const consistent = async () =>
    expect(
      await one(
        `select count(*) filter (where (r.unit = 'kg') <> (u.key is not null))::int as wrong,
                count(*) filter (where r.unit = 'kg' and (u.old ->> 'amount')::numeric <> r.amount * 2)::int as lost
           from readings r left join carenode.data_undo u on u.key = r.id::text`,
      ),
    ).toEqual({ wrong: 0, lost: 0 });

  it('changes every row exactly once and keeps what each was; then gives all back, killed as often', async () => {
    const before = await fingerprint();
    for (const verb of ['run', 'undo'] as const) {
      let killed = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        killed += Number(await run(verb, Math.random() * 150));
        await consistent();
      }
      expect(killed).toBeGreaterThanOrEqual(15);
      const halfway = await one(`select count(*)::int as n from readings where unit = 'kg'`);
      expect(halfway?.['n']).toBeGreaterThan(0);
      expect(halfway?.['n']).toBeLessThan(ROWS);
      await run(verb);
      await consistent();
      if (verb === 'run') {
        expect(
          await one(`select count(*)::int as n, max(version) as most from readings where unit_text = 'lb'`),
        ).toEqual({ n: ROWS, most: 2 });
        expect(await one(`select count(*)::int as n from carenode.data_undo`)).toEqual({ n: ROWS });
        expect(
          await one(
            `select max(run) as runs, max(changed)::int as changed, max(passed)::int as passed from carenode.data_progress`,
          ),
        ).toEqual({ runs: 2, changed: ROWS, passed: ROWS });
      }
    }
    expect(await fingerprint()).toEqual(before);
  }, 500_000);
});
