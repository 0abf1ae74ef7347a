import { systemContext } from '@carenode/module-kit';
import { startTestHost, TestClient, type TestHost } from '@carenode/testing';

import { carrying, PASSWORD, personWithPassword, signedInPerson, signIn, soon } from './people.js';

describe('signing in', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost();
  });

  // All tests come from one network address; what one leaves behind is not the next one's.
  beforeEach(() => test.database.admin.query('delete from sign_in_failures'));

  afterAll(() => test.close());

  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await personWithPassword(test);
    const closed = await personWithPassword(test);
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [closed.id]);
    const answers = await Promise.all([
      signIn(test.anonymous(), email, 'not the password'),
      signIn(test.anonymous(), 'nobody@example.org'),
      signIn(test.anonymous(), closed.email),
    ]);
    const shown = answers.map(({ status, text, headers }) => ({
      status,
      text: text.replace(/"requestId":"[^"]+"/, ''),
      headers: [...headers.keys()].sort(),
    }));
    expect(shown[0]?.status).toBe(401);
    expect(shown[0]?.text).toContain('"code":"sign_in_failed"');
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
    expect(answers.every(({ headers }) => headers.get('set-cookie') === null)).toBe(true);
  });

  it('takes no password of somebody without an account or without a password', async () => {
    const { rows } = await test.database.admin.query<{ email: string }>(
      `insert into profiles (user_type, email) values ('patient', 'import@example.org') returning email`,
    );
    for (const password of ['a password nobody has', '', ' ']) {
      const answer = await signIn(test.anonymous(), rows[0]?.email ?? '', password);
      expect([400, 401]).toContain(answer.status);
    }
  });

  it('looks at five of thirty guesses made at the same time, and says when to come back', async () => {
    const { email } = await personWithPassword(test);
    const guesses = Array.from({ length: 30 }, (_, index) =>
      signIn(test.anonymous(), email, `guess number ${index}`),
    );
    const answers = await Promise.all(guesses);
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(25);
    const refused = answers.find(({ status }) => status === 429);
    const wait = Number(refused?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(14 * 60);
    expect(wait).toBeLessThanOrEqual(15 * 60);

    const right = await signIn(test.anonymous(), email);
    expect(right.status).toBe(429);
    const another = await personWithPassword(test);
    expect((await signIn(test.anonymous(), another.email)).status).toBe(201);
  });

  it('counts one address however it is written', async () => {
    const { email } = await personWithPassword(test);
    for (const spelling of [email, email.toUpperCase(), email.replace('e', 'E'), email, email]) {
      expect((await signIn(test.anonymous(), spelling, 'not the password')).status).toBe(401);
    }
    expect((await signIn(test.anonymous(), email.toUpperCase())).status).toBe(429);
  });

  it('is possible again when the window is over', async () => {
    const { email } = await personWithPassword(test);
    for (let guess = 0; guess < 6; guess++) await signIn(test.anonymous(), email, 'not the password');
    expect((await signIn(test.anonymous(), email)).status).toBe(429);
    await test.database.admin.query(
      `update sign_in_failures set window_ends_at = now() - interval '1 second'`,
    );
    expect((await signIn(test.anonymous(), email)).status).toBe(201);
  });

  it('begins the count anew with every success, and does not count it', async () => {
    const { email } = await personWithPassword(test);
    for (let round = 0; round < 4; round++) {
      for (let guess = 0; guess < 4; guess++) {
        expect((await signIn(test.anonymous(), email, 'not the password')).status).toBe(401);
      }
      expect((await signIn(test.anonymous(), email)).status).toBe(201);
    }
    const { rows } = await test.database.admin.query('select failures from sign_in_failures');
    expect(rows).toEqual([{ failures: 16 }]);
  });

  it('stops one network that tries many addresses, without locking their accounts', async () => {
    const { email } = await personWithPassword(test);
    const limit = 50;
    for (let guess = 0; guess < limit; guess += 10) {
      const batch = Array.from({ length: 10 }, (_, index) =>
        signIn(test.anonymous(), `victim${guess + index}@example.org`, 'not the password'),
      );
      expect((await Promise.all(batch)).every(({ status }) => status === 401)).toBe(true);
    }
    for (let guess = 0; guess < 10; guess++) {
      expect((await signIn(test.anonymous(), email, 'not the password')).status).toBe(429);
    }
    const { rows } = await test.database.admin.query(
      'select count(*)::int as counted from sign_in_failures where failures > 0',
    );
    expect(rows).toEqual([{ counted: limit + 1 }]);
  });

  it('keeps neither e-mail nor network addresses with the counts', async () => {
    await signIn(test.anonymous(), 'somebody@example.org', 'not the password');
    const { rows } = await test.database.admin.query<{ key: Buffer }>('select key from sign_in_failures');
    expect(rows).toHaveLength(2);
    for (const { key } of rows) {
      expect(key).toHaveLength(32);
      expect(key.toString('latin1')).not.toMatch(/somebody|127\.0/);
    }
  });

  it('stores passwords as argon2id with OWASP’s cost, which only background work may read', async () => {
    const { id } = await personWithPassword(test);
    const { rows } = await test.database.admin.query<{ password_hash: string }>(
      'select password_hash from credentials where profile_id = $1',
      [id],
    );
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const system = test.db.as(systemContext('look at credentials'));
    expect(await system.query('select 1 from credentials where profile_id = $1', [id])).toHaveLength(1);
    const admin = await test.signedIn('admin');
    const asAdmin = test.db.as(test.contextOf(admin, 'admin'));
    await expect(asAdmin.query('select password_hash from credentials')).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  describe('with a changed password', () => {
    it('ends every other session and works with the new password only', async () => {
      const { client, email } = await signedInPerson(test);
      const other = carrying(test, await signIn(test.anonymous(), email));
      expect((await other.get('/api/v1/session')).status).toBe(200);
      const changed = await client.post('/api/v1/profile/password', {
        currentPassword: PASSWORD,
        newPassword: 'eight yellow ferries',
      });
      expect(changed.status).toBe(204);
      expect((await client.get('/api/v1/session')).status).toBe(200);
      expect((await other.get('/api/v1/session')).status).toBe(401);
      expect((await signIn(test.anonymous(), email)).status).toBe(401);
      expect((await signIn(test.anonymous(), email, 'eight yellow ferries')).status).toBe(201);
    });

    it('lets nobody in with the old one, who was just being let in', async () => {
      const { id, email } = await personWithPassword(test);
      const change = await test.database.admin.connect();
      try {
        await change.query('begin');
        await change.query(
          `update credentials set password_hash = '$argon2id$' || substr(password_hash, 11) || 'x' where profile_id = $1`,
          [id],
        );
        const late = signIn(test.anonymous(), email);
        const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into sessions%'`;
        await soon(async () => (await test.database.admin.query(waiting)).rowCount === 1);
        await change.query('commit');
        expect((await late).status).toBe(401);
      } finally {
        change.release();
      }
      const { rows } = await test.database.admin.query('select 1 from sessions where profile_id = $1', [id]);
      expect(rows).toEqual([]);
    });

    it('needs the current one, which cannot be guessed at will', async () => {
      const { client } = await signedInPerson(test);
      const change = { currentPassword: 'not the password', newPassword: 'eight yellow ferries' };
      for (let guess = 0; guess < 5; guess++) {
        const answer = await client.post<{ code: string }>('/api/v1/profile/password', change);
        expect([answer.status, answer.body.code]).toEqual([403, 'wrong_password']);
      }
      expect((await client.post('/api/v1/profile/password', change)).status).toBe(429);
    });

    it.each(['eleven char', 'password1234', 'aaaaaaaaaaaaaaaa'])(
      'refuses %p as the new one',
      async (newPassword) => {
        const { client, email } = await signedInPerson(test);
        const answer = await client.post<{ code: string; errors: { field: string }[] }>(
          '/api/v1/profile/password',
          { currentPassword: PASSWORD, newPassword },
        );
        expect(answer.status).toBe(400);
        expect(answer.body.errors[0]?.field).toBe('newPassword');
        expect(answer.text).not.toContain(newPassword);
        expect((await signIn(test.anonymous(), email)).status).toBe(201);
      },
    );
  });

  it('ignores a session cookie that another client made up for the sign-in form', async () => {
    const client = new TestClient(test.url, '', { cookie: 'carenode_session=x'.repeat(10) });
    const { email } = await personWithPassword(test);
    expect((await signIn(client, email)).status).toBe(201);
  });
});
