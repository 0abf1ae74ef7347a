import type { Send } from '@carenode/testing';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { NOUN_PATHS, nounOf, offerResource, rowCount } from './nouns.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { field: string; rule: string }[];
}

const FOOD = '/api/v1/patients/me/food-log';
const TABLES = [...NOUN_PATHS.map((path) => nounOf(path, '').table), 'learning_resources'];
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const json = (content: string): Send => ({ raw: { content, type: 'application/json' } });
const food = (fields: object) => ({ body: { foodName: 'Soup', ...fields } });

let host: TestHost;
let patient: TestClient;
let provider: TestClient;
let counts: number[];

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  [patient, provider] = await Promise.all([host.signedIn('patient'), host.signedIn('provider')]);
  await offerResource(provider);
  await patient.post(FOOD, { foodName: 'Bread' });
  counts = await countAll();
});

afterAll(() => host.close());

const countAll = () => Promise.all(TABLES.map((table) => rowCount(host, table)));

describe('A food log entry', () => {
  it.each<[string, Send, number, string, ...string[]]>([
    ['malformed JSON', json('{"foodName": "Soup"'), 400, 'malformed_json'],
    ['no body', { headers: { 'content-type': 'application/json' } }, 400, 'body_missing'],
    ['a body of 10 MB', json(JSON.stringify({ foodName: 'x'.repeat(10_000_000) })), 413, 'body_too_large'],
    [
      'a body that is no JSON',
      { raw: { content: 'foodName=Soup', type: 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [
      'a stream instead of JSON',
      { raw: { content: '{}', type: 'application/octet-stream' } },
      415,
      'unsupported_media_type',
    ],
    ['a list', json('[]'), 400, 'validation_failed', 'body', 'object'],
    ['null', json('null'), 400, 'validation_failed', 'foodName', 'required'],
    ['a text', json('"Soup"'), 400, 'validation_failed', 'body', 'object'],
    ['no food', { body: {} }, 400, 'validation_failed', 'foodName', 'required'],
    ['a number for a text', food({ foodName: 7 }), 400, 'validation_failed', 'foodName', 'isString'],
    ['an object for a text', food({ notes: { a: 1 } }), 400, 'validation_failed', 'notes', 'isString'],
    ['a text for a number', food({ quantity: '7' }), 400, 'validation_failed', 'quantity', 'isNumber'],
    ['a fraction for an integer', food({ calories: 1.5 }), 400, 'validation_failed', 'calories', 'isInt'],
    ['an unknown field', food({ sugar: 3 }), 400, 'validation_failed', 'sugar', 'unknown'],
    [
      'another owner',
      food({ patientId: '00000000-0000-4000-8000-000000000000' }),
      400,
      'validation_failed',
      'patientId',
      'unknown',
    ],
    ['a version', food({ version: 9 }), 400, 'validation_failed', 'version', 'unknown'],
    ['an id', food({ id: 'x' }), 400, 'validation_failed', 'id', 'unknown'],
    ['__proto__', json('{"foodName":"Soup","__proto__":{"admin":true}}'), 400, 'malformed_json'],
    [
      'constructor.prototype',
      json('{"foodName":"Soup","constructor":{"prototype":{}}}'),
      400,
      'malformed_json',
    ],
    ['a NUL in a text', food({ notes: 'a\0b' }), 400, 'validation_failed', 'notes', 'noNul'],
    [
      'a control character',
      food({ notes: 'a\u0007b' }),
      400,
      'validation_failed',
      'notes',
      'noControlCharacters',
    ],
    ['1e309', json('{"foodName":"Soup","quantity":1e309}'), 400, 'validation_failed', 'quantity', 'isNumber'],
    [
      '-1e309',
      json('{"foodName":"Soup","quantity":-1e309}'),
      400,
      'validation_failed',
      'quantity',
      'isNumber',
    ],
    ['a negative quantity', food({ quantity: -0.01 }), 400, 'validation_failed', 'quantity', 'min'],
    ['too much', food({ quantity: 1e30 }), 400, 'validation_failed', 'quantity', 'max'],
    [
      'an integer beyond 32 bits',
      food({ calories: 3_000_000_000 }),
      400,
      'validation_failed',
      'calories',
      'max',
    ],
    [
      'the year 0',
      food({ timestamp: '0000-01-01T00:00:00Z' }),
      400,
      'validation_failed',
      'timestamp',
      'instant',
    ],
    [
      'the year 10000',
      food({ timestamp: '+010000-01-01T00:00:00Z' }),
      400,
      'validation_failed',
      'timestamp',
      'instant',
    ],
    [
      '30 February',
      food({ timestamp: '2026-02-30T00:00:00Z' }),
      400,
      'validation_failed',
      'timestamp',
      'instant',
    ],
    [
      'a time without offset',
      food({ timestamp: '2026-02-03T00:00:00' }),
      400,
      'validation_failed',
      'timestamp',
      'instant',
    ],
    ['infinity as a time', food({ timestamp: 'infinity' }), 400, 'validation_failed', 'timestamp', 'instant'],
    ['null as a time', food({ timestamp: null }), 400, 'validation_failed', 'timestamp', 'instant'],
    ['an empty name', food({ foodName: '' }), 400, 'validation_failed', 'foodName', 'isLength'],
    [
      'a name of 201 characters',
      food({ foodName: 'x'.repeat(201) }),
      400,
      'validation_failed',
      'foodName',
      'isLength',
    ],
    [
      'notes of 10,001 characters',
      food({ notes: '🍞'.repeat(10_001) }),
      400,
      'validation_failed',
      'notes',
      'isLength',
    ],
    ['a deep nest', json(`{"foodName":${deep(200_000)}}`), 400, 'validation_failed', 'foodName', 'isString'],
    [
      'a deep nest with a NUL',
      json(`{"foodName":${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}}`),
      400,
      'malformed_json',
    ],
    [
      'a key of 300 characters',
      { ...food({}), headers: { 'idempotency-key': 'k'.repeat(300) } },
      400,
      'validation_failed',
      'Idempotency-Key',
      'length',
    ],
    [
      'a key with blanks',
      { ...food({}), headers: { 'idempotency-key': 'a b' } },
      400,
      'validation_failed',
      'Idempotency-Key',
      'length',
    ],
  ])('is refused with %s', async (_, send, status, code, ...wrong) => {
    const [field, rule] = wrong;
    const answer = await patient.send<Problem>('POST', FOOD, send);
    expect([answer.status, answer.body.code, answer.text.length < 2000]).toEqual([status, code, true]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    if (field) expect(answer.body.errors).toEqual([expect.objectContaining({ field, rule })]);
  });

  it('names every wrong field at once', async () => {
    const { body } = await patient.post<Problem>(FOOD, { foodName: 1, quantity: -1, fat: 'x', salt: 1 });
    expect(body.errors?.map((error) => error.field).sort()).toEqual(['fat', 'foodName', 'quantity', 'salt']);
  });

  it('keeps a character that counts as two, and one that PostgreSQL counts differently, within the limit', async () => {
    const long = await patient.post<Problem>(FOOD, { foodName: `x${'\ufe0f'.repeat(300)}` });
    expect([400, 422]).toContain(long.status);
  });

  it.each([
    ['a path that is no id', 'GET', `${FOOD}/1%20or%201=1`, 400],
    ['a patient that is no id', 'GET', `/api/v1/patients/'%3B drop table profiles--/food-log`, 400],
    [
      'SQL for a cursor',
      'GET',
      `${FOOD}?cursor=${Buffer.from(`2026-01-01' or '1'='1 00000000-0000-4000-8000-000000000000`).toString('base64url')}`,
      400,
    ],
    [
      'a date that is none for a cursor',
      'GET',
      `${FOOD}?cursor=${Buffer.from('9999-99-99 00:00:00+00 00000000-0000-4000-8000-000000000000').toString('base64url')}`,
      400,
    ],
    ['nonsense for a cursor', 'GET', `${FOOD}?cursor=%00%ff`, 400],
    ['a limit of 0', 'GET', `${FOOD}?limit=0`, 400],
    ['a limit of a million', 'GET', `${FOOD}?limit=1000000`, 400],
    ['a limit in words', 'GET', `${FOOD}?limit=many`, 400],
    ['two limits', 'GET', `${FOOD}?limit=1&limit=2`, 400],
    ['an unknown filter', 'GET', `${FOOD}?order=fat`, 400],
    ['a filter that is no instant', 'GET', `${FOOD}?from=yesterday`, 400],
    ['no row of that id', 'GET', `${FOOD}/00000000-0000-4000-8000-000000000000`, 404],
    ['a change of no row', 'PATCH', `${FOOD}/00000000-0000-4000-8000-000000000000`, 404],
    ['a path that is no URL', 'GET', `${FOOD}/%`, 400],
  ])('is not found with %s', async (_, method, path, status) => {
    const answer = await patient.send<Problem>(
      method,
      path,
      method === 'PATCH' ? { body: { foodName: 'Soup' } } : {},
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it.each([
    [{}, 'nothing_to_change'],
    [{ foodName: null }, 'validation_failed'],
    [{ createdAt: '2026-01-01T00:00:00Z' }, 'validation_failed'],
  ])('is not changed by %j', async (change, code) => {
    const { body } = await patient.get<{ items: { id: string }[] }>(FOOD);
    const answer = await patient.patch<Problem>(`${FOOD}/${body.items[0]?.id}`, change);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  it.each(['x', '"', 'W/"x"', '99999999999'])('is not changed with If-Match: %s', async (ifMatch) => {
    const { body } = await patient.get<{ items: { id: string }[] }>(FOOD);
    const answer = await patient.patch<Problem>(
      `${FOOD}/${body.items[0]?.id}`,
      { fat: 1 },
      { headers: { 'if-match': ifMatch } },
    );
    expect([400, 412]).toContain(answer.status);
  });
});

describe('Other rows', () => {
  it.each<[string, object, string, string]>([
    ['activity-log', { activityType: 'walking', intensity: 'extreme' }, 'intensity', 'isIn'],
    ['activity-log', { activityType: 'walking', duration: -1 }, 'duration', 'min'],
    ['condition-events', { eventType: 'other', severity: 11 }, 'severity', 'max'],
    ['condition-events', { eventType: 'party' }, 'eventType', 'isIn'],
    ['condition-events', { eventType: 'other', conditionId: 'asthma' }, 'conditionId', 'isUuid'],
    ['health-goals', { title: 'x', status: 'done' }, 'status', 'isIn'],
    ['health-goals', { title: 'x', status: 'active', targetValue: 1e13 }, 'targetValue', 'max'],
    [
      'learning-progress',
      { resourceId: '00000000-0000-4000-8000-000000000000', progressPercent: 101 },
      'progressPercent',
      'max',
    ],
    ['import-sources', { sourceName: 'x', sourceType: 'fhir', status: 'on' }, 'status', 'isIn'],
  ])('in %s are refused with %j', async (path, input, field, rule) => {
    const { status, body } = await patient.post<Problem>(`/api/v1/patients/me/${path}`, input);
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ field, rule })]]);
  });

  it.each<[string, object]>([
    ['condition-events', { eventType: 'other', conditionId: '00000000-0000-4000-8000-000000000000' }],
    ['learning-progress', { resourceId: '00000000-0000-4000-8000-000000000000' }],
  ])('in %s that name what does not exist are refused', async (path, input) => {
    const { status, body } = await patient.post<Problem>(`/api/v1/patients/me/${path}`, input);
    expect([status, body.code, body.errors?.length]).toEqual([422, 'unknown_reference', 1]);
  });

  it.each([
    ['a deep nest', `[${deep(100_000)}]`, 'dataSources'],
    ['30 kB of text', JSON.stringify({ a: 'x'.repeat(30_001) }), 'dataSources'],
    ['a text', '"measurements"', 'dataSources'],
  ])('in insights are refused with %s as data sources', async (_, sources, field) => {
    const content = `{"insightType":"trend","insightText":"x","dataSources":${sources}}`;
    const answer = await provider.post<Problem>(
      `/api/v1/patients/${patient.id}/insights`,
      undefined,
      json(content),
    );
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });
});

describe('A session', () => {
  it('that is over opens nothing', async () => {
    const late = await host.signedIn('patient');
    await host.database.admin.query(
      `update sessions set expires_at = now() - interval '1 second' where profile_id = $1`,
      [late.id],
    );
    const answers = [await late.get(FOOD), await late.post(FOOD, { foodName: 'Soup' })];
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
  });

  it('is not used by the page of somebody else', async () => {
    const answer = await patient.post<Problem>(
      FOOD,
      { foodName: 'Soup' },
      { headers: { origin: 'https://evil.example' } },
    );
    expect([answer.status, answer.body.code]).toEqual([403, 'cross_site']);
  });
});

describe('After all of this', () => {
  it('nothing was written', async () => {
    expect(await countAll()).toEqual(counts);
  });
});
