import { randomBytes } from 'node:crypto';

import { startTestHost, TestClient, type TestHost } from '@carenode/testing';

import { OverRows } from '../src/authentication/over-rows.service.js';
import {
  carrying,
  PASSWORD,
  personWithPassword,
  type SessionBody,
  signedInPerson,
  signIn,
  soon,
} from './people.js';

describe('a session', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost();
  });

  afterAll(() => test.close());

  it('begins with e-mail and password, whatever the case of the address', async () => {
    const { id, email } = await personWithPassword(test, 'provider');
    const answer = await signIn(test.anonymous(), email.toUpperCase());
    expect(answer.status).toBe(201);
    expect(answer.body.profile).toMatchObject({ id, userType: 'provider', email, timeZone: 'UTC' });
    expect(answer.body.actor.kind).toBe('session');
    expect(Date.parse(answer.body.expiresAt ?? '')).toBeGreaterThan(Date.now() + 11 * 3600 * 1000);
    expect(answer.headers.get('cache-control')).toBe('no-store');

    const me = await carrying(test, answer).get<SessionBody>('/api/v1/session');
    expect(me.status).toBe(200);
    expect(me.body).toEqual(answer.body);
    expect(me.body.modules.map(({ name }) => name)).toEqual(['identity', 'instance-config', 'records']);
    expect(me.body.modules.every(({ active, required }) => active && required)).toBe(true);
  });

  it('is a cookie out of reach of scripts and of other sites, and stored as a hash only', async () => {
    const { email } = await personWithPassword(test);
    const answer = await signIn(test.anonymous(), email);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^carenode_session=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/,
    );
    const token = /=([^;]+)/.exec(cookie)?.[1] ?? '';
    expect(answer.text).not.toContain(token);
    const { rows } = await test.database.admin.query<{ row: string }>(
      'select s::text as row from sessions s',
    );
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  it('is pinned to host and https where the instance is reached over https', async () => {
    const secure = await test.another({ publicUrl: 'https://clinic.example' });
    try {
      const { url } = secure;
      const { email } = await personWithPassword(test);
      const client = new TestClient(url, '', { origin: 'https://clinic.example' });
      const answer = await signIn(client, email);
      const cookie = answer.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(
        /^__Host-carenode=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect((await carrying({ url }, answer).get('/api/v1/session')).status).toBe(200);
      const plain = cookie.replace('__Host-carenode', 'carenode_session').split(';')[0] ?? '';
      expect((await new TestClient(url, '', { cookie: plain }).get('/api/v1/session')).status).toBe(401);
    } finally {
      await secure.close();
    }
  });

  it('is needed to ask who am I', async () => {
    const answer = await test.anonymous().get<{ code: string }>('/api/v1/session');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('is a new one at every sign-in, and the one the browser had is over', async () => {
    const { client: first, email } = await signedInPerson(test);
    const again = await signIn(first, email);
    expect(again.status).toBe(201);
    const second = carrying(test, again);
    expect((await second.get('/api/v1/session')).status).toBe(200);
    expect((await first.get('/api/v1/session')).status).toBe(401);
  });

  it('never takes the value that the browser brought', async () => {
    const { email } = await personWithPassword(test);
    const chosen = randomBytes(32).toString('base64url');
    const client = new TestClient(test.url, '', { cookie: `carenode_session=${chosen}` });
    const answer = await signIn(client, email);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).not.toContain(chosen);
    expect((await client.get('/api/v1/session')).status).toBe(401);
  });

  it('ends with sign-out, which clears the cookie', async () => {
    const { client } = await signedInPerson(test);
    const out = await client.delete('/api/v1/session');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toBe(
      'carenode_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    );
    const after = await client.get<{ code: string }>('/api/v1/session');
    expect(after.status).toBe(401);
    expect(after.body.code).toBe('session_expired');
    expect(after.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  it.each([
    ['it has expired', `expires_at = now() - interval '1 second'`],
    ['nobody used it for an hour', `last_seen_at = now() - interval '61 minutes'`],
  ])('is over when %s', async (_, change) => {
    const { client, id } = await signedInPerson(test);
    await test.database.admin.query(`update sessions set ${change} where profile_id = $1`, [id]);
    const answer = await client.get<{ code: string }>('/api/v1/session');
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('session_expired');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is over when the profile is closed, though it was just used', async () => {
    const { client, id, email } = await signedInPerson(test);
    expect((await client.get('/api/v1/session')).status).toBe(200);
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [id]);
    await soon(async () => (await client.get('/api/v1/session')).status === 401);
    expect((await signIn(test.anonymous(), email)).status).toBe(401);
  });

  it('that is over does not stand in the way of signing in again', async () => {
    const { client, email, id } = await signedInPerson(test);
    await test.database.admin.query('delete from sessions where profile_id = $1', [id]);
    expect((await client.get('/api/v1/session')).status).toBe(401);
    expect((await signIn(client, email)).status).toBe(201);
  });

  it.each([
    ['another site’s page', { origin: 'https://evil.example' }],
    ['another site’s page that a browser names', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sister site', { 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', { origin: 'null' }],
    ['a page of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page at a name that only resolves to this machine', { origin: 'http://localhost.evil.example' }],
  ])('changes nothing and signs nobody in for %s', async (_, headers) => {
    const { client, email } = await signedInPerson(test);
    const patch = await client.patch<{ code: string }>(
      '/api/v1/profile',
      { firstName: 'Mallory' },
      { headers },
    );
    expect([patch.status, patch.body.code]).toEqual([403, 'cross_site']);
    const signedIn = await test
      .anonymous()
      .post<{ code: string }>('/api/v1/session', { email, password: PASSWORD }, { headers });
    expect([signedIn.status, signedIn.body.code]).toEqual([403, 'cross_site']);
    expect(signedIn.headers.get('set-cookie')).toBeNull();
  });

  it('is the same at every name of this machine itself', async () => {
    const { client } = await signedInPerson(test);
    const headers = { origin: test.url.replace('localhost', '127.0.0.1') };
    expect(headers.origin).not.toBe(test.url);
    expect((await client.patch('/api/v1/profile', { firstName: 'Ann' }, { headers })).status).toBe(200);
  });

  it('changes nothing for a request that does not say where it comes from', async () => {
    const { client, cookie } = await signedInPerson(test);
    const answer = await fetch(`${test.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie },
    });
    expect(answer.status).toBe(403);
    expect((await client.get('/api/v1/session')).status).toBe(200);
  });

  it('is listed without its token, and can be ended from another one', async () => {
    const { client: phone, email } = await signedInPerson(test);
    const laptop = carrying(
      test,
      await test
        .anonymous()
        .post('/api/v1/session', { email, password: PASSWORD }, { headers: { 'user-agent': 'Laptop/1.0' } }),
    );
    interface Row {
      id: string;
      current: boolean;
      userAgent: string;
    }
    const list = await phone.get<{ items: Row[]; nextCursor: null }>('/api/v1/sessions');
    expect(list.body.items.map(({ current }) => current)).toEqual([false, true]);
    expect(list.body.items[0]?.userAgent).toBe('Laptop/1.0');
    expect(list.text).not.toMatch(/token/i);

    const stranger = await signedInPerson(test);
    const path = `/api/v1/sessions/${list.body.items[0]?.id}`;
    expect((await stranger.client.delete(path)).status).toBe(404);
    expect((await laptop.get('/api/v1/session')).status).toBe(200);
    expect((await phone.delete(path)).status).toBe(204);
    expect((await laptop.get('/api/v1/session')).status).toBe(401);
    expect((await phone.delete(path)).status).toBe(404);
  });

  it('is removed when it is over, and others are not', async () => {
    const [running, expired, unused] = [
      await signedInPerson(test),
      await signedInPerson(test),
      await signedInPerson(test),
    ];
    const change = (set: string, id: string) =>
      test.database.admin.query(`update sessions set ${set} where profile_id = $1`, [id]);
    await change(`expires_at = now() - interval '1 second'`, expired.id);
    await change(`last_seen_at = now() - interval '2 hours'`, unused.id);
    await test.host.get(OverRows).remove();
    const { rows } = await test.database.admin.query<{ profile_id: string }>(
      'select profile_id from sessions where profile_id = any ($1)',
      [[running.id, expired.id, unused.id]],
    );
    expect(rows).toEqual([{ profile_id: running.id }]);
  });

  it('has its last use noted when the host stops, in batches before', async () => {
    const { cookie, id } = await signedInPerson(test);
    await test.database.admin.query(
      `update sessions set last_seen_at = now() - interval '5 minutes' where profile_id = $1`,
      [id],
    );
    const other = await test.another();
    const there = new TestClient(other.url, id, { cookie });
    expect((await there.get('/api/v1/session')).status).toBe(200);
    const unused = async () => {
      const { rows } = await test.database.admin.query<{ seconds: number }>(
        `select extract(epoch from now() - last_seen_at)::int as seconds from sessions where profile_id = $1`,
        [id],
      );
      return rows[0]?.seconds ?? NaN;
    };
    expect(await unused()).toBeGreaterThanOrEqual(300);
    await other.close();
    expect(await unused()).toBeLessThan(60);
  });
});
