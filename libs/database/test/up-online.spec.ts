import { setTimeout as sleep } from 'node:timers/promises';

import { defineModule, everyRow, mayRead, type ModuleManifest } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { Migrator } from '../src/migrate/migrator.js';
import type { Patience } from '../src/migrate/session.js';
import { step } from './fixture-effects.js';
import { CreateNotes, notes } from './fixture-notes.js';

const AddColour = step('0002-colour', ['alter table notes add column colour text']);
const withColour = defineModule({ ...notes, migrations: [CreateNotes, AddColour] });

/** The next version: patients no longer write notes, and admins see their own profile only. */
const [ofNotes, ofProfiles] = notes.tables;
const narrower = (): ModuleManifest => {
  if (!ofNotes || !ofProfiles) throw new Error('The module has two tables.');
  return {
    ...notes,
    gains: { 'patient select profiles': 'Tests need a right that is worded otherwise.' },
    tables: [
      {
        ...ofNotes,
        policies: { ...ofNotes.policies, patient: { select: ofNotes.policies.patient?.select } },
      },
      { ...ofProfiles, policies: { patient: mayRead(everyRow) } },
    ],
  };
};

describe('migrate up beside others', () => {
  let database: TestDatabase;
  const lines: string[] = [];
  const opened: pg.Client[] = [];
  const migrator = (module: ModuleManifest, patience: Partial<Patience> = {}) =>
    new Migrator({
      adminUrl: database.adminUrl,
      hostLogin: database.hostLogin,
      modules: [module],
      patience,
      log: (line) => lines.push(line),
    });
  const client = async (name: string) => {
    const one = new pg.Client({ connectionString: database.adminUrl, application_name: name });
    await one.connect();
    opened.push(one);
    return one;
  };
  const rightsOn = async (table: string) =>
    (
      await database.admin.query<{ name: string; condition: string }>(
        `select policyname as name, qual as condition from pg_policies where schemaname = 'public' and tablename = $1 order by 1`,
        [table],
      )
    ).rows;

  beforeEach(async () => {
    lines.length = 0;
    database = await emptyDatabase();
    await migrator(notes).up();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.end()));
    await database.drop();
  });

  it('lets readers pass while a long transaction keeps it waiting, and goes on when that has ended', async () => {
    const holder = await client('the long report');
    await holder.query('begin; select from notes');
    const reader = await client('a request');
    const waits: number[] = [];
    let over = false;
    const up = migrator(withColour, { lockMs: 300 })
      .up()
      .finally(() => (over = true));
    const reading = (async () => {
      while (!over) {
        const began = performance.now();
        await reader.query('select count(*) from notes');
        waits.push(performance.now() - began);
        await sleep(10);
      }
    })();
    await sleep(2500);
    expect(over).toBe(false);
    await holder.query('commit');
    expect(await up).toEqual(['notes/0002-colour']);
    await reading;
    expect(
      lines.filter((line) => line.includes('notes/0002-colour waits for a lock')).length,
    ).toBeGreaterThan(1);
    expect(Math.max(...waits)).toBeGreaterThan(100);
    expect(Math.max(...waits)).toBeLessThan(1000);
  }, 60_000);

  it('gives up with a sentence that names who is in the way, and leaves no trace', async () => {
    const holder = await client('the long report');
    await holder.query('begin; select from notes');
    await sleep(1100);
    const refusal = migrator(withColour, { lockMs: 50, retryMs: 800 }).up();
    await expect(refusal).rejects.toThrow('notes/0002-colour failed and left no trace');
    await expect(refusal).rejects.toThrow(
      /others hold a lock on its tables; .* Longest in a transaction: the long report \(pid \d+, idle in transaction, for \d+ s\)\./,
    );
    await holder.query('rollback');
    expect(await migrator(withColour).up()).toEqual(['notes/0002-colour']);
  }, 60_000);

  it('cancels a statement that runs for longer than it may', async () => {
    const slow = defineModule({
      ...notes,
      migrations: [CreateNotes, step('0002-slow', ['select pg_sleep(20)'])],
    });
    await expect(migrator(slow, { statementMs: 200 }).up()).rejects.toThrow('statement timeout');
  });

  it('sets rights table by table: what somebody loses first, and what was cut off is finished later', async () => {
    const holder = await client('the long report');
    const before = await rightsOn('profiles');
    await holder.query('begin; select from profiles');
    const next = narrower();
    await expect(migrator(next, { lockMs: 50, retryMs: 400 }).up()).rejects.toThrow(
      'setting policies and grants of profiles: others hold a lock',
    );
    expect((await rightsOn('notes')).map(({ name }) => name)).toEqual([
      'admin_select',
      'gate_select',
      'patient_select',
    ]);
    const { rows } = await database.admin.query(
      `select from information_schema.role_table_grants where table_name = 'notes' and grantee = 'carenode_patient' and privilege_type = 'INSERT'`,
    );
    expect(rows).toEqual([]);
    expect(await rightsOn('profiles')).toEqual(before);
    expect((await migrator(next).status()).drift).toEqual([
      'profiles: policy patient_select is not as declared',
    ]);
    await holder.query('rollback');
    await migrator(next).up({ unlessCurrent: true });
    expect((await migrator(next).status()).drift).toEqual([]);
  }, 60_000);

  it('never holds the lock of one table while it waits for another', async () => {
    const holder = await client('the long report');
    await holder.query('begin; select from profiles');
    const reader = await client('a request');
    const up = migrator(narrower(), { lockMs: 600 }).up();
    const waits: number[] = [];
    for (let asked = 0; asked < 150; asked++) {
      const began = performance.now();
      await reader.query('select count(*) from notes');
      waits.push(performance.now() - began);
      await sleep(10);
    }
    await holder.query('rollback');
    await up;
    expect(Math.max(...waits)).toBeLessThan(500);
  }, 60_000);
});
