import { defineModule, type Migration, type SqlRunner } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { Branches } from '../src/migrate/branch/branches.js';
import { reportMarkdown } from '../src/migrate/branch/rehearsal/report-markdown.js';
import { Migrator } from '../src/migrate/migrator.js';
import { notes } from './fixture-notes.js';

function step(id: string, up: readonly string[], down: readonly string[] = []): new () => Migration {
  return class implements Migration {
    readonly id = id;
    readonly why = 'A test plants it.';
    async up(sql: SqlRunner): Promise<void> {
      for (const text of up) await sql.query(text);
    }
    async down(sql: SqlRunner): Promise<void> {
      for (const text of down) await sql.query(text);
    }
  };
}

function planted(...migrations: (new () => Migration)[]) {
  return defineModule({
    name: 'planted',
    title: 'Planted',
    nest: class PlantedModule {},
    tables: [],
    migrations,
  });
}

describe('a rehearsal on a branch', () => {
  let database: TestDatabase;
  const branches = (...migrations: (new () => Migration)[]) =>
    new Branches({
      adminUrl: database.adminUrl,
      hostLogin: database.hostLogin,
      modules: [notes, planted(...migrations)],
      embeddedHome: null,
    });
  const fresh = async (name: string, ...migrations: (new () => Migration)[]) => {
    const made = branches(...migrations);
    await made.create(name);
    return made;
  };

  beforeAll(async () => {
    database = await emptyDatabase();
    await new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules: [notes] }).up();
    await database.admin.query(
      `insert into notes (owner_id, body, written_at)
       select md5((n % 10)::text)::uuid, 'word', now() - n * interval '1 minute' from generate_series(1, 60000) n`,
    );
    await database.admin.query('vacuum analyze notes');
    await database.admin.end();
    const url = new URL(database.adminUrl);
    url.pathname = '/postgres';
    const server = new pg.Client({ connectionString: url.toString() });
    await server.connect();
    for (;;) {
      const { rowCount } = await server.query('select from pg_stat_activity where datname = $1', [
        database.name,
      ]);
      if (rowCount === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await server.end();
  }, 60_000);

  afterAll(async () => {
    const url = new URL(database.adminUrl);
    url.pathname = '/postgres';
    for (const { name } of await branches().list()) await branches().drop(name);
    const server = new pg.Client({ connectionString: url.toString() });
    await server.connect();
    await server.query(`drop database "${database.name}" with (force)`);
    await server.end();
  }, 60_000);

  it('reports time, locks, rows and the slowest page of each step, and that all is well', async () => {
    const made = await fresh(
      'well',
      step(
        '0001-colour',
        [
          `create table colours (name text primary key)`,
          `alter table colours enable row level security`,
          `insert into colours values ('red'), ('blue')`,
          `alter table notes add column colour text references colours (name)`,
          `create index notes_colour on notes (colour)`,
        ],
        ['alter table notes drop column colour', 'drop table colours'],
      ),
      step('0002-fewer', [`delete from notes where written_at < now() - interval '40000 minutes'`]),
    );
    expect((await made.list())[0]).toMatchObject({ pending: ['planted/0001-colour', 'planted/0002-fewer'] });
    const report = await made.test('well', { roundTrip: true });
    expect(report).toMatchObject({
      branch: 'well',
      of: database.name,
      masked: false,
      problems: [],
      ok: true,
    });
    expect(report.steps.map(({ step: key, direction }) => `${direction} ${key}`)).toEqual([
      'up planted/0001-colour',
      'up planted/0002-fewer',
      'down planted/0002-fewer',
      'down planted/0001-colour',
      'up planted/0001-colour',
      'up planted/0002-fewer',
    ]);
    const [first, second] = report.steps;
    expect(first).toMatchObject({
      kind: 'schema',
      problems: [],
      rows: [{ table: 'colours', before: null, after: 2 }],
    });
    expect(first?.locks).toContainEqual({
      table: 'notes',
      mode: 'ACCESS EXCLUSIVE',
      blocks: 'reads and writes',
    });
    expect(first?.ms).toBeGreaterThan(0);
    expect(first?.slowest).toMatchObject({ table: 'notes', caller: 'patient', rows: 6000 });
    expect(second?.rows).toContainEqual({ table: 'notes', before: 60000, after: expect.any(Number) });
    expect(reportMarkdown(report)).toContain('| planted/0001-colour | ');
    expect((await made.list()).find(({ name }) => name === 'well')?.pending).toEqual([]);
    expect(await made.test('well')).toMatchObject({ steps: [], ok: true });
  }, 120_000);

  it('finds what a step leaves behind: unchecked constraints, broken functions, rights, open tables, slow pages', async () => {
    const made = await fresh(
      'ill',
      step('0001-unchecked', [
        `alter table notes add constraint notes_short check (length(body) < 3) not valid`,
      ]),
      step('0002-broken', [
        `create function broken() returns integer language plpgsql as $$ begin return (select no_such_column from notes limit 1); end $$`,
      ]),
      step('0003-unindexed', [
        'drop index notes_owner_written',
        'alter table notes drop constraint notes_idempotency_key',
      ]),
      step('0004-granted', ['grant select on notes to carenode_developer']),
      step('0005-open', ['create table open_to_all (id uuid primary key)']),
    );
    const report = await made.test('ill');
    expect(report.ok).toBe(false);
    const of = (id: string) => report.steps.find((taken) => taken.step === `planted/${id}`);
    expect(of('0001-unchecked')?.warnings).toEqual([expect.stringContaining('notes_short is NOT VALID')]);
    expect(of('0002-broken')?.problems).toEqual([expect.stringContaining('broken')]);
    expect(of('0003-unindexed')?.warnings).toEqual([
      expect.stringMatching(
        /^notes: the newest page of a patient with 6000 rows took [\d.]+ ms and takes [\d.]+ ms$/,
      ),
    ]);
    expect(of('0004-granted')?.problems).toEqual(['notes: the step adds grant carenode_developer select']);
    expect(of('0005-open')?.problems).toEqual(['open_to_all: row security is off']);
    expect(report.problems).toEqual([
      expect.stringContaining('notes_short is NOT VALID'),
      expect.stringContaining('broken'),
      'open_to_all: row security is off',
      'notes: there are rows for which notes_short does not hold',
    ]);
    expect(reportMarkdown(report)).toContain('## What does not hold');
  }, 120_000);

  it('ends at a step that fails, without saying what stands in a row', async () => {
    const made = await fresh(
      'failing',
      step('0001-fine', ['create index notes_body on notes (body)']),
      step('0002-unique', ['create unique index notes_one_body on notes (body)']),
      step('0003-never', ['drop table notes']),
    );
    const report = await made.test('failing');
    expect(report.ok).toBe(false);
    expect(report.steps.map(({ step: key, problems }) => ({ key, problems }))).toEqual([
      { key: 'planted/0001-fine', problems: [] },
      {
        key: 'planted/0002-unique',
        problems: [expect.stringMatching(/^planted\/0002-unique failed: .*23505/)],
      },
    ]);
    expect(JSON.stringify(report)).not.toContain('word');
  }, 120_000);

  it('finds a way back that does not lead back', async () => {
    const made = await fresh(
      'one-way',
      step(
        '0001-one-way',
        [
          'create index if not exists notes_body on notes (body)',
          'alter table notes add column if not exists extra text',
        ],
        ['drop index notes_body', 'alter table notes alter column extra set default 1'],
      ),
    );
    const report = await made.test('one-way', { roundTrip: true });
    expect(report.ok).toBe(false);
    expect(report.problems.join()).toContain('down and up again is not what up was');
  }, 120_000);
});
