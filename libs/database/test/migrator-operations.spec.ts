import { randomBytes } from 'node:crypto';

import { emptyDatabase, newRowsFile, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Migrator } from '../src/migrate/migrator.js';
import { CALLER_ROLES } from '../src/migrate/roles.js';
import { notes } from './fixture-notes.js';

describe('the migrator', () => {
  let database: TestDatabase;
  const migrator = (adminUrl = database.adminUrl, modules = [notes]) =>
    new Migrator({ adminUrl, hostLogin: database.hostLogin, modules });

  beforeEach(async () => {
    database = await emptyDatabase();
  });

  afterEach(() => database.drop());

  it('needs no superuser: who owns the database and may create roles is enough', async () => {
    const { admin, name, hostLogin } = database;
    // The roles belong to the whole server, and other tests may have made them as a superuser.
    await migrator().up();
    await migrator().down({ dropData: newRowsFile() });
    await admin.query('drop schema carenode cascade');
    const login = `owner_${randomBytes(4).toString('hex')}`;
    await admin.query(`create role ${login} login createrole password 'x'`);
    await admin.query(`alter database ${name} owner to ${login}`);
    await admin.query(
      `grant carenode_owner, ${CALLER_ROLES.join(', ')}, ${hostLogin.name} to ${login} with admin option`,
    );
    const url = new URL(database.adminUrl);
    url.username = login;
    url.password = 'x';

    const own = migrator(url.toString());
    expect(new Set((await own.status()).steps.map((step) => step.state))).toEqual(new Set(['pending']));
    expect((await own.up()).at(-1)).toBe('notes/0001-create-notes');
    expect(await own.status()).toMatchObject({ problems: [], drift: [] });
    expect(await own.plan()).toEqual([]);
    expect(await own.up({ unlessCurrent: true })).toEqual([]);
    await own.down({ dropData: newRowsFile() });
    expect((await own.losses()).steps).toEqual([]);
  });

  it('leaves a database on which nothing changed as it is, and notices whatever changed', async () => {
    const { admin } = database;
    const quick = { unlessCurrent: true };
    expect(await migrator().up(quick)).not.toEqual([]);
    for (const change of [
      'drop policy patient_select on notes',
      'alter policy patient_select on notes using (true)',
      'create policy more on notes for select to carenode_developer using (true)',
      'grant select on notes to carenode_developer',
      'grant select (body) on notes to carenode_developer',
      'revoke select (body) on notes from carenode_patient',
      'alter table notes disable row level security',
    ]) {
      await admin.query(change);
      expect({ change, found: (await migrator().status()).drift.length }).toEqual({ change, found: 1 });
      await migrator().up(quick);
      expect({ change, left: (await migrator().status()).drift }).toEqual({ change, left: [] });
    }
    const [table] = notes.tables;
    if (!table) throw new Error('The module has a table.');
    const loosened = { ...notes, tables: [{ ...table, policies: { patient: {} } }] };
    await migrator(undefined, [loosened]).up(quick);
    const left = await admin.query(
      `select policyname from pg_policies where schemaname = 'public' and tablename = 'notes'`,
    );
    expect(left.rows).toEqual([]);
  });

  it('says which tables with how many rows a step back removes', async () => {
    await migrator().up();
    await database.admin.query(
      `insert into notes (owner_id, body) select gen_random_uuid(), 'x' from generate_series(1, 3)`,
    );
    const losses = await migrator().losses({ module: 'notes' });
    expect(losses).toEqual({
      steps: ['notes/0001-create-notes'],
      tables: [
        { step: 'notes/0001-create-notes', kind: 'table', table: 'notes', column: null, rows: 3 },
        { step: 'notes/0001-create-notes', kind: 'table', table: 'profiles', column: null, rows: 0 },
      ],
    });
    expect((await database.admin.query('select from notes')).rowCount).toBe(3);
    expect((await migrator().losses({ module: 'notes', to: '0001-create-notes' })).steps).toEqual([]);
  });
});
