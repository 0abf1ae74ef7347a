import { createHash } from 'node:crypto';

import { ApiKeys } from '@carenode/identity-contract';
import { newId, requestContext, systemContext } from '@carenode/module-kit';
import { type AnotherHost, startTestHost, TestClient, type TestHost } from '@carenode/testing';

import { isApiKey, newApiKey } from '../src/api-key/api-key.rules.js';
import { rewrite, type SessionBody, soon } from './people.js';

interface Made {
  readonly id: string;
  readonly key: string;
  readonly keyPrefix: string;
  readonly code?: string;
}

describe('an API key', () => {
  let test: TestHost;
  let developer: TestClient;
  let second: AnotherHost;

  beforeAll(async () => {
    test = await startTestHost();
    developer = await test.signedIn('developer');
    second = await test.another();
  });

  afterAll(async () => {
    await second?.close();
    await test.close();
  });

  const make = async (scopes: string[], more: object = {}, by: TestClient = developer) =>
    (await by.post<Made>('/api/v1/api-keys', { name: 'nightly export', scopes, ...more })).body;
  const bearing = (key: string, url: string = test.url) =>
    new TestClient(url, '', { authorization: `Bearer ${key}` });
  const rowOf = async (id: string) => {
    const { rows } = await test.database.admin.query<Record<string, unknown>>(
      'select * from api_keys where id = $1',
      [id],
    );
    return rows[0];
  };

  it('is shown once and stored as its SHA-256', async () => {
    const { id, key, keyPrefix } = await make(['user/profiles.r']);
    expect(key).toMatch(/^cn_[0-9A-Za-z]{49}$/);
    expect(isApiKey(key)).toBe(true);
    expect(key.startsWith(keyPrefix)).toBe(true);
    const row = await rowOf(id);
    expect(row?.['key']).toBe(createHash('sha256').update(key).digest('hex'));
    expect(row).toMatchObject({ created_by: developer.id, scope: ['user/profiles.r'], last_used_at: null });
    const list = await developer.get<{ items: Record<string, unknown>[] }>('/api/v1/api-keys');
    expect(list.text).not.toContain(key);
    expect(list.body.items[0]).not.toHaveProperty('key');
    expect(list.body.items[0]).toMatchObject({ id, keyPrefix, scopes: ['user/profiles.r'] });
  });

  it('acts for who made it, within its scopes', async () => {
    const { id, key } = await make(['user/profiles.r']);
    const me = await bearing(key).get<SessionBody>('/api/v1/session');
    expect(me.status).toBe(200);
    expect(me.body.profile).toMatchObject({
      id: developer.id,
      userType: 'developer',
      firstName: 'developer',
    });
    expect(me.body.actor).toEqual({ kind: 'api-key', id });
    expect(me.body.expiresAt).toBeNull();
    const change = await bearing(key).patch<{ code: string }>('/api/v1/profile', { firstName: 'X' });
    expect([change.status, change.body.code]).toEqual([403, 'not_allowed']);

    const blind = await make(['user/sessions.rs']);
    const nameless = await bearing(blind.key).get<SessionBody>('/api/v1/session');
    expect(nameless.body.profile).toMatchObject({ id: developer.id, firstName: null, email: null });
    expect((await bearing(blind.key).get('/api/v1/profile')).status).toBe(404);
  });

  it('is limited by its scopes in the database too', async () => {
    const admin = await test.signedIn('admin');
    const as = (scopes: string[]) =>
      test.db.as(
        requestContext({
          subject: admin.id,
          userType: 'admin',
          actor: { kind: 'api-key', id: newId() },
          scopes,
        }),
      );
    const update = 'update profiles set first_name = $2 where id = $1 returning id';
    expect(await as(['user/profiles.r']).query('select id from profiles')).not.toHaveLength(0);
    expect(await as([]).query('select id from profiles')).toHaveLength(0);
    expect(await as(['user/profiles.r']).execute(update, [admin.id, 'A'])).toHaveLength(0);
    expect(await as(['user/profiles.ru']).execute(update, [admin.id, 'A'])).toHaveLength(1);
    const insert = `insert into api_keys (name, key, key_prefix, scope, created_by) values ('x', $1, 'cn_abcdef', '{user/*.*}', $2)`;
    for (const scopes of [['user/profiles.r'], ['user/api_keys.cruds'], ['user/*.*']]) {
      await expect(as(scopes).execute(insert, ['0'.repeat(64), admin.id])).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
  });

  it.each([
    ['post', '/api/v1/api-keys', { name: 'more', scopes: ['user/*.*'] }],
    ['get', '/api/v1/api-keys', undefined],
    ['delete', `/api/v1/api-keys/${newId()}`, undefined],
    ['get', '/api/v1/sessions', undefined],
    ['delete', `/api/v1/sessions/${newId()}`, undefined],
    ['delete', '/api/v1/session', undefined],
    ['post', '/api/v1/invitations', { email: 'a@example.org', userType: 'admin' }],
    ['get', '/api/v1/invitations', undefined],
    ['delete', `/api/v1/invitations/${newId()}`, undefined],
    ['post', '/api/v1/profile/password', { currentPassword: 'x', newPassword: 'eight yellow ferries' }],
  ])('with every scope still may not %s %s', async (method, path, body) => {
    const admin = await test.signedIn('admin');
    const { key } = await make(['user/*.*'], {}, admin);
    const answer = await bearing(key).send<{ code: string }>(method.toUpperCase(), path, { body });
    expect([answer.status, answer.body.code]).toEqual([403, 'session_needed']);
  });

  it.each([
    ['no scope', [], 'minItems'],
    ['a scope without verbs', ['user/profiles.'], 'scope'],
    ['verbs out of order', ['user/profiles.sr'], 'scope'],
    ['a scope of another kind', ['system/profiles.r'], 'scope'],
    ['a table nobody has', ['user/payrolls.r'], 'table'],
  ])('is not made with %s', async (_, scopes, rule) => {
    const answer = await developer.post<{ errors: { field: string; rule: string }[] }>('/api/v1/api-keys', {
      name: 'x',
      scopes,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]).toMatchObject({ field: 'scopes', rule });
  });

  it.each(['patient', 'provider', 'research-partner'] as const)('is not a %s’s to have', async (userType) => {
    const client = await test.signedIn(userType);
    const answer = await client.post('/api/v1/api-keys', { name: 'x', scopes: ['user/*.read'] });
    expect(answer.status).toBe(403);
  });

  it('is refused from the moment it expires', async () => {
    const past = await developer.post<{ errors: { rule: string }[] }>('/api/v1/api-keys', {
      name: 'x',
      scopes: ['user/*.read'],
      expiresAt: '2020-01-01T00:00:00Z',
    });
    expect([past.status, past.body.errors[0]?.rule]).toEqual([400, 'future']);
    const expiresAt = new Date(Date.now() + 700).toISOString();
    const { key } = await make(['user/*.read'], { expiresAt });
    expect((await bearing(key).get('/api/v1/session')).status).toBe(200);
    // Longer than until its end, shorter than an answer is remembered.
    await new Promise((resolve) => setTimeout(resolve, 750));
    expect((await bearing(key).get('/api/v1/session')).status).toBe(401);
  });

  it('is refused by every host at once when it is revoked', async () => {
    const { id, key } = await make(['user/*.read']);
    const there = bearing(key, second.url);
    expect((await bearing(key).get('/api/v1/session')).status).toBe(200);
    const remembered = performance.now();
    expect((await there.get('/api/v1/session')).status).toBe(200);
    expect((await developer.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    const refused = await bearing(key).get<{ code: string }>('/api/v1/session');
    expect([refused.status, refused.body.code]).toEqual([401, 'invalid_token']);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    await soon(async () => (await there.get('/api/v1/session')).status === 401);
    // What the other host remembers would have lasted a second: it was told.
    expect(performance.now() - remembered).toBeLessThan(1000);
    expect((await developer.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    expect(await rowOf(id)).toMatchObject({ version: 2 });
  });

  it('can be revoked by an admin, and not by another developer', async () => {
    const { id } = await make(['user/*.read']);
    const other = await test.signedIn('developer');
    expect((await other.delete(`/api/v1/api-keys/${id}`)).status).toBe(404);
    const admin = await test.signedIn('admin');
    const list = await admin.get<{ items: { id: string }[] }>('/api/v1/api-keys');
    expect(list.body.items.some((item) => item.id === id)).toBe(true);
    expect((await admin.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    expect((await rowOf(id))?.['revoked_at']).not.toBeNull();
  });

  it('of somebody whose profile was closed is refused', async () => {
    const owner = await test.signedIn('developer');
    const { key } = await make(['user/*.read'], {}, owner);
    expect((await bearing(key).get('/api/v1/session')).status).toBe(200);
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [owner.id]);
    await soon(async () => (await bearing(key).get('/api/v1/session')).status === 401);
  });

  it('of somebody who may no longer have keys is refused, also one that was not revoked', async () => {
    const owner = await test.signedIn('developer');
    const { key } = await make(['user/*.read'], {}, owner);
    await rewrite(test, `update profiles set user_type = 'patient' where id = $1`, [owner.id]);
    expect((await bearing(key).get('/api/v1/session')).status).toBe(401);
  });

  it('with a wrong checksum is refused without a look into the database', async () => {
    const { key } = await make(['user/*.read']);
    const mistyped = key.slice(0, 10) + (key[10] === 'a' ? 'b' : 'a') + key.slice(11);
    // Stored as if it were a key: only the checksum stands between it and an answer.
    await test.database.admin.query(
      `insert into api_keys (name, key, key_prefix, scope, created_by) values ('x', $1, 'cn_abcdef', '{user/*.*}', $2)`,
      [createHash('sha256').update(mistyped).digest('hex'), developer.id],
    );
    expect((await bearing(mistyped).get('/api/v1/session')).status).toBe(401);
    expect((await bearing(newApiKey()).get('/api/v1/session')).status).toBe(401);
  });

  it.each([
    ['an unsigned JWT', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInVzZXJfdHlwZSI6ImFkbWluIn0.'],
    ['Basic', 'Basic YWRtaW46YWRtaW4='],
    ['no token', 'Bearer'],
    ['a blank token', 'Bearer  '],
    ['a huge token', `Bearer cn_${'0'.repeat(8000)}`],
    ['two tokens', 'Bearer cn_a, Bearer cn_b'],
    ['another scheme', `Key ${'0'.repeat(52)}`],
  ])('is what a bearer token has to be: %s is refused', async (_, authorization) => {
    const cookie = 'carenode_session=ignored';
    const client = new TestClient(test.url, '', { authorization, cookie });
    const answer = await client.get<{ code: string }>('/api/v1/session');
    expect([answer.status, answer.body.code]).toEqual([401, 'invalid_token']);
  });

  it('has its last use noted in batches, at the latest when the host stops', async () => {
    const { id, key } = await make(['user/*.read']);
    const { url, close } = await test.another();
    for (let use = 0; use < 5; use++) {
      expect((await bearing(key, url).get('/api/v1/session')).status).toBe(200);
    }
    expect(await rowOf(id)).toMatchObject({ last_used_at: null });
    await close();
    const row = await rowOf(id);
    expect(Date.now() - (row?.['last_used_at'] as Date).getTime()).toBeLessThan(5000);
    expect(row?.['version']).toBe(1);
  });

  it('is made for an admin or a developer by background work', async () => {
    const keys = test.host.get(ApiKeys);
    const system = systemContext('the command line');
    const made = await keys.create(system, {
      name: 'ops',
      scopes: ['user/*.read'],
      createdBy: developer.id,
    });
    expect((await bearing(made.key).get<SessionBody>('/api/v1/session')).body.profile.id).toBe(developer.id);
    const page = await keys.list(system, { limit: 1 });
    expect(page.items[0]?.id).toBe(made.id);
    await keys.revoke(system, made.id);
    expect((await bearing(made.key).get('/api/v1/session')).status).toBe(401);

    const patient = await test.signedIn('patient');
    for (const createdBy of [patient.id, newId(), undefined]) {
      await expect(
        keys.create(system, { name: 'ops', scopes: ['user/*.read'], createdBy }),
      ).rejects.toMatchObject({ code: 'key_owner_unfit' });
    }
  });
});
