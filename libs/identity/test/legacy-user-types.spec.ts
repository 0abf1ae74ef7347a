import { DataSteps } from '@carenode/database/migrate';
import { newId, requestContext, systemContext, type UserType, USER_TYPES } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost, testModules } from '@carenode/testing';

import { rewrite, signedInPerson, signIn, soon } from './people.js';

interface Shown {
  readonly name: string;
  readonly people: number;
  readonly gained: readonly { readonly name: string }[];
  readonly lost: readonly { readonly name: string }[];
  readonly fingerprint: string;
  readonly code?: string;
}
interface Type {
  readonly name: string;
  readonly people: number;
  readonly patients: number;
  readonly proposed: UserType | null;
  readonly approval: {
    readonly userType: UserType;
    readonly status: string;
    readonly approvedBy: string | null;
  } | null;
  readonly code?: string;
}

const PATH = '/api/v1/legacy-user-types';
const STEP = 'identity/0015-merge-legacy-user-types';
const APPROVE = 'select carenode.approve_legacy_user_type($1, $2, $3, $4, $5)';

describe('user types of a system that the instance was adopted from', () => {
  let test: TestHost;
  let admin: TestClient;
  let second: TestClient;
  let data: DataSteps;

  beforeAll(async () => {
    test = await startTestHost();
    admin = await test.signedIn('admin');
    second = await test.signedIn('admin');
    const { adminUrl, hostLogin } = test.database;
    data = new DataSteps({ adminUrl, hostLogin, modules: await testModules([]) });
  });
  afterAll(() => test.close());

  const sql = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await test.database.admin.query<T>(text, values)).rows;
  const typeOf = async (id: string) =>
    (await sql<{ user_type: string }>('select user_type from profiles where id = $1', [id]))[0]?.user_type;
  /** As adoption does: whoever comes is a patient, and what they were called is noted. */
  const comesAs = async (name: string, count = 1) => {
    const people = [];
    for (let n = 0; n < count; n++) people.push(await signedInPerson(test, 'patient'));
    await sql('update profiles set legacy_user_type = $2 where id = any ($1)', [
      people.map(({ id }) => id),
      name,
    ]);
    return people as [(typeof people)[0], ...typeof people];
  };
  const show = async (name: string, userType: UserType) =>
    (await admin.post<Shown>(`${PATH}/${encodeURIComponent(name)}/difference`, { userType })).body;
  const approve = async (name: string, userType: UserType, by = admin, fingerprint?: string) =>
    by.post<Type>(`${PATH}/${encodeURIComponent(name)}/approval`, {
      userType,
      reason: 'licences were seen',
      approvedDifference: fingerprint ?? (await show(name, userType)).fingerprint,
    });
  const named = async (name: string) =>
    (await admin.get<{ items: Type[] }>(PATH)).body.items.find((type) => type.name === name);
  const needTwo = (yes: boolean) =>
    sql(
      `insert into instance_settings (setting_key, setting_value, category)
       values ('identity.userTypeChangesNeedTwoAdmins', $1, 'identity')
       on conflict (setting_key) do update set setting_value = excluded.setting_value`,
      [JSON.stringify(yes)],
    );
  const statusOf = async (client: TestClient) => (await client.get('/api/v1/session')).status;

  it('give nothing by themselves, the approved right after a run, and nothing again after its undo', async () => {
    const [doctor, closed] = await comesAs('doctor', 2);
    const [wizard] = await comesAs('wizard');
    const stays = await signedInPerson(test, 'patient');
    await sql('update profiles set deleted_at = now() where id = $1', [closed?.id]);

    const before = await data.run(STEP);
    expect(before.changed).toBe(0);
    expect(await typeOf(doctor.id)).toBe('patient');
    expect(await statusOf(doctor.client)).toBe(200);
    expect((await doctor.client.get('/api/v1/invitations')).status).toBe(403);

    expect(await named('doctor')).toEqual({
      name: 'doctor',
      people: 2,
      patients: 1,
      proposed: 'provider',
      approval: null,
    });
    expect((await named('wizard'))?.proposed).toBeNull();
    const shown = await show('doctor', 'provider');
    expect(shown.people).toBe(2);
    expect(shown.gained.map(({ name }) => name)).toContain('insert invitations email');
    expect(shown.lost.length).toBeGreaterThan(0);
    const approved = await approve('doctor', 'provider', admin, shown.fingerprint);
    expect([approved.status, approved.body.approval]).toEqual([
      200,
      expect.objectContaining({ userType: 'provider', status: 'approved', approvedBy: admin.id }),
    ]);
    expect(await typeOf(doctor.id)).toBe('patient');
    expect(await statusOf(doctor.client)).toBe(200);

    const run = await data.run(STEP);
    expect(run.changed).toBe(1);
    expect(run.left).toEqual({ 'no approved user type': 1 });
    expect(await typeOf(doctor.id)).toBe('provider');
    expect(await typeOf(wizard.id)).toBe('patient');
    expect(await typeOf(stays.id)).toBe('patient');
    expect(await typeOf(closed?.id ?? '')).toBe('patient');
    expect(await statusOf(doctor.client)).toBe(401);
    expect(await statusOf(wizard.client)).toBe(200);
    expect((await signIn(test.anonymous(), doctor.email)).body.profile.userType).toBe('provider');

    expect(
      await sql(
        'select kind, changed, why from audit_events where patient_id = $1 and subject is null and (kind = $2 or changed @> $3)',
        [doctor.id, 'user-type-merged', ['user_type']],
      ),
    ).toEqual(
      expect.arrayContaining([
        { kind: 'user-type-merged', changed: null, why: `doctor is provider, approved by ${admin.id}` },
        expect.objectContaining({ kind: 'update', changed: expect.arrayContaining(['user_type']) }),
      ]),
    );
    expect(await sql('select kind from audit_events where table_name = $1', ['legacy_user_types'])).toEqual([
      { kind: 'insert' },
    ]);
    expect(await sql('select kind, body from notifications where profile_id = $1', [doctor.id])).toEqual([
      {
        kind: 'user-type-changed',
        body: { from: 'patient', to: 'provider', reason: 'You were "doctor" in the earlier system.' },
      },
    ]);

    expect((await data.run(STEP)).changed).toBe(0);
    const signedIn = await signIn(test.anonymous(), doctor.email);
    expect(signedIn.body.profile.userType).toBe('provider');
    expect((await data.undo(STEP)).restored).toBe(1);
    expect(await typeOf(doctor.id)).toBe('patient');
    expect(await sql('select id from sessions where profile_id = $1', [doctor.id])).toEqual([]);
    expect((await data.run(STEP)).changed).toBe(1);
    expect(await typeOf(doctor.id)).toBe('provider');
  });

  it('end the API keys that were made by a right that is taken back', async () => {
    const [person] = await comesAs('dev');
    expect((await approve('dev', 'developer')).status).toBe(200);
    await data.run(STEP);
    const answer = await signIn(test.anonymous(), person.email);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const key = await test
      .anonymous()
      .post<{ key: string }>(
        '/api/v1/api-keys',
        { name: 'a program', scopes: ['user/*.read'] },
        { headers: { cookie } },
      );
    const byKey = () =>
      test.anonymous().get('/api/v1/session', { headers: { authorization: `Bearer ${key.body.key}` } });
    expect((await byKey()).status).toBe(200);
    await data.undo(STEP);
    await soon(async () => (await byKey()).status === 401);
    expect(await typeOf(person.id)).toBe('patient');
  });

  it('are merged by the migrator’s own role only, not by any other that may write the table', async () => {
    const [person] = await comesAs('midwife');
    expect((await approve('midwife', 'provider')).status).toBe(200);
    // No caller's role, as a role of another application in the same database has none.
    await expect(
      test.database.admin.query(`update profiles set user_type = 'provider' where id = $1`, [person.id]),
    ).rejects.toThrow('A user type changes by a request of another admin only');
    expect(await typeOf(person.id)).toBe('patient');
    await data.run(STEP);
    expect(await typeOf(person.id)).toBe('provider');
  });

  it('give nothing to who is called so only since the approval', async () => {
    await comesAs('nurse');
    expect((await approve('nurse', 'provider')).status).toBe(200);
    const [late] = await comesAs('nurse');
    const [self] = await comesAs('patient');
    await sql(`update profiles set legacy_user_type = 'nurse' where id = $1`, [self.id]);
    const { left } = await data.run(STEP);
    expect(left['came after the approval']).toBe(2);
    expect([await typeOf(late.id), await typeOf(self.id)]).toEqual(['patient', 'patient']);
    await expect(
      sql(`update profiles set user_type = 'provider' where id = $1`, [late.id]),
    ).rejects.toMatchObject({ code: 'CN403' });
    await sql(`update profiles set legacy_user_type_at = '2020-01-01' where id = $1`, [late.id]);
    await data.run(STEP);
    expect(await typeOf(late.id)).toBe('patient');

    expect((await approve('nurse', 'provider')).status).toBe(200);
    await data.run(STEP);
    expect([await typeOf(late.id), await typeOf(self.id)]).toEqual(['provider', 'provider']);
  });

  it('leave alone whose user type an admin of this instance has changed', async () => {
    const [person] = await comesAs('sponsor');
    const { body } = await admin.post<{ fingerprint: string }>('/api/v1/access/difference', {
      profileIds: [person.id],
      userType: 'developer',
    });
    await admin.post('/api/v1/user-type-changes', {
      profileId: person.id,
      userType: 'developer',
      reason: 'a new job',
      approvedDifference: body.fingerprint,
    });
    await approve('sponsor', 'research-partner');
    expect((await data.run(STEP)).left['the user type was changed here']).toBe(1);
    expect(await typeOf(person.id)).toBe('developer');
  });

  it('are approved only as they were shown', async () => {
    const [person] = await comesAs('physician');
    const { fingerprint } = await show('physician', 'provider');
    expect((await approve('physician', 'admin', admin, fingerprint)).body.code).toBe(
      'difference_not_approved',
    );
    expect((await approve('physician', 'provider', admin, 'f'.repeat(64))).body.code).toBe(
      'difference_not_approved',
    );
    await comesAs('physician');
    expect((await approve('physician', 'provider', admin, fingerprint)).status).toBe(409);
    const asAdmin = requestContext({
      subject: admin.id,
      userType: 'admin',
      actor: { kind: 'session', id: null },
    });
    await expect(
      test.db.as(asAdmin).execute(APPROVE, ['physician', 'provider', fingerprint, '1:0', 'stale people']),
    ).rejects.toMatchObject({ code: 'difference_not_approved' });
    expect((await admin.post<Shown>(`${PATH}/nobody/difference`, { userType: 'provider' })).body.code).toBe(
      'unknown_legacy_type',
    );
    expect((await approve('physician', 'root' as UserType, admin, fingerprint)).status).toBe(400);
    expect((await named('physician'))?.approval).toBeNull();
    await data.run(STEP);
    expect(await typeOf(person.id)).toBe('patient');
  });

  it.each(USER_TYPES.filter((type) => type !== 'admin'))(
    'are nothing that a %s approves or sees',
    async (userType) => {
      const client = await test.signedIn(userType);
      const [person] = await comesAs('clinician');
      expect((await client.get(PATH)).status).toBe(403);
      expect((await approve('clinician', 'provider', client)).status).toBe(403);
      const own = test.db.as(test.contextOf(client, userType));
      for (const [text, values] of [
        [APPROVE, ['clinician', 'provider', 'f'.repeat(64), '1:0', 'because']],
        ['select * from legacy_user_types', []],
        ['select * from carenode.people_of_legacy_user_types()', []],
        [`update profiles set legacy_user_type = 'doctor' where id = $1`, [client.id]],
        [`update profiles set user_type = 'provider' where id = $1`, [person.id]],
        [
          `insert into legacy_user_types (name, user_type, status, approved_difference, people, reason, requested_by)
         values ('clinician', 'admin', 'requested', $1, 1, 'forged', $2)`,
          ['f'.repeat(64), client.id],
        ],
      ] as const)
        await expect(own.execute(text, values)).rejects.toMatchObject({ kind: 'forbidden' });
    },
  );

  it('are not approved by a key, by background work, by the owner or by a superuser', async () => {
    const [person] = await comesAs('superuser');
    const values = ['superuser', 'admin', 'f'.repeat(64), '1:0', 'because'];
    for (const kind of ['api-key', 'app', 'job', 'explain', 'delegate', 'none'] as const) {
      const ctx = requestContext({ subject: admin.id, userType: 'admin', actor: { kind, id: newId() } });
      await expect(test.db.as(ctx).execute(APPROVE, values)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(test.db.as(systemContext('a job')).execute(APPROVE, values)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      test.db
        .as(systemContext('a job'))
        .execute(`update profiles set user_type = 'admin' where id = $1`, [person.id]),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    const forged = `insert into legacy_user_types (name, user_type, status, approved_difference, people, reason, requested_by, approved_by, approved_at)
      values ('superuser', 'admin', 'approved', '${'f'.repeat(64)}', 1, 'forged', '${admin.id}', '${admin.id}', now())`;
    for (const role of ['none', 'carenode_owner'])
      for (const text of [
        forged,
        `update profiles set user_type = 'admin' where id = '${person.id}'`,
        'truncate legacy_user_types',
        'delete from legacy_user_types',
      ]) {
        const client = await test.database.admin.connect();
        await client.query(`begin; set local role ${role}`);
        await expect(client.query(text)).rejects.toMatchObject({ code: 'CN403' });
        await client.query('rollback');
        client.release();
      }
    expect(await typeOf(person.id)).toBe('patient');
  });

  it('wait for a second admin where two are needed', async () => {
    await needTwo(true);
    try {
      const [person] = await comesAs('therapist');
      const asked = await approve('therapist', 'provider');
      expect([asked.status, asked.body.approval?.status]).toEqual([200, 'requested']);
      expect((await approve('therapist', 'provider')).body.approval?.status).toBe('requested');
      expect((await data.run(STEP)).left['no approved user type']).toBeGreaterThan(0);
      expect(await typeOf(person.id)).toBe('patient');
      expect((await approve('therapist', 'developer', second)).body.approval).toMatchObject({
        status: 'requested',
        userType: 'developer',
      });
      const agreed = await approve('therapist', 'developer', admin);
      expect(agreed.body.approval).toMatchObject({
        status: 'approved',
        userType: 'developer',
        requestedBy: second.id,
        approvedBy: admin.id,
      });
      await data.run(STEP);
      expect(await typeOf(person.id)).toBe('developer');
    } finally {
      await needTwo(false);
    }
  });

  it('taken back leave the instance an admin', async () => {
    const [person] = await comesAs('administrator');
    await approve('administrator', 'admin');
    await data.run(STEP);
    expect(await typeOf(person.id)).toBe('admin');
    await rewrite(test, `update profiles set deleted_at = now() where user_type = 'admin' and id <> $1`, [
      person.id,
    ]);
    await expect(data.undo(STEP)).rejects.toThrow(STEP);
    expect(await typeOf(person.id)).toBe('admin');
    await rewrite(test, `update profiles set deleted_at = null where user_type = 'admin'`);
    await data.undo(STEP);
    expect(await typeOf(person.id)).toBe('patient');
  });
});
