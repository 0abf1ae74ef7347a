import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '@carenode/database';
import { delegateContext, newId, requestContext, type RequestContext } from '@carenode/module-kit';
import { sessionCookieName } from '@carenode/runtime';
import { startTestHost, TestClient, type TestHost } from '@carenode/testing';

const PATIENTS = 140;
const PROVIDERS = 40;
const GUARDIANS = 20;
const REQUESTS = 1000;

/** Somebody who asks, and whose rows they may be answered with: one patient's. */
interface Asker {
  readonly client: TestClient;
  readonly headers: Readonly<Record<string, string>>;
  readonly ctx: RequestContext;
  /** The patient whose food they read. */
  readonly patientId: string;
  /** A patient whose food is not theirs to read. */
  readonly strangerId: string;
}

const FOOD = statement(
  'concurrency:food',
  'select patient_id as "patientId", food_name as "foodName" from public.patient_food_log where patient_id = $1',
);
const ALL_FOOD = statement(
  'concurrency:all-food',
  'select patient_id as "patientId", food_name as "foodName" from public.patient_food_log',
);

interface Food {
  readonly patientId: string;
  readonly foodName: string;
}

describe('200 people over 10 connections', () => {
  let host: TestHost;
  let askers: Asker[];
  let seed = 20_260_101;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  beforeAll(async () => {
    host = await startTestHost({ modules: ['patient-data'], poolSize: 10 });
    askers = await arrange(host);
  }, 120_000);

  afterAll(() => host.close());

  /** Nothing but rows of the one patient, and each with the patient's own mark. */
  const expectOwn = (rows: readonly Food[], patientId: string): void => {
    for (const row of rows) expect(row).toMatchObject({ patientId, foodName: `food of ${patientId}` });
  };

  /** What is asked, and what must come of it: their own rows, a refusal, or that the database was not there. */
  const ask: readonly ((asker: Asker) => Promise<string>)[] = [
    async ({ client, patientId }) => {
      const answer = await client.get<{ items: Food[] }>(`/api/v1/patients/${patientId}/food-log`);
      if (answer.status === 503) return 'not there';
      expect(answer.status).toBe(200);
      expect(answer.body.items.length).toBe(3);
      expectOwn(answer.body.items, patientId);
      return 'read';
    },
    async ({ client, ctx }) => {
      const answer = await client.get<{ id: string }>('/api/v1/profile');
      if (answer.status === 503) return 'not there';
      expect([answer.status, answer.body.id]).toEqual([200, ctx.subject]);
      return 'profile';
    },
    async ({ client, strangerId }) => {
      const answer = await client.get(`/api/v1/patients/${strangerId}/food-log`);
      expect([404, 503]).toContain(answer.status);
      return 'stranger';
    },
    async ({ client, patientId }) => {
      const path = `/api/v1/patients/${patientId}/food-log`;
      const answer = await client.post<Food>(path, { foodName: 'x'.repeat(300) });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      return 'bad input';
    },
    async ({ ctx, patientId }) => {
      const values = [newId(), patientId];
      const sql = `insert into public.patient_food_log (id, patient_id, food_name, calories) values ($1, $2, 'x', -1)`;
      await expect(host.db.as(ctx).execute(sql, values)).rejects.toBeDefined();
      return 'constraint';
    },
    async ({ ctx }) => {
      await expect(host.db.as(ctx).query('select 1 / (random() * 0)::int')).rejects.toBeDefined();
      return 'error';
    },
    async ({ ctx, patientId }) => {
      const read = { table: 'patient_food_log', patient: patientId };
      const rows = await host.db.as(ctx).queryOf<Food>(read, FOOD, [patientId]).catch(lost);
      if (rows) expectOwn(rows, patientId);
      return 'door';
    },
    async ({ ctx, patientId }) => {
      const work = host.db.as(ctx).transaction(async (tx) => {
        expectOwn(await tx.query<Food>(ALL_FOOD), patientId);
        await tx.query('select pg_sleep(0.005)');
        expectOwn(await tx.query<Food>(ALL_FOOD), patientId);
        if (random() < 0.5) await tx.query('select 1 / (random() * 0)::int');
      });
      await work.catch((error: unknown) => {
        if (error instanceof Error && 'matcherResult' in error) throw error;
      });
      return 'transaction';
    },
    // Without noting, others' rows are not there at all.
    async ({ ctx, patientId }) => {
      const rows = await host.db.as(ctx).query<Food>(ALL_FOOD).catch(lost);
      if (rows && ctx.userType === 'patient') expectOwn(rows, patientId);
      else if (rows) expect(rows).toEqual([]);
      return 'unnoted';
    },
    async ({ headers, patientId }) => {
      await abandoned(headers, `${host.url}/api/v1/patients/${patientId}/food-log`, random() * 8);
      return 'abandoned';
    },
    async ({ ctx }) => {
      await expect(host.db.as(ctx).query(`select pg_sleep(10), 'to be cancelled'`)).rejects.toBeDefined();
      return 'cancelled';
    },
  ];

  it('are answered with their own rows and no other, while statements fail, are cancelled and connections break', async () => {
    const counts: Record<string, number> = {};
    let asked = 0;
    let over = false;
    const worker = async () => {
      while (asked++ < REQUESTS) {
        const name = await pick(ask)(pick(askers));
        counts[name] = (counts[name] ?? 0) + 1;
      }
    };
    const trouble = async () => {
      while (!over) {
        await host.database.admin.query(
          `select pg_cancel_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = $1 and query like '%to be cancelled%' and state = 'active'`,
          [host.database.hostLogin.name],
        );
        await host.database.admin.query(
          `select pg_terminate_backend(pid) from (
             select pid from pg_stat_activity
              where datname = current_database() and usename = $1 and application_name = 'carenode' order by random() limit 1) one
            where random() < 0.1`,
          [host.database.hostLogin.name],
        );
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const troubled = trouble();
    const workers = await Promise.allSettled(Array.from({ length: 100 }, worker));
    over = true;
    await troubled;
    expect(workers.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
    // Enough of them were answered for the answers to mean something.
    expect(counts['read'] ?? 0).toBeGreaterThan(30);
    expect(counts['door'] ?? 0).toBeGreaterThan(30);
  }, 120_000);

  it('leave no role and no claim behind', async () => {
    const rows = await Promise.all(
      Array.from({ length: 20 }, () =>
        host.db
          .as(
            requestContext({ subject: newId(), userType: 'developer', actor: { kind: 'session', id: null } }),
          )
          .query<Food>('select id from public.profiles'),
      ),
    );
    expect(rows.flat()).toEqual([]);
  });
});

/** A connection that broke or a statement that was cancelled gave no rows at all. */
const lost = (error: unknown): undefined => {
  expect(error).toMatchObject({ kind: 'unavailable' });
  return undefined;
};

/** A request whose client is gone before the answer is whole. */
function abandoned(headers: Readonly<Record<string, string>>, url: string, afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, { headers });
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    sent.end();
    setTimeout(() => sent.destroy(), afterMs);
  });
}

/** Patients, providers in the care of one patient each, by care team or by break-glass, and guardians of one each. */
async function arrange(host: TestHost): Promise<Asker[]> {
  const client = await host.database.admin.connect();
  try {
    const patients = Array.from({ length: PATIENTS }, () => newId());
    const others = Array.from({ length: PROVIDERS + GUARDIANS }, (_, at) => ({
      id: newId(),
      userType: at < PROVIDERS ? ('provider' as const) : ('patient' as const),
      patientId: patients[at] as string,
    }));
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const people = [...patients.map((id) => ({ id, userType: 'patient' })), ...others];
    for (const { id, userType } of people)
      await client.query('insert into profiles (id, user_type, email) values ($1, $2, $3)', [
        id,
        userType,
        `${id}@example.org`,
      ]);
    for (const id of patients) {
      await client.query(
        `insert into patient_food_log (patient_id, food_name) select $1::uuid, 'food of ' || $1::text from generate_series(1, 3)`,
        [id],
      );
      await client.query(
        `insert into patient_consents (patient_id, purpose, text_version) values ($1, 'care', 1)`,
        [id],
      );
    }
    for (const [at, { id, userType, patientId }] of others.entries()) {
      if (userType === 'patient')
        await client.query(
          `insert into delegations (guardian_id, patient_id, relation, status, accepted_at, proposed_by)
           values ($1, $2, 'parent', 'active', now(), $3)`,
          [id, patientId, newId()],
        );
      else if (at % 4 === 0)
        await client.query(
          `insert into break_glass_grants (patient_id, profile_id, user_type, reason, expires_at)
           values ($1, $2, 'provider', 'unconscious, alone', now() + interval '30 minutes')`,
          [patientId, id],
        );
      else
        await client.query(
          `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
          [patientId, id],
        );
    }
    const asker = async (id: string, userType: 'patient' | 'provider', patientId: string): Promise<Asker> => {
      const token = randomBytes(32).toString('base64url');
      await client.query(
        `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
        [id, createHash('sha256').update(token).digest()],
      );
      const acts = userType === 'patient' && id !== patientId;
      const own = requestContext({ subject: id, userType, actor: { kind: 'session', id } });
      const headers = {
        cookie: `${sessionCookieName(false)}=${token}`,
        ...(acts ? { 'carenode-acting-for': patientId } : {}),
      };
      return {
        client: new TestClient(host.url, id, headers),
        headers,
        ctx: acts ? delegateContext(own, patientId) : own,
        patientId,
        strangerId: patients[PATIENTS - 1 - patients.indexOf(patientId)] as string,
      };
    };
    const askers: Asker[] = [];
    for (const id of patients) askers.push(await asker(id, 'patient', id));
    for (const { id, userType, patientId } of others) askers.push(await asker(id, userType, patientId));
    await client.query('commit');
    return askers;
  } finally {
    client.release();
  }
}
