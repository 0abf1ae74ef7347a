import type { DataChange, DataRow, SqlRunner, StepClass } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { DataSteps } from '../src/migrate/data/data-steps.js';
import { Migrator } from '../src/migrate/migrator.js';
import {
  AddAfterwards,
  CreateReadings,
  LabelsOfUnits,
  PoundsToKilograms,
  readingsWith,
} from './data-fixture.js';

const KEY = 'readings/0002-pounds-to-kilograms';
const UNITS = `(array['lb', 'lb', 'kg', 'g', 'stone'])[1 + i % 5]`;
/** Everything of the rows but what every update counts. */
const FINGERPRINT = `select md5(string_agg(concat_ws('|', id, owner_id, amount, unit, unit_text, tags, extra, seen_at), E'\\n' order by id)) as sum from readings`;

describe('a step that changes rows', () => {
  let database: TestDatabase;
  let log: string[];
  const options = (...steps: readonly StepClass[]) => ({
    adminUrl: database.adminUrl,
    hostLogin: database.hostLogin,
    modules: [readingsWith(...steps)],
    pace: { pause: 0 },
    patience: { retryMs: 20_000 },
    log: (line: string) => log.push(line),
  });
  const all = [CreateReadings, PoundsToKilograms, AddAfterwards] as const;
  const query = async <T extends object>(text: string, parameters: unknown[] = []) =>
    (await database.admin.query<T>(text, parameters)).rows;
  const one = async <T extends object>(text: string, parameters: unknown[] = []) => {
    const [row] = await query<T>(text, parameters);
    if (!row) throw new Error('no row');
    return row;
  };
  const fingerprint = () => one<{ sum: string }>(FINGERPRINT);
  const fill = (rows: number) =>
    query(
      `insert into readings (owner_id, amount, unit, extra)
       select md5((i % 50)::text)::uuid, i % 1000 + 0.5, ${UNITS}, case when i % 7 = 0 then '{"b":1,  "a":2}'::json end
         from generate_series(1, $1::int) i`,
      [rows],
    );
  const prepared = async (rows: number) => {
    await new Migrator(options(CreateReadings)).up();
    await fill(rows);
  };

  beforeEach(async () => {
    database = await emptyDatabase();
    log = [];
  });

  afterEach(() => database.drop());

  it('changes 200,000 rows, counts what it leaves, and gives every row back what it was', async () => {
    await prepared(200_000);
    const before = await fingerprint();
    const steps = new DataSteps(options(...all));

    const preview = await steps.preview(KEY);
    expect(preview).toMatchObject({
      passed: 200_000,
      complete: true,
      seen: 160_000,
      changed: 80_000,
      left: { 'the unit is unclear': 40_000 },
    });
    expect(await fingerprint()).toEqual(before);
    expect(await steps.list()).toMatchObject([{ state: 'pending', last: null, kept: 0 }]);
    expect(await steps.preview(KEY, 1000)).toMatchObject({ passed: 1000, complete: false });

    await new Migrator(options(...all)).up();
    expect(await one(`select count(*)::int as n from readings where unit = 'lb'`)).toEqual({ n: 0 });
    expect(
      await one(
        `select count(*)::int as n, bool_and(version = 2 and amount < 501 and tags = array['a "b"', null, 'c\\d'] and extra::text = '["x"]') as ok
           from readings where unit_text = 'lb'`,
      ),
    ).toEqual({ n: 80_000, ok: true });
    expect(await steps.list()).toMatchObject([
      { state: 'applied', kept: 80_000, last: { direction: 'up', seen: 160_000, changed: 80_000 } },
    ]);

    await new Migrator(options(...all)).down({ module: 'readings', to: '0001-create-readings' });
    expect(await fingerprint()).toEqual(before);
    expect(await one('select count(*)::int as n from carenode.data_undo')).toEqual({ n: 0 });
    expect(await one(`select min(version) as least, max(version) as most from readings`)).toEqual({
      least: 1,
      most: 3,
    });
    await new Migrator(options(...all)).up();
    expect((await steps.list())[0]?.kept).toBe(80_000);
  }, 120_000);

  it('tells the audit trail in one event per person and batch, and of what else is written row by row', async () => {
    await prepared(500);
    await new Migrator(options(...all)).up();
    const told = await one(
      `select sum(row_count)::int as rows, count(*) < 200 as few, bool_and(subject is null and user_type = 'owner') as by_owner,
              min(actor) as actor, min(why) as why
         from audit_events where kind = 'update' and table_name = 'readings'`,
    );
    expect(told).toEqual({
      rows: 200,
      few: true,
      by_owner: true,
      actor: `system:data step ${KEY}`,
      why: KEY,
    });
    const changed = await one(`select distinct changed from audit_events where kind = 'update'`);
    expect(changed).toEqual({ changed: ['amount', 'extra', 'tags', 'unit', 'unit_text'] });
    await query(
      `begin; set local carenode.data_step = 'readings'; update readings set amount = 7 where id = (select min(id::text)::uuid from readings); commit`,
    );
    expect(await one(`select count(*)::int as n from audit_events where changed = array['amount']`)).toEqual({
      n: 1,
    });
  });

  it('keeps what somebody changed since, and tells how many rows', async () => {
    await prepared(100);
    const steps = new DataSteps(options(CreateReadings, PoundsToKilograms));
    await new Migrator(options(CreateReadings, PoundsToKilograms)).up();
    await query(
      `update readings set amount = 77 where id in (select id from readings where unit_text = 'lb' order by id limit 3)`,
    );
    await query(
      `delete from readings where id in (select id from readings where unit_text = 'lb' and amount <> 77 order by id limit 2)`,
    );
    const done = await steps.undo(KEY);
    expect(done).toMatchObject({
      restored: 35,
      left: { 'changed since by somebody': 3, 'deleted since': 2 },
    });
    expect(await one(`select count(*)::int as n from readings where amount = 77 and unit = 'kg'`)).toEqual({
      n: 3,
    });
    expect(await one(`select count(*)::int as n from readings where unit = 'lb'`)).toEqual({ n: 35 });
    expect(await steps.list()).toMatchObject([{ state: 'undone', kept: 0 }]);
    expect(await steps.run(KEY)).toMatchObject({ changed: 35 });
    expect(await steps.list()).toMatchObject([{ state: 'applied', kept: 35 }]);
  });

  it('runs again over rows that came later, and undoes both runs', async () => {
    await prepared(100);
    const steps = new DataSteps(options(CreateReadings, PoundsToKilograms));
    await expect(steps.run(KEY)).rejects.toThrow('is not applied yet');
    await new Migrator(options(CreateReadings, PoundsToKilograms)).up();
    await fill(50);
    expect(await steps.run(KEY)).toMatchObject({ changed: 20 });
    // The same rows once more, in pounds again: two entries for one row, of which the newer goes first.
    await query(`update readings set unit = 'lb', amount = 10, unit_text = null where unit_text = 'lb'`);
    expect(await steps.run(KEY)).toMatchObject({ changed: 60 });
    expect(await steps.undo(KEY)).toMatchObject({ restored: 60, left: { 'changed since by somebody': 60 } });
    expect(await one(`select count(*)::int as n from readings where unit = 'lb' and amount = 10`)).toEqual({
      n: 60,
    });
  });

  it('says which step failed and not what stands in the row, does what comes before, and goes on when it is mended', async () => {
    await prepared(3000);
    const { id } = await one<{ id: string }>(
      `select id::text as id from readings where unit = 'lb' order by readings.id offset 700 limit 1`,
    );
    await query(`update readings set amount = 4711 where id = $1`, [id]);
    class Fails extends PoundsToKilograms {
      override async change(
        rows: readonly DataRow[],
        sql: SqlRunner,
      ): Promise<readonly (DataChange | null)[]> {
        if (rows.some(({ amount }) => Number(amount) === 4711)) throw new TypeError('secret 4711');
        return super.change(rows, sql);
      }
    }
    const failing = new Migrator(options(CreateReadings, Fails, AddAfterwards));
    const error: Error = await failing.up().then(
      () => new Error('it did not fail'),
      (thrown: Error) => thrown,
    );
    expect(error.message).toMatch(
      /^readings\/0002-pounds-to-kilograms failed and can be run again from where it was: change\(\) on 1 rows of readings: TypeError at data-steps\.spec\.ts:\d+$/,
    );
    expect(JSON.stringify([error.message, (error.cause as Error).message, ...log])).not.toMatch(
      /4711|secret/,
    );
    expect((error.cause as Error).cause).toBeUndefined();
    expect(await new DataSteps(options(...all)).list()).toMatchObject([{ state: 'unfinished', kept: 700 }]);
    expect(
      await one(
        `select to_regclass('readings') is not null as there, exists (select from pg_constraint where conname = 'readings_no_pounds') as later`,
      ),
    ).toEqual({ there: true, later: false });
    expect((await failing.status()).steps.at(-2)).toMatchObject({
      kind: 'data',
      state: 'pending',
      unfinished: true,
    });

    const rest = await new Migrator(options(...all)).up();
    expect(rest).toEqual([KEY, 'readings/0003-add-afterwards']);
    expect(await new DataSteps(options(...all)).list()).toMatchObject([{ state: 'applied', kept: 1200 }]);
    expect(log.some((line) => /goes on after/.test(line))).toBe(true);
  });

  it('names the constraint that refuses a value, and not the value', async () => {
    await prepared(10);
    class TooMuch extends PoundsToKilograms {
      override async change(rows: readonly DataRow[]): Promise<readonly (DataChange | null)[]> {
        return rows.map(() => ({ set: { amount: 12345678 } }));
      }
    }
    await expect(new Migrator(options(CreateReadings, TooMuch)).up()).rejects.toThrow(
      /writing readings: PostgreSQL refused it with 23514, constraint readings_amount_range, table readings$/,
    );
    class Elsewhere extends PoundsToKilograms {
      override async change(rows: readonly DataRow[]): Promise<readonly (DataChange | null)[]> {
        return rows.map(() => ({ set: { owner_id: null } }));
      }
    }
    await expect(new Migrator(options(CreateReadings, Elsewhere)).up()).rejects.toThrow(
      'change() sets owner_id, which the step does not say it writes',
    );
  });

  it('waits for a row that somebody holds, without making others wait, and says so', async () => {
    await prepared(2000);
    const holder = await database.admin.connect();
    const { id } = await one<{ id: string }>(
      `select id::text as id from readings where unit = 'lb' order by readings.id offset 300 limit 1`,
    );
    await holder.query('begin');
    await holder.query('select from readings where id = $1 for update', [id]);
    let finished = false;
    const running = new Migrator(options(...all)).up().then(() => (finished = true));
    const waits: number[] = [];
    const until = Date.now() + 3000;
    while (Date.now() < until) {
      const began = Date.now();
      await query(
        `update readings set seen_at = now() where id = (select id from readings where id <> $1 order by id offset $2 limit 1)`,
        [id, Math.floor(Math.random() * 1900)],
      );
      waits.push(Date.now() - began);
    }
    expect(finished).toBe(false);
    expect(Math.max(...waits)).toBeLessThan(1000);
    await holder.query('rollback');
    holder.release();
    await running;
    expect(log.some((line) => /waits for a lock/.test(line))).toBe(true);
    expect(await one(`select count(*)::int as n from readings where unit_text = 'lb'`)).toEqual({ n: 800 });
  }, 60_000);

  it('neither loses nor doubles what others write meanwhile', async () => {
    await prepared(20_000);
    await query(
      `create table written (id uuid primary key, amount numeric); alter table written owner to carenode_owner`,
    );
    const running = new Migrator({
      ...options(CreateReadings, PoundsToKilograms),
      pace: { pause: 0.2, batchMs: 15 },
    }).up();
    let finished = false;
    void running.then(() => (finished = true));
    let rounds = 0;
    while (!finished) {
      // In grams, which the step leaves alone: so that each of these rows must be found exactly as it was written.
      await query(
        `with target as (select id from readings where id >= gen_random_uuid() order by id limit 1),
              changed as (update readings r set amount = 90000 + $1, unit = 'g', unit_text = null from target t where r.id = t.id returning r.id, r.amount)
         insert into written select id, amount from changed on conflict (id) do update set amount = excluded.amount`,
        [rounds % 9000],
      );
      await query(
        `delete from readings where id = (select id from readings where id >= gen_random_uuid() order by id limit 1) and not exists (select from written w where w.id = readings.id)`,
      );
      await query(`insert into readings (amount, unit) values (1, 'lb')`);
      rounds += 1;
    }
    await running;
    expect(rounds).toBeGreaterThan(20);
    expect(
      await one(
        `select count(*)::int as n from written w left join readings r using (id) where r.amount is distinct from w.amount or r.unit <> 'g'`,
      ),
    ).toEqual({ n: 0 });
    expect(
      await one(`select count(*)::int as n from readings where owner_id is not null and unit = 'lb'`),
    ).toEqual({ n: 0 });
    // Halved exactly once: whole and a half in pounds, from 0.5 to 999.5.
    expect(
      await one(
        `select count(*)::int as n from readings where unit_text = 'lb' and owner_id is not null and (amount * 2) % 1 <> 0.5`,
      ),
    ).toEqual({ n: 0 });
    expect(
      await one(
        `select count(*)::int as n from (select key from carenode.data_undo group by key having count(*) > 1) twice`,
      ),
    ).toEqual({ n: 0 });
  }, 60_000);

  it('follows keys of other types, texts in the order of their index', async () => {
    await new Migrator(options(CreateReadings)).up();
    await query(
      `insert into labels select x || chr(65 + (i % 26)) || i || case when i % 3 = 0 then 'é' else '_' end, 'old'
         from generate_series(1, 3000) i, unnest(array['a', 'A', 'ä', ' ', '-']) x`,
    );
    await query(`insert into counts select (i - 1000) * 9000000000, 1 from generate_series(1, 5000) i`);
    const step = (id: string, table: string, key: string, column: string, value: unknown) =>
      class {
        readonly id = id;
        readonly why = 'Tests need keys of every type.';
        readonly table = table;
        readonly key = key;
        readonly reads: readonly string[] = [];
        readonly writes = [column];
        readonly where = 'true';
        async change(rows: readonly DataRow[]): Promise<readonly (DataChange | null)[]> {
          return rows.map(() => ({ set: { [column]: value } }));
        }
      };
    const both = [
      step('0002-labels', 'labels', 'code', 'words', 'new'),
      step('0003-counts', 'counts', 'number', 'amount', 2),
    ] as const;
    await new Migrator(options(CreateReadings, ...both)).up();
    expect(await one(`select count(*) filter (where words = 'new')::int as n from labels`)).toEqual({
      n: 15_000,
    });
    expect(await one(`select count(*) filter (where amount = 2)::int as n from counts`)).toEqual({ n: 5000 });
    await new Migrator(options(CreateReadings, ...both)).down({
      module: 'readings',
      to: '0001-create-readings',
    });
    expect(await one(`select count(*) filter (where words = 'old')::int as n from labels`)).toEqual({
      n: 15_000,
    });
    expect(await one(`select count(*) filter (where amount = 1)::int as n from counts`)).toEqual({ n: 5000 });
    await expect(
      new Migrator(options(CreateReadings, step('0002-no-key', 'readings', 'unit', 'amount', 1))).up(),
    ).rejects.toThrow('readings.unit cannot be the key of a data step');
  }, 60_000);

  it('forgets what it kept about a person, and all of it when it is told to', async () => {
    await prepared(500);
    const steps = new DataSteps(options(...all));
    await new Migrator(options(...all)).up();
    const { person, rows } = await one<{ person: string; rows: number }>(
      `select about as person, count(*)::int as rows from carenode.data_undo group by about order by about limit 1`,
    );
    expect(await one('select carenode.forget_undo($1)::int as gone', [person])).toEqual({ gone: rows });
    expect((await steps.list())[0]?.kept).toBe(200 - rows);
    expect(await steps.forget(KEY)).toBe(200 - rows);
    expect((await steps.list())[0]?.kept).toBe(0);
  });

  it('does on the way back what it says of rows that came since, and undoes that on the way up', async () => {
    class WithBack extends PoundsToKilograms {
      readonly back = {
        where: `unit = 'oz'`,
        change: async (rows: readonly DataRow[]) => rows.map(() => ({ set: { unit: 'g', unit_text: 'oz' } })),
      };
    }
    await prepared(100);
    const migrator = new Migrator(options(CreateReadings, WithBack));
    await migrator.up();
    await query(`insert into readings (amount, unit) select i, 'oz' from generate_series(1, 10) i`);
    await migrator.down({ module: 'readings', to: '0001-create-readings' });
    expect(
      await one(`select count(*)::int as n from readings where unit_text = 'oz' and unit = 'g'`),
    ).toEqual({ n: 10 });
    expect(await one(`select count(*)::int as n from readings where unit = 'lb'`)).toEqual({ n: 40 });
    await migrator.up();
    expect(
      await one(`select count(*)::int as n from readings where unit = 'oz' and unit_text is null`),
    ).toEqual({ n: 10 });
    expect(await one(`select count(*)::int as n from readings where unit_text = 'lb'`)).toEqual({ n: 40 });
  });

  it('makes rows of other tables from its rows, and takes them away again', async () => {
    await prepared(1000);
    const steps = new DataSteps(options(CreateReadings, LabelsOfUnits));
    const labels = () => one<{ n: number }>('select count(*)::int as n from labels');
    const numbers = { seen: 1000, changed: 800, left: { 'the unit is unclear': 200 } };
    expect(await steps.preview('readings/0002-labels-of-units')).toMatchObject(numbers);
    expect(await labels()).toEqual({ n: 0 });

    await new Migrator(options(CreateReadings, LabelsOfUnits)).up();
    expect((await steps.list())[0]?.last).toMatchObject({ seen: 1000, changed: 800 });
    expect(await labels()).toEqual({ n: 800 });
    expect(await steps.run('readings/0002-labels-of-units')).toMatchObject({ seen: 200, changed: 0 });
    expect(await steps.undo('readings/0002-labels-of-units')).toMatchObject({ seen: 800, changed: 800 });
    expect(await labels()).toEqual({ n: 0 });
  });
});
