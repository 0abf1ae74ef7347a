import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import type pg from 'pg';

import { Adoption } from '../src/migrate/adopt/adoption.js';
import { catalogDifference, catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { diary, legacyApplication, oldApplication, person } from './fixture-adoption.js';

const PROGRAM = fileURLToPath(new URL('./adoption-process.mjs', import.meta.url));
const KILLS = 12;

interface Work {
  readonly failures: string[];
  statements: number;
  slowestMs: number;
  stop(): Promise<void>;
}

/** The old application at work: short sessions that read and write their own rows under unqualified names. */
async function oldApplicationAtWork(database: TestDatabase, sessions: number): Promise<Work> {
  let running = true;
  const work: Work = { failures: [], statements: 0, slowestMs: 0, stop: () => Promise.resolve() };
  const loop = async (n: number) => {
    const me = await person(database, n);
    while (running) {
      const client: pg.Client = await oldApplication(database, me);
      try {
        for (let turn = 0; turn < 4 && running; turn++) {
          const id = crypto.randomUUID();
          for (const [text, values] of [
            [
              `insert into entries (id, user_id, topic_id, value, note) values ($1, $2, 'mood', $3, 'at work')`,
              [id, me, turn],
            ],
            ['select count(*) from entries', []],
            ['update entries set value = value + 1 where id = $1', [id]],
            [`select rename_me($1)`, [`Name ${turn}`]],
            [
              'insert into entries (id, user_id, value) values ($1, $2, 1) on conflict (id) do update set value = entries.value + 1',
              [id, me],
            ],
            ...(turn % 2 === 0 ? [['delete from entries where id = $1', [id]] as const] : []),
          ] as const) {
            const began = performance.now();
            await client.query(text, [...values]);
            work.slowestMs = Math.max(work.slowestMs, performance.now() - began);
            work.statements++;
          }
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      } catch (error) {
        if (running) work.failures.push((error as Error).message);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  };
  const loops = Array.from({ length: sessions }, (_, at) => loop(at + 1));
  work.stop = async () => {
    running = false;
    await Promise.all(loops);
  };
  return work;
}

describe('an adoption while the old application works', () => {
  let database: TestDatabase;
  const adoption = () => new Adoption({ ...database, modules: [diary] });
  const catalog = () =>
    catalogLines({ query: async (text) => (await database.admin.query(text)).rows as unknown[] });
  const query = async (text: string) => (await database.admin.query(text)).rows as Record<string, unknown>[];

  beforeEach(async () => {
    database = await emptyDatabase();
    await legacyApplication(database, { people: 6, entries: 3000 });
  });

  afterEach(() => database.drop());

  it('fails no statement and makes none wait for a second, from the first view to the way back', async () => {
    const work = await oldApplicationAtWork(database, 3);
    try {
      await adoption().apply({ branch: null });
      const proofs = await adoption().apply({ branch: null });
      expect(proofs.tables.filter(({ equal }) => !equal)).toEqual([]);
      expect(work.failures).toEqual([]);
      expect(work.statements).toBeGreaterThan(100);
      expect(work.slowestMs).toBeLessThan(1000);
      await adoption().undo({
        rowsFile: join(await mkdtemp(join(tmpdir(), 'carenode-adopt-')), 'rows'),
        reopen: true,
      });
      expect(work.failures).toEqual([]);
      expect(work.slowestMs).toBeLessThan(1000);
    } finally {
      await work.stop();
    }
  }, 240_000);

  /** Runs the program; with a time, kills it that long after its first line. */
  async function run(verb: 'apply' | 'undo', file: string, killAfterMs?: number): Promise<boolean> {
    const child = spawn(process.execPath, [PROGRAM, verb, database.adminUrl, file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    if (killAfterMs === undefined) child.stdout.resume();
    else {
      await Promise.race([once(child.stdout, 'data'), ended]);
      await Promise.race([new Promise((resolve) => setTimeout(resolve, killAfterMs)), ended]);
      child.kill('SIGKILL');
    }
    const [code, signal] = await ended;
    if (signal === null && code !== 0) throw new Error(errors);
    return signal !== null;
  }

  it('goes on where it was killed, forth and back', async () => {
    const before = await catalog();
    const work = await oldApplicationAtWork(database, 1);
    try {
      let killed = 0;
      // Soon at first, so that a fast machine is not done before it was killed.
      for (let kill = 1; kill <= KILLS; kill++)
        killed += Number(await run('apply', '', Math.random() * kill * 50));
      expect(killed).toBeGreaterThan(KILLS / 3);
      await run('apply', '');
    } finally {
      await work.stop();
    }
    expect(work.failures).toEqual([]);
    const proofs = await adoption().apply({ branch: null });
    expect(proofs.tables.filter(({ equal }) => !equal)).toEqual([]);
    expect((await adoption().status())?.unmirrored).toEqual([]);
    const [count] = await query(
      'select count(*)::int as n, sum(value)::numeric::text as sum from legacy.entries',
    );
    const folder = await mkdtemp(join(tmpdir(), 'carenode-adopt-'));
    // One that is killed when all is done, before it has ended, leaves nothing to undo.
    for (let kill = 0; kill < KILLS / 2 && (await adoption().status()); kill++)
      await run('undo', join(folder, `rows-${kill}`), Math.random() * 300);
    if (await adoption().status()) await run('undo', join(folder, 'rows'));
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(
      await query('select count(*)::int as n, sum(value)::numeric::text as sum from public.entries'),
    ).toEqual([count]);
  }, 300_000);
});
