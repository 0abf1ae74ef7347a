import { defineModule, type DataMigration, type Migration } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { Migrator } from '../src/migrate/migrator.js';
import { withScratch } from '../src/migrate/scratch/scratch-database.js';
import { assess, liveWith, moduleOf, step } from './fixture-effects.js';
import { CreateNotes, notes } from './fixture-notes.js';

class TrimBodies implements DataMigration {
  readonly id = '0003-trim-bodies';
  readonly why = 'Tests need a step that changes rows.';
  readonly table = 'notes';
  readonly reads = ['body'];
  readonly writes = ['body'];
  readonly where = `body like ' %'`;

  change(): Promise<null[]> {
    return Promise.resolve([]);
  }
}

describe('the plan', () => {
  let database: TestDatabase;
  const migrator = (...steps: (new () => Migration | DataMigration)[]) =>
    new Migrator({
      adminUrl: database.adminUrl,
      hostLogin: database.hostLogin,
      modules: [defineModule({ ...notes, migrations: [CreateNotes, ...steps] })],
    });

  beforeEach(async () => {
    database = await emptyDatabase();
  });

  afterEach(() => database.drop());

  it('shows the SQL of an empty database, where nobody waits, and touches nothing', async () => {
    const plan = await migrator().plan();
    expect(plan.at(-1)).toMatchObject({
      key: 'notes/0001-create-notes',
      kind: 'schema',
      transaction: true,
      verdict: 'safe',
      reasons: [],
      tables: [],
      losses: [],
      observed: false,
    });
    expect(plan.at(-1)?.sql[0]).toContain('create table notes');
    const { rows } = await database.admin.query(`select to_regnamespace('carenode') as there`);
    expect(rows).toEqual([{ there: null }]);
  });

  it('shows locks, rows, losses and what is made, from a run elsewhere, and changes nothing here', async () => {
    await migrator().up();
    await database.admin.query(
      `insert into notes (owner_id, body, secret)
         select gen_random_uuid(), case when n <= 2 then ' x' else 'x' end, case when n = 1 then 'y' end
           from generate_series(1, 5) n`,
    );
    const lines = () =>
      catalogLines({ query: async (text) => (await database.admin.query<{ line: string }>(text)).rows });
    const before = await lines();
    const changing = step('0002-change', [
      'alter table notes drop column secret',
      'create index notes_amount on notes (amount)',
    ]);
    const apart = step(
      '0004-apart',
      [
        'drop index concurrently if exists notes_body',
        'create index concurrently notes_body on notes (body)',
      ],
      false,
    );
    const plan = await migrator(changing, TrimBodies, apart).plan();
    expect(plan).toMatchObject([
      {
        key: 'notes/0002-change',
        verdict: 'window',
        reasons: [{ rule: 'drop-column' }],
        tables: [
          {
            table: 'notes',
            rows: 5,
            lock: 'ACCESS EXCLUSIVE',
            blocks: 'reads and writes',
            rewritten: false,
            scanned: true,
          },
        ],
        created: ['index notes_amount'],
        dropped: ['column notes.secret'],
        losses: [{ table: 'notes', kind: 'column', column: 'secret', rows: 1 }],
        observed: true,
      },
      {
        key: 'notes/0003-trim-bodies',
        kind: 'data',
        verdict: 'safe',
        rows: 2,
        tables: [{ table: 'notes', lock: 'ROW EXCLUSIVE', blocks: 'nothing' }],
      },
      {
        key: 'notes/0004-apart',
        transaction: false,
        verdict: 'safe',
        tables: [{ table: 'notes', lock: 'SHARE UPDATE EXCLUSIVE', blocks: 'nothing', scanned: true }],
      },
    ]);
    expect(await lines()).toEqual(before);
  }, 60_000);

  it('leaves no scratch database behind, also where the work on it fails', async () => {
    const names: string[] = [];
    const scratch = (work: () => Promise<void>) =>
      withScratch(database, async ({ adminUrl }) => {
        names.push(new URL(adminUrl).pathname.slice(1));
        await work();
      });
    await scratch(() => Promise.resolve());
    await expect(scratch(() => Promise.reject(new Error('as it should')))).rejects.toThrow('as it should');
    expect(new Set(names).size).toBe(2);
    const left = await database.admin.query('select from pg_database where datname = any ($1)', [names]);
    expect(left.rowCount).toBe(0);
  });

  it('knows that a step fails on what the live policies hang on', async () => {
    await migrator().up();
    const [planned] = await migrator(
      step('0002-type', ['alter table notes alter column owner_id type text']),
    ).plan();
    expect(planned).toMatchObject({ verdict: 'refused', reasons: [{ rule: 'fails' }] });
    expect(planned?.reasons[0]?.why).toContain('policy');
  });

  it('has the rows of PostgreSQL’s estimate as it grew since, and counts what was never estimated', async () => {
    await migrator().up();
    await database.admin.query(
      `insert into notes (owner_id, body) select gen_random_uuid(), 'x' from generate_series(1, 1000)`,
    );
    const rows = async () =>
      (await migrator(step('0002', ['comment on table notes is $$x$$'])).plan())[0]?.tables;
    expect(await rows()).toMatchObject([{ table: 'notes', rows: 1000, lock: 'SHARE UPDATE EXCLUSIVE' }]);
    await database.admin.query('analyze notes');
    await database.admin.query(
      `insert into notes (owner_id, body) select gen_random_uuid(), 'x' from generate_series(1, 9000)`,
    );
    const [grown] = (await rows()) ?? [];
    expect(grown?.rows).toBeGreaterThan(9000);
    expect(grown?.rows).toBeLessThan(11_000);
  });

  it('is only about the steps of the module that is asked for', async () => {
    await migrator().up();
    const one = step('0002-colour', ['alter table notes add column colour text']);
    expect((await migrator(one).plan({ module: 'platform' })).map(({ key }) => key)).toEqual([]);
    expect((await migrator(one).plan({ module: 'notes' })).map(({ key }) => key)).toEqual([
      'notes/0002-colour',
    ]);
    await expect(migrator(one).plan({ module: 'nothing' })).rejects.toThrow('no module "nothing"');
  });

  it('says so where the steps cannot be tried anywhere, and judges them by their text', async () => {
    const lines: string[] = [];
    const server = { adminUrl: 'postgres://nobody@127.0.0.1:1/none', hostLogin: database.hostLogin };
    const module = moduleOf(
      step('0001', ['create table big (a text)']),
      step('0002', ['create index on big (a)']),
    );
    const [judged] = await assess(server, module, '0002', liveWith({ big: 200_000 }), {
      log: (line) => lines.push(line),
    });
    expect(judged).toMatchObject({
      verdict: 'window',
      observed: false,
      reasons: [{ rule: 'index-without-concurrently' }],
    });
    expect(lines.join()).toMatch(
      /^The steps could not be tried on a scratch database .*by their text alone\.$/,
    );
  });
});
