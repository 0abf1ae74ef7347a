import type { RequestContext } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { type Page, startWorld, takeIntoCare, type World } from './people.js';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Parent Relationship'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Plan[];
  readonly [key: string]: unknown;
}

const ROWS = 1_000_000;
const PATIENTS = 1000;

/** A plan's nodes, with what each hangs on. */
function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Runs once per statement, before the rows: an InitPlan that is no CTE, and what is below it. */
function initPlansOf(plan: Plan): Plan[] {
  return nodesOf(plan).filter(
    (node) => node['Parent Relationship'] === 'InitPlan' && !node['Subplan Name']?.startsWith('CTE '),
  );
}

describe('a list of a patient’s newest 50 measurements among 1,000,000', () => {
  let world: World;
  let patient: TestClient;
  let provider: TestClient;
  let researcher: TestClient;
  let admin: TestClient;

  beforeAll(async () => {
    // One connection: what the host prepared on it can be asked about on it.
    world = await startWorld({ poolSize: 1 });
    const { host } = world;
    [patient, provider] = [await host.signedIn('patient'), await host.signedIn('provider')];
    [researcher, admin] = [await host.signedIn('provider'), await host.signedIn('admin')];
    await takeIntoCare(host, patient, provider);
    const client = await host.database.admin.connect();
    try {
      // Foreign keys and triggers are not what is measured.
      await client.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB'`);
      await client.query(
        `insert into profiles (id, user_type) select md5('patient ' || n)::uuid, 'patient' from generate_series(2, $1::int) n`,
        [PATIENTS],
      );
      const { rows: indexes } = await client.query<{ name: string; definition: string }>(
        `select indexname as name, indexdef as definition from pg_indexes where tablename = 'measurements'`,
      );
      await client.query('alter table measurements drop constraint measurements_pkey');
      for (const { name } of indexes) await client.query(`drop index if exists ${name}`);
      await client.query(
        `insert into measurements (id, patient_id, variable_id, value, unit, start_at, source, created_by)
         select gen_random_uuid(), p.ids[1 + n % $2], v.ids[1 + n % cardinality(v.ids)], n % 200, '/min',
                timestamptz '2020-01-01T00:00:00Z' + n * interval '3 minutes', 'device', $3
           from generate_series(0, $1::int - 1) n,
                (select array_agg(id order by code) as ids from variables where patient_id is null) v,
                (select $3::uuid || array_agg(md5('patient ' || i)::uuid) as ids from generate_series(2, $2::int) i) p`,
        [ROWS, PATIENTS, patient.id],
      );
      for (const { name, definition } of indexes) {
        await client.query(definition);
        if (name === 'measurements_pkey')
          await client.query(`alter table measurements add primary key using index ${name}`);
      }
      await client.query(
        `insert into care_team_members (patient_id, provider_id, status)
         select md5('patient ' || n)::uuid, $1, 'active' from generate_series(2, 50) n`,
        [provider.id],
      );
      await client.query(
        `insert into patient_consents (patient_id, purpose, text_version)
         select id, purpose, 1 from profiles, unnest('{care,research}'::text[]) purpose where user_type = 'patient'
         on conflict do nothing`,
      );
      await client.query(
        `with t as (insert into trials (title, status) values ('Trial', 'active') returning id),
              m as (insert into trial_team_members (trial_id, provider_id, status) select id, $1, 'active' from t),
              n as (insert into trial_data_needs (trial_id, table_name, variable_id)
                    select t.id, 'measurements', v.id
                      from t, (select id from variables where patient_id is null order by code limit 10) v)
         insert into trial_enrollments (trial_id, patient_id, status)
         select t.id, p.id, 'enrolled' from t, profiles p
          where p.id = $2 or p.id in (select md5('patient ' || i)::uuid from generate_series(2, 50) i)`,
        [researcher.id, patient.id],
      );
      await client.query(
        `insert into break_glass_grants (patient_id, profile_id, user_type, reason, expires_at)
         values ($1, $2, 'admin', 'A reason for the test', now() + interval '30 minutes')`,
        [patient.id, admin.id],
      );
      await client.query(
        `analyze measurements; analyze variables; analyze care_team_members; analyze profiles;
         analyze patient_consents; analyze trial_enrollments`,
      );
      await client.query('vacuum measurements');
    } finally {
      client.release(true);
    }
  }, 120_000);
  afterAll(() => world.host.close());

  const ofPatient = (who: TestClient) => who.get<Page<object>>(`/api/v1/patients/${patient.id}/measurements`);
  const callers = [
    {
      who: 'the patient',
      list: () => patient.get<Page<object>>('/api/v1/patients/me/measurements'),
      ctx: () => world.host.contextOf(patient, 'patient'),
      noted: false,
      sees: ROWS / PATIENTS,
      blocks: 400,
    },
    {
      who: 'a provider with 50 patients',
      list: () => ofPatient(provider),
      ctx: () => world.host.contextOf(provider, 'provider'),
      noted: true,
      sees: (50 * ROWS) / PATIENTS,
      blocks: 400,
    },
    {
      who: 'a provider of a trial with 50 participants that needs ten variables',
      list: () => ofPatient(researcher),
      ctx: () => world.host.contextOf(researcher, 'provider'),
      noted: true,
      sees: null,
      // Each of the three sets that a trial's team is asked for looks at 50 enrolments and consents.
      // Of a hundred variables ten: for fifty rows it passes five hundred of the index.
      blocks: 2000,
    },
    {
      who: 'an admin who has broken the glass',
      list: () => ofPatient(admin),
      ctx: () => world.host.contextOf(admin, 'admin'),
      noted: true,
      sees: ROWS / PATIENTS,
      blocks: 400,
    },
  ];

  /** The plan of the very statement that the host prepared for the list, under the caller's rights. */
  async function planOf(
    ctx: RequestContext,
    cacheMode: string,
    noted: boolean,
  ): Promise<{ plan: Plan; text: string }> {
    const access = world.host.db.as(ctx);
    const [begin, end] = noted ? ['with r as materialized (', ') select r.*%'] : ['', ''];
    const [prepared] = await access.query<{ name: string; statement: string }>(
      `select name, statement from pg_prepared_statements
        where statement like $1 || 'select t.id%from public.measurements t%limit $2' || $2`,
      [begin, end],
    );
    if (!prepared) throw new Error('The host has prepared no list of measurements.');
    return access.transaction(async (tx) => {
      await tx.query(`set local plan_cache_mode = ${cacheMode}`);
      const [answer] = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, buffers, format json) execute "${prepared.name}"('${patient.id}', 51${noted ? `, '${patient.id}', 50` : ''})`,
      );
      const plan = answer?.['QUERY PLAN'][0].Plan;
      if (!plan) throw new Error('PostgreSQL explained nothing.');
      return { plan, text: prepared.statement };
    });
  }

  it('has the rows it is about', async () => {
    const { rows } = await world.host.database.admin.query<{ all: number; own: number }>(
      'select count(*)::int as all, count(*) filter (where patient_id = $1)::int as own from measurements',
      [patient.id],
    );
    expect(rows).toEqual([{ all: ROWS, own: ROWS / PATIENTS }]);
  });

  describe.each(callers)('for $who', ({ list, ctx, noted, sees, blocks: allowed }) => {
    it.each(['force_custom_plan', 'force_generic_plan'])(
      'reads them from the index alone, in order, and no others (%s)',
      async (mode) => {
        expect((await list()).body.items).toHaveLength(50);
        const { plan } = await planOf(ctx(), mode, noted);
        const scans = nodesOf(plan).filter((node) => node['Relation Name'] === 'measurements');
        expect(
          scans.map((node) => [
            node['Node Type'],
            node['Index Name'],
            node['Actual Rows'],
            node['Actual Loops'],
          ]),
        ).toEqual([['Index Scan', 'measurements_patient_start', 51, 1]]);
        expect(
          nodesOf(plan).filter(
            (node) =>
              /Sort|Seq Scan/.test(node['Node Type']) &&
              node['Relation Name'] !== 'variables' &&
              node['Relation Name'] !== 'care_team_members',
          ),
        ).toEqual([]);
        const blocks = Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']);
        expect(blocks).toBeLessThan(allowed);
      },
    );

    it('calls no function per row: what policies ask is asked once', async () => {
      await list();
      const { plan, text } = await planOf(ctx(), 'force_generic_plan', noted);
      const [listing, noting] = text.split(') select r.* from r where');
      expect(listing).not.toContain('carenode.');
      expect(noting?.match(/carenode\.\w+/g) ?? []).toEqual(noted ? ['carenode.note_read'] : []);
      const once = initPlansOf(plan).flatMap(nodesOf);
      for (const node of nodesOf(plan).filter((candidate) => !once.includes(candidate))) {
        const { Plans: _below, ...itself } = node;
        expect(JSON.stringify(itself)).not.toMatch(
          /carenode\.|current_setting|subject\(|scope_allows|patients_in_care/,
        );
      }
      expect(once.length).toBeGreaterThan(0);
      expect(Math.max(...once.map((node) => node['Actual Loops']))).toBe(1);
    });

    it('asks the hashed set of a trial’s variables once, if at all', async () => {
      await list();
      const { plan } = await planOf(ctx(), 'force_generic_plan', noted);
      const asked = nodesOf(plan).filter((node) => node['Node Type'] === 'Function Scan');
      for (const node of asked) expect(node['Actual Loops']).toBeLessThanOrEqual(1);
      const perRow = nodesOf(plan).filter(({ Plans: _below, 'Subplan Name': _name, ...itself }) =>
        /(?<!hashed )SubPlan \d+/.test(JSON.stringify(itself)),
      );
      expect(perRow).toEqual([]);
    });

    it('finds everybody’s whose record is open from an index, too', async () => {
      const { plan, seen } = await world.host.db.as(ctx()).transaction(async (tx) => {
        const [answer] = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          'explain (analyze, format json) select id, value from measurements',
        );
        const all = await tx.query<{ n: number }>('select count(*)::int as n from measurements');
        return { plan: answer?.['QUERY PLAN'][0].Plan as Plan, seen: all[0]?.n };
      });
      if (sees !== null) expect(seen).toBe(sees);
      else expect(seen).toBeGreaterThan(0);
      const scans = nodesOf(plan).filter((node) => node['Relation Name'] === 'measurements');
      expect(scans.map((node) => node['Node Type'])).not.toContain('Seq Scan');
      const once = initPlansOf(plan).flatMap(nodesOf);
      for (const node of nodesOf(plan).filter((candidate) => !once.includes(candidate))) {
        const { Plans: _below, ...itself } = node;
        expect(JSON.stringify(itself)).not.toMatch(/carenode\./);
      }
    });

    it('costs one transaction', async () => {
      const { db, database } = world.host;
      const flushed = async () => {
        await db.as(ctx()).query('select pg_stat_force_next_flush()');
        const { rows } = await database.admin.query<{ n: string }>(
          'select pg_stat_get_db_xact_commit(oid) as n from pg_database where datname = current_database()',
        );
        return Number(rows[0]?.n);
      };
      await list();
      const requests = 100;
      const perRequest: number[] = [];
      for (let batch = 0; batch < 3; batch++) {
        const before = await flushed();
        for (let n = 0; n < requests; n++) await list();
        perRequest.push(((await flushed()) - before) / requests);
      }
      // A few more are of the two flushes and of what works in the background every few seconds, which a busy machine may
      // crowd into one of the batches.
      expect(Math.min(...perRequest)).toBeGreaterThanOrEqual(1);
      expect(Math.min(...perRequest)).toBeLessThan(1.2);
    });
  });

  it('is found by variable from an index, too', async () => {
    const access = world.host.db.as(world.host.contextOf(patient, 'patient'));
    const [variable] = await access.query<{ id: string }>(`select id from variables where code = '8867-4'`);
    await patient.get(`/api/v1/patients/me/measurements?variableId=${variable?.id}`);
    const [prepared] = await access.query<{ name: string }>(
      `select name from pg_prepared_statements where statement like '%t.patient_id = $1 and t.variable_id = $3%limit $2'`,
    );
    const [answer] = await access.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute "${prepared?.name}"('${patient.id}', 51, '${variable?.id}')`,
    );
    const nodes = nodesOf(answer?.['QUERY PLAN'][0].Plan as Plan);
    expect(nodes.map((node) => node['Index Name'])).toContain('measurements_series');
    expect(
      nodes.filter((node) => node['Relation Name'] === 'measurements' && node['Node Type'] === 'Seq Scan'),
    ).toEqual([]);
  });

  it('and what a patient has measurements of are read without a look at the others', async () => {
    const { body } = await patient.get<Page<{ count: number }>>('/api/v1/patients/me/variables');
    expect(body.items.reduce((sum, item) => sum + item.count, 0)).toBe(ROWS / PATIENTS);
    const access = world.host.db.as(world.host.contextOf(patient, 'patient'));
    const [prepared] = await access.query<{ name: string }>(
      `select name from pg_prepared_statements where name = 'variables:measured'`,
    );
    const [answer] = await access.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) execute "${prepared?.name}"('${patient.id}')`,
    );
    const scans = nodesOf(answer?.['QUERY PLAN'][0].Plan as Plan).filter(
      (node) => node['Relation Name'] === 'measurements',
    );
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter((node) => !/Index|Bitmap/.test(node['Node Type']))).toEqual([]);
  });
});
