import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, statement } from '@carenode/database';
import { AppError, newId, requestContext, type RequestContext } from '@carenode/module-kit';
import { migratedDatabase, type TestDatabase, testModules } from '@carenode/testing';

import { type PgBouncer, startPgBouncer } from './pgbouncer.js';

const WHO = statement('drill:who', `select id, first_name from public.profiles`);

describe('behind PgBouncer in transaction mode', () => {
  let database: TestDatabase;
  let pooler: PgBouncer;
  let people: RequestContext[];

  beforeAll(async () => {
    database = await migratedDatabase(await testModules([]));
    pooler = await startPgBouncer(database.hostUrl, { serverConnections: 4 });
    people = Array.from({ length: 100 }, () =>
      requestContext({ subject: newId(), userType: 'patient', actor: { kind: 'session', id: null } }),
    );
    for (const { subject } of people) {
      await database.admin.query(
        `insert into profiles (id, user_type, email, first_name) values ($1, 'patient', $2, $3)`,
        [subject, `${subject}@example.org`, `of ${subject}`],
      );
    }
  });

  afterAll(async () => {
    await pooler.stop();
    await database.drop();
  });

  it.each(['pipeline', 'sequential'] as const)(
    'mixes up nobody among 100 callers over 4 shared connections, %s',
    async (transport) => {
      const db = await Database.open({
        url: pooler.url,
        directUrl: database.hostUrl,
        entities: [],
        transport,
        namedStatements: false,
        poolSize: 20,
      });
      let seed = 11;
      const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
      const own = (person: RequestContext) => [{ id: person.subject, first_name: `of ${person.subject}` }];
      const once = async () => {
        const person = people[Math.floor(random() * people.length)] as RequestContext;
        const dice = random();
        if (dice < 0.15)
          await db
            .as(person)
            .query('select 1/0')
            .catch(() => undefined);
        else if (dice < 0.35) {
          const work = db.as(person).transaction(async (tx) => {
            expect(await tx.query(WHO)).toEqual(own(person));
            throw new AppError('stop', 'conflict', 'Stop.');
          });
          await expect(work).rejects.toMatchObject({ code: 'stop' });
        } else expect(await db.as(person).query(WHO)).toEqual(own(person));
      };
      const worker = async () => {
        for (let round = 0; round < 25; round++) await once();
      };
      await Promise.all(Array.from({ length: 40 }, worker));
      await db.close();
    },
  );

  it('still hears notifications, on its direct connection', async () => {
    const db = await Database.open({
      url: pooler.url,
      directUrl: database.hostUrl,
      entities: [],
      namedStatements: false,
    });
    const heard = new Promise<void>(
      (resolve) => void db.listen('drill', (payload) => payload === 'now' && resolve()),
    );
    while (!db.listening) await new Promise((resolve) => setTimeout(resolve, 10));
    await database.admin.query(`select pg_notify('drill', 'now')`);
    await heard;
    await db.close();
  });
});
