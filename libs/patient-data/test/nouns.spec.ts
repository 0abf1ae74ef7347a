import { newId } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { type Noun, NOUN_PATHS, nounOf, offerResource, rowCount, takeIntoCare } from './nouns.js';

interface Row extends Record<string, unknown> {
  readonly id: string;
}

let host: TestHost;
let patient: TestClient;
let provider: TestClient;
let stranger: TestClient;
let otherPatient: TestClient;
let resourceId: string;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  [patient, otherPatient, provider, stranger] = await Promise.all([
    host.signedIn('patient'),
    host.signedIn('patient'),
    host.signedIn('provider'),
    host.signedIn('provider'),
  ]);
  await takeIntoCare(host, patient, provider);
  resourceId = await offerResource(provider);
});

afterAll(() => host.close());

describe.each(NOUN_PATHS)('%s', (path) => {
  let noun: Noun;
  let author: TestClient;
  let rows: string;

  const created = async (): Promise<Row> => {
    const answer = await author.post<Row>(rows, noun.input);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body;
  };

  beforeAll(() => {
    noun = nounOf(path, resourceId);
    author = noun.author === 'patient' ? patient : provider;
    rows = `/api/v1/patients/${patient.id}/${path}`;
  });

  beforeEach(async () => {
    await host.database.admin.query(`delete from ${noun.table}`);
  });

  it('are created with every field, read back, changed and deleted', async () => {
    const answer = await author.post<Row>(rows, noun.input);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    const row = answer.body;
    expect(answer.headers.get('location')).toBe(`${rows}/${row.id}`);
    expect({ ...row, ...sameInstants(row, noun.input) }).toMatchObject({
      ...noun.input,
      patientId: patient.id,
      version: 1,
    });

    const read = await author.get<Row>(`${rows}/${row.id}`);
    expect([read.status, read.text, read.headers.get('etag')]).toEqual([200, answer.text, '"1"']);

    const change = await author.patch<Row>(`${rows}/${row.id}`, noun.change, {
      headers: { 'if-match': '"1"' },
    });
    expect([change.status, change.headers.get('etag')]).toEqual([200, '"2"']);
    expect(change.body).toMatchObject({ ...noun.change, id: row.id, version: 2 });

    const stale = await author.patch(`${rows}/${row.id}`, noun.change, { headers: { 'if-match': '"1"' } });
    expect([stale.status, stale.headers.get('etag')]).toEqual([412, '"2"']);

    expect((await author.delete(`${rows}/${row.id}`)).status).toBe(204);
    expect((await author.get(`${rows}/${row.id}`)).status).toBe(404);
    expect((await author.delete(`${rows}/${row.id}`)).status).toBe(404);
    expect(await rowCount(host, noun.table)).toBe(0);
  });

  it('are the patient’s own under /patients/me', async () => {
    const row = await created();
    const list = await patient.get<{ items: Row[] }>(`/api/v1/patients/me/${path}`);
    expect(list.body.items.map((item) => item.id)).toEqual([row.id]);
    expect((await patient.get(`/api/v1/patients/me/${path}/${row.id}`)).status).toBe(200);
  });

  it('do not exist for another patient, whichever verb is tried', async () => {
    const row = await created();
    const tries = [
      otherPatient.get(rows),
      otherPatient.get(`${rows}/${row.id}`),
      otherPatient.patch(`${rows}/${row.id}`, path === 'insights' ? { isHidden: true } : noun.change),
      otherPatient.get(`/api/v1/patients/me/${path}/${row.id}`),
      ...(noun.author === 'patient'
        ? [
            otherPatient.post(rows, noun.input),
            otherPatient.delete(`${rows}/${row.id}`),
            otherPatient.delete(`/api/v1/patients/me/${path}/${row.id}`),
          ]
        : []),
    ];
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual(tries.map(() => 404));
    const unchanged = await author.get<Row>(`${rows}/${row.id}`);
    expect(unchanged.body['version']).toBe(1);
    expect(await rowCount(host, noun.table)).toBe(1);
  });

  it('are read by a provider who cares for the patient, if they are for providers at all', async () => {
    const row = await created();
    const answers = [await provider.get<{ items: Row[] }>(rows), await provider.get(`${rows}/${row.id}`)];
    expect(answers.map((answer) => answer.status)).toEqual(noun.providerReads ? [200, 200] : [403, 403]);
    if (noun.providerReads) expect(answers[0]?.body).toMatchObject({ items: [{ id: row.id }] });
  });

  it('do not exist for a provider who does not care for the patient', async () => {
    const row = await created();
    const tries = [
      await stranger.get(rows),
      await stranger.get(`${rows}/${row.id}`),
      await stranger.patch(`${rows}/${row.id}`, noun.change),
      await stranger.delete(`${rows}/${row.id}`),
      await stranger.post(rows, noun.input),
    ];
    // 403 where no provider may call the route at all.
    const statuses = tries.map((answer) => answer.status);
    expect(statuses.filter((status) => status !== 404 && status !== 403)).toEqual([]);
    if (noun.providerReads) expect(statuses.slice(0, 2)).toEqual([404, 404]);
    expect(await rowCount(host, noun.table)).toBe(1);
  });

  it.each(['admin', 'research-partner', 'developer'] as const)('are not for a %s', async (userType) => {
    const row = await created();
    const somebody = await host.signedIn(userType);
    const answers = [
      await somebody.get(rows),
      await somebody.get(`${rows}/${row.id}`),
      await somebody.post(rows, noun.input),
      await somebody.patch(`${rows}/${row.id}`, noun.change),
      await somebody.delete(`${rows}/${row.id}`),
    ];
    // Admins read what providers read, but by break-glass alone, which nobody has here.
    const breaksGlass = userType === 'admin' && noun.providerReads;
    expect(answers.map((answer) => answer.status)).toEqual([403, breaksGlass ? 404 : 403, 403, 403, 403]);
    // And behind the routes, PostgreSQL says the same.
    const seen = host.db
      .as(host.contextOf(somebody, userType))
      .transaction((tx) => tx.query(`select id from ${noun.table}`));
    if (breaksGlass) expect(await seen).toEqual([]);
    else await expect(seen).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('are for nobody who is not signed in', async () => {
    const nobody = host.anonymous();
    const answers = [
      await nobody.get(rows),
      await nobody.get(`${rows}/${newId()}`),
      await nobody.post(rows, noun.input),
      await nobody.patch(`${rows}/${newId()}`, noun.change),
      await nobody.delete(`${rows}/${newId()}`),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401]);
  });

  it('are made once by any number of requests with one Idempotency-Key', async () => {
    const send = () => author.post<Row>(rows, noun.input, { headers: { 'idempotency-key': 'the-same' } });
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await rowCount(host, noun.table)).toBe(1);

    const other = await author.post(
      rows,
      { ...noun.input, ...different(path) },
      { headers: { 'idempotency-key': 'the-same' } },
    );
    expect([other.status, (other.body as { code?: string }).code]).toEqual([409, 'idempotency_key_reused']);
    expect(await rowCount(host, noun.table)).toBe(1);
  });
});

describe('A row recorded by a provider', () => {
  it.each(['condition-events', 'health-goals'])(
    'in %s is corrected by that provider, and others are left alone',
    async (path) => {
      const noun = nounOf(path, resourceId);
      const rows = `/api/v1/patients/${patient.id}/${path}`;
      const byProvider = await provider.post<Row>(rows, noun.input);
      expect(byProvider.body).toMatchObject({ recordedBy: provider.id, patientId: patient.id });
      expect((await provider.patch(`${rows}/${byProvider.body.id}`, noun.change)).status).toBe(200);

      const byPatient = await patient.post<Row>(rows, noun.input);
      expect(byPatient.body).toMatchObject({ recordedBy: patient.id });
      expect((await provider.patch(`${rows}/${byPatient.body.id}`, noun.change)).status).toBe(403);
      expect((await provider.delete(`${rows}/${byPatient.body.id}`)).status).toBe(403);
      expect((await provider.delete(`${rows}/${byProvider.body.id}`)).status).toBe(204);
    },
  );

  it('cannot be recorded in somebody else’s name', async () => {
    const sql = `insert into patient_condition_events (id, patient_id, event_type, recorded_by) values ($1, $2, 'other', $2)`;
    const forged = host.db.as(host.contextOf(provider, 'provider')).execute(sql, [newId(), patient.id]);
    await expect(forged).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

/** Fields whose instants are the same moment, written as the API writes them. */
function sameInstants(
  row: Record<string, unknown>,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([field, value]) =>
        typeof value === 'string' &&
        /^\d{4}-.*Z$/.test(value) &&
        Date.parse(value) === Date.parse(String(row[field])),
    ),
  );
}

function different(path: string): Record<string, unknown> {
  const fields: Record<string, Record<string, unknown>> = {
    'food-log': { foodName: 'Soup' },
    'activity-log': { activityType: 'running' },
    'condition-events': { eventType: 'other' },
    'import-sources': { sourceName: 'Laboratory' },
    insights: { insightText: 'Something else' },
    'health-goals': { title: 'Sleep more' },
    'learning-progress': { progressPercent: 41 },
  };
  return fields[path] ?? {};
}
