import { anonymousContext, newId, USER_TYPES } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly createdAt: string;
  readonly readAt: string | null;
}
interface Page {
  readonly items: readonly Told[];
  readonly nextCursor: string | null;
}

describe('a notification', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost();
  });

  afterAll(() => test.close());

  const tell = async (client: TestClient, kind: string, body: object = {}) => {
    await test.database.admin.query('select carenode.notify_person($1, $2, $3)', [client.id, kind, body]);
  };
  const list = async (client: TestClient, query = '') =>
    (await client.get<Page>(`/api/v1/notifications${query}`)).body;
  const refused = { code: 'not_allowed' };

  it('is listed for whom it tells something, newest first, page by page', async () => {
    const patient = await test.signedIn('patient');
    for (const kind of ['first', 'second', 'third']) await tell(patient, kind, { name: 'Ann', count: 3 });
    const first = await list(patient, '?limit=2');
    expect(first.items.map(({ kind }) => kind)).toEqual(['third', 'second']);
    expect(first.items[0]).toMatchObject({ body: { name: 'Ann', count: 3 }, readAt: null });
    const second = await list(patient, `?limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ kind }) => kind)).toEqual(['first']);
    expect(second.nextCursor).toBeNull();
  });

  it('is read once, and can be left out of the list from then on', async () => {
    const provider = await test.signedIn('provider');
    await tell(provider, 'old');
    await tell(provider, 'new');
    const old = (await list(provider)).items.find(({ kind }) => kind === 'old');
    const read = await provider.post<Told>(`/api/v1/notifications/${old?.id}/read`);
    expect([read.status, read.body.kind]).toEqual([200, 'old']);
    expect(read.body.readAt).not.toBeNull();
    const again = await provider.post<Told>(`/api/v1/notifications/${old?.id}/read`);
    expect(again.body.readAt).toBe(read.body.readAt);
    expect((await list(provider, '?unread=true')).items.map(({ kind }) => kind)).toEqual(['new']);
    expect((await list(provider, '?unread=false')).items.map(({ kind }) => kind)).toEqual(['old']);
    expect((await provider.get('/api/v1/notifications?unread=perhaps')).status).toBe(400);
  });

  it('of somebody else is not there, for an admin neither', async () => {
    const [patient, other, admin] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('admin'),
    ]);
    await tell(patient, 'private');
    const [row] = (await list(patient)).items;
    for (const client of [other, admin]) {
      expect((await list(client)).items).toEqual([]);
      expect((await client.post(`/api/v1/notifications/${row?.id}/read`)).status).toBe(404);
    }
    expect((await list(patient)).items[0]?.readAt).toBeNull();
    expect((await patient.post(`/api/v1/notifications/${newId()}/read`)).status).toBe(404);
    expect((await test.anonymous().get('/api/v1/notifications')).status).toBe(401);
  });

  it.each(USER_TYPES)('is neither written, changed nor deleted by a %s', async (userType) => {
    const client = await test.signedIn(userType);
    await tell(client, 'kept', { name: 'Ann' });
    const as = test.db.as(test.contextOf(client, userType));
    for (const text of [
      `insert into notifications (profile_id, kind) values ('${client.id}', 'forged')`,
      `update notifications set body = '{}'`,
      `update notifications set kind = 'forged'`,
      `update notifications set created_at = now()`,
      `update notifications set profile_id = '${newId()}'`,
      'delete from notifications',
      'truncate notifications',
      `select carenode.notify_person('${client.id}', 'forged', '{}')`,
    ]) {
      await expect(as.execute(text)).rejects.toMatchObject(refused);
    }
    const before = (await list(client)).items;
    expect(before.map(({ kind }) => kind)).toEqual(['kept']);
    expect(await as.execute('update notifications set read_at = now() returning id')).toHaveLength(1);
  });

  it('is out of reach without a sign-in', async () => {
    await expect(test.db.as(anonymousContext()).query('select id from notifications')).rejects.toMatchObject(
      refused,
    );
  });
});
