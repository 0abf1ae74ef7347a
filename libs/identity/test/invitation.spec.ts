import { newId } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { carrying, type SessionBody, signIn } from './people.js';

interface Made {
  readonly id: string;
  readonly token: string;
  readonly link: string;
  readonly status: string;
  readonly code?: string;
}

const PERSON = { firstName: 'Grace', lastName: 'Example', password: 'nine purple tramways' };

describe('an invitation', () => {
  let test: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    test = await startTestHost();
    admin = await test.signedIn('admin');
  });

  afterAll(() => test.close());

  const invite = async (userType: string, by: TestClient = admin) => {
    const email = `${newId()}@example.org`;
    const answer = await by.post<Made>('/api/v1/invitations', { email, userType });
    return { ...answer, email };
  };
  const accept = (token: string, more: object = {}) =>
    test.anonymous().post<SessionBody>('/api/v1/invitations/accept', { token, ...PERSON, ...more });

  it('registers somebody, once, and signs them in', async () => {
    const { status, body, email } = await invite('provider');
    expect(status).toBe(201);
    expect(body.link).toBe(`/invitation?token=${body.token}`);

    const offer = await test.anonymous().get(`/api/v1/invitations/accept?token=${body.token}`);
    expect(offer.body).toMatchObject({ email, userType: 'provider' });

    const accepted = await accept(body.token);
    expect(accepted.status).toBe(201);
    expect(accepted.body.profile).toMatchObject({ userType: 'provider', email, firstName: 'Grace' });
    expect(accepted.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Lax');
    expect((await carrying(test, accepted).get('/api/v1/session')).status).toBe(200);
    expect((await signIn(test.anonymous(), email, PERSON.password)).status).toBe(201);

    const again = await accept(body.token);
    expect([again.status, again.body.code]).toEqual([410, 'invitation_over']);
    const offerAgain = await test.anonymous().get(`/api/v1/invitations/accept?token=${body.token}`);
    expect(offerAgain.status).toBe(410);
  });

  it('registers one person when it is accepted ten times at once', async () => {
    const { body, email } = await invite('patient');
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(body.token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(410)]);
    const { rows } = await test.database.admin.query('select id from profiles where email = $1', [email]);
    expect(rows).toHaveLength(1);
  });

  it('shows its token once and stores its hash only', async () => {
    const { body } = await invite('patient');
    const list = await admin.get<{ items: Made[] }>('/api/v1/invitations');
    expect(list.text).not.toContain(body.token);
    expect(list.body.items[0]).toMatchObject({ id: body.id, status: 'open' });
    expect(list.body.items[0]).not.toHaveProperty('tokenHash');
    const { rows } = await test.database.admin.query<{ row: string }>(
      'select i::text as row from invitations i',
    );
    expect(rows.some(({ row }) => row.includes(body.token))).toBe(false);
  });

  it.each([
    ['it has expired', `expires_at = now() - interval '1 second'`],
    ['it was taken back', 'revoked_at = now()'],
  ])('is over when %s', async (_, change) => {
    const { body } = await invite('patient');
    await test.database.admin.query(`update invitations set ${change} where id = $1`, [body.id]);
    expect((await accept(body.token)).status).toBe(410);
  });

  it('is over when who invited has lost the right to', async () => {
    const leaving = await test.signedIn('provider');
    const { body } = await invite('patient', leaving);
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [leaving.id]);
    expect((await accept(body.token)).status).toBe(410);
  });

  it('can be taken back, but not when it was accepted', async () => {
    const { body } = await invite('patient');
    expect((await admin.delete(`/api/v1/invitations/${body.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/v1/invitations/${body.id}`)).status).toBe(204);
    expect((await accept(body.token)).status).toBe(410);

    const { body: other } = await invite('patient');
    await accept(other.token);
    const late = await admin.delete<{ code: string }>(`/api/v1/invitations/${other.id}`);
    expect([late.status, late.body.code]).toEqual([409, 'invitation_accepted']);
    expect((await admin.delete(`/api/v1/invitations/${newId()}`)).status).toBe(404);
  });

  it('by a provider is for patients, and seen by that provider and admins only', async () => {
    const provider = await test.signedIn('provider');
    const other = await test.signedIn('provider');
    expect((await invite('provider', provider)).status).toBe(403);
    const { status, body } = await invite('patient', provider);
    expect(status).toBe(201);
    const seenBy = async (client: TestClient) => {
      const { body: page } = await client.get<{ items: Made[] }>('/api/v1/invitations');
      return page.items.some(({ id }) => id === body.id);
    };
    expect(await seenBy(provider)).toBe(true);
    expect(await seenBy(admin)).toBe(true);
    expect(await seenBy(other)).toBe(false);
    expect((await other.delete(`/api/v1/invitations/${body.id}`)).status).toBe(404);
  });

  it.each(['patient', 'research-partner', 'developer'] as const)(
    'is not a %s’s to make',
    async (userType) => {
      const client = await test.signedIn(userType);
      expect((await invite('patient', client)).status).toBe(403);
      expect((await client.get('/api/v1/invitations')).status).toBe(403);
    },
  );

  it('is not made for somebody who has an account, nor accepted once they have one', async () => {
    const { body, email } = await invite('patient');
    const second = await admin.post<Made>('/api/v1/invitations', { email, userType: 'admin' });
    await accept(body.token);
    const taken = await admin.post<Made>('/api/v1/invitations', { email, userType: 'patient' });
    expect([taken.status, taken.body.code]).toEqual([409, 'email_taken']);
    const late = await accept(second.body.token);
    expect([late.status, late.body.code]).toEqual([409, 'email_taken']);
    const { rows } = await test.database.admin.query('select accepted_at from invitations where id = $1', [
      second.body.id,
    ]);
    expect(rows).toEqual([{ accepted_at: null }]);
  });

  it.each([
    ['a short password', { password: 'short' }, 'password'],
    ['a common password', { password: 'password1234' }, 'password'],
    ['no name', { firstName: '' }, 'firstName'],
    ['a user type of their own choice', { userType: 'admin' }, 'userType'],
  ])('stays open after %s', async (_, more, field) => {
    const { body } = await invite('patient');
    const refused = await test
      .anonymous()
      .post<{ errors: { field: string }[] }>('/api/v1/invitations/accept', {
        token: body.token,
        ...PERSON,
        ...more,
      });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((error) => error.field)).toEqual([field]);
    expect((await accept(body.token)).status).toBe(201);
  });

  it('refuses the e-mail address as the password', async () => {
    const { body, email } = await invite('patient');
    expect((await accept(body.token, { password: email.toUpperCase() })).status).toBe(400);
  });

  it('refuses a token nobody made', async () => {
    expect((await accept('x'.repeat(43))).status).toBe(410);
    expect((await test.anonymous().get('/api/v1/invitations/accept?token=x')).status).toBe(410);
  });

  it('pages newest first', async () => {
    const provider = await test.signedIn('provider');
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.unshift((await invite('patient', provider)).body.id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/api/v1/invitations?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const page: { items: Made[]; nextCursor: string | null } = (
        await provider.get<{ items: Made[]; nextCursor: string | null }>(path)
      ).body;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(made);
  });
});
