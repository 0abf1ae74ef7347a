import { newId, requestContext, systemContext, type UserType, USER_TYPES } from '@carenode/module-kit';
import { type Answer, startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { changeUserType, PASSWORD, personWithPassword, signedInPerson, signIn } from './people.js';

interface Change {
  readonly id: string;
  readonly profileId: string;
  readonly fromType: UserType;
  readonly toType: UserType;
  readonly status: string;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly refusedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string | null;
  readonly code?: string;
}
interface Page {
  readonly items: readonly Change[];
}

const PATH = '/api/v1/user-type-changes';
const REQUEST = 'select carenode.request_user_type_change($1, $2, $3) as id';

describe('a change of a user type', () => {
  let test: TestHost;
  let admin: TestClient;
  let second: TestClient;

  beforeAll(async () => {
    test = await startTestHost();
    admin = await test.signedIn('admin');
    second = await test.signedIn('admin');
  });

  afterAll(() => test.close());

  const as = (client: TestClient, userType: UserType) => test.db.as(test.contextOf(client, userType));
  const typeOf = async (id: string) => {
    const { rows } = await test.database.admin.query<{ user_type: UserType }>(
      'select user_type from profiles where id = $1',
      [id],
    );
    return rows[0]?.user_type;
  };
  const ask = (client: TestClient, profileId: string, userType: string): Promise<Answer<Change>> =>
    changeUserType<Change>(client, profileId, userType);
  const needTwo = (yes: boolean) =>
    test.database.admin.query(
      `insert into instance_settings (setting_key, setting_value, category)
       values ('identity.userTypeChangesNeedTwoAdmins', $1, 'identity')
       on conflict (setting_key) do update set setting_value = excluded.setting_value`,
      [JSON.stringify(yes)],
    );
  const refused = { code: 'not_allowed' };

  it('is made by another admin, and ends whatever the person was signed in with', async () => {
    const developer = await signedInPerson(test, 'developer');
    const key = await developer.client.post<{ id: string; key: string }>('/api/v1/api-keys', {
      name: 'a program',
      scopes: ['user/*.read'],
    });
    const made = await ask(admin, developer.id, 'provider');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      profileId: developer.id,
      fromType: 'developer',
      toType: 'provider',
      status: 'applied',
      requestedBy: admin.id,
      approvedBy: null,
      reason: 'a new job',
    });
    expect(await typeOf(developer.id)).toBe('provider');
    expect((await developer.client.get('/api/v1/session')).status).toBe(401);
    const byKey = await test
      .anonymous()
      .get('/api/v1/session', { headers: { authorization: `Bearer ${key.body.key}` } });
    expect(byKey.status).toBe(401);
    const { rows } = await test.database.admin.query('select revoked_at from api_keys where id = $1', [
      key.body.id,
    ]);
    expect(rows).toEqual([{ revoked_at: expect.any(Date) }]);

    const again = await signIn(test.anonymous(), developer.email);
    expect(again.body.profile.userType).toBe('provider');
    const { rows: told } = await test.database.admin.query(
      'select kind, body from notifications where profile_id = $1',
      [developer.id],
    );
    expect(told).toEqual([
      {
        kind: 'user-type-changed',
        body: { changeId: made.body.id, from: 'developer', to: 'provider', reason: 'a new job' },
      },
    ]);
  });

  it('is told to other hosts at once', async () => {
    const provider = await test.signedIn('provider');
    const other = await test.another();
    try {
      expect((await provider.at(other.url).get('/api/v1/session')).status).toBe(200);
      expect((await ask(admin, provider.id, 'patient')).status).toBe(201);
      let status = 200;
      for (let tries = 0; tries < 100 && status !== 401; tries++) {
        ({ status } = await provider.at(other.url).get('/api/v1/session'));
      }
      expect(status).toBe(401);
    } finally {
      await other.close();
    }
  });

  it.each(USER_TYPES)('is not made by a %s for themself, by any path', async (userType) => {
    const client = await test.signedIn(userType);
    const wanted = userType === 'admin' ? 'provider' : 'admin';
    expect((await ask(client, client.id, wanted)).status).toBe(403);
    expect((await client.patch('/api/v1/profile', { userType: wanted })).status).toBe(400);
    const own = as(client, userType);
    for (const [text, values] of [
      [REQUEST, [client.id, wanted, 'because']],
      ['update profiles set user_type = $2 where id = $1', [client.id, wanted]],
      [
        `insert into profiles (id, user_type) values ($1, $2) on conflict (id) do update set user_type = excluded.user_type`,
        [client.id, wanted],
      ],
      [
        `with a as (select set_config('role', 'carenode_system', true)) update profiles set user_type = $2 from a where id = $1`,
        [client.id, wanted],
      ],
      [
        `insert into user_type_changes (profile_id, from_type, to_type, reason, status, requested_by)
         values ($1, '${userType}', $2, 'forged', 'applied', '${admin.id}')`,
        [client.id, wanted],
      ],
      [`update user_type_changes set status = 'applied' where profile_id = $1`, [client.id]],
      ['delete from user_type_changes where profile_id = $1', [client.id]],
      [`select carenode.apply_user_type_change(null)`, []],
      ['delete from profiles where id = $1', [client.id]],
    ] as const) {
      await expect(own.execute(text, values)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await typeOf(client.id)).toBe(userType);
  });

  it.each(USER_TYPES.filter((type) => type !== 'admin'))(
    'is not made by a %s for anybody',
    async (userType) => {
      const client = await test.signedIn(userType);
      const victim = await test.signedIn('patient');
      expect((await ask(client, victim.id, 'admin')).status).toBe(403);
      expect((await client.get(PATH)).status).toBe(403);
      for (const text of [
        `select carenode.request_user_type_change('${victim.id}', 'admin', 'because')`,
        `select carenode.decide_user_type_change('${newId()}', true, null)`,
      ]) {
        await expect(as(client, userType).execute(text)).rejects.toMatchObject(refused);
      }
    },
  );

  it('is not made through an API key, by background work, or in another’s name', async () => {
    const victim = await test.signedIn('patient');
    const key = await admin.post<{ key: string }>('/api/v1/api-keys', {
      name: 'all rights',
      scopes: ['user/*.*'],
    });
    const byKey = await test.anonymous().post<Change>(
      PATH,
      {
        profileId: victim.id,
        userType: 'admin',
        reason: 'a leaked key',
        approvedDifference: 'f'.repeat(64),
      },
      { headers: { authorization: `Bearer ${key.body.key}` } },
    );
    expect([byKey.status, byKey.body.code]).toEqual([403, 'session_needed']);
    const values = [victim.id, 'admin', 'because'];
    for (const kind of ['api-key', 'app', 'job', 'explain', 'delegate', 'none'] as const) {
      const ctx = requestContext({ subject: admin.id, userType: 'admin', actor: { kind, id: newId() } });
      await expect(test.db.as(ctx).execute(REQUEST, values)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(test.db.as(systemContext('a job')).execute(REQUEST, values)).rejects.toMatchObject(refused);
    await expect(
      test.db.as(systemContext('a job')).execute(`update profiles set user_type = 'admin'`),
    ).rejects.toMatchObject(refused);
    // Somebody the host still takes for an admin, who is none by their profile.
    const provider = await test.signedIn('provider');
    const closed = await test.signedIn('admin');
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [closed.id]);
    for (const { id } of [provider, closed]) {
      const ctx = requestContext({ subject: id, userType: 'admin', actor: { kind: 'session', id: null } });
      await expect(test.db.as(ctx).execute(REQUEST, values)).rejects.toMatchObject(refused);
    }
    expect(await typeOf(victim.id)).toBe('patient');
  });

  it('is refused to the owner and to a superuser without the grant of an admin', async () => {
    const victim = await test.signedIn('patient');
    const client = await test.database.admin.connect();
    try {
      for (const role of ['none', 'carenode_owner']) {
        for (const text of [
          `update profiles set user_type = 'admin' where id = '${victim.id}'`,
          `update profiles set id = '${newId()}' where id = '${victim.id}'`,
          `insert into user_type_changes (profile_id, from_type, to_type, reason, status, requested_by)
           values ('${victim.id}', 'patient', 'admin', 'forged', 'applied', '${admin.id}')`,
          `update user_type_changes set reason = 'another'`,
          'delete from user_type_changes',
          'truncate user_type_changes cascade',
        ]) {
          await client.query('begin');
          await client.query(`set local role ${role}`);
          await client.query(`select set_config('carenode.subject', $1, true)`, [admin.id]);
          await client.query(`select set_config('carenode.actor', 'session:', true)`);
          await expect(client.query(text)).rejects.toMatchObject({ code: 'CN403' });
          await client.query('rollback');
        }
      }
    } finally {
      client.release();
    }
    expect(await typeOf(victim.id)).toBe('patient');
  });

  it('of an earlier transaction opens nothing', async () => {
    const person = await test.signedIn('patient');
    await ask(admin, person.id, 'provider');
    await ask(admin, person.id, 'patient');
    await expect(
      test.database.admin.query(`update profiles set user_type = 'provider' where id = $1`, [person.id]),
    ).rejects.toMatchObject({ code: 'CN403' });
  });

  it.each([
    [{ userType: 'root' }, 400, 'validation_failed'],
    [{ userType: 'patient' }, 409, 'same_user_type'],
    [{ profileId: newId() }, 422, 'unknown_user'],
    [{ profileId: 'x' }, 400, 'validation_failed'],
    [{ reason: 'x' }, 400, 'validation_failed'],
    [{ reason: '    ' }, 422, 'rule_broken'],
    [{ status: 'applied' }, 400, 'validation_failed'],
  ])('is not %j', async (wrong, status, code) => {
    const person = await test.signedIn('patient');
    const asked = { profileId: person.id, userType: 'provider', reason: 'a new job', ...wrong };
    const { body } = await admin.post<{ fingerprint?: string }>('/api/v1/access/difference', {
      profileIds: [person.id],
      userType: asked.userType,
    });
    const input = { ...asked, approvedDifference: body.fingerprint ?? 'f'.repeat(64) };
    const answer = await admin.post<Change>(PATH, input);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await typeOf(person.id)).toBe('patient');
  });

  it('of somebody whose profile is closed is none', async () => {
    const person = await test.signedIn('patient');
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [person.id]);
    expect((await ask(admin, person.id, 'provider')).body.code).toBe('unknown_profile');
  });

  it('does not come about by an invitation to somebody who is here already', async () => {
    const email = `${newId()}@example.org`;
    const invited = await admin.post<{ token: string }>('/api/v1/invitations', { email, userType: 'admin' });
    const person = await personWithPassword(test, 'patient');
    await test.database.admin.query('update profiles set email = $2 where id = $1', [person.id, email]);
    const accepted = await test.anonymous().post<{ code: string }>('/api/v1/invitations/accept', {
      token: invited.body.token,
      firstName: 'Ann',
      lastName: 'Example',
      password: 'eight yellow ferries',
    });
    expect([accepted.status, accepted.body.code]).toEqual([409, 'email_taken']);
    expect(await typeOf(person.id)).toBe('patient');
    const signedIn = await signIn(test.anonymous(), email, PASSWORD);
    expect(signedIn.body.profile.userType).toBe('patient');
  });

  it('is seen by admins, and, once applied, by who it is about', async () => {
    const person = await test.signedIn('patient');
    const made = await ask(admin, person.id, 'provider');
    const list = await second.get<Page>(`${PATH}?profileId=${person.id}&status=applied`);
    expect(list.body.items.map(({ id }) => id)).toEqual([made.body.id]);
    const own = await as(person, 'provider').query('select id from user_type_changes');
    expect(own).toEqual([{ id: made.body.id }]);
    const other = await test.signedIn('provider');
    expect(await as(other, 'provider').query('select id from user_type_changes')).toEqual([]);
  });

  describe('that needs two admins', () => {
    beforeAll(() => needTwo(true));
    afterAll(() => needTwo(false));

    it('waits for the second one', async () => {
      const person = await signedInPerson(test, 'patient');
      const made = await ask(admin, person.id, 'provider');
      expect(made.body).toMatchObject({ status: 'requested', decidedAt: null });
      expect(await typeOf(person.id)).toBe('patient');
      expect((await person.client.get('/api/v1/session')).status).toBe(200);
      expect(await as(person.client, 'patient').query('select id from user_type_changes')).toEqual([]);
      expect((await ask(second, person.id, 'developer')).body.code).toBe('change_waiting');

      const approved = await second.post<Change>(`${PATH}/${made.body.id}/approve`);
      expect(approved.status).toBe(200);
      expect(approved.body).toMatchObject({ status: 'applied', approvedBy: second.id });
      expect(await typeOf(person.id)).toBe('provider');
      expect((await person.client.get('/api/v1/session')).status).toBe(401);
      const late = await second.post<Change>(`${PATH}/${made.body.id}/refuse`);
      expect([late.status, late.body.code]).toEqual([409, 'illegal_transition']);
    });

    it('still needs the other one for who has just switched that off', async () => {
      const setting = '/api/v1/settings/identity/userTypeChangesNeedTwoAdmins';
      expect((await admin.put(setting, { value: false })).status).toBe(200);
      const person = await test.signedIn('patient');
      expect((await ask(admin, person.id, 'provider')).body.status).toBe('requested');
      const somebodyElse = await test.signedIn('patient');
      expect((await ask(second, somebodyElse.id, 'provider')).body.status).toBe('applied');
      await needTwo(true);
    });

    it('is approved neither by who asked, nor by who it is about, nor by anybody who is no admin', async () => {
      const concerned = await test.signedIn('admin');
      const provider = await test.signedIn('provider');
      const { body } = await ask(admin, concerned.id, 'patient');
      const path = `${PATH}/${body.id}`;
      expect((await admin.post<Change>(`${path}/approve`)).body.code).toBe('own_request');
      for (const verb of ['approve', 'refuse']) {
        expect((await concerned.post<Change>(`${path}/${verb}`)).body.code).toBe('own_user_type');
        expect((await provider.post<Change>(`${path}/${verb}`)).status).toBe(403);
      }
      const decide = 'select carenode.decide_user_type_change($1, $2, null)';
      await expect(as(admin, 'admin').execute(decide, [body.id, true])).rejects.toMatchObject({
        code: 'own_request',
      });
      await expect(as(admin, 'admin').execute(decide, [body.id, null])).rejects.toMatchObject({
        code: 'own_request',
      });
      await expect(as(provider, 'provider').execute(decide, [body.id, true])).rejects.toMatchObject(refused);
      expect((await second.post<Change>(`${PATH}/${newId()}/approve`)).status).toBe(404);
      expect(await typeOf(concerned.id)).toBe('admin');
    });

    it('is refused with a note, or taken back by who asked', async () => {
      const person = await test.signedIn('patient');
      const first = await ask(admin, person.id, 'admin');
      const no = await second.post<Change>(`${PATH}/${first.body.id}/refuse`, { note: 'not their job' });
      expect(no.body).toMatchObject({
        status: 'refused',
        refusedBy: second.id,
        approvedBy: null,
        decisionNote: 'not their job',
      });
      const again = await ask(admin, person.id, 'admin');
      const back = await admin.post<Change>(`${PATH}/${again.body.id}/refuse`);
      expect(back.body).toMatchObject({ status: 'withdrawn', refusedBy: null });
      const wrong = await second.post<Change>(`${PATH}/${again.body.id}/refuse`, { reason: 'x' });
      expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
      expect(await typeOf(person.id)).toBe('patient');
    });

    it('is void when who asked is no admin any more', async () => {
      const [person, leaving] = [await test.signedIn('patient'), await test.signedIn('admin')];
      const { body } = await ask(leaving, person.id, 'admin');
      await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [leaving.id]);
      const answer = await second.post<Change>(`${PATH}/${body.id}/approve`);
      expect([answer.status, answer.body.code]).toEqual([409, 'illegal_transition']);
      expect((await second.post<Change>(`${PATH}/${body.id}/refuse`)).body.status).toBe('refused');
    });

    it('is written in no other way by functions with the owner’s rights either', async () => {
      const person = await test.signedIn('patient');
      await test.database.admin.query(`
        create or replace function public.forge(person uuid, by uuid) returns void
        language sql security definer set search_path = '' as $$
          insert into public.user_type_changes (profile_id, from_type, to_type, reason, status, requested_by)
          values (person, 'patient', 'admin', 'forged', 'applied', by) $$;
        alter function public.forge(uuid, uuid) owner to carenode_owner;
        grant execute on function public.forge(uuid, uuid) to carenode_admin`);
      for (const by of [admin.id, second.id]) {
        await expect(
          as(admin, 'admin').execute('select public.forge($1, $2)', [person.id, by]),
        ).rejects.toMatchObject(refused);
      }
      await test.database.admin.query('drop function public.forge(uuid, uuid)');
    });
  });
});
