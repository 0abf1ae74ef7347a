import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineModule, type Migration, type SqlRunner } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';

import { Migrator } from '../src/migrate/migrator.js';
import { platformMigrations } from '../src/migrate/platform/index.js';
import { CreateNotes, notes } from './fixture-notes.js';

class AddIndex implements Migration {
  readonly id = '0002-index-body';
  readonly why = 'Tests need a step outside a transaction.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('drop index if exists notes_body');
    await sql.query('create index concurrently notes_body on public.notes (body)');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop index concurrently if exists public.notes_body');
  }
}

class Broken implements Migration {
  readonly id = '0003-broken';
  readonly why = 'Tests need a step that fails half-way.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('create table half_written (id integer)');
    await sql.query('select 1/0');
  }

  async down(): Promise<void> {
    await Promise.resolve();
  }
}

class EditedNotes extends CreateNotes {
  override async up(sql: SqlRunner): Promise<void> {
    await super.up(sql);
    await sql.query('comment on table notes is $$edited$$');
  }
}

const PLATFORM_STEPS = platformMigrations.map((Step) => `platform/${new Step().id}`);

const withSteps = (...migrations: (new () => Migration)[]) => defineModule({ ...notes, migrations });
const dependant = defineModule({
  name: 'dependant',
  title: 'Dependant',
  requires: ['notes'],
  nest: class {},
  migrations: [
    class implements Migration {
      readonly id = '0001-create-more';
      readonly why = 'Tests need a module that requires another.';
      async up(sql: SqlRunner): Promise<void> {
        await sql.query('create table more (id uuid)');
      }
      async down(sql: SqlRunner): Promise<void> {
        await sql.query('drop table more');
      }
    },
  ],
});

describe('the migrator', () => {
  let database: TestDatabase;
  const opened: TestDatabase[] = [];
  const migrator = (...modules: (typeof notes)[]) =>
    new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules });

  beforeEach(async () => {
    database = await emptyDatabase();
    opened.push(database);
  });

  afterEach(async () => database.drop());

  afterAll(() => expect(opened.length).toBeGreaterThan(0));

  it('shows its plan and status without touching the database', async () => {
    const plan = await migrator(notes).plan();
    expect(plan.map((step) => `${step.module}/${step.id}`)).toEqual([
      ...PLATFORM_STEPS,
      'notes/0001-create-notes',
    ]);
    expect(plan.at(-1)?.sql[0]).toContain('create table notes');
    const { steps, drift } = await migrator(notes).status();
    expect(steps.every((step) => step.state === 'pending')).toBe(true);
    expect(drift).toEqual([]);
    const { rows } = await database.admin.query(`select to_regnamespace('carenode') as there`);
    expect(rows).toEqual([{ there: null }]);
  });

  it('applies steps once, also outside a transaction, and takes them back in reverse', async () => {
    const both = withSteps(CreateNotes, AddIndex);
    expect(await migrator(both).up()).toHaveLength(PLATFORM_STEPS.length + 2);
    expect(await migrator(both).up()).toEqual([]);
    expect(await migrator(both).down({ module: 'notes', to: '0001-create-notes' })).toEqual([
      'notes/0002-index-body',
    ]);
    expect(await migrator(both).down()).toEqual(['notes/0001-create-notes', ...PLATFORM_STEPS.toReversed()]);
    expect(await migrator(both).up()).toHaveLength(PLATFORM_STEPS.length + 2);
  });

  it('lets one of ten migrators started at once apply, and none fail', async () => {
    const applied = await Promise.all(
      Array.from({ length: 10 }, () => migrator(withSteps(CreateNotes, AddIndex)).up()),
    );
    expect(applied.map((steps) => steps.length).filter((count) => count > 0)).toEqual([
      PLATFORM_STEPS.length + 2,
    ]);
  });

  it('leaves no trace of a step that fails', async () => {
    await expect(migrator(withSteps(CreateNotes, Broken)).up()).rejects.toThrow(
      'notes/0003-broken failed and left no trace: division by zero',
    );
    const { rows } = await database.admin.query(
      `select to_regclass('half_written') as there, (select count(*)::int from carenode.migrations) as steps`,
    );
    expect(rows).toEqual([{ there: null, steps: PLATFORM_STEPS.length + 1 }]);
  });

  it('stops at a step that was edited after it was applied, and at one that is missing in the code', async () => {
    await migrator(withSteps(CreateNotes, AddIndex)).up();
    await expect(migrator(withSteps(EditedNotes, AddIndex)).up()).rejects.toThrow(
      'notes/0001-create-notes was edited after it was applied',
    );
    await expect(migrator(withSteps(CreateNotes)).up()).rejects.toThrow(
      'notes/0002-index-body is applied but not in the code',
    );
  });

  it('refuses to take down a module that another one requires', async () => {
    await migrator(notes, dependant).up();
    await expect(migrator(notes, dependant).down({ module: 'notes' })).rejects.toThrow(
      'notes is required by dependant',
    );
    expect(await migrator(notes, dependant).down({ module: 'dependant' })).toEqual([
      'dependant/0001-create-more',
    ]);
  });

  it.each([
    [
      'a policy that was loosened',
      'alter policy patient_select on notes using (true)',
      'policy patient_select is not as declared',
    ],
    ['a policy that was dropped', 'drop policy gate_select on notes', 'policy gate_select is missing'],
    [
      'a policy that nobody declared',
      'create policy extra on notes for select to carenode_developer using (true)',
      'policy extra is not declared',
    ],
    [
      'a grant that nobody declared',
      'grant update (owner_id) on notes to carenode_patient',
      'grant not declared: carenode_patient update owner_id',
    ],
    ['a grant to everybody', 'grant select on notes to public', 'grant not declared: public select'],
    [
      'a grant that is gone',
      'revoke insert on notes from carenode_patient',
      'grant missing: carenode_patient insert',
    ],
    [
      'an audit trigger that is gone',
      'drop trigger audit_update on notes',
      'audit trigger audit_update is missing',
    ],
    [
      'an audit trigger that is switched off',
      'alter table notes disable trigger audit_insert',
      'audit trigger audit_insert is switched off',
    ],
    [
      'an audit trigger that tells a secret',
      `create or replace trigger audit_delete after delete on notes referencing old table as touched
         for each statement execute function carenode.audit_write('owner_id', 'id', '{}', '{}', '{}')`,
      'audit trigger audit_delete is not as declared',
    ],
    [
      'an audit trigger that nobody declared',
      `create trigger audit_more after update on notes for each row execute function carenode.audit_write('', '', '{}', '{}', '{}')`,
      'audit trigger audit_more is not declared',
    ],
    [
      'an audit trail that can be changed',
      'drop trigger append_only on audit_changes',
      'audit_changes: trigger append_only, which keeps the audit trail append-only, is missing',
    ],
    [
      'an audit trail that can be emptied',
      'alter table audit_events disable trigger never_empty',
      'audit_events: trigger never_empty, which keeps the audit trail append-only, is switched off or changed',
    ],
    [
      'a table registry that says something else',
      `update carenode.tables set about = null where name = 'notes'`,
      'the table registry does not say what is declared',
    ],
    ['row security switched off', 'alter table notes disable row level security', 'row security is off'],
    ['another owner', 'alter table notes owner to postgres', 'is owned by postgres'],
  ])('finds %s, and mends it', async (_, change, words) => {
    await migrator(notes).up();
    expect((await migrator(notes).status()).drift).toEqual([]);
    await database.admin.query(change);
    expect((await migrator(notes).status()).drift.join()).toContain(words);
    if (change.includes('owner to')) return expect(migrator(notes).up()).rejects.toThrow('is owned by');
    await migrator(notes).up();
    expect((await migrator(notes).status()).drift).toEqual([]);
  });

  it('makes roles that cannot sign in, and a host login that owns and bypasses nothing', async () => {
    await migrator(notes).up();
    const { rows } = await database.admin.query(
      `select rolname, rolcanlogin, rolsuper, rolbypassrls, rolinherit, rolcreaterole from pg_roles where rolname like 'carenode%' and (rolsuper or rolbypassrls or rolinherit or rolcreaterole or (rolcanlogin and rolname not in ('carenode_test_host', 'carenode_host')))`,
    );
    expect(rows).toEqual([]);
    const owned = await database.admin.query(
      `select relname from pg_class where relowner::regrole::text <> 'carenode_owner' and relnamespace in ('public'::regnamespace, 'carenode'::regnamespace)`,
    );
    expect(owned.rows).toEqual([]);
  });
});
