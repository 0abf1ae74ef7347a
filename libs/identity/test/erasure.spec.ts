import { enqueueJob } from '@carenode/database';
import { newId, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestHost } from '@carenode/testing';

import { ACKNOWLEDGEMENT } from '../src/erasure/erasure.dto.js';
import { type ExportBody, EXPORTS, patientWithRecord, settled } from './exports.js';
import { PASSWORD, signedInPerson, signIn, soon } from './people.js';

interface ErasureBody {
  readonly id: string;
  readonly status: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
  readonly erased: Record<string, number> | null;
  readonly code?: string;
}

const ERASURE = '/api/v1/patients/me/erasure';
const WISH = { password: PASSWORD, acknowledgement: ACKNOWLEDGEMENT };

describe('the erasure of a patient', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost({ modules: ['patient-data', 'ecommerce', 'chores'] });
  }, 60_000);

  afterAll(() => test.close());

  const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await test.database.admin.query<Row>(text, values)).rows;
  /** Every table of the instance, the audit trail’s included, with all its rows as text. */
  const everything = async (): Promise<Map<string, string>> => {
    const tables = await sql<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'carenode') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    const texts = new Map<string, string>();
    for (const { name } of tables) {
      const rows = await sql<{ text: string }>(`select t::text as text from ${name} t order by 1`);
      texts.set(name, rows.map(({ text }) => text).join('\n'));
    }
    return texts;
  };
  const tablesThatSay = async (words: string): Promise<string[]> =>
    [...(await everything())].filter(([, text]) => text.includes(words)).map(([name]) => name);
  const erasureOf = async (id: string) =>
    (
      await sql<{ status: string; erased: Record<string, number> | null; due: boolean }>(
        'select status, erased, due_at <= now() as due from erasure_requests where patient_id = $1 order by created_at desc',
        [id],
      )
    )[0];
  /** The days of grace pass. */
  const letTimePass = async (id: string) => {
    await sql(`update erasure_requests set due_at = now() - interval '1 second' where patient_id = $1`, [id]);
    await sql(`update jobs set run_at = now() where about = $1 and kind = 'erasure'`, [id]);
    await sql(`select pg_notify('carenode_jobs', '')`);
  };
  const erased = async (id: string) => {
    await soon(async () => {
      const [job] = await sql<{ status: string }>(
        `select status from jobs where about = $1 and kind = 'erasure' order by created_at desc limit 1`,
        [id],
      );
      return job?.status === 'done';
    });
  };

  it('is asked for in person, with the password and the words', async () => {
    const { client, id } = await signedInPerson(test);
    const ask = (body: object) => client.post<ErasureBody>(ERASURE, body);
    expect((await ask({ ...WISH, password: 'not the password' })).body.code).toBe('wrong_password');
    expect((await ask({ ...WISH, acknowledgement: 'yes' })).status).toBe(400);
    expect((await ask({ password: PASSWORD })).status).toBe(400);
    expect((await client.get(ERASURE)).status).toBe(404);
    expect(await sql('select from erasure_requests where patient_id = $1', [id])).toEqual([]);
    const { client: other } = await signedInPerson(test);
    expect((await other.post(`/api/v1/patients/${id}/erasure`, WISH)).status).toBe(404);
    for (const userType of ['provider', 'admin', 'research-partner', 'developer'] as const) {
      const { client: stranger } = await signedInPerson(test, userType);
      expect((await stranger.post(`/api/v1/patients/${id}/erasure`, WISH)).status).toBe(403);
    }
    const guardian = {
      ...test.contextOf(client, 'patient'),
      actor: { kind: 'job' as const, id: newId() },
    };
    await expect(
      test.db.as(guardian).execute(`select carenode.request_erasure('I agree', 0)`),
    ).rejects.toMatchObject({ code: 'session_needed' });
  });

  it('takes along what steps that change rows keep of former values', async () => {
    const { client, id } = await signedInPerson(test);
    const { id: other } = await signedInPerson(test);
    for (const [person, words] of [
      [id, 'values of the erased'],
      [other, 'values of another'],
    ]) {
      await sql(
        `insert into carenode.data_undo (module, id, run, direction, key, about, old, new)
         values ('records', '0014-units-to-ucum', 1, 'up', $2, $1, jsonb_build_object('unit', $2::text), '{}')`,
        [person, words],
      );
    }
    await client.post<ErasureBody>(ERASURE, WISH);
    await letTimePass(id);
    await erased(id);
    expect(await tablesThatSay('values of the erased')).toEqual([]);
    expect(await tablesThatSay('values of another')).toEqual(['carenode.data_undo']);
  });

  it('waits for the days of grace, in which it can be withdrawn', async () => {
    const { client, id } = await signedInPerson(test);
    const { status, body } = await client.post<ErasureBody>(ERASURE, WISH);
    expect([status, body.status]).toEqual([201, 'requested']);
    expect(Date.parse(body.dueAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await client.post<ErasureBody>(ERASURE, WISH)).body.code).toBe('erasure_requested');
    await expect(
      test.db.as(systemContext('too early')).execute('select carenode.erase_person($1)', [id]),
    ).rejects.toMatchObject({ code: 'erasure_not_due' });
    const withdrawn = await client.delete<ErasureBody>(ERASURE);
    expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'withdrawn']);
    expect((await client.delete(ERASURE)).status).toBe(404);
    const [job] = await sql<{ status: string }>(`select status from jobs where about = $1`, [id]);
    expect(job?.status).toBe('cancelled');
    await expect(
      test.db.as(systemContext('withdrawn')).execute('select carenode.erase_person($1)', [id]),
    ).rejects.toMatchObject({ code: 'erasure_not_due' });
    expect((await client.get('/api/v1/profile')).status).toBe(200);
    expect((await client.post<ErasureBody>(ERASURE, WISH)).status).toBe(201);
  });

  it('leaves no word of the person in any table, keeps what must be kept, and changes nothing of others', async () => {
    const mark = 'Zaubernuss';
    const carla = await patientWithRecord(test, mark);
    const dora = await patientWithRecord(test, 'Doramark', 'murray-hane.json');
    const provider = await signedInPerson(test, 'provider');
    const [{ patient_number: number } = { patient_number: '' }] = await sql<{ patient_number: string }>(
      `select value as patient_number from profile_identifiers where profile_id = $1 and system <> 'urn:test' limit 1`,
      [carla.id],
    );
    expect(number.length).toBeGreaterThan(5);
    // What others wrote about them, and what others were told of them.
    await sql(
      `insert into notifications (profile_id, kind, body) values ($1, 'delegation-started', jsonb_build_object('patientId', $2::text, 'patientName', $3::text))`,
      [dora.id, carla.id, `${mark}Given ${mark}Family`],
    );
    await sql(
      `insert into notifications (profile_id, kind, body) values ($1, 'test', jsonb_build_object('about', $2::text))`,
      [carla.id, mark],
    );
    await sql(
      `insert into invitations (email, user_type, token_hash, invited_by, expires_at, accepted_at)
       values ($1, 'patient', sha256('x'), $2, now(), now())`,
      [carla.email, provider.id],
    );
    const glass = await provider.client.post<{ id: string }>('/api/v1/break-glass', {
      patientId: carla.id,
      reason: `Found ${mark} unconscious in the hall.`,
    });
    const { client: reviewer } = await signedInPerson(test, 'admin');
    const review = { verdict: 'justified', note: `${mark} was alone` };
    expect((await reviewer.post(`/api/v1/break-glass/${glass.body.id}/review`, review)).status).toBeLessThan(
      300,
    );
    await sql(`insert into variables (name, patient_id) select $1, $2`, [`${mark} variable`, carla.id]);
    await sql(
      `insert into measurements (patient_id, variable_id, value, start_at, notes)
       select $1, id, 1, now(), $2 from variables where patient_id = $1 limit 1`,
      [carla.id, mark],
    );
    const made = await carla.client.post<ExportBody>(EXPORTS);
    await settled(carla.client, made.body.id);
    expect((await tablesThatSay(mark)).length).toBeGreaterThan(5);
    expect(await tablesThatSay(carla.email)).toEqual(
      expect.arrayContaining(['public.profiles', 'public.invitations']),
    );
    const doras = async () =>
      Object.fromEntries(
        await Promise.all(
          (
            await sql<{ name: string; about: string }>(
              `select name, about from carenode.tables where about is not null and name not like 'audit%'`,
            )
          ).map(async ({ name, about }) => [
            name,
            await sql(
              `select to_jsonb(t) - 'last_seen_at' as row from ${name} t where ${about} = $1 order by 1`,
              [dora.id],
            ),
          ]),
        ),
      ) as Record<string, unknown[]>;
    const dorasBefore = await doras();
    const eventsBefore = (await sql('select from audit_events where patient_id = $1', [carla.id])).length;

    // A long job of theirs is under way.
    const chore = await enqueueJob(test.db.as(test.contextOf(carla.client, 'patient')), {
      kind: 'chore',
      input: { to: 10_000, ms: 10, mark },
    });
    await carla.client.post(ERASURE, WISH);
    await letTimePass(carla.id);
    await erased(carla.id);

    for (const words of [mark, carla.email, number])
      expect([words, await tablesThatSay(words)]).toEqual([words, []]);
    expect(
      await sql('select reason, review_note, verdict from break_glass_grants where patient_id = $1', [
        carla.id,
      ]),
    ).toEqual([
      { reason: '(taken away by erasure)', review_note: '(taken away by erasure)', verdict: 'justified' },
    ]);
    const [job] = await sql<{ status: string }>('select status from jobs where id = $1', [chore]);
    expect(job?.status).toBe('cancelled');
    const [profile] = await sql(
      `select email, first_name, last_name, date_of_birth, gender, time_zone, deleted_at is not null as closed from profiles where id = $1`,
      [carla.id],
    );
    expect(profile).toEqual({
      email: null,
      first_name: null,
      last_name: null,
      date_of_birth: null,
      gender: null,
      time_zone: 'UTC',
      closed: true,
    });
    const left = await sql<{ name: string; about: string; on_erasure: unknown }>(
      `select name, about, on_erasure from carenode.tables where about is not null and on_erasure = '"delete"' and name not like 'audit%'`,
    );
    for (const { name, about } of left)
      expect([name, await sql(`select from ${name} where ${about} = $1`, [carla.id])]).toEqual([name, []]);
    expect((await erasureOf(carla.id))?.erased).toMatchObject({ profiles: 1, sessions: 1, credentials: 1 });
    expect((await sql('select from audit_events where patient_id = $1', [carla.id])).length).toBeGreaterThan(
      eventsBefore,
    );
    // The trail keeps no contents but that the job which erased them came to its end.
    const contents = await sql<{ table_name: string; new: object }>(
      'select e.table_name, c.new from audit_changes c join audit_events e using (at, seq) where c.patient_id = $1',
      [carla.id],
    );
    expect(contents).toMatchObject([{ table_name: 'jobs', new: { status: 'done' } }]);
    const erasures = await sql(
      `select kind from audit_events where patient_id = $1 and kind like 'erasure%' order by seq`,
      [carla.id],
    );
    expect(erasures).toEqual([{ kind: 'erasure-requested' }, { kind: 'erasure' }]);

    // Of Dora only what Dora was told about Carla has changed: the name is gone.
    const dorasAfter = await doras();
    expect({ ...dorasAfter, notifications: [] }).toEqual({ ...dorasBefore, notifications: [] });
    expect(dorasAfter['notifications']).toMatchObject([
      { row: { body: { patientId: carla.id, patientName: null } } },
    ]);

    // Signed out at once, and for good.
    expect((await carla.client.get('/api/v1/profile')).status).toBe(401);
    expect((await signIn(test.anonymous(), carla.email)).status).toBe(401);
  }, 60_000);

  it('catches what was on its way when it began', async () => {
    const { client, id } = await signedInPerson(test);
    await client.post(ERASURE, WISH);
    const late = await test.database.admin.connect();
    try {
      await late.query('begin');
      // The profile's lock is held by a writer, so the erasure waits; another writer then waits for the erasure.
      await late.query('select from profiles where id = $1 for key share', [id]);
      await letTimePass(id);
      await soon(async () => (await sql(`select from pg_locks where not granted`)).length > 0);
      const straggler = test.database.admin.query(
        `insert into patient_food_log (patient_id, timestamp, food_name) values ($1, now(), 'late')`,
        [id],
      );
      await late.query(
        `insert into patient_food_log (patient_id, timestamp, food_name) values ($1, now(), 'in time')`,
        [id],
      );
      await late.query('commit');
      await straggler;
      await erased(id);
    } finally {
      late.release();
    }
    expect(await sql('select from patient_food_log where patient_id = $1', [id])).toEqual([]);
  }, 30_000);

  it('is over at once without days of grace', async () => {
    const admin = await test.signedIn('admin');
    const set = await admin.put('/api/v1/settings/identity/erasureGraceDays', { value: 0 });
    expect(set.status).toBeLessThan(300);
    const { client, id } = await signedInPerson(test);
    await soon(async () => (await client.get('/api/v1/profile')).status === 200);
    const { body } = await client.post<ErasureBody>(ERASURE, WISH);
    expect(Date.parse(body.dueAt)).toBeLessThanOrEqual(Date.now());
    await erased(id);
    expect((await erasureOf(id))?.status).toBe('done');
  });

  it('is nobody’s to do but a job’s', async () => {
    const { client, id } = await signedInPerson(test);
    for (const [who, userType] of [
      [client, 'patient'],
      [await test.signedIn('admin'), 'admin'],
      [await test.signedIn('provider'), 'provider'],
    ] as const) {
      await expect(
        test.db.as(test.contextOf(who, userType)).execute('select carenode.erase_person($1)', [id]),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });

  describe('and the deletion of a profile', () => {
    const remove = (id: string) => sql('delete from profiles where id = $1', [id]);

    it('is refused, to a superuser too, while there are clinical rows', async () => {
      const { id } = await signedInPerson(test);
      await sql(
        `insert into patient_food_log (patient_id, timestamp, food_name) values ($1, now(), 'soup')`,
        [id],
      );
      await expect(remove(id)).rejects.toMatchObject({ code: 'CN409', hint: 'must_be_kept' });
      await expect(
        sql(`set role carenode_owner; delete from profiles where id = '${id}'`),
      ).rejects.toMatchObject({ hint: 'must_be_kept' });
      await sql('delete from patient_food_log where patient_id = $1', [id]);
      // Its history is about the patient as well.
      await expect(remove(id)).rejects.toMatchObject({ hint: 'must_be_kept' });
      await sql('delete from record_versions where patient_id = $1', [id]);
      await remove(id);
      expect(await sql('select from profiles where id = $1', [id])).toEqual([]);
    });

    it('is refused while rows must be kept that would go with it, and allowed when nothing of the kind is left', async () => {
      const { client, id } = await signedInPerson(test);
      await client.post(ERASURE, WISH);
      await letTimePass(id);
      await erased(id);
      // As orders will be: about the person, and kept for a reason of law.
      await sql(
        `update carenode.tables set on_erasure = '{"keep": "a law"}' where name = 'profile_identifiers'`,
      );
      try {
        await sql(
          `insert into profile_identifiers (system, value, profile_id) values ('urn:order', '1', $1)`,
          [id],
        );
        await expect(remove(id)).rejects.toMatchObject({ hint: 'must_be_kept' });
        await sql(`delete from profile_identifiers where profile_id = $1`, [id]);
      } finally {
        await sql(`update carenode.tables set on_erasure = '"delete"' where name = 'profile_identifiers'`);
      }
      await remove(id);
      expect(await sql('select from profiles where id = $1', [id])).toEqual([]);
      // That it was done stays provable.
      expect((await erasureOf(id))?.status).toBe('done');
    });

    it('is refused for all at once', async () => {
      await expect(sql('truncate profiles cascade')).rejects.toMatchObject({ hint: 'must_be_kept' });
    });
  });
});
