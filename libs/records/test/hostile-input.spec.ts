import type { Send } from '@carenode/testing';

import { type Problem, startWorld, type World } from './people.js';

const AT = '2026-03-01T08:30:00+01:00';
const GOOD = { variableCode: '29463-7', value: 70, startAt: AT };
const NOBODY = '00000000-0000-4000-8000-000000000000';

type Case = readonly [what: string, input: unknown, status: number, field: string];

const measurements: readonly Case[] = [
  ['nothing', {}, 400, 'startAt'],
  ['a list', [], 400, 'body'],
  ['a text', 'weight', 400, 'body'],
  ['null', null, 400, 'startAt'],
  ['an unknown field', { ...GOOD, patientId: NOBODY }, 400, 'patientId'],
  ['a field of the row that is not for the caller', { ...GOOD, createdBy: NOBODY }, 400, 'createdBy'],
  ['__proto__', JSON.parse('{"__proto__": {"admin": true}, "variableCode": "29463-7"}'), 400, ''],
  ['a value that is text', { ...GOOD, value: '70' }, 400, 'value'],
  ['a value beyond range', { ...GOOD, value: 1e300 }, 400, 'value'],
  ['no value at all', { ...GOOD, value: null }, 400, 'value'],
  ['no variable', { value: 1, startAt: AT }, 400, 'variableId'],
  ['a variable told twice', { ...GOOD, variableId: NOBODY }, 400, 'variableId'],
  [
    'a code system without code',
    { value: 1, startAt: AT, variableName: 'x', variableCodeSystem: 'y' },
    400,
    'variableCodeSystem',
  ],
  ['a code nobody knows', { ...GOOD, variableCode: 'no-such-code' }, 422, ''],
  [
    'a variable that is not there',
    { value: 1, startAt: AT, variableId: NOBODY },
    422,
    'measurements_variable_id_fkey',
  ],
  ['a variable id that is none', { value: 1, startAt: AT, variableId: '1 or 1=1' }, 400, 'variableId'],
  ['a NUL in a text', { ...GOOD, notes: 'a\u0000b' }, 400, 'notes'],
  ['a control character', { ...GOOD, notes: 'a\u0007b' }, 400, 'notes'],
  ['half a surrogate pair', { ...GOOD, notes: 'a\ud800b' }, 400, 'notes'],
  ['a text that is too long', { ...GOOD, notes: 'x'.repeat(10_001) }, 400, 'notes'],
  ['year 0', { ...GOOD, startAt: '0000-01-01T00:00:00Z' }, 400, 'startAt'],
  ['a year far away', { ...GOOD, startAt: '275760-09-13T00:00:00Z' }, 400, 'startAt'],
  ['a day that does not exist', { ...GOOD, startAt: '2026-02-29T00:00:00Z' }, 400, 'startAt'],
  ['an instant without offset', { ...GOOD, startAt: '2026-03-01T08:30:00' }, 400, 'startAt'],
  ['an instant that is a number', { ...GOOD, startAt: 1772350200 }, 400, 'startAt'],
  ['an end before the start', { ...GOOD, endAt: '2026-03-01T08:29:59+01:00' }, 400, 'endAt'],
  ['a zone that does not exist', { ...GOOD, timeZone: 'Mars/Olympus' }, 400, 'timeZone'],
  ['an offset as zone', { ...GOOD, timeZone: '+01:00' }, 400, 'timeZone'],
  ['an offset that is not the zone’s', { ...GOOD, timeZone: 'America/New_York' }, 400, 'startAt'],
  ['a comparator that is none', { ...GOOD, comparator: '~' }, 400, 'comparator'],
  ['a nested object for a text', { ...GOOD, unit: { $ne: null } }, 400, 'unit'],
];

describe('hostile and wrong input', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());

  it.each(measurements)('as a measurement: %s', async (_what, input, status, field) => {
    const answer = await world.patient.post<Problem>('/api/v1/patients/me/measurements', input);
    expect(answer.status).toBe(status);
    if (status >= 400) {
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      if (field) expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    }
  });

  const raw: readonly (readonly [string, string | Uint8Array, string, number])[] = [
    ['malformed JSON', '{"value": 1,', 'application/json', 400],
    [
      '1e309, which is no number of JSON readers',
      `{"variableCode":"29463-7","value":1e309,"startAt":"${AT}"}`,
      'application/json',
      400,
    ],
    [
      'bytes that are not UTF-8',
      new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      'application/json',
      400,
    ],
    ['a body that is too large', `{"notes":"${'x'.repeat(10_000_000)}"}`, 'application/json', 413],
    ['XML', '<measurement/>', 'application/xml', 415],
    ['no body', '', 'application/json', 400],
    ['very deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json', 400],
  ];
  it.each(raw)('as a body: %s', async (_what, content, type, status) => {
    const answer = await world.patient.send<Problem>('POST', '/api/v1/patients/me/measurements', {
      raw: { content, type },
    });
    expect(answer.status).toBe(status);
    expect(typeof answer.body.code).toBe('string');
  });

  const paths: readonly (readonly [method: string, path: string, status: number, send?: Send])[] = [
    ['GET', '/patients/not-a-uuid/measurements', 400],
    ['GET', `/patients/${NOBODY}/measurements`, 404],
    ['GET', '/patients/me/measurements?limit=0', 400],
    ['GET', '/patients/me/measurements?limit=201', 400],
    ['GET', '/patients/me/measurements?limit=1e9', 400],
    ['GET', '/patients/me/measurements?limit=5&limit=6', 400],
    ['GET', '/patients/me/measurements?cursor=AAAA', 400],
    [
      'GET',
      `/patients/me/measurements?cursor=${Buffer.from(`2026-01-01' or 1=1 ${NOBODY}`).toString('base64url')}`,
      400,
    ],
    ['GET', '/patients/me/measurements?from=yesterday', 400],
    ['GET', '/patients/me/measurements?from=0000-01-01T00:00:00Z', 400],
    ['GET', '/patients/me/measurements?variableId=x', 400],
    ['GET', '/patients/me/measurements?color=red', 400],
    ['GET', '/patients/me/measurements/%00', 400],
    ['GET', '/patients/me/measurements/%zz', 400],
    ['GET', '/patients/me/measurements/series', 400],
    ['GET', `/patients/me/measurements/series?variableId=${NOBODY}`, 200],
    ['GET', `/patients/${NOBODY}/measurements/series?variableId=${NOBODY}`, 404],
    ['GET', `/patients/${NOBODY}/variables`, 404],
    ['GET', `/patients/${NOBODY}/conditions`, 404],
    ['GET', `/patients/${NOBODY}/treatments`, 404],
    ['GET', `/patients/${NOBODY}/care-team`, 404],
    ['GET', '/conditions?q=%27%20or%20%271%27%3D%271', 200],
    ['GET', '/conditions?q=%26%7C!()%3A*', 400],
    ['GET', '/conditions?q=a%00b', 400],
    ['GET', `/conditions?q=${'a%20'.repeat(99)}`, 200],
    ['GET', `/conditions?cursor=${Buffer.from('["x"]').toString('base64url')}`, 400],
    ['GET', `/conditions?cursor=${Buffer.from(`["\\u0000","${NOBODY}"]`).toString('base64url')}`, 400],
    ['GET', '/conditions/x', 400],
    ['GET', '/units?q=%00', 400],
    ['PATCH', `/patients/me/measurements/${NOBODY}`, 400, { body: {} }],
    ['PATCH', `/patients/me/measurements/${NOBODY}`, 404, { body: { value: 1 } }],
    [
      'PATCH',
      `/patients/me/measurements/${NOBODY}`,
      400,
      { body: { value: 1 }, headers: { 'if-match': 'yesterday' } },
    ],
    ['PATCH', `/patients/me/measurements/${NOBODY}`, 400, { body: { variableId: NOBODY } }],
    [
      'POST',
      '/patients/me/measurements',
      400,
      { body: GOOD, headers: { 'idempotency-key': 'x'.repeat(201) } },
    ],
    ['POST', '/patients/me/measurements', 403, { body: GOOD, headers: { origin: 'https://evil.example' } }],
    ['POST', '/patients/me/conditions', 400, { body: { name: '' } }],
    ['POST', '/patients/me/conditions', 400, { body: { name: 'x', clinicalStatus: 'ill' } }],
    ['POST', '/patients/me/conditions', 422, { body: { name: 'x', conditionId: NOBODY } }],
    [
      'POST',
      '/patients/me/conditions',
      422,
      { body: { name: 'x', onsetAt: AT, abatedAt: '2020-01-01T00:00:00Z' } },
    ],
    ['POST', '/patients/me/treatments', 422, { body: { name: 'x', reasonId: NOBODY } }],
    ['POST', '/patients/me/treatments', 400, { body: { name: 'x', status: 'cured' } }],
    ['POST', '/patients/me/care-team', 400, { body: {} }],
    ['POST', '/patients/me/care-team', 422, { body: { providerId: NOBODY } }],
    ['POST', '/patients/me/care-team', 422, { body: { email: 'nobody@example.org' } }],
    ['POST', `/patients/me/care-team/${NOBODY}/accept`, 404],
    ['POST', '/conditions', 403, { body: { name: 'x' } }],
    ['POST', '/trials', 403, { body: { title: 'x' } }],
    ['GET', `/trials/${NOBODY}/enrollments`, 404],
    ['PATCH', `/trials/${NOBODY}/enrollments/${NOBODY}`, 404, { body: { status: 'enrolled' } }],
  ];
  const requests = paths.map(([method, path, status, send]) => ({ method, path, status, send }));
  it.each(requests)(
    'as a patient: $method $path is answered $status',
    async ({ method, path, status, send }) => {
      const answer = await world.patient.send<Problem>(method, `/api/v1${path}`, send);
      expect(answer.status).toBe(status);
      if (status >= 400) {
        expect(typeof answer.body.code).toBe('string');
        expect(answer.text).not.toMatch(/select |insert |pg_|at Object/);
      }
    },
  );

  it('asks whoever is not signed in to do so, on every route', async () => {
    const routes = world.host.host.routes.filter((route) => route.module.name === 'records');
    expect(routes.length).toBeGreaterThan(40);
    for (const route of routes) {
      const path = `/api/v1${route.path.replace('{patientId}', NOBODY).replace(/\{\w+\}/g, NOBODY)}`;
      const answer = await world.nobody.send<Problem>(route.method.toUpperCase(), path);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it('has a description of each of its answers and fields', () => {
    const document = world.host.host.openApi() as {
      paths: Record<
        string,
        Record<string, { tags: string[]; summary?: string; responses: Record<string, { content?: object }> }>
      >;
    };
    const operations = Object.values(document.paths)
      .flatMap((path) => Object.values(path))
      .filter((operation) => operation.tags[0] === 'records');
    expect(operations.filter((operation) => !operation.summary)).toEqual([]);
    const silent = operations.filter(
      (operation) =>
        !operation.responses['204'] &&
        !operation.responses['200']?.content &&
        !operation.responses['201']?.content,
    );
    expect(silent).toEqual([]);
  });
});
