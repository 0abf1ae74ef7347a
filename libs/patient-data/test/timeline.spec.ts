import { Timeline, type TimelineKind } from '@carenode/patient-data-contract';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { TIMELINE_KINDS } from '../src/timeline/timeline-kinds.js';
import { timelineOf } from '../src/timeline/timeline.service.js';
import { ended, reportOf, upload } from './imports.js';
import { takeIntoCare } from './nouns.js';

interface Item {
  readonly kind: string;
  readonly at: string;
  readonly endAt: string | null;
  readonly title: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly table: string;
  readonly id: string;
}
interface Page {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const [SYMPTOM] = TIMELINE_KINDS as [TimelineKind];

let host: TestHost;
let patient: TestClient;
let provider: TestClient;
const at = (hour: number) => `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`;
const of = (query = '') => `/api/v1/patients/${patient.id}/timeline${query}`;
const page = async (query = '', who = patient): Promise<Page> => {
  const { status, body, text } = await who.get<Page>(of(query));
  if (status !== 200) throw new Error(text);
  return body;
};
const walked = async (query: string, who = patient): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next: Page = await page(`?limit=3${query}${cursor ? `&cursor=${cursor}` : ''}`, who);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
};

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  [patient, provider] = [await host.signedIn('patient'), await host.signedIn('provider')];
  await takeIntoCare(host, patient, provider);
  const add = async (path: string, body: object, who = patient) => {
    const { status, text } = await who.post(`/api/v1/patients/${patient.id}/${path}`, body);
    if (status !== 201) throw new Error(text);
  };
  await add('condition-events', { eventType: 'symptom', severity: 6, notes: 'left knee', timestamp: at(9) });
  await add('condition-events', { eventType: 'flare-up', timestamp: at(10) });
  await add('treatments', {
    name: 'Ibuprofen',
    dosage: '400 mg',
    startedAt: at(10),
    endedAt: at(20),
    status: 'completed',
  });
  await add('treatments', { name: 'By mistake', startedAt: at(11), status: 'entered-in-error' });
  await add('food-log', {
    foodName: 'bread',
    quantity: 2,
    unit: 'slice',
    meal: 'breakfast',
    timestamp: at(8),
  });
  await add('activity-log', { activityType: 'walking', duration: 30, timestamp: at(10) });
  await add('insights', { insightType: 'trend', insightText: 'Less pain', generatedAt: at(21) }, provider);
  await add('measurements', { variableCode: '29463-7', value: 70, unit: 'kg', startAt: at(12) });
  await host.database.admin.query(
    `insert into patient_data_imports (patient_id, format, file_name, byte_count, content_sha256, status, created_at, finished_at)
     values ($1, 'fhir-r4', 'export.json', 1, repeat('a', 64), 'failed', $2, $2)`,
    [patient.id, at(22)],
  );
});
afterAll(() => host.close());

describe('the timeline of a patient', () => {
  it('joins symptoms, other events, treatments, food, activities, insights and imports, newest first', async () => {
    const { items, nextCursor } = await page();
    expect(nextCursor).toBeNull();
    expect(
      items.map(({ kind, at: moment, endAt, title }) => [
        kind,
        moment.slice(11, 13),
        endAt?.slice(11, 16) ?? null,
        title,
      ]),
    ).toEqual([
      ['import', '22', '22:00', 'export.json'],
      ['insight', '21', null, 'Less pain'],
      ['treatment-ended', '20', null, 'Ibuprofen'],
      ['treatment-started', '10', '20:00', 'Ibuprofen'],
      ['condition-event', '10', null, 'flare-up'],
      ['activity', '10', '10:30', 'walking'],
      ['symptom', '09', null, 'symptom'],
      ['food', '08', null, 'bread'],
    ]);
    expect(items[6]).toMatchObject({
      table: 'patient_condition_events',
      detail: { severity: 6, notes: 'left knee' },
    });
    const { status } = await patient.get(`/api/v1/patients/me/condition-events/${items[6]?.id}`);
    expect(status).toBe(200);
  });

  it('is walked with every item once, also where several share an instant', async () => {
    const all = (await page()).items;
    expect(await walked('')).toEqual(all);
    expect(await walked(`&from=${at(9)}&to=${at(20)}`)).toEqual(all.slice(3, 7));
    expect((await walked('&kinds=food,symptom')).map(({ kind }) => kind)).toEqual(['symptom', 'food']);
  });

  it.each([
    ['an unknown kind', '?kinds=food,weather'],
    ['SQL for a kind', '?kinds=food%27)--'],
    ['a cursor of somebody’s own', '?cursor=eyJhIjoxfQ'],
    ['no instant', '?from=yesterday'],
    ['too much at once', '?limit=1000'],
  ])('refuses %s', async (_, query) => {
    expect((await patient.get(of(query))).status).toBe(400);
  });

  it('shows a provider in care what is open to them, table by table in the audit trail', async () => {
    const mine = (await page()).items;
    expect((await page('', provider)).items).toEqual(mine.filter(({ kind }) => kind !== 'import'));
    expect(await walked('', provider)).toEqual(mine.filter(({ kind }) => kind !== 'import'));
    const { rows } = await host.database.admin.query<{ table_name: string }>(
      `select distinct table_name from audit_events where kind = 'read' and subject = $1 order by 1`,
      [provider.id],
    );
    expect(rows.map((row) => row.table_name)).toEqual([
      'patient_activity_log',
      'patient_condition_events',
      'patient_food_log',
      'patient_insights',
      'patient_treatments',
    ]);
  });

  it('is not there for anybody else', async () => {
    expect((await (await host.signedIn('patient')).get(of())).status).toBe(404);
    expect((await (await host.signedIn('provider')).get(of())).status).toBe(404);
    expect((await (await host.signedIn('admin')).get(of())).status).toBe(403);
    expect((await (await host.signedIn('developer')).get(of())).status).toBe(403);
    expect((await host.anonymous().get(of())).status).toBe(401);
  });

  it('leaves out insights that the patient has hidden', async () => {
    const insight = (await page('?kinds=insight')).items[0];
    await patient.patch(`/api/v1/patients/me/insights/${insight?.id}`, { isHidden: true });
    expect((await page('?kinds=insight')).items).toEqual([]);
    expect((await page('?kinds=insight', provider)).items).toEqual([]);
  });

  it('takes kinds of other modules, each once', async () => {
    const timeline = host.host.get(Timeline);
    timeline.add({
      kind: 'goal',
      table: 'patient_health_goals',
      at: 't.start_date',
      endAt: 't.target_date',
      title: 't.title',
      detail: `jsonb_build_object('status', t.status)`,
    });
    await patient.post('/api/v1/patients/me/health-goals', {
      title: 'Run',
      status: 'active',
      startDate: at(23),
    });
    expect((await page('?limit=1')).items).toMatchObject([
      { kind: 'goal', title: 'Run', detail: { status: 'active' } },
    ]);
    expect(() => timeline.add(SYMPTOM)).toThrow('already');
    expect(() => timeline.add({ ...SYMPTOM, kind: `x'` })).toThrow('no kind');
  });
});

describe('symptoms of another app', () => {
  const record = (type: string, value: string, hour: string) =>
    `<Record type="HKCategoryTypeIdentifier${type}" sourceName="Health" value="HKCategoryValue${value}" ` +
    `startDate="2026-03-01 ${hour}:00:00 +0100" endDate="2026-03-01 ${hour}:30:00 +0100"/>`;
  const EXPORT = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<HealthData locale="en_US">',
    record('Headache', 'SeverityModerate', '08'),
    record('Headache', 'SeverityNotPresent', '09'),
    record('Headache', 'SeverityMild', '10'),
    record('Fatigue', 'SeveritySevere', '09'),
    record('MoodChanges', 'PresencePresent', '12'),
    record('MoodChanges', 'PresenceNotPresent', '13'),
    record('MenstrualFlow', 'MenstrualFlowMedium', '11'),
    '<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Health" unit="count/min" value="70" startDate="2026-03-01 08:00:00 +0100" endDate="2026-03-01 08:00:00 +0100"/>',
    '</HealthData>',
  ].join('\n');

  it('stand among what the patient noted, and go with their import; other values do not', async () => {
    const who = await host.signedIn('patient');
    const at = (path: string) => `/api/v1/patients/me/${path}`;
    await who.post(at('condition-events'), {
      eventType: 'symptom',
      severity: 6,
      timestamp: '2026-03-01T08:15:00Z',
    });
    const { body } = await upload(who, EXPORT, { type: 'application/xml' });
    expect(reportOf(body).total).toMatchObject({ read: 8, stored: 8 });
    const shown = async (query = '') => (await who.get<Page>(at(`timeline${query}`))).body;
    const kinds = '?kinds=symptom,recorded-symptom';
    expect((await shown(kinds)).items).toMatchObject([
      {
        kind: 'recorded-symptom',
        title: 'Mood changes',
        at: '2026-03-01T11:00:00.000000Z',
        detail: { value: 'Present' },
      },
      {
        title: 'Headache',
        at: '2026-03-01T09:00:00.000000Z',
        endAt: '2026-03-01T09:30:00.000000Z',
        table: 'measurements',
        detail: { value: 'Mild', source: 'Health', importId: body.id },
      },
      { kind: 'symptom', detail: { severity: 6 } },
      { title: 'Fatigue', detail: { value: 'Severe' } },
      { title: 'Headache', detail: { value: 'Moderate' } },
    ]);
    const first = await shown(`${kinds}&limit=2`);
    const rest = await shown(`${kinds}&limit=10&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items]).toEqual((await shown(kinds)).items);
    expect(
      (await shown('?kinds=recorded-symptom&from=2026-03-01T08:30:00Z&to=2026-03-01T10:00:00Z')).items,
    ).toMatchObject([{ title: 'Headache', detail: { value: 'Mild' } }]);

    await who.post(at(`imports/${body.id}/undo`), undefined);
    await ended(who, body.id);
    expect((await shown(kinds)).items.map(({ kind }) => kind)).toEqual(['symptom']);
  });
});

describe('the plan of a timeline', () => {
  it('reads each log by its index, no further than the page, however many entries there are', async () => {
    const { admin } = host.database;
    const many = await host.signedIn('patient');
    await admin.query(
      `insert into patient_food_log (patient_id, food_name, timestamp)
       select $1, 'entry', timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute' from generate_series(1, 50000) n`,
      [many.id],
    );
    await admin.query(
      `insert into patient_activity_log (patient_id, activity_type, timestamp)
       select $1, 'walking', timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute' from generate_series(1, 50000) n`,
      [many.id],
    );
    const symptom = await admin.query<{ id: string }>(
      `insert into variables (patient_id, name, category) values ($1, 'Headache', 'symptom') returning id`,
      [many.id],
    );
    await admin.query(
      `insert into measurements (patient_id, variable_id, value, value_text, start_at)
       select $1, case when n % 100 = 0 then $2 else v.id end, 1, 'Mild', timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute'
         from generate_series(1, 100000) n, (select id from variables where code = '8867-4' and patient_id is null) v`,
      [many.id, symptom.rows[0]?.id],
    );
    await admin.query(
      'analyze patient_food_log; analyze patient_activity_log; analyze measurements; analyze variables',
    );
    const client = await admin.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('carenode.subject', $1, true), set_config('carenode.scopes', '*', true)`,
        [many.id],
      );
      await client.query('set local role carenode_patient');
      const values = [many.id, 51, null, null, '2026-02-01T00:00:00.000000Z', 'food', many.id];
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, costs off, timing off, summary off, buffers off) ${timelineOf(TIMELINE_KINDS, true).text}`,
        values,
      );
      const text = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toMatch(
        /Index Scan using patient_food_log_patient_id_timestamp_id_idx .*rows=([1-4]?\d|5[0-3])(\.\d+)? /,
      );
      expect(text).toMatch(
        /Index Scan using patient_activity_log_patient_id_timestamp_id_idx .*rows=([1-4]?\d|5[0-3])(\.\d+)? /,
      );
      expect(text).not.toMatch(/Seq Scan on patient_(food|activity)_log/);
      // Of a thousand symptoms and a hundred thousand values no more than a page.
      expect(text).toMatch(/Index (Only )?Scan using measurements_series .*rows=([1-4]?\d|5[0-3])(\.\d+)? /);
      expect(text.match(/ on (public\.)?measurements\b/g)?.length).toBe(1);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
