import { USER_TYPES, type UserType } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { rowCount } from './nouns.js';

interface Row extends Record<string, unknown> {
  readonly id: string;
}

const RESOURCES = '/api/v1/learning-resources';
const input = {
  title: 'Living with asthma',
  description: 'What sets it off',
  resourceType: 'article',
  contentUrl: 'https://example.org/asthma',
  content: '# Asthma\n\nSee [the guide](https://example.org/guide).',
};
let host: TestHost;
const people = new Map<UserType, TestClient>();
const somebody = (userType: UserType): TestClient => people.get(userType) ?? host.anonymous();

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  for (const userType of USER_TYPES) people.set(userType, await host.signedIn(userType));
});

afterAll(() => host.close());

describe('Learning resources', () => {
  it.each(USER_TYPES)('are read by a %s', async (userType) => {
    const { body } = await somebody('provider').post<Row>(RESOURCES, input);
    const read = await somebody(userType).get<Row>(`${RESOURCES}/${body.id}`);
    expect([read.status, read.body]).toEqual([200, body]);
    const list = await somebody(userType).get<{ items: Row[] }>(RESOURCES);
    expect(list.body.items[0]).toEqual(body);
  });

  it('are for nobody who is not signed in', async () => {
    const nobody = host.anonymous();
    const statuses = [await nobody.get(RESOURCES), await nobody.post(RESOURCES, input)].map(
      (answer) => answer.status,
    );
    expect(statuses).toEqual([401, 401]);
  });

  it.each(['admin', 'provider'] as const)('are offered, changed and taken back by a %s', async (userType) => {
    const author = somebody(userType);
    const made = await author.post<Row>(RESOURCES, input);
    expect([made.status, made.headers.get('location')]).toEqual([201, `${RESOURCES}/${made.body.id}`]);
    expect(made.body).toMatchObject({ ...input, createdBy: author.id, version: 1 });
    const changed = await author.patch<Row>(`${RESOURCES}/${made.body.id}`, {
      content: null,
      title: 'Asthma',
    });
    expect(changed.body).toMatchObject({ content: null, title: 'Asthma', version: 2 });
    const stale = await author.patch(
      `${RESOURCES}/${made.body.id}`,
      { title: 'X' },
      { headers: { 'if-match': '"1"' } },
    );
    expect(stale.status).toBe(412);
    expect((await author.delete(`${RESOURCES}/${made.body.id}`)).status).toBe(204);
    expect((await author.get(`${RESOURCES}/${made.body.id}`)).status).toBe(404);
  });

  it.each(['patient', 'research-partner', 'developer'] as const)(
    'are not written by a %s',
    async (userType) => {
      const { body } = await somebody('admin').post<Row>(RESOURCES, input);
      const tries = [
        await somebody(userType).post(RESOURCES, input),
        await somebody(userType).patch(`${RESOURCES}/${body.id}`, { title: 'X' }),
        await somebody(userType).delete(`${RESOURCES}/${body.id}`),
      ];
      expect(tries.map((answer) => answer.status)).toEqual([403, 403, 403]);
    },
  );

  it('are changed by their author alone, even among admins and providers', async () => {
    const { body } = await somebody('provider').post<Row>(RESOURCES, input);
    expect((await somebody('admin').patch(`${RESOURCES}/${body.id}`, { title: 'X' })).status).toBe(403);
    expect((await somebody('admin').delete(`${RESOURCES}/${body.id}`)).status).toBe(403);
  });

  it('are made once by any number of requests with one Idempotency-Key', async () => {
    const before = await rowCount(host, 'learning_resources');
    const send = () => somebody('admin').post<Row>(RESOURCES, input, { headers: { 'idempotency-key': 'k' } });
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
    expect(await rowCount(host, 'learning_resources')).toBe(before + 1);
  });

  it.each([
    [{ contentUrl: 'http://example.org/' }, 'contentUrl', 'https'],
    [{ contentUrl: 'javascript:alert(1)' }, 'contentUrl', 'https'],
    [{ content: 'Hello <script>alert(1)</script>' }, 'content', 'safeContent'],
    [{ content: '[click](javascript:alert(1))' }, 'content', 'safeContent'],
    [{ description: '<img src=x onerror=alert(1)>' }, 'description', 'safeContent'],
  ])('that a browser must not be given are refused: %j', async (unsafe, field, rule) => {
    const before = await rowCount(host, 'learning_resources');
    const made = await somebody('provider').post<Record<string, unknown>>(RESOURCES, { ...input, ...unsafe });
    expect([made.status, made.body['errors']]).toEqual([400, [expect.objectContaining({ field, rule })]]);
    expect(await rowCount(host, 'learning_resources')).toBe(before);
    const { body } = await somebody('provider').post<Row>(RESOURCES, input);
    expect((await somebody('provider').patch(`${RESOURCES}/${body.id}`, unsafe)).status).toBe(400);
  });

  it('that name an unknown condition are refused', async () => {
    const made = await somebody('admin').post<Record<string, unknown>>(RESOURCES, {
      ...input,
      relatedConditionId: '00000000-0000-4000-8000-000000000000',
    });
    expect([made.status, made.body['code']]).toEqual([422, 'unknown_reference']);
  });

  it('take everybody’s progress with them when they go', async () => {
    const { body } = await somebody('admin').post<Row>(RESOURCES, input);
    const progress = await somebody('patient').post<Row>('/api/v1/patients/me/learning-progress', {
      resourceId: body.id,
    });
    expect(progress.body).toMatchObject({ progressPercent: 0, completed: false });
    const twice = await somebody('patient').post<Record<string, unknown>>(
      '/api/v1/patients/me/learning-progress',
      { resourceId: body.id },
    );
    expect([twice.status, twice.body['code']]).toEqual([409, 'already_exists']);
    await somebody('admin').delete(`${RESOURCES}/${body.id}`);
    expect(
      (await somebody('patient').get(`/api/v1/patients/me/learning-progress/${progress.body.id}`)).status,
    ).toBe(404);
  });

  it('are found by words and by kind', async () => {
    const word = `Spirometry${Date.now()}`;
    const { body } = await somebody('admin').post<Row>(RESOURCES, {
      ...input,
      title: `${word} at home`,
      resourceType: 'video',
    });
    const found = async (query: string) =>
      (await somebody('patient').get<{ items: Row[] }>(`${RESOURCES}?${query}`)).body.items.map(
        ({ id }) => id,
      );
    expect(await found(`q=${word.toLowerCase()}`)).toEqual([body.id]);
    expect(await found(`q=${word}&resourceType=article`)).toEqual([]);
    expect(await found(`q=${encodeURIComponent(`${word}%_'`)}`)).toEqual([]);
  });
});

describe('What a patient can learn', () => {
  interface Learning {
    readonly resourceId: string;
    readonly reason: string;
    readonly concerns: string | null;
    readonly progressPercent: number;
    readonly completed: boolean;
  }
  const learning = async (client: TestClient, path = 'me') =>
    client.get<{ items: Learning[] }>(`/api/v1/patients/${path}/learning`);

  it('is about their own conditions and treatments, for everybody, or begun; unfinished first', async () => {
    await host.database.admin.query('delete from learning_resources');
    const { rows } = await host.database.admin.query<{ id: string }>(
      `insert into conditions (name, code_system, code) values ('Asthma', 'urn:test', 'asthma'), ('Gout', 'urn:test', 'gout')
       returning id`,
    );
    const [asthma, gout] = rows.map(({ id }) => id);
    const patient = await host.signedIn('patient');
    await patient.post('/api/v1/patients/me/conditions', { name: 'Asthma', conditionId: asthma });
    const offer = async (more: object) =>
      (await somebody('provider').post<Row>(RESOURCES, { ...input, ...more })).body.id;
    const general = await offer({ title: 'Sleep' });
    const mine = await offer({ title: 'Asthma', relatedConditionId: asthma });
    const others = await offer({ title: 'Gout', relatedConditionId: gout });
    const begun = await offer({ title: 'Gout in depth', relatedConditionId: gout });
    const done = await offer({ title: 'Asthma basics', relatedConditionId: asthma });
    const progress = (resourceId: string, more: object) =>
      patient.post('/api/v1/patients/me/learning-progress', { resourceId, ...more });
    await progress(begun, { progressPercent: 40, lastAccessed: '2026-01-01T00:00:00Z' });
    await progress(done, { progressPercent: 100, completed: true });
    const { body } = await learning(patient);
    expect(
      body.items.map((item) => [item.resourceId, item.reason, item.concerns, item.progressPercent]),
    ).toEqual([
      [begun, 'begun', null, 40],
      [mine, 'condition', 'Asthma', 0],
      [general, 'general', null, 0],
      [done, 'condition', 'Asthma', 100],
    ]);
    expect(body.items.map(({ resourceId }) => resourceId)).not.toContain(others);
  });

  it('is nobody else’s business', async () => {
    const [ann, other] = [await host.signedIn('patient'), await host.signedIn('patient')];
    expect((await learning(other, ann.id)).status).toBe(404);
    expect((await learning(somebody('provider'), ann.id)).status).toBe(403);
    expect((await learning(host.anonymous(), ann.id)).status).toBe(401);
  });
});
