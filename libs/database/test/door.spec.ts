import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymousContext, AppError, newId, requestContext, type RequestContext } from '@carenode/module-kit';
import { migratedDatabase, openTestDatabase, type TestDatabase } from '@carenode/testing';

import { Database } from '../src/door/database.js';
import { statement } from '../src/door/statement.js';
import { Note, notes } from './fixture-notes.js';

const patient = (subject = newId(), scopes: string[] | null = null): RequestContext =>
  requestContext({ subject, userType: 'patient', actor: { kind: 'session', id: null }, scopes });

const INSERT = statement('test:insert', 'insert into public.notes (id, owner_id, body) values ($1, $2, $3)');
const ALL = statement('test:all', 'select owner_id, body from public.notes');

describe('the database door', () => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await migratedDatabase([notes]);
    db = await openTestDatabase(database, [notes], { poolSize: 3 });
  });

  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  it('refuses to open without a caller', async () => {
    await expect(db.as(undefined as unknown as RequestContext).query('select 1')).rejects.toThrow(
      'RequestContext',
    );
  });

  it('refuses a login that bypasses row security', async () => {
    await expect(Database.open({ url: database.adminUrl, entities: [] })).rejects.toThrow(
      /bypasses row security|owns tables/,
    );
  });

  it('shows each caller their own rows and nobody else’s', async () => {
    const [anna, bert] = [patient(), patient()];
    await db.as(anna).execute(INSERT, [newId(), anna.subject, 'of anna']);
    await db.as(bert).execute(INSERT, [newId(), bert.subject, 'of bert']);
    expect(await db.as(anna).query(ALL)).toEqual([{ owner_id: anna.subject, body: 'of anna' }]);
    expect(
      await db
        .as(bert)
        .repository(Note)
        .find({ select: { body: true } }),
    ).toEqual([expect.objectContaining({ body: 'of bert' })]);
  });

  it('refuses to write a row of somebody else', async () => {
    await expect(db.as(patient()).execute(INSERT, [newId(), newId(), 'forged'])).rejects.toMatchObject({
      code: 'not_allowed',
      kind: 'forbidden',
    });
  });

  it('gives anonymous callers nothing', async () => {
    await expect(db.as(anonymousContext()).query(ALL)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('reads READ ONLY', async () => {
    const anna = patient();
    await expect(db.as(anna).query(INSERT, [newId(), anna.subject, 'written by a read'])).rejects.toThrow(
      /read-only/,
    );
  });

  it('limits a token to its scopes, in PostgreSQL', async () => {
    const subject = newId();
    await db.as(patient(subject)).execute(INSERT, [newId(), subject, 'mine']);
    expect(await db.as(patient(subject, ['user/notes.rs'])).query(ALL)).toHaveLength(1);
    expect(await db.as(patient(subject, ['user/measurements.rs', 'openid'])).query(ALL)).toHaveLength(0);
    expect(await db.as(patient(subject, [])).query(ALL)).toHaveLength(0);
    await expect(
      db.as(patient(subject, ['user/notes.rs'])).execute(INSERT, [newId(), subject, 'no']),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await db.as(patient(subject, ['user/*.cruds'])).execute(INSERT, [newId(), subject, 'yes']);
  });

  it('keeps nothing of a transaction that throws, and says when a failure was swallowed', async () => {
    const anna = patient();
    await expect(
      db.as(anna).transaction(async (tx) => {
        await tx.query(INSERT, [newId(), anna.subject, 'lost']);
        throw new AppError('stop', 'conflict', 'Stop.');
      }),
    ).rejects.toMatchObject({ code: 'stop' });
    await expect(
      db.as(anna).transaction(async (tx) => {
        await tx.query(INSERT, [newId(), anna.subject, 'also lost']);
        await tx.query('select 1/0').catch(() => undefined);
      }),
    ).rejects.toThrow(/rolled back/);
    expect(await db.as(anna).query(ALL)).toEqual([]);
  });

  it('refuses TypeORM calls that would open a transaction of their own', async () => {
    const anna = patient();
    await expect(
      db
        .as(anna)
        .repository(Note)
        .save({ id: newId(), ownerId: anna.subject ?? '', body: 'x' }),
    ).rejects.toThrow(/transaction\(work\)/);
  });

  it('offers repositories inside a transaction', async () => {
    const anna = patient();
    await db.as(anna).transaction(async (tx) => {
      await tx.repository(Note).insert({ id: newId(), ownerId: anna.subject ?? '', body: 'by repository' });
      expect(await tx.repository(Note).count()).toBe(1);
    });
    expect(await db.as(anna).repository(Note).count()).toBe(1);
  });

  it('maps what PostgreSQL refuses to errors that name the constraint and no value', async () => {
    const anna = patient();
    const error = await db
      .as(anna)
      .execute(
        `insert into public.notes (id, owner_id, body, amount) values ($1, $2, 'secret words', 'Infinity')`,
        [newId(), anna.subject],
      )
      .catch((reason: unknown) => reason as AppError);
    expect(error).toMatchObject({ kind: 'unprocessable', code: 'rule_broken' });
    expect(
      JSON.stringify({
        ...(error as AppError),
        message: (error as AppError).message,
        details: (error as AppError).details.errors,
      }),
    ).not.toContain('secret words');
    expect((error as AppError).message).toContain('notes_amount_finite');
  });

  it('never mixes up 40 callers over 3 connections while statements fail and transactions abort', async () => {
    const people = Array.from({ length: 40 }, () => patient());
    for (const person of people)
      await db.as(person).execute(INSERT, [newId(), person.subject, `of ${person.subject}`]);
    let seed = 7;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const once = async (): Promise<void> => {
      const person = people[Math.floor(random() * people.length)] as RequestContext;
      const dice = random();
      if (dice < 0.15)
        await db
          .as(person)
          .query('select 1/0')
          .catch(() => undefined);
      else if (dice < 0.3) {
        await db
          .as(person)
          .transaction(async (tx) => {
            expect(await tx.query(ALL)).toEqual([{ owner_id: person.subject, body: `of ${person.subject}` }]);
            throw new AppError('stop', 'conflict', 'Stop.');
          })
          .catch((error: AppError) => expect(error.code).toBe('stop'));
      } else if (dice < 0.4)
        await db
          .as(person)
          .execute(INSERT, [newId(), newId(), 'forged'])
          .catch(() => undefined);
      else
        expect(await db.as(person).query(ALL)).toEqual([
          { owner_id: person.subject, body: `of ${person.subject}` },
        ]);
    };
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let round = 0; round < 40; round++) await once();
      }),
    );
  });

  it('survives the loss of its connections', async () => {
    const anna = patient();
    await database.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1`,
      [database.hostLogin.name],
    );
    await db
      .as(anna)
      .query(ALL)
      .catch(() => undefined);
    await expect(db.as(anna).query(ALL)).resolves.toEqual([]);
  });

  it('works without pipelining and without named statements, as behind an old pooler', async () => {
    const plain = await Database.open({
      url: database.hostUrl,
      entities: [Note],
      transport: 'sequential',
      namedStatements: false,
    });
    const anna = patient();
    await plain.as(anna).execute(INSERT, [newId(), anna.subject, 'sequential']);
    expect(await plain.as(anna).query(ALL)).toHaveLength(1);
    await plain.close();
  });

  it('tells listeners what was notified, and again after their connection was lost', async () => {
    const heard: string[] = [];
    await db.listen('test_channel', (payload) => heard.push(payload));
    await database.admin.query(`select pg_notify('test_channel', 'one')`);
    await until(() => heard.includes('one'));
    heard.length = 0;
    await database.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'carenode listener' and datname = current_database()`,
    );
    await until(() => heard.includes(''));
    await database.admin.query(`select pg_notify('test_channel', 'two')`);
    await until(() => heard.includes('two'));
  });
});

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 10));
}
