import { Database } from '@carenode/database';
import { delegateContext, newId, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import {
  act,
  acting,
  codeOf,
  delegate,
  family,
  me,
  NOT_DELEGATED,
  PATH,
  type Problem,
  propose,
} from './families.js';
import { type SessionBody, signedInPerson } from './people.js';

describe('somebody who acts for a patient', () => {
  let test: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    test = await startTestHost({ poolSize: 3 });
    admin = await test.signedIn('admin');
  });

  afterAll(() => test.close());

  it('is the child as "me", with the child’s rights and not the guardian’s', async () => {
    const { guardian, child } = await family(test, admin, 'provider');
    const headers = acting(child);
    const session = await guardian.get<SessionBody>('/api/v1/session', headers);
    expect(session.body.profile).toMatchObject({ id: child.id, userType: 'patient' });
    expect(session.body.actor).toEqual({ kind: 'delegate', id: guardian.id });
    expect(session.body.expiresAt).toBeNull();
    const renamed = await guardian.patch<{ id: string; firstName: string }>(
      '/api/v1/profile',
      { firstName: 'Kim' },
      headers,
    );
    expect(renamed.body).toMatchObject({ id: child.id, firstName: 'Kim' });
    expect((await child.get<{ firstName: string }>('/api/v1/profile')).body.firstName).toBe('Kim');
    expect((await guardian.get<{ firstName: string }>('/api/v1/profile')).body.firstName).toBe('provider');
    const listed = await guardian.get<{ items: { id: string }[] }>('/api/v1/patients', headers);
    expect(listed.body.items.map(({ id }) => id)).toEqual([child.id]);
    // What providers may do is not what a patient may.
    const invited = await guardian.post<Problem>(
      '/api/v1/invitations',
      { email: 'a@example.org', userType: 'patient' },
      headers,
    );
    expect(invited.status).toBe(403);
    expect((await guardian.get(`/api/v1/patients/${guardian.id}`, headers)).status).toBe(404);
  });

  it('is told apart from the patient in the database', async () => {
    const { guardian, child } = await family(test, admin);
    const [row] = await test.db
      .as(delegate(test, guardian, child))
      .query('select carenode.subject() as subject, carenode.person() as person, current_user as role');
    expect(row).toEqual({ subject: child.id, person: guardian.id, role: 'carenode_patient' });
  });

  it('reads and writes the child’s record, in the guardian’s name in the audit trail', async () => {
    const { guardian, child, id } = await family(test, admin, 'provider');
    const path = '/api/v1/patients/me/conditions';
    const made = await guardian.post<{ id: string }>(path, { name: 'Asthma' }, acting(child));
    expect(made.status).toBe(201);
    const listed = await guardian.get<{ items: { id: string }[] }>(path, acting(child));
    expect(listed.body.items.map((item) => item.id)).toEqual([made.body.id]);
    const { rows } = await test.database.admin.query(
      `select kind, subject, actor, why from audit_events
        where patient_id = $1 and table_name = 'patient_conditions' order by seq`,
      [child.id],
    );
    const who = { subject: guardian.id, actor: `delegate:${guardian.id}` };
    expect(rows).toEqual([
      { kind: 'insert', why: null, ...who },
      { kind: 'read', why: 'delegation', ...who },
    ]);
    await act(child, id, 'end');
    expect(codeOf(await guardian.get<Problem>(path, acting(child)))).toEqual(NOT_DELEGATED);
    const late = await guardian.post<Problem>(path, { name: 'Made up' }, acting(child));
    expect(codeOf(late)).toEqual(NOT_DELEGATED);
    const mine = await child.get<{ items: object[] }>(path);
    expect(mine.body.items).toHaveLength(1);
  });

  it('does nothing that is done in person', async () => {
    const { guardian, child, id } = await family(test, admin);
    const headers = acting(child);
    const third = await test.signedIn('patient');
    const proposal = await propose(admin, child, third);
    for (const [method, path, body] of [
      ['GET', '/api/v1/sessions', undefined],
      ['DELETE', '/api/v1/session', undefined],
      ['DELETE', `/api/v1/sessions/${newId()}`, undefined],
      [
        'POST',
        '/api/v1/profile/password',
        { currentPassword: 'x', newPassword: 'seven green lorries and more' },
      ],
      ['POST', `${PATH}/${id}/end`, undefined],
      ['POST', `${PATH}/${proposal.body.id}/accept`, undefined],
      ['POST', `${PATH}/${proposal.body.id}/end`, undefined],
    ] as const) {
      const answer = await guardian.send<Problem>(method, path, {
        ...headers,
        ...(body ? { body } : {}),
      });
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'session_needed']);
    }
    for (const [method, path] of [
      ['GET', '/api/v1/api-keys'],
      ['POST', PATH],
      ['POST', '/api/v1/break-glass'],
      ['POST', '/api/v1/user-type-changes'],
    ] as const) {
      expect((await guardian.send(method, path, headers)).status).toBe(403);
    }
    const access = test.db.as(delegate(test, guardian, child));
    for (const text of [
      `select carenode.accept_delegation('${proposal.body.id}')`,
      `select carenode.end_delegation('${id}')`,
    ]) {
      await expect(access.execute(text)).rejects.toMatchObject({ code: 'session_needed' });
    }
    expect(await access.query('select id from sessions')).toEqual([]);
    expect(await access.execute('delete from sessions returning id')).toEqual([]);
    await expect(access.query('select id from api_keys')).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await access.query('select id from profiles where id = $1', [guardian.id])).toEqual([]);
    expect((await guardian.get('/api/v1/session')).status).toBe(200);
  });

  it('does not act for whom that patient acts for', async () => {
    const { guardian: top, child: middle } = await family(test, admin);
    const bottom = await test.signedIn('patient');
    const { body } = await propose(admin, middle, bottom);
    await act(middle, body.id, 'accept');
    expect((await me(middle, bottom)).status).toBe(200);
    expect(codeOf(await me(top, bottom))).toEqual(NOT_DELEGATED);
    expect(() => delegateContext(delegate(test, top, middle), bottom.id)).toThrow(
      expect.objectContaining({ code: 'session_needed' }),
    );
  });

  it.each([
    ['no id', 'me', 400, 'validation_failed'],
    ['an empty one', '', 400, 'validation_failed'],
    ['two ids', `${newId()}, ${newId()}`, 400, 'validation_failed'],
    ['SQL', `' or true --`, 400, 'validation_failed'],
    ['nobody’s id', newId(), 403, 'not_delegated'],
  ])('is not claimed by a header with %s', async (_, header, status, code) => {
    const { guardian } = await family(test, admin);
    const answer = await guardian.get<Problem>('/api/v1/patients/me', {
      headers: { 'carenode-acting-for': header },
    });
    expect(codeOf(answer)).toEqual([status, code]);
  });

  it('is nobody without a delegation, with an API key, or without a sign-in', async () => {
    const { child } = await family(test, admin);
    const [stranger, provider] = [await test.signedIn('patient'), await test.signedIn('provider')];
    expect(codeOf(await me(stranger, child))).toEqual(NOT_DELEGATED);
    expect(codeOf(await me(provider, child))).toEqual(NOT_DELEGATED);
    expect(codeOf(await me(child, child))).toEqual(NOT_DELEGATED);
    expect(codeOf(await me(admin, child))).toEqual(NOT_DELEGATED);
    const key = await admin.post<{ key: string }>('/api/v1/api-keys', { name: 'x', scopes: ['user/*.*'] });
    const byKey = await test.anonymous().get<Problem>('/api/v1/patients/me', {
      headers: { authorization: `Bearer ${key.body.key}`, ...acting(child).headers },
    });
    expect(codeOf(byKey)).toEqual([403, 'session_needed']);
    for (const path of ['/api/v1/patients/me', '/api/v1/invitations/accept?token=x']) {
      expect(codeOf(await test.anonymous().get<Problem>(path, acting(child)))).toEqual([
        401,
        'unauthenticated',
      ]);
    }
  });

  it.each(['pipeline', 'sequential'] as const)(
    'without a delegation fails every way to the database (%s) with that error, and leaves the connections clean',
    async (transport) => {
      const [stranger, child] = [await test.signedIn('patient'), await test.signedIn('patient')];
      const db = await Database.open({ url: test.database.hostUrl, entities: [], poolSize: 2, transport });
      try {
        const access = db.as(delegate(test, stranger, child));
        const update = `update profiles set first_name = 'Mallory' where id = '${child.id}'`;
        const named = { name: 'test:own-profile', text: 'select id from profiles where id = $1' };
        const ways: (() => Promise<unknown>)[] = [
          () => access.query(named, [child.id]),
          () => access.execute(update),
          () => access.query('select no such thing'),
          () => access.transaction((tx) => tx.query(update)),
          () => access.transaction((tx) => tx.query(update), { readOnly: true }),
          () => access.transaction(() => Promise.resolve('nothing asked')),
          () => access.queryOf({ table: 'measurements', patient: child.id }, 'select id from measurements'),
        ];
        for (let round = 0; round < 5; round++) {
          const results = await Promise.allSettled(ways.map((way) => way()));
          for (const result of results) {
            expect(result).toMatchObject({
              status: 'rejected',
              reason: { code: 'not_delegated', kind: 'forbidden' },
            });
          }
          const mine = await db.as(test.contextOf(stranger, 'patient')).query(named, [stranger.id]);
          expect(mine).toEqual([{ id: stranger.id }]);
        }
        const [row] = await db
          .as(systemContext('see what became of it'))
          .query('select first_name from profiles where id = $1', [child.id]);
        expect(row).toEqual({ first_name: 'patient' });
      } finally {
        await db.close();
      }
    },
  );

  it('is kept apart from others in many requests at once', async () => {
    const [one, two, stranger] = [
      await family(test, admin),
      await family(test, admin),
      await test.signedIn('patient'),
    ];
    const requests = Array.from({ length: 60 }, (_, index) => {
      switch (index % 4) {
        case 0:
          return me(one.guardian, one.child).then(({ body }) => body.id === one.child.id);
        case 1:
          return me(two.guardian, two.child).then(({ body }) => body.id === two.child.id);
        case 2:
          return me(stranger, one.child).then(({ body }) => body.code === 'not_delegated');
        default:
          return one.guardian
            .get<{ id: string }>('/api/v1/patients/me')
            .then(({ body }) => body.id === one.guardian.id);
      }
    });
    expect((await Promise.all(requests)).every(Boolean)).toBe(true);
  });

  it('does not change how the child signs in', async () => {
    const parent = await signedInPerson(test);
    const child = await signedInPerson(test);
    const { body } = await propose(admin, parent, child);
    await act(parent.client, body.id, 'accept');
    const answer = await parent.client.post<Problem>(
      '/api/v1/profile/password',
      { currentPassword: 'seven green lorries', newPassword: 'eight yellow ferries' },
      acting(child),
    );
    expect(codeOf(answer)).toEqual([403, 'session_needed']);
    const access = test.db.as(delegate(test, parent.client, child));
    await expect(access.execute(`update profiles set email = 'taken@example.org'`)).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(access.execute('update profiles set deleted_at = now()')).rejects.toMatchObject({
      code: 'not_allowed',
    });
    expect((await child.client.get('/api/v1/session')).status).toBe(200);
  });
});
