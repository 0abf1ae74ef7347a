import { newId } from '@carenode/module-kit';
import { startTestHost, TestClient, type TestHost } from '@carenode/testing';

const ID = newId();
const ROUTES: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/v1/session'],
  ['PATCH', '/api/v1/profile'],
  ['POST', '/api/v1/profile/password'],
  ['POST', '/api/v1/invitations'],
  ['POST', '/api/v1/invitations/accept'],
  ['POST', '/api/v1/api-keys'],
  ['POST', '/api/v1/user-type-changes'],
  ['POST', `/api/v1/user-type-changes/${ID}/refuse`],
  ['POST', '/api/v1/break-glass'],
  ['POST', `/api/v1/break-glass/${ID}/review`],
  ['POST', '/api/v1/break-glass/restorations'],
  ['POST', '/api/v1/delegations'],
];

const BODIES: readonly (readonly [what: string, content: string | Uint8Array])[] = [
  ['nothing', ''],
  ['no JSON', '{"email": '],
  ['null', 'null'],
  ['a list', '[{"email":"a@example.org"}]'],
  ['a number', '1e309'],
  ['text', '"email"'],
  [
    'wrong types',
    '{"email":{"$ne":null},"password":["x"],"name":5,"scopes":"*","firstName":{},"token":1e309}',
  ],
  ['unknown fields', '{"isAdmin":true}'],
  ['a prototype', '{"__proto__":{"userType":"admin"},"constructor":{"prototype":{}}}'],
  [
    'NUL characters',
    '{"email":"a\\u0000@example.org","password":"x\\u0000","firstName":"\\u0000","token":"\\u0000"}',
  ],
  [
    'half a character',
    '{"email":"a@example.org","password":"\\ud800","firstName":"\\ud800","name":"\\udfff"}',
  ],
  ['bytes that are no text', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['very deep JSON', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['a long password', `{"email":"a@example.org","password":"${'x'.repeat(100_000)}"}`],
];

describe('hostile input to identity', () => {
  let test: TestHost;
  let clients: Record<'admin' | 'anonymous', TestClient>;

  beforeAll(async () => {
    test = await startTestHost();
    clients = { admin: await test.signedIn('admin'), anonymous: test.anonymous() };
  });

  beforeEach(() => test.database.admin.query('delete from sign_in_failures'));

  afterAll(() => test.close());

  it.each(ROUTES)('%s %s answers every wrong body with a problem', async (method, path) => {
    for (const [what, content] of BODIES) {
      for (const client of Object.values(clients)) {
        const answer = await client.send<{ code: string }>(method, path, {
          raw: { content, type: 'application/json' },
        });
        expect({ what, status: answer.status, ok: answer.status >= 400 && answer.status < 500 }).toEqual({
          what,
          status: answer.status,
          ok: true,
        });
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    }
    const { rows } = await test.database.admin.query<{ rows: number }>(
      `select (select count(*) from profiles) + (select count(*) from invitations) + (select count(*) from api_keys) as rows`,
    );
    expect(Number(rows[0]?.rows)).toBe(1);
  });

  it.each(ROUTES)('%s %s takes no body of ten megabytes and no other media type', async (method, path) => {
    const huge = JSON.stringify({ email: 'a@example.org', password: 'x'.repeat(10 * 1024 * 1024) });
    const large = await clients.admin.send(method, path, {
      raw: { content: huge, type: 'application/json' },
    });
    expect(large.status).toBe(413);
    const form = { content: 'email=a%40example.org&password=x', type: 'application/x-www-form-urlencoded' };
    expect((await clients.admin.send(method, path, { raw: form })).status).toBe(415);
    const plain = { content: '{"email":"a@example.org","password":"x"}', type: 'text/plain' };
    expect((await clients.admin.send(method, path, { raw: plain })).status).toBe(415);
  });

  it.each([
    ['GET', '/api/v1/profiles?limit=0', 400],
    ['GET', '/api/v1/profiles?limit=1e309', 400],
    ['GET', '/api/v1/profiles?limit=-1', 400],
    ['GET', '/api/v1/profiles?limit=10&limit=20', 400],
    ['GET', '/api/v1/profiles?cursor=x', 400],
    ['GET', '/api/v1/profiles?cursor=%00', 400],
    ['GET', '/api/v1/profiles?q=%00', 400],
    ['GET', '/api/v1/profiles?q=%FF%FE', 200],
    ['GET', `/api/v1/profiles?q=${'x'.repeat(101)}`, 400],
    ['GET', `/api/v1/profiles?q=${encodeURIComponent(`' or 1=1 --`)}`, 200],
    ['GET', '/api/v1/profiles?userType=root', 400],
    ['GET', '/api/v1/profiles?order=email', 400],
    ['GET', '/api/v1/sessions?cursor=MjAyNi0wMS0wMSAwMDowMDowMCBub3QtYW4taWQ', 400],
    ['GET', '/api/v1/invitations?limit=abc', 400],
    ['GET', '/api/v1/invitations/accept', 400],
    ['GET', '/api/v1/invitations/accept?token=%00', 400],
    ['GET', `/api/v1/invitations/accept?token=${'x'.repeat(101)}`, 400],
    ['DELETE', '/api/v1/sessions/me', 400],
    ['DELETE', '/api/v1/sessions/%00', 400],
    ['DELETE', `/api/v1/sessions/${ID}`, 404],
    ['DELETE', `/api/v1/invitations/${ID}'`, 400],
    ['DELETE', `/api/v1/invitations/${ID}`, 404],
    ['DELETE', '/api/v1/api-keys/1e309', 400],
    ['DELETE', `/api/v1/api-keys/${ID}`, 404],
    ['GET', '/api/v1/notifications?unread=1', 400],
    ['POST', `/api/v1/notifications/${ID}/read`, 404],
    ['GET', '/api/v1/user-type-changes?status=done', 400],
    ['POST', `/api/v1/user-type-changes/${ID}/approve`, 404],
    ['POST', '/api/v1/user-type-changes/me/approve', 400],
    ['GET', '/api/v1/break-glass?state=%00', 400],
    ['POST', `/api/v1/break-glass/${ID}/end`, 404],
    ['GET', '/api/v1/delegations?cursor=x', 400],
    ['POST', `/api/v1/delegations/${ID}/end`, 404],
    ['PUT', '/api/v1/session', 404],
    ['GET', '/api/v1/session/%E0%A4%A', 400],
    ['GET', '/%61pi/v1/session', 200],
    ['GET', '//api/v1/session', 404],
    ['GET', '/API/v1/session', 404],
  ])('%s %s is answered with %i', async (method, path, status) => {
    expect((await clients.admin.send(method, path)).status).toBe(status);
  });

  it.each([
    ['a long cookie', { cookie: `carenode_session=${'x'.repeat(3000)}` }],
    ['a cookie of another form', { cookie: 'carenode_session=../../etc/passwd' }],
    ['an empty cookie', { cookie: 'carenode_session=' }],
    ['a cookie nobody was given', { cookie: `carenode_session=${'A'.repeat(43)}` }],
    ['a NUL in the cookie', { cookie: 'carenode_session=%00' }],
  ])('%s is a session that is over', async (_, headers) => {
    const client = new TestClient(test.url, '', headers);
    const answer = await client.get<{ code: string }>('/api/v1/session');
    expect([answer.status, answer.body.code]).toEqual([401, 'session_expired']);
  });

  it('a forwarded address does not reset how often somebody may guess', async () => {
    for (let guess = 0; guess < 51; guess++) {
      const answer = await test
        .anonymous()
        .post(
          '/api/v1/session',
          { email: `somebody${guess}@example.org`, password: 'not the password' },
          { headers: { 'x-forwarded-for': `203.0.113.${guess}`, forwarded: `for=203.0.113.${guess}` } },
        );
      expect(answer.status).toBe(guess < 50 ? 401 : 429);
    }
  });
});
