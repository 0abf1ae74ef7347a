import { defineModule, type Migration, type SqlRunner } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { diagnose } from '../src/migrate/doctor/diagnose.js';
import { Migrator } from '../src/migrate/migrator.js';
import { CreateNotes, notes } from './fixture-notes.js';

class AddFunctions implements Migration {
  readonly id = '0002-add-functions';
  readonly why = 'Tests need what stands on other things.';
  async up(sql: SqlRunner): Promise<void> {
    await sql.query(
      'create function size_of(body text) returns integer language sql as $$ select length(body) $$',
    );
    await sql.query(
      'create function longest() returns integer language plpgsql as $$ begin return (select max(size_of(body)) from notes); end $$',
    );
    await sql.query(`create function largest_of() returns integer language plpgsql as $$
      declare largest integer;
      begin
        select count(*) into largest from notes where amount > largest; return largest;
      end $$`);
  }
  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function largest_of()');
    await sql.query('drop function longest()');
    await sql.query('drop function size_of(text)');
  }
}

class AddLargest implements Migration {
  readonly id: string = '0003-add-largest';
  readonly why = 'Tests need a column that is called like a variable.';
  readonly column: string = 'largest';
  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`alter table notes add column ${this.column} integer`);
  }
  async down(sql: SqlRunner): Promise<void> {
    await sql.query(`alter table notes drop column ${this.column}`);
  }
}

class AddOther extends AddLargest {
  override readonly id = '0003-add-other';
  override readonly column = 'other';
}

class RenameFunction implements Migration {
  readonly id = '0003-rename-function';
  readonly why = 'Tests need a change that breaks something.';
  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter function size_of(text) rename to length_of');
  }
  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter function length_of(text) rename to size_of');
  }
}

class RenameFunctionWell extends RenameFunction {
  override async up(sql: SqlRunner): Promise<void> {
    await super.up(sql);
    await sql.query(
      'create or replace function longest() returns integer language plpgsql as $$ begin return (select max(length_of(body)) from notes); end $$',
    );
  }
  override async down(sql: SqlRunner): Promise<void> {
    await super.down(sql);
    await sql.query(
      'create or replace function longest() returns integer language plpgsql as $$ begin return (select max(size_of(body)) from notes); end $$',
    );
  }
}

const withSteps = (...migrations: (new () => Migration)[]) => [defineModule({ ...notes, migrations })];

/** The platform's functions need what identity brings, which these tests do without. */
const ofNotes = (sentences: readonly string[]) =>
  sentences.filter((sentence) => !sentence.includes(' carenode.'));

describe('a pending change', () => {
  let database: TestDatabase;
  const options = (...migrations: (new () => Migration)[]) => ({
    adminUrl: database.adminUrl,
    hostLogin: database.hostLogin,
    modules: withSteps(...migrations),
  });

  beforeEach(async () => {
    database = await emptyDatabase();
    await new Migrator(options(CreateNotes, AddFunctions)).up();
  });

  afterEach(() => database.drop());

  it('that would break a function is found before it runs, and does not run', async () => {
    const { broken, pending } = await diagnose(options(CreateNotes, AddFunctions, RenameFunction));
    expect(ofNotes(broken)).toEqual([]);
    expect(pending).toEqual([
      {
        step: 'notes/0003-rename-function',
        changes: ['function size_of(text) is removed or renamed'],
        users: [{ object: 'function longest()', uses: ['size_of(text)'], after: 'broken' }],
        problems: ['function longest(), line 1: function size_of(text) does not exist'],
      },
    ]);
  }, 120_000);

  it('that breaks a function does not run: its step leaves no trace, and says which', async () => {
    await expect(new Migrator(options(CreateNotes, AddFunctions, AddLargest)).up()).rejects.toThrow(
      'notes/0003-add-largest failed and left no trace: after it these would not compile: function largest_of(), line 4: column reference "largest" is ambiguous.',
    );
    const { rows } = await database.admin.query(
      `select from pg_attribute where attrelid = 'notes'::regclass and attname = 'largest'`,
    );
    expect(rows).toEqual([]);
  }, 120_000);

  it('that takes everything with it breaks nothing', async () => {
    const [pending] = (await diagnose(options(CreateNotes, AddFunctions, RenameFunctionWell))).pending;
    expect(pending?.problems).toEqual([]);
    expect(pending?.users).toEqual([
      { object: 'function longest()', uses: ['size_of(text)'], after: 'compiles' },
    ]);
  }, 120_000);

  it('that an operator’s own view or function names is told', async () => {
    await database.admin.query(`create view mine as select size_of(body) from notes`);
    await database.admin.query(
      `create function my_report() returns bigint language plpgsql as $$ begin return (select count(*) from notes n where size_of(n.body) > 1); end $$`,
    );
    await database.admin.query(
      `create function unrelated() returns bigint language sql as $$ select count(*) from notes $$`,
    );
    const [pending] = (await diagnose(options(CreateNotes, AddFunctions, RenameFunctionWell))).pending;
    expect(new Set(pending?.problems)).toEqual(
      new Set([
        'view mine is not of these modules and names size_of(text)',
        'function my_report() is not of these modules and names size_of(text)',
      ]),
    );
  }, 120_000);

  it('is not blamed for what was broken before, which is told by itself', async () => {
    await database.admin.query(
      `create function stale() returns integer language sql as $$ select 1 $$;
       alter function stale() owner to carenode_owner; set check_function_bodies = off;
       create or replace function stale() returns integer language sql as $$ select gone from notes $$`,
    );
    expect(ofNotes((await diagnose(options(CreateNotes, AddFunctions))).broken)).toEqual([
      'function stale(): column "gone" does not exist',
    ]);
    expect(await new Migrator(options(CreateNotes, AddFunctions, AddOther)).up()).toEqual([
      'notes/0003-add-other',
    ]);
  }, 120_000);
});
