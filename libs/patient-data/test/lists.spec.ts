import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface PageBody {
  readonly items: readonly { id: string; timestamp: string; foodName: string }[];
  readonly nextCursor: string | null;
}

const FOOD = '/api/v1/patients/me/food-log';
let host: TestHost;
let patient: TestClient;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  patient = await host.signedIn('patient');
  // 120 entries; every four share an instant, so that the id decides.
  await host.database.admin.query(
    `insert into patient_food_log (patient_id, food_name, timestamp)
     select $1, 'entry ' || n, timestamptz '2026-01-01T00:00:00Z' + (n / 4) * interval '1 hour' + interval '0.123456 s'
       from generate_series(1, 120) n`,
    [patient.id],
  );
});

afterAll(() => host.close());

async function page(query: string): Promise<PageBody> {
  const { status, body, text } = await patient.get<PageBody>(`${FOOD}${query}`);
  if (status !== 200) throw new Error(text);
  return body;
}

describe('A list', () => {
  it('holds the newest 50 unless told otherwise', async () => {
    const { items, nextCursor } = await page('');
    expect(items).toHaveLength(50);
    expect(nextCursor).toEqual(expect.any(String));
  });

  it('is walked to its end with every row once, newest first', async () => {
    const seen: PageBody['items'][number][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, nextCursor }: PageBody = await page(`?limit=7${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...items);
      cursor = nextCursor;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen.map((item) => item.id)).size).toBe(120);
    const order = seen.map((item) => `${item.timestamp} ${item.id}`);
    expect(order).toEqual([...order].sort().reverse());
  });

  it('goes on after a row that was deleted meanwhile, and does not repeat rows when others are added', async () => {
    const first = await page('?limit=5');
    const last = first.items[4];
    await patient.delete(`${FOOD}/${last?.id}`);
    await patient.post(FOOD, { foodName: 'newest', timestamp: '2026-02-01T00:00:00Z' });
    const second = await page(`?limit=5&cursor=${first.nextCursor}`);
    const ids = first.items.map((item) => item.id);
    expect(second.items).toHaveLength(5);
    expect(second.items.filter((item) => ids.includes(item.id))).toEqual([]);
    expect(second.items.filter((item) => item.foodName === 'newest')).toEqual([]);
  });

  it('holds what happened in a span of time', async () => {
    const { items } = await page('?from=2026-01-01T10:00:00Z&to=2026-01-01T13:00:00%2B01:00');
    expect(items).toHaveLength(8);
    expect(items.every((item) => item.timestamp >= '2026-01-01T10' && item.timestamp < '2026-01-01T12')).toBe(
      true,
    );
  });

  it('is read by an index, in one pass, without a function call per row', async () => {
    const { rows } = await host.database.admin.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where tablename = 'patient_food_log'`,
    );
    expect(rows.map((row) => row.indexdef).join()).toContain('(patient_id, "timestamp" DESC, id DESC)');
    await host.database.admin.query('analyze patient_food_log');
    const plan = await host.database.admin.connect();
    try {
      await plan.query('begin');
      await plan.query(
        `select set_config('carenode.subject', $1, true), set_config('carenode.scopes', '*', true)`,
        [patient.id],
      );
      await plan.query('set local role carenode_patient');
      await plan.query(
        'set local enable_seqscan = off; set local enable_sort = off; set local enable_bitmapscan = off',
      );
      const { rows: lines } = await plan.query<{ 'QUERY PLAN': string }>(
        `explain (costs off) select id from patient_food_log where patient_id = '${patient.id}' order by timestamp desc, id desc limit 51`,
      );
      const text = lines.map((line) => line['QUERY PLAN']).join('\n');
      expect(text).toMatch(/Index (Only )?Scan using patient_food_log_patient_id_timestamp_id_idx/);
      const filter = lines
        .map((line) => line['QUERY PLAN'])
        .filter((line) => line.trim().startsWith('Filter:'));
      expect(filter.join()).not.toMatch(/carenode\./);
    } finally {
      await plan.query('rollback');
      plan.release();
    }
  });
});
