import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, statement } from '@carenode/database';
import { AppError, delegateContext, newId, requestContext, type RequestContext } from '@carenode/module-kit';
import { migratedDatabase, type TestDatabase, testModules } from '@carenode/testing';

import { type PgBouncer, startPgBouncer } from './pgbouncer.js';

const WHO = statement('drill:who', `select id, first_name from public.profiles`);

/** Every condition that the caller may see, which is one patient's three. */
const CONDITIONS = statement(
  'drill:conditions',
  `select patient_id as "patientId", name from public.patient_conditions`,
);

/** Somebody who reads one patient's conditions: the patient, a guardian, or a provider by care team or break-glass. */
interface Reader {
  readonly ctx: RequestContext;
  readonly patientId: string;
}

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

  it.each(['pipeline', 'sequential'] as const)(
    'shows 200 patients, guardians and providers the rows of one patient each, while statements are cancelled and connections break, %s',
    async (transport) => {
      const readers = await arrangeReaders(database, people);
      const db = await Database.open({
        url: pooler.url,
        directUrl: database.hostUrl,
        entities: [],
        transport,
        namedStatements: false,
        poolSize: 10,
      });
      let seed = 17;
      const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
      let [asked, answered, over] = [0, 0, false];
      const once = async () => {
        const { ctx, patientId } = readers[Math.floor(random() * readers.length)] as Reader;
        const noted = { table: 'patient_conditions', patient: patientId };
        const own = Array.from({ length: 3 }, () => ({ patientId, name: `of ${patientId}` }));
        const dice = random();
        if (dice < 0.1) {
          await expect(db.as(ctx).query(`select pg_sleep(10), 'to be cancelled'`)).rejects.toBeDefined();
          return;
        }
        if (dice < 0.2) {
          await expect(db.as(ctx).query('select 1/0')).rejects.toBeDefined();
          return;
        }
        const read =
          dice < 0.4
            ? db.as(ctx).transaction(async (tx) => {
                const rows = await tx.query(CONDITIONS);
                await tx.query('select pg_sleep(0.002)');
                return rows;
              })
            : db.as(ctx).queryOf(noted, CONDITIONS);
        const rows = await read.catch(() => undefined);
        if (!rows) return;
        expect(rows).toEqual(own);
        answered++;
      };
      const worker = async () => {
        while (asked++ < 1000) await once();
      };
      const trouble = async () => {
        const ours = `datname = current_database() and usename = '${database.hostLogin.name}'`;
        while (!over) {
          await database.admin.query(
            `select pg_cancel_backend(pid) from pg_stat_activity where ${ours} and query like '%to be cancelled%'`,
          );
          await database.admin.query(
            `select pg_terminate_backend(pid) from (select pid from pg_stat_activity where ${ours} order by random() limit 1) one
              where random() < 0.05`,
          );
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      const troubled = trouble();
      const workers = await Promise.allSettled(Array.from({ length: 50 }, worker));
      over = true;
      await troubled;
      await db.close();
      expect(workers.filter(({ status }) => status === 'rejected')).toEqual([]);
      expect(answered).toBeGreaterThan(400);
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

/** The first 20 patients also have a guardian, the next 80 a provider: every fourth by break-glass, the others in care. */
async function arrangeReaders(
  database: TestDatabase,
  patients: readonly RequestContext[],
): Promise<readonly Reader[]> {
  const client = await database.admin.connect();
  const readers: Reader[] = [];
  try {
    await client.query('begin');
    // The rows are as they are said to be here, whoever may make such rows.
    await client.query('set local session_replication_role = replica');
    await client.query('delete from patient_conditions');
    for (const [at, ctx] of patients.entries()) {
      const patientId = ctx.subject ?? '';
      readers.push({ ctx, patientId });
      await client.query(
        `insert into patient_conditions (patient_id, name) select $1::uuid, 'of ' || $1::text from generate_series(1, 3)`,
        [patientId],
      );
      await client.query(
        `insert into patient_consents (patient_id, purpose, text_version) values ($1, 'care', 1) on conflict do nothing`,
        [patientId],
      );
      const id = newId();
      const userType = at < 20 ? 'patient' : 'provider';
      await client.query('insert into profiles (id, user_type) values ($1, $2)', [id, userType]);
      const own = requestContext({ subject: id, userType, actor: { kind: 'session', id: null } });
      if (userType === 'patient') {
        await client.query(
          `insert into delegations (guardian_id, patient_id, relation, status, accepted_at, proposed_by)
           values ($1, $2, 'parent', 'active', now(), $3)`,
          [id, patientId, newId()],
        );
        readers.push({ ctx: delegateContext(own, patientId), patientId });
        continue;
      }
      await client.query(
        at % 4 === 0
          ? `insert into break_glass_grants (profile_id, patient_id, user_type, reason, expires_at)
             values ($1, $2, 'provider', 'unconscious, alone', now() + interval '30 minutes')`
          : `insert into care_team_members (provider_id, patient_id, status) values ($1, $2, 'active')`,
        [id, patientId],
      );
      readers.push({ ctx: own, patientId });
    }
    await client.query('commit');
    return readers;
  } finally {
    client.release();
  }
}
