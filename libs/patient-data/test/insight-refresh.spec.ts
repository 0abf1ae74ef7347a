import { newId, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { simulatedPerson } from '../src/insight/analysis/simulated-person.js';
import { takeIntoCare } from './nouns.js';

interface Job {
  readonly status: string;
  readonly result: Record<string, unknown> | null;
}
interface Insight {
  readonly id: string;
  readonly insightType: string;
  readonly insightText: string;
  readonly confidenceScore: number | null;
  readonly dataSources: Record<string, unknown> & {
    rows?: { table: string; count: number; ids?: string[] }[];
  };
  readonly question: string;
  readonly statement: string;
  readonly viewedAt: string | null;
  readonly isHidden: boolean;
  readonly version: number;
}

const DAYS = 300;
const COFFEE = 'food-eaten:coffee';
let host: TestHost;
let patient: TestClient;
let provider: TestClient;
let insights: string;
let conditionId: string;
let variables: Record<'steps' | 'resting' | 'sleep', string>;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  [patient, provider] = await Promise.all([host.signedIn('patient'), host.signedIn('provider')]);
  await takeIntoCare(host, patient, provider);
  insights = `/api/v1/patients/${patient.id}/insights`;
  await live();
}, 60_000);

afterAll(() => host.close());

/**
 * What the patient lived through: the day after coffee symptoms are worse, the day after many steps the heart is slower at
 * rest. Protein and sleep are chance.
 */
async function live(): Promise<void> {
  const sql = (text: string, values: unknown[]) => host.database.admin.query(text, values);
  const made = await sql(`insert into conditions (name) values ('Migraine') returning id`, []);
  conditionId = (made.rows[0] as { id: string }).id;
  const codes = { steps: '55423-8', resting: '40443-4', sleep: '93832-4' };
  const known = await sql('select id, code from variables where patient_id is null and code = any ($1)', [
    Object.values(codes),
  ]);
  const idOf = (code: string) =>
    (known.rows as { id: string; code: string }[]).find((row) => row.code === code)?.id ?? '';
  variables = { steps: idOf(codes.steps), resting: idOf(codes.resting), sleep: idOf(codes.sleep) };
  const { series } = simulatedPerson({
    seed: 3,
    days: DAYS,
    phi: 0.3,
    factors: 3,
    outcomes: 3,
    planted: { count: 2, correlation: 0.7 },
  });
  const [coffee, steps, protein, severity, resting, sleep] = series.map(({ values }) => [...values]);
  const noon = `date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + (n - ${DAYS} - 1) * interval '1 day' + interval '12 h'`;
  const daily = `unnest($2::float8[]) with ordinality v (value, n)`;
  await sql(
    `insert into patient_food_log (patient_id, food_name, protein, timestamp) select $1, 'Bread', round((60 + 10 * value)::numeric, 1), ${noon} from ${daily}`,
    [patient.id, protein],
  );
  await sql(
    `insert into patient_food_log (patient_id, food_name, protein, timestamp) select $1, 'Coffee ', 0, ${noon} from ${daily} where value > 0.2`,
    [patient.id, coffee],
  );
  await sql(
    `insert into patient_condition_events (patient_id, event_type, condition_id, severity, timestamp)
     select $1, 'symptom', $3, least(10, greatest(0, round(5 + 1.7 * value))), ${noon} from ${daily}`,
    [patient.id, severity, conditionId],
  );
  const measured = [
    [variables.steps, steps?.map((value) => Math.round(Math.max(0, 6000 + 2500 * value))), '{steps}'],
    [variables.resting, resting?.map((value) => 60 - 4 * value), '/min'],
    [variables.sleep, sleep?.map((value) => 7 + value), 'h'],
  ];
  for (const [variable, values, unit] of measured) {
    await sql(
      `insert into measurements (id, patient_id, variable_id, value, normalized_value, unit, normalized_unit, start_at, source)
       select gen_random_uuid(), $1, $3, value, value, $4, $4, ${noon}, 'watch' from ${daily}`,
      [patient.id, values, variable, unit],
    );
  }
}

async function refreshed(who = patient, body: object = {}): Promise<Record<string, unknown>> {
  const asked = await who.post<{ jobId: string }>('/api/v1/patients/me/insights/refresh', body);
  if (asked.status !== 202) throw new Error(asked.text);
  return resultOf(asked.body.jobId, who);
}

async function resultOf(jobId: string, who = patient): Promise<Record<string, unknown>> {
  for (;;) {
    const { body } = await who.get<Job>(`/api/v1/jobs/${jobId}`);
    if (body.status === 'done') return body.result ?? {};
    if (body.status !== 'queued' && body.status !== 'running') throw new Error(JSON.stringify(body));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function listed(who: TestClient, query = ''): Promise<Insight[]> {
  const { body, status, text } = await who.get<{ items: Insight[] }>(`${insights}?limit=200${query}`);
  if (status !== 200) throw new Error(text);
  return body.items;
}

const ofQuestion = (items: readonly Insight[], question: string) =>
  items.find((item) => item.question === question);
const aboutCoffee = () => `association|${COFFEE}|severity:${conditionId}`;
const aboutSteps = () => `association|variable:${variables.steps}|variable:${variables.resting}`;

describe('Insights that are computed', () => {
  it('are asked for in a request and found by a job, one at a time, never in the request', async () => {
    const blocker = await host.database.admin.connect();
    try {
      await blocker.query('begin');
      await blocker.query('lock table patient_insights in exclusive mode');
      const asked = await patient.post<{ jobId: string }>(`${insights}/refresh`, {});
      expect(asked.status).toBe(202);
      expect(asked.headers.get('location')).toBe(`/api/v1/jobs/${asked.body.jobId}`);
      const again = await patient.post<{ code: string }>(`${insights}/refresh`, {});
      expect([again.status, again.body.code]).toEqual([409, 'job_under_way']);
      expect(await listed(patient)).toEqual([]);
      await blocker.query('rollback');
      expect(await resultOf(asked.body.jobId)).toMatchObject({ series: expect.any(Number) });
      expect((await listed(patient)).length).toBeGreaterThan(0);
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
  });

  it('tell what goes with what, and nothing of what does not', async () => {
    const result = await refreshed();
    const items = await listed(patient);
    const coffee = ofQuestion(items, aboutCoffee());
    expect(coffee?.insightText).toMatch(
      /^On days with “Coffee ?”, “Severity of Migraine” tended to be higher the next day\./,
    );
    expect(coffee).toMatchObject({ insightType: 'correlation', statement: 'higher, lag 1', isHidden: false });
    expect(coffee?.confidenceScore).toBeGreaterThan(0.9);
    const steps = ofQuestion(items, aboutSteps());
    expect(steps?.statement).toBe('lower, lag 1');
    expect(steps?.insightText).toMatch(
      /^On days with more “Steps”, “Resting heart rate” tended to be lower the next day\./,
    );
    expect(steps?.dataSources).toMatchObject({
      factor: { name: 'Steps', coding: 'http://loinc.org|55423-8' },
      outcome: { name: 'Resting heart rate', coding: 'http://loinc.org|40443-4' },
    });
    const told = items.filter(({ insightType }) => insightType !== 'summary').map(({ question }) => question);
    expect(
      told.filter((question) => question.includes('protein') || question.includes(variables.sleep)),
    ).toEqual([]);
    expect(result).toMatchObject({ found: told.length, told: told.length, cannotTell: expect.any(Object) });
    const { associations, tests } = result['tried'] as Record<string, number>;
    expect(tests).toBeGreaterThan(3 * associations!);
  });

  it('name the method, the numbers and the exact rows behind them', async () => {
    const coffee = ofQuestion(await listed(patient), aboutCoffee());
    expect(coffee?.dataSources).toMatchObject({
      method: 'partial-rank-correlation',
      version: 1,
      factor: { key: COFFEE, kind: 'yes-no' },
      outcome: { name: 'Severity of Migraine', kind: 'amount' },
      lagDays: 1,
      n: DAYS - 1,
      effect: {
        measure: 'partial-rank-correlation',
        value: expect.any(Number),
        interval: [expect.any(Number), expect.any(Number)],
      },
      p: expect.any(Number),
      q: expect.any(Number),
      tried: { tests: expect.any(Number) },
    });
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(coffee?.dataSources.rows).toMatchObject([
      { table: 'patient_food_log', count: expect.any(Number), sha256 },
      { table: 'patient_condition_events', conditionId, count: DAYS, sha256 },
    ]);
  });

  it('say what cannot be told yet, and why, in a summary', async () => {
    const summary = ofQuestion(await listed(patient), 'summary');
    expect(summary).toMatchObject({ insightType: 'summary', confidenceScore: null });
    expect(summary?.insightText).toMatch(
      /^\d+ questions were looked at: \d+ about what goes with what, \d+ about trends\./,
    );
    expect(summary?.dataSources).toMatchObject({ open: expect.any(Array), cannotTell: expect.any(Object) });
  });

  it('stay as they are when nothing has changed, and answer the same question in the same row', async () => {
    const before = await listed(patient);
    expect(await refreshed()).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
    expect(await listed(patient)).toEqual(before);
  });

  it('are checked against the rows that they rest on', async () => {
    const { id } = ofQuestion(await listed(patient), aboutCoffee())!;
    const check = (who: TestClient) =>
      who.get<{ same: boolean; rows: { same: boolean }[] }>(`${insights}/${id}/check`);
    expect((await check(patient)).body).toMatchObject({ same: true, sameMethod: true });
    expect((await check(provider)).status).toBe(403);
    const { rows } = await host.database.admin.query<{ id: string }>(
      `update patient_condition_events set notes = 'seen again' where id in (
         select id from patient_condition_events where patient_id = $1 limit 1) returning id`,
      [patient.id],
    );
    expect(rows).toHaveLength(1);
    expect((await check(patient)).body).toMatchObject({
      same: false,
      rows: [{ same: true }, { same: false }],
    });
    const stranger = await host.signedIn('patient');
    expect((await check(stranger)).status).toBe(404);
    const summary = ofQuestion(await listed(patient), 'summary')!;
    expect((await patient.get<{ code: string }>(`${insights}/${summary.id}/check`)).body.code).toBe(
      'insight_not_computed',
    );
    await refreshed();
    expect((await check(patient)).body).toMatchObject({ same: true });
  });

  it('stay seen while they say the same, and hidden whatever they say', async () => {
    const items = await listed(patient);
    const [coffee, steps] = [ofQuestion(items, aboutCoffee())!, ofQuestion(items, aboutSteps())!];
    await patient.patch(`${insights}/${coffee.id}`, { viewedAt: '2026-03-02T08:00:00Z' });
    await patient.patch(`${insights}/${steps.id}`, { viewedAt: '2026-03-02T08:00:00Z', isHidden: true });
    expect(ofQuestion(await listed(provider), aboutSteps())).toBeUndefined();
    // Other numbers, the same statement.
    await patient.post('/api/v1/patients/me/condition-events', {
      eventType: 'symptom',
      conditionId,
      severity: 9,
      timestamp: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    });
    await refreshed();
    const after = await listed(patient);
    expect(ofQuestion(after, aboutCoffee())).toMatchObject({
      id: coffee.id,
      viewedAt: '2026-03-02T08:00:00Z',
    });
    expect(ofQuestion(after, aboutSteps())).toMatchObject({ id: steps.id, isHidden: true });
    expect(ofQuestion(await listed(provider), aboutSteps())).toBeUndefined();
    expect(ofQuestion(await listed(provider), aboutCoffee())).toMatchObject({ id: coffee.id });
  });

  it('are new to the patient again when they say something else', async () => {
    await host.database.admin.query(
      `update patient_insights set statement = 'lower, lag 0' where patient_id = $1 and question = $2`,
      [patient.id, aboutCoffee()],
    );
    await refreshed();
    expect(ofQuestion(await listed(patient), aboutCoffee())).toMatchObject({
      statement: 'higher, lag 1',
      viewedAt: null,
    });
  });

  it('are gone when the records no longer hold them; hidden ones stay hidden until they are told again', async () => {
    await host.database.admin.query(
      `delete from patient_food_log where patient_id = $1 and food_name = 'Coffee '`,
      [patient.id],
    );
    await host.database.admin.query('delete from measurements where patient_id = $1 and variable_id = $2', [
      patient.id,
      variables.steps,
    ]);
    const written = await provider.post<Insight>(insights, { insightType: 'other', insightText: 'By hand' });
    expect(await refreshed()).toMatchObject({ withdrawn: expect.any(Number) });
    const items = await listed(patient);
    expect(ofQuestion(items, aboutCoffee())).toBeUndefined();
    expect(ofQuestion(items, aboutSteps())).toMatchObject({ isHidden: true });
    expect(items.map(({ id }) => id)).toContain(written.body.id);
  });

  it('of a patient who has recorded next to nothing say so', async () => {
    const newcomer = await host.signedIn('patient');
    await newcomer.post('/api/v1/patients/me/food-log', { foodName: 'Bread' });
    expect(await refreshed(newcomer)).toMatchObject({ tried: { tests: 0 }, found: 0, added: 1 });
    const { body } = await newcomer.get<{ items: Insight[] }>('/api/v1/patients/me/insights');
    expect(body.items.map(({ insightText }) => insightText)).toEqual([
      'There is not enough recorded in the last three years to look for what goes with what.',
    ]);
  });
});

describe('Asking for insights', () => {
  it('is for the patient, about themself, with variables that are named by id', async () => {
    expect((await provider.post(`${insights}/refresh`, {})).status).toBe(403);
    const other = await host.signedIn('patient');
    expect((await other.post(`${insights}/refresh`, {})).status).toBe(404);
    const wrong = await patient.post<{ errors: unknown }>(`${insights}/refresh`, { outcomes: ['sleep'] });
    expect([wrong.status, wrong.body.errors]).toMatchObject([400, [{ field: 'outcomes', rule: 'id' }]]);
    expect((await patient.post(`${insights}/refresh`, { outcomes: [variables.sleep] })).status).toBe(202);
  });

  it('writes by a way that only background work has', async () => {
    const told = JSON.stringify([
      { id: newId(), question: 'summary', statement: 's', insight_type: 'summary', insight_text: 'Nothing.' },
    ]);
    const keep = 'select * from carenode.keep_insights($1, $2::jsonb)';
    for (const who of ['patient', 'provider'] as const) {
      const client = await host.signedIn(who);
      await expect(
        host.db.as(host.contextOf(client, who)).execute(keep, [client.id, told]),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    }
    const client = await host.signedIn('patient');
    const system = host.db.as(systemContext('keep insights'));
    expect(await system.execute(keep, [client.id, told])).toEqual([{ added: 1, changed: 0, withdrawn: 0 }]);
  });
});
