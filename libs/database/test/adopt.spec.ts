import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import type pg from 'pg';

import { Adoption } from '../src/migrate/adopt/adoption.js';
import { readLegacyCatalog } from '../src/migrate/adopt/legacy-catalog.js';
import { structureConflicts } from '../src/migrate/adopt/structure-conflicts.js';
import { catalogDifference, catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { diary, legacyApplication, oldApplication, person } from './fixture-adoption.js';

const SETTINGS = `select setrole::regrole::text as role, setconfig from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
                   where d.datname = current_database() order by 1`;

describe('the adoption of another application', () => {
  let database: TestDatabase;
  const clients: pg.Client[] = [];
  const adoption = () =>
    new Adoption({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules: [diary] });
  const apply = (choices = {}) => adoption().apply({ branch: null, choices });
  const query = async (text: string, parameters: unknown[] = []) =>
    (await database.admin.query(text, parameters)).rows as Record<string, unknown>[];
  const asPerson = async (n: number) => {
    const client = await oldApplication(database, await person(database, n));
    clients.push(client);
    return client;
  };
  const catalog = () =>
    catalogLines({ query: async (text) => (await database.admin.query(text)).rows as unknown[] });
  const rowsFile = async () => join(await mkdtemp(join(tmpdir(), 'carenode-adopt-')), 'rows');

  beforeEach(async () => {
    database = await emptyDatabase();
    await legacyApplication(database);
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
    await database.drop();
  });

  it('inspects without changing anything, and lists the conflicts with the ways to resolve them', async () => {
    const before = await catalog();
    await query(`update public.entries set value = -1 where note in ('note 1', 'note 2')`);
    await query(`update public.profiles set name = repeat('x', 30) where id = $1`, [
      await person(database, 2),
    ]);
    const plan = await adoption().inspect();
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(plan.mappings.map(({ table, from }) => `${from} → ${table}`)).toEqual([
      'profiles → profiles',
      'global_topics → topics',
      'entries → entries',
    ]);
    expect(plan.moves.tables).toEqual(['entries', 'profiles']);
    expect(plan.unmapped).toEqual(['likes', 'messages', 'oauth_clients']);
    const chosen = Object.fromEntries(plan.conflicts.map(({ id, chosen: choice }) => [id, choice]));
    expect(chosen).toMatchObject({
      'name:entries': 'move',
      'name:profiles': 'move',
      'ids:global_topics': 'derive',
      'enums:profiles': 'text',
      'columns:profiles': 'stay',
      'rows:entries:entries_value': 'leave',
      'rows:profiles:profiles_name_length': 'leave',
      'no-row-security:messages': 'read-only',
      'no-row-security:oauth_clients': 'none',
      'always-true:likes:insert': 'close',
      'own-type:profiles': 'close',
      'owners-view:entry_counts': 'close',
      'definer:public.handle_new_user()': 'pin',
      'trigger:auth.users.on_auth_user_created': 'keep',
      'soft-deleted:entries': 'as-mapped',
      'user-types:profiles': 'approve',
      login: 'apart',
    });
    expect(plan.conflicts.find(({ id }) => id === 'rows:entries:entries_value')?.words).toContain(
      '2 rows of entries',
    );
    expect(
      plan.conflicts.every(({ ways, chosen: choice }) => ways.some((way) => way.choice === choice)),
    ).toBe(true);
    expect(JSON.stringify(plan)).not.toMatch(/Person|note 1/);
  });

  it('says when nobody would be led to the views, and blocks when the application can have no other login', async () => {
    const [login] = await query('select current_user::text as name');
    const { conflicts } = await adoption().inspect();
    expect(conflicts.find(({ id }) => id === 'login')?.words).toContain(`"${String(login?.['name'])}" (`);
    const legacy = await readLegacyCatalog({ query });
    const moves = { tables: ['profiles'], types: [], sequences: [], functions: [] };
    const found = structureConflicts({ ...legacy, logins: [], sessionsNotRedirected: [] }, [], moves);
    expect(found.find(({ id }) => id === 'login')).toMatchObject({ chosen: 'block', blocks: true });
    expect(
      structureConflicts({ ...legacy, sessionsNotRedirected: [] }, [], moves).filter(
        ({ id }) => id === 'login',
      ),
    ).toEqual([]);
  });

  it('leads a login to the views that owns the tables without a word of grants', async () => {
    await query(
      `do $$ begin create role adopted_owner login; exception when duplicate_object or unique_violation then null; end $$`,
    );
    await query('create table public.owned (id int); alter table public.owned owner to adopted_owner');
    expect((await adoption().inspect()).logins.map(({ name }) => name)).toContain('adopted_owner');
  });

  it('brings the rows over, proves it, and mirrors both sides in the same transaction', async () => {
    const applied = await apply();
    expect(applied.tables.map(({ table, equal, rowsHere }) => [table, equal, rowsHere])).toEqual([
      ['profiles', true, '4'],
      ['topics', true, '2'],
      ['entries', true, '36'],
    ]);
    expect(applied.unmapped.every(({ equal }) => equal)).toBe(true);
    const me = await person(database, 2);
    const old = await asPerson(2);
    // The old application writes, and reads its own writes.
    await old.query('begin');
    const { rows } = await old.query<{ id: string }>(
      `insert into entries (user_id, topic_id, value, note) values ($1, 'sleep', 5, 'from there') returning id`,
      [me],
    );
    const id = rows[0]?.id ?? '';
    expect((await old.query('select note from entries where id = $1', [id])).rows).toEqual([
      { note: 'from there' },
    ]);
    await old.query('commit');
    expect(
      await query(
        `select e.value::text, t.name, e.words from public.entries e join public.topics t on t.id = e.topic_id where e.id = $1`,
        [id],
      ),
    ).toEqual([{ value: '5', name: 'Sleep', words: 'from there' }]);
    await old.query(
      `insert into entries (id, user_id, value, note) values ($1, $2, 6, 'again') on conflict (id) do update set value = excluded.value, note = excluded.note`,
      [id, me],
    );
    expect(await query('select value::text, words from public.entries where id = $1', [id])).toEqual([
      { value: '6', words: 'again' },
    ]);
    // The new application writes; the old one sees it.
    await query(`update public.entries set words = 'from here', topic_id = null where id = $1`, [id]);
    expect((await old.query('select note, topic_id, value from entries where id = $1', [id])).rows).toEqual([
      { note: 'from here', topic_id: null, value: 6 },
    ]);
    const [made] = await query(`insert into public.topics (name) values ('Made here') returning id`);
    await query(`insert into public.entries (owner_id, topic_id, value, words) values ($1, $2, 1, 'new')`, [
      me,
      made?.['id'],
    ]);
    expect(
      (
        await old.query(
          `select t.name from entries e join global_topics t on t.id = e.topic_id where e.note = 'new'`,
        )
      ).rows,
    ).toEqual([{ name: 'Made here' }]);
    await old.query(`delete from entries where id = $1`, [id]);
    expect(await query('select from public.entries where id = $1', [id])).toEqual([]);
    // Soft-deleted there: gone here. Other people's rows stay unseen.
    await old.query(`update entries set deleted_at = now() where note = 'new'`);
    expect(await query(`select from public.entries where words = 'new'`)).toEqual([]);
    expect((await old.query('select distinct user_id from entries')).rows).toEqual([{ user_id: me }]);
    expect((await adoption().status())?.unmirrored).toEqual([]);
  });

  it('keeps the functions and triggers of the old application working', async () => {
    await apply();
    const me = await person(database, 2);
    const old = await asPerson(2);
    expect((await old.query(`select rename_me('Renamed') as was, my_entries()::int as mine`)).rows).toEqual([
      { was: 'New', mine: 10 },
    ]);
    expect((await old.query(`select name from profiles`)).rows).toEqual([{ name: 'Renamed' }]);
    expect(await query('select name, user_type from public.profiles where id = $1', [me])).toEqual([
      { name: 'Renamed', user_type: 'patient' },
    ]);
    await query(`insert into auth.users (id) values ('00000000-0000-4000-8000-000000000001')`);
    expect(
      await query(`select name from public.profiles where id = '00000000-0000-4000-8000-000000000001'`),
    ).toEqual([{ name: 'New' }]);
    await query(`delete from auth.users where id = '00000000-0000-4000-8000-000000000001'`);
    expect(
      await query(`select from public.profiles where id = '00000000-0000-4000-8000-000000000001'`),
    ).toEqual([]);
  });

  it('closes the holes', async () => {
    await apply();
    const old = await asPerson(2);
    await expect(old.query(`update profiles set user_type = 'admin'`)).rejects.toThrow(
      'user_type is not yours to change',
    );
    await expect(old.query('insert into likes (entry_id) values (null)')).rejects.toThrow(
      'row-level security',
    );
    await expect(old.query(`update messages set body = ''`)).rejects.toThrow('permission denied');
    expect((await old.query('select count(*)::int as n from messages')).rows).toEqual([{ n: 5 }]);
    await expect(old.query('select from oauth_clients')).rejects.toThrow('permission denied');
    expect((await old.query('select entries::int from entry_counts')).rows).toEqual([{ entries: 9 + 1 }]);
    await old.query(`update profiles set name = 'Still mine'`);
  });

  it('notes a row that one side refuses, without its content, and never breaks the writer', async () => {
    await apply();
    const old = await asPerson(2);
    const me = await person(database, 2);
    await old.query(`insert into entries (user_id, value, note) values ($1, -5, 'secret words')`, [me]);
    const status = await adoption().status();
    expect(status?.unmirrored).toMatchObject([
      { table: 'entries', direction: 'in', reason: '23514 entries_value', rows: 1, planned: false },
    ]);
    await expect(adoption().finish()).rejects.toThrow('entries: 1 rows that one side refused');
    await old.query(`update entries set value = 5 where note = 'secret words'`);
    expect((await adoption().status())?.unmirrored).toEqual([]);
    expect(await query(`select value::text from public.entries where words = 'secret words'`)).toEqual([
      { value: '5' },
    ]);
  });

  it('undoes everything, with the rows that were written meanwhile, to the exact catalog of before', async () => {
    const [before, settings] = [await catalog(), await query(SETTINGS)];
    await apply();
    const me = await person(database, 2);
    await query(`insert into public.entries (owner_id, value, words) values ($1, 3, 'written here')`, [me]);
    await adoption().undo({ rowsFile: await rowsFile(), reopen: true });
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(await query(SETTINGS)).toEqual(settings);
    expect(await query(`select value from public.entries where note = 'written here'`)).toEqual([
      { value: 3 },
    ]);
    const old = await asPerson(2);
    expect((await old.query(`select rename_me('Back') as was`)).rows).toEqual([{ was: 'New' }]);
    expect(await adoption().status()).toBeNull();
  });

  it('leaves holes closed after an undo unless it is told to open them', async () => {
    await apply();
    const { closed } = await adoption().undo({ rowsFile: await rowsFile() });
    expect(closed).toContain('own-type:profiles');
    const old = await asPerson(2);
    await expect(old.query(`update profiles set user_type = 'admin'`)).rejects.toThrow(
      'user_type is not yours to change',
    );
    await old.query(`insert into entries (user_id, value) values ($1, 1)`, [await person(database, 2)]);
  });

  it('finishes: mirrors, views and search paths go, the rows of both sides stay', async () => {
    await apply();
    const file = await rowsFile();
    const { tables } = await adoption().finish();
    expect(tables.every(({ equal }) => equal)).toBe(true);
    expect(
      await query(
        `select nspname from pg_namespace where nspname in ('compat', 'carenode_mirror', 'legacy')`,
      ),
    ).toEqual([{ nspname: 'legacy' }]);
    expect(await query(SETTINGS)).toEqual([]);
    expect(
      await query(
        `select (select count(*)::int from public.entries) as ours, (select count(*)::int from legacy.entries) as theirs`,
      ),
    ).toEqual([{ ours: 36, theirs: 40 }]);
    await expect(adoption().undo({ rowsFile: file })).rejects.toThrow('finished');
    await query('drop table public.likes cascade; drop view public.entry_counts');
    expect((await adoption().finish({ dropLegacy: file })).dropped).toEqual(['entries', 'profiles']);
  });
});
