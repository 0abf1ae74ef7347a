import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  delegateContext,
  newId,
  requestContext,
  type RequestContext,
  systemContext,
} from '@carenode/module-kit';
import { migratedDatabase, openTestDatabase, type TestDatabase } from '@carenode/testing';

import type { Database } from '../src/door/database.js';
import { CALLER_ROLES } from '../src/migrate/roles.js';
import { diaries, Diary } from './fixture-diaries.js';

const person = (
  userType: 'patient' | 'provider',
  subject = newId(),
): RequestContext & { subject: string } => ({
  ...requestContext({ subject, userType, actor: { kind: 'session', id: 'a-session' } }),
  subject,
});

interface Told {
  readonly kind: string;
  readonly table_name: string;
  readonly row_id: string | null;
  readonly patient_id: string | null;
  readonly row_count: number;
  readonly changed: string[] | null;
  readonly old: Record<string, unknown> | null;
  readonly new: Record<string, unknown> | null;
}

describe('the audit trail', () => {
  let database: TestDatabase;
  let db: Database;
  let since = '0';
  const anna = person('patient');
  const admin = async (sql: string, values: unknown[] = []) =>
    (await database.admin.query<Record<string, unknown>>(sql, values)).rows;
  /** What was told since the test began. */
  const told = async (): Promise<Told[]> =>
    (await admin(
      `select e.*, c.old, c.new from audit_events e left join audit_changes c using (at, seq) where e.seq > $1 order by e.seq`,
      [since],
    )) as unknown as Told[];

  beforeAll(async () => {
    database = await migratedDatabase([diaries]);
    db = await openTestDatabase(database, [{ ...diaries, tables: diaries.tables.slice(0, 1) }]);
  });

  beforeEach(async () => {
    since = String((await admin('select coalesce(max(seq), 0)::text as seq from audit_events'))[0]?.['seq']);
  });

  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  it('tells a write once, by whatever way it comes', async () => {
    const ids = Array.from({ length: 7 }, () => newId());
    const insert = 'insert into diaries (id, owner_id, amount) values ($1, $2, 1)';
    await db.as(anna).execute(insert, [ids[0], anna.subject]);
    await db.as(anna).execute({ name: 'test:diary', text: insert }, [ids[1], anna.subject]);
    await db.as(anna).repository(Diary).insert({ id: ids[2], ownerId: anna.subject });
    await db.as(anna).transaction(async (tx) => {
      await tx.query(insert, [ids[3], anna.subject]);
      await tx.repository(Diary).save({ id: ids[4], ownerId: anna.subject, body: null });
    });
    const upsert = `${insert} on conflict (id) do update set amount = diaries.amount + 1`;
    await db.as(anna).execute(upsert, [ids[5], anna.subject]);
    await db.as(anna).execute(upsert, [ids[5], anna.subject]);
    await db
      .as(anna)
      .execute(
        `with gone as (delete from diaries where id = $1 returning owner_id) insert into diaries (id, owner_id) select $2, owner_id from gone`,
        [ids[0], ids[6]],
      );
    expect((await told()).map(({ kind, row_id }) => [kind, ids.indexOf(String(row_id))])).toEqual(
      expect.arrayContaining([
        ...[0, 1, 2, 3, 4, 5, 6].map((index) => ['insert', index]),
        ['update', 5],
        ['delete', 0],
      ]),
    );
    expect(await told()).toHaveLength(9);
  });

  it('says who, as whom, by what, for what, in which request, and about whom', async () => {
    const provider = person('provider');
    await db.as(provider).execute('insert into diaries (owner_id) values ($1)', [anna.subject]);
    const guardian = person('provider');
    const acting = delegateContext(guardian, anna.subject);
    await db.as(acting).execute('update diaries set amount = 2 where owner_id = $1', [anna.subject]);
    await db.as(systemContext('tidy up')).execute('delete from diaries where owner_id = $1', [anna.subject]);
    const events = await told();
    const common = { table_name: 'diaries', patient_id: anna.subject, row_count: 1 };
    expect(events[0]).toMatchObject({
      ...common,
      kind: 'insert',
      subject: provider.subject,
      user_type: 'provider',
      actor: 'session:a-session',
      purpose: 'care',
      request_id: provider.requestId,
    });
    expect(events.find(({ kind }) => kind === 'update')).toMatchObject({
      ...common,
      subject: guardian.subject,
      user_type: 'patient',
      actor: `delegate:${guardian.subject}`,
      purpose: 'self',
    });
    expect(events.at(-1)).toMatchObject({
      ...common,
      kind: 'delete',
      subject: null,
      user_type: 'system',
      actor: 'system:tidy up',
    });
    await admin('insert into diaries (owner_id) values ($1)', [newId()]);
    expect((await told()).at(-1)).toMatchObject({ subject: null, user_type: null, actor: 'sql:postgres' });
  });

  it('tells old and new, and keeps words, lists, JSON, bytes and addresses to itself', async () => {
    const id = newId();
    await db.as(anna).execute(
      `insert into diaries (id, owner_id, body, tags, extra, token, address, kind, amount)
         values ($1, $2, 'Tulip-secret', '{Tulip-secret}', '{"a": "Tulip-secret"}', 'Tulip-secret', '10.11.12.13', 'dream', 1.5)`,
      [id, anna.subject],
    );
    await db
      .as(anna)
      .execute(
        `update diaries set body = 'Tulip-other', tags = null, amount = 2.5, kind = 'walk' where id = $1`,
        [id],
      );
    await db.as(anna).execute('delete from diaries where id = $1', [id]);
    const [inserted, updated, deleted] = await told();
    expect(inserted).toMatchObject({
      old: null,
      new: { id, owner_id: anna.subject, kind: 'dream', amount: 1.5 },
    });
    expect(Object.keys(inserted?.new ?? {}).sort()).toEqual(
      ['amount', 'id', 'kind', 'owner_id', 'seen_at', 'updated_at', 'version'].sort(),
    );
    expect(updated).toMatchObject({
      changed: ['amount', 'body', 'kind', 'tags'],
      old: { amount: 1.5, body: '(redacted)', kind: 'dream', tags: '(redacted)' },
      new: { amount: 2.5, body: '(redacted)', kind: 'walk', tags: null },
    });
    expect(deleted).toMatchObject({ new: null, old: { id, kind: 'walk', amount: 2.5 } });
    const [found] = await admin(
      `select (select string_agg(e::text, '') from audit_events e) || (select string_agg(c::text, '') from audit_changes c) as everything`,
    );
    expect(String(found?.['everything'])).not.toMatch(/Tulip|10\.11\.12\.13|54756c6970/);
  });

  it('names rows without a UUID by their key, and counts a column called version that is none', async () => {
    const diary = newId();
    await db.as(anna).transaction(async (tx) => {
      await tx.query('insert into diaries (id, owner_id) values ($1, $2)', [diary, anna.subject]);
      await tx.query(`insert into pages values ($1, 7, 'de', 'Tulip', 'first')`, [diary]);
      await tx.query(`update pages set version = 'second'`);
    });
    expect((await told()).at(-1)).toMatchObject({
      kind: 'update',
      row_id: null,
      patient_id: null,
      changed: ['version'],
      old: { diary_id: diary, number: 7, language: 'de', version: '(redacted)' },
    });
    await db.as(anna).execute('delete from diaries where id = $1', [diary]);
    expect((await told()).slice(-2).map(({ kind, table_name }) => [kind, table_name])).toEqual(
      expect.arrayContaining([
        ['delete', 'diaries'],
        ['delete', 'pages'],
      ]),
    );
  });

  it('is silent about heartbeats, about updates that change nothing, and about counters', async () => {
    const id = newId();
    await db.as(anna).execute('insert into diaries (id, owner_id) values ($1, $2)', [id, anna.subject]);
    await db.as(anna).execute('update diaries set seen_at = now() where id = $1', [id]);
    await db.as(anna).execute('update diaries set amount = amount, version = 9 where id = $1', [id]);
    await db.as(anna).execute(`insert into counters values ('a', 1)`);
    expect(await told()).toHaveLength(1);
    await db.as(anna).execute(`update diaries set seen_at = now(), kind = 'walk' where id = $1`, [id]);
    expect((await told()).at(-1)).toMatchObject({ changed: ['kind'], new: { kind: 'walk' } });
  });

  it('is rolled back with what it tells, and only together with it', async () => {
    await expect(
      db.as(anna).transaction(async (tx) => {
        await tx.query('insert into diaries (owner_id) values ($1)', [anna.subject]);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await told()).toEqual([]);
    await admin('alter table audit_changes add constraint nothing_more check (false) not valid');
    await expect(
      db.as(anna).execute('insert into diaries (owner_id, amount) values ($1, 77)', [anna.subject]),
    ).rejects.toThrow();
    await admin('alter table audit_changes drop constraint nothing_more');
    expect(await admin('select from diaries where amount = 77')).toEqual([]);
  });

  it('tells of more than 100 rows inserted at once with one event per person, and of what happens to them later', async () => {
    const bert = person('patient');
    await db
      .as(systemContext('import'))
      .execute(
        `insert into diaries (owner_id, amount) select (array[$1, $2]::uuid[])[1 + i % 2], i from generate_series(1, 300) i`,
        [anna.subject, bert.subject],
      );
    const inserted = await told();
    expect(inserted.map(({ kind, row_count, new: row }) => [kind, row_count, row])).toEqual([
      ['insert', 150, null],
      ['insert', 150, null],
    ]);
    expect(new Set(inserted.map(({ patient_id }) => patient_id))).toEqual(
      new Set([anna.subject, bert.subject]),
    );
    await db.as(bert).execute('update diaries set amount = 0 where owner_id = $1', [bert.subject]);
    await db.as(bert).execute('delete from diaries where owner_id = $1', [bert.subject]);
    const later = (await told()).slice(2);
    expect(later.filter(({ kind, old }) => kind === 'update' && old !== null)).toHaveLength(150);
    expect(later.filter(({ kind, old }) => kind === 'delete' && old !== null)).toHaveLength(150);
    await db
      .as(anna)
      .execute('insert into pages select gen_random_uuid(), 1, $1, null, null from generate_series(1, 0)', [
        'x',
      ]);
    await admin(`with d as (insert into diaries (owner_id) values ($1) returning id) select id from d`, [
      bert.subject,
    ]);
    const [{ id } = { id: '' }] = await admin('select id from diaries where owner_id = $1', [bert.subject]);
    await admin(`insert into pages select $1, i, 'x', null, null from generate_series(1, 101) i`, [id]);
    expect((await told()).at(-1)).toMatchObject({ table_name: 'pages', row_count: 101, patient_id: null });
    await admin('truncate pages');
    expect((await told()).at(-1)).toMatchObject({ kind: 'truncate', table_name: 'pages', row_count: 0 });
  });

  it('tells what rows of somebody who is being erased were, without what stood in them', async () => {
    const eve = person('patient');
    const insert = 'insert into diaries (owner_id, amount) select $1, i from generate_series(1, $2::int) i';
    const erase = (sql: string) =>
      admin(`begin; set local carenode.erasing = '${eve.subject}'; ${sql}; commit`);
    await db.as(eve).execute(insert, [eve.subject, 3]);
    await erase(`update diaries set amount = null where owner_id = '${eve.subject}'`);
    await erase(`delete from diaries where owner_id = '${eve.subject}'`);
    await erase(`delete from audit_changes where patient_id = '${eve.subject}'`);
    const few = await told();
    expect(few.map(({ kind, row_count }) => [kind, row_count])).toEqual([
      ...Array.from({ length: 3 }, () => ['insert', 1]),
      ...Array.from({ length: 3 }, () => ['update', 1]),
      ...Array.from({ length: 3 }, () => ['delete', 1]),
    ]);
    expect(few.every(({ old, new: row }) => old === null && row === null)).toBe(true);

    await db.as(eve).execute(insert, [eve.subject, 101]);
    await db.as(anna).execute(insert, [anna.subject, 1]);
    await erase(`delete from diaries where owner_id in ('${eve.subject}', '${anna.subject}')`);
    const many = (await told()).filter(({ kind }) => kind === 'delete').slice(3);
    expect(many.filter(({ patient_id }) => patient_id === eve.subject)).toMatchObject([
      { row_count: 101, old: null },
    ]);
    expect(
      many.filter(({ patient_id }) => patient_id === anna.subject).every(({ old }) => old !== null),
    ).toBe(true);
  });

  it('cannot be changed by anybody, its owner included, except that an erased person’s changes go', async () => {
    await db.as(anna).execute('insert into diaries (owner_id) values ($1)', [anna.subject]);
    await admin(
      `insert into audit_seals (number, tx_from, tx_to, seq_after, seq_to, event_count, first_at, last_at, digest, fingerprints, mac)
         values (1, '0', '1', 0, 1, 1, now(), now(), '', '', 'x')`,
    );
    const [partition] = await admin('select tableoid::regclass::text as name from audit_events limit 1');
    const tables = ['audit_events', 'audit_changes', 'audit_seals', String(partition?.['name'])];
    const column = (table: string) => (table === 'audit_seals' ? 'mac' : 'seq');
    const attempts = tables.flatMap((table) => [
      `update ${table} set ${column(table)} = ${column(table)}`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]);
    for (const role of ['carenode_owner', 'postgres']) {
      for (const sql of [
        ...attempts,
        `set local carenode.erasing = '${newId()}'; delete from audit_changes`,
      ]) {
        await expect(admin(`begin; set local role ${role}; ${sql}; commit`)).rejects.toThrow('append-only');
        await admin('rollback');
      }
    }
    for (const role of CALLER_ROLES) {
      for (const sql of [...attempts, `insert into audit_events (kind) values ('forged')`]) {
        await expect(admin(`begin; set local role ${role}; ${sql}; commit`)).rejects.toThrow(
          'permission denied',
        );
        await admin('rollback');
      }
    }
  });

  it('notes reads with their reason, refuses those without, and forgets those about oneself', async () => {
    const provider = person('provider');
    const read = (subject: string | null, rows: number, why: string) =>
      db.as(provider).transaction(async (tx) => {
        await tx.query(`select set_config('test.why', $1, true)`, [why]);
        await tx.query(`select carenode.note_read('diaries', $1, $2)`, [subject, rows]);
      });
    await read(anna.subject, 50, 'care-team');
    await read(anna.subject, 0, '');
    await read(provider.subject, 5, '');
    await expect(read(anna.subject, 1, '')).rejects.toMatchObject({ code: 'not_allowed', kind: 'forbidden' });
    await expect(read(null, 1, '')).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await told()).toMatchObject([
      {
        kind: 'read',
        table_name: 'diaries',
        patient_id: anna.subject,
        subject: provider.subject,
        why: 'care-team',
        row_count: 50,
      },
    ]);
    const [bert, carl] = [newId(), newId()];
    await db.as(provider).transaction(async (tx) => {
      await tx.query(`select set_config('test.why', 'trial 7', true)`);
      await tx.query(`select carenode.note_reads('diaries', $1)`, [
        [bert, null, carl, bert, provider.subject],
      ]);
      await tx.query(`select carenode.note_reads('diaries', null)`);
    });
    expect((await told()).slice(1).map(({ patient_id, row_count }) => [patient_id, row_count])).toEqual(
      expect.arrayContaining([
        [bert, 2],
        [carl, 1],
      ]),
    );
    await expect(
      db.as(provider).execute(`select carenode.note_reads('diaries', $1)`, [[bert]]),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await told()).toHaveLength(3);
  });

  it('notes what functions of modules have done in a word, and lets no caller say so by themself', async () => {
    await admin(`select carenode.note_event('export-made', $1, 'diaries')`, [anna.subject]);
    expect(await told()).toMatchObject([
      { kind: 'export-made', patient_id: anna.subject, why: 'diaries', row_count: 0 },
    ]);
    for (const kind of ['read', 'insert', 'Not a word', ''])
      await expect(admin(`select carenode.note_event($1, null, null)`, [kind])).rejects.toThrow();
    for (const ctx of [anna, systemContext('claim that an export was made')]) {
      await expect(
        db.as(ctx).execute(`select carenode.note_event('export-made', $1, 'diaries')`, [anna.subject]),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });

  it('has partitions of this month and the next three, and makes those that are missing', async () => {
    const partitions = () =>
      admin(
        `select inhparent::regclass::text as parent, count(*)::int as n, bool_and(relrowsecurity) as secured
           from pg_inherits join pg_class c on c.oid = inhrelid where inhparent in ('audit_events'::regclass, 'audit_changes'::regclass) group by 1 order by 1`,
      );
    const whole = ['audit_changes', 'audit_events'].map((parent) => ({ parent, n: 5, secured: true }));
    expect(await partitions()).toEqual(whole);
    const [last] = await admin(
      `select relname as name from pg_class where relnamespace = 'carenode'::regnamespace and relkind = 'r' and relname like 'audit_events_2%' order by 1 desc limit 1`,
    );
    await admin(`drop table carenode.${String(last?.['name'])}`);
    const system = db.as(systemContext('keep partitions ahead'));
    expect(await system.execute('select carenode.make_audit_partitions() as made')).toEqual([{ made: 1 }]);
    expect(await system.execute('select carenode.make_audit_partitions() as made')).toEqual([{ made: 0 }]);
    expect(await partitions()).toEqual(whole);
    await expect(admin(`truncate carenode.${String(last?.['name'])}`)).rejects.toThrow('append-only');
    await expect(db.as(anna).execute('select carenode.make_audit_partitions()')).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('knows what every table holds and what erasure does with it', async () => {
    expect(
      await admin('select name, module, holds, about, on_erasure from carenode.tables order by name'),
    ).toEqual([
      { name: 'counters', module: 'diaries', holds: 'operational', about: null, on_erasure: 'delete' },
      { name: 'diaries', module: 'diaries', holds: 'personal', about: 'owner_id', on_erasure: 'delete' },
      { name: 'pages', module: 'diaries', holds: 'operational', about: null, on_erasure: 'delete' },
    ]);
  });
});
