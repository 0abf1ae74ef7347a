import type { TestClient } from '@carenode/testing';

import { startWorld, takeIntoCare, type World } from './people.js';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Plan[];
}

const PATIENTS = 200;
const DAYS = 1000;

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('daily values among those of 200 patients over three years', () => {
  let world: World;
  let patient: TestClient;
  let provider: TestClient;
  let steps: string;

  beforeAll(async () => {
    // One connection: what the host prepared on it can be asked about on it.
    world = await startWorld({ poolSize: 1 });
    const { host } = world;
    [patient, provider] = [await host.signedIn('patient'), await host.signedIn('provider')];
    await takeIntoCare(host, patient, provider);
    const client = await host.database.admin.connect();
    try {
      await client.query(`set session_replication_role = replica`);
      const { rows } = await client.query<{ id: string }>(
        `select id from variables where code = '55423-8' and patient_id is null`,
      );
      steps = rows[0]?.id ?? '';
      await client.query(
        `insert into profiles (id, user_type) select md5('patient ' || n)::uuid, 'patient' from generate_series(2, $1::int) n`,
        [PATIENTS],
      );
      const people = `(select $1::uuid || array_agg(md5('patient ' || i)::uuid) as ids from generate_series(2, ${PATIENTS}) i) p`;
      await client.query(
        `insert into daily_values (patient_id, variable_id, day, value, min_value, max_value, count, left_out, unit, sources, ends_at)
         select p.ids[1 + n % ${PATIENTS}], $2, date '2022-01-01' + n / ${PATIENTS}, 1, 1, 1, 1, 0, '{steps}', '[]', now()
           from generate_series(0, ${PATIENTS * DAYS} - 1) n, ${people}`,
        [patient.id, steps],
      );
      await client.query(
        `insert into measurements (id, patient_id, variable_id, value, unit, start_at, source)
         select gen_random_uuid(), p.ids[1 + n % ${PATIENTS}], v.ids[1 + n / ${PATIENTS} % 10], 1, '{steps}',
                timestamptz '2022-01-01' + n / ${PATIENTS} * interval '1 hour', 'watch'
           from generate_series(0, 299999) n, ${people},
                (select $2::uuid || array_agg(id order by code) as ids from variables where patient_id is null and id <> $2) v`,
        [patient.id, steps],
      );
      await client.query(
        `insert into stale_daily_values (patient_id, variable_id, days)
         select p.ids[1 + n % ${PATIENTS}], $2, '{[2001-01-01,2001-01-02)}' from generate_series(0, 19999) n, ${people}
          where n % ${PATIENTS} > 0`,
        [patient.id, steps],
      );
      await client.query('vacuum analyze daily_values');
      await client.query('vacuum analyze measurements');
      await client.query('vacuum analyze stale_daily_values');
    } finally {
      client.release(true);
    }
  }, 120_000);
  afterAll(() => world.host.close());

  const answered = async (who: TestClient, query: string) => {
    const { status, body } = await who.get<{ days?: unknown[]; count?: number }>(
      `/api/v1/patients/${patient.id}/${query}`,
    );
    expect(status).toBe(200);
    return body;
  };
  /** The plan of the very statement that the host prepared, under the patient's rights. */
  async function planOf(name: string, values: readonly string[], mode: string): Promise<Plan> {
    const access = world.host.db.as(world.host.contextOf(patient, 'patient'));
    return access.transaction(async (tx) => {
      await tx.query(`set local plan_cache_mode = ${mode}`);
      const [answer] = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, buffers, format json) execute "${name}"(${values.map((value) => `'${value}'`).join(', ')})`,
      );
      const plan = answer?.['QUERY PLAN'][0].Plan;
      if (!plan) throw new Error('PostgreSQL explained nothing.');
      return plan;
    });
  }
  const scansOf = (plan: Plan, table: string) =>
    nodesOf(plan).filter((node) => node['Relation Name'] === table);
  const blocksOf = (plan: Plan) => Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']);

  describe.each(['force_custom_plan', 'force_generic_plan'])('with %s', (mode) => {
    it.each([
      ['a trend of 90 days', '2024-01-01', '2024-03-30', 90],
      ['a year', '2023-01-01', '2023-12-31', 365],
    ])('%s is read by the key, and no other day', async (_name, from, to, count) => {
      const path = `daily-values?variableId=${steps}&from=${from}&to=${to}`;
      expect((await answered(patient, path)).days).toHaveLength(count);
      const plan = await planOf('daily-values:of-one', [patient.id, steps, from, to], mode);
      const scans = scansOf(plan, 'daily_values');
      expect(scans).toHaveLength(1);
      expect(nodesOf(plan).map((node) => node['Index Name'])).toContain('daily_values_pkey');
      expect(nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(blocksOf(plan)).toBeLessThan(count + 100);
    });

    it('the measurements of one day are read from the index of the series, and no others', async () => {
      await answered(patient, `measurements/day?variableId=${steps}&day=2022-02-01`);
      const plan = await planOf(
        'daily-values:told',
        [patient.id, steps, '2022-01-29T10:00:00Z', '2022-02-02T14:00:00Z', '500000'],
        mode,
      );
      expect(scansOf(plan, 'measurements')).toHaveLength(1);
      expect(nodesOf(plan).map((node) => node['Index Name'])).toContain('measurements_series');
      expect(nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(blocksOf(plan)).toBeLessThan(300);
    });
  });

  it('whoever reads them, days that are stale are found without a look at those of others', async () => {
    expect(
      (await answered(provider, `daily-values?variableId=${steps}&from=2023-01-01&to=2023-12-31`)).days,
    ).toHaveLength(365);
    const access = world.host.db.as(world.host.contextOf(patient, 'patient'));
    const [answer] = await access.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (format json) select variable_id, range_agg(days) from stale_daily_values
        where patient_id = $1 and variable_id = any ($2::uuid[]) group by variable_id`,
      [patient.id, [steps]],
    );
    const plan = answer?.['QUERY PLAN'][0].Plan as Plan;
    expect(nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(nodesOf(plan).map((node) => node['Index Name'])).toContain('stale_daily_values_of_patient');
  });
});
