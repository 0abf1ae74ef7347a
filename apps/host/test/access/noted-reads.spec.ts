import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type HttpWorld, openHttpWorld } from './http-world.js';
import { idFor, PEOPLE, personId } from './people.js';
import { ROUTES } from './tables/routes.expect.js';

/** Reads of a patient's routes that show nothing clinical, and are not told: who cares, what was agreed to, who it is, what was paid. */
const NOT_CLINICAL = [
  'GET /patients/{patientId}',
  'GET /patients/{patientId}/care-team',
  'GET /patients/{patientId}/consents',
  'GET /patients/{patientId}/payments',
];

interface Event {
  readonly table_name: string;
  readonly subject: string;
  readonly user_type: string;
  readonly actor: string;
  readonly purpose: string;
  readonly why: string;
  readonly row_count: number;
}

describe('a read of somebody else’s clinical rows', () => {
  let world: HttpWorld;

  beforeAll(async () => {
    world = await openHttpWorld();
  }, 120_000);

  afterAll(() => world.close());

  const events = async (): Promise<Event[]> => {
    const { rows } = await world.access.database.admin.query<Event>(
      `select table_name, subject, user_type, actor, purpose, why, row_count from audit_events
        where kind = 'read' and patient_id = $1 and subject is not null order by seq`,
      [personId('ann')],
    );
    return rows;
  };
  const routes = Object.keys(ROUTES).filter(
    (key) => /^GET \/patients\/\{patientId\}/.test(key) && !NOT_CLINICAL.includes(key),
  );
  const pathOf = (key: string) => {
    const id = idFor(ROUTES[key]?.id ?? '');
    const path = key.replace('GET ', '').replace('{patientId}', personId('ann')).replace('{id}', id);
    return `/api/v1${path}${ROUTES[key]?.query ?? ''}`;
  };
  /** How many rows an answer shows; a history without former versions shows that the row is there. */
  const shown = (key: string, body: unknown): number => {
    const { items, points } = body as { items?: unknown[]; points?: unknown[] };
    const count = (items ?? points)?.length ?? 1;
    return key.endsWith('/versions') ? Math.max(count, 1) : count;
  };
  /** What shows rows of several tables is told for each of them. */
  const tablesOf = (key: string, body: unknown): number =>
    key.endsWith('/timeline')
      ? new Set((body as { items: { kind: string }[] }).items.map(({ kind }) => kind)).size
      : 1;

  describe.each([
    ['carol', 'care-team', 'care'],
    ['gina', 'break-glass', 'emergency'],
    ['abe', 'break-glass', 'emergency'],
    ['tess', 'trial', 'research'],
    ['ada', 'running the shop', 'operations'],
  ] as const)('by %s', (name, reason, purpose) => {
    it.each(routes)(
      '%s is told once in the audit trail, with what it shows, or shows nothing',
      async (key) => {
        const before = (await events()).length;
        const answer = await world.as[name].get<unknown>(pathOf(key));
        const told = (await events()).slice(before);
        if (answer.status !== 200) {
          expect([answer.status, told]).toEqual([answer.status === 403 ? 403 : 404, []]);
          return;
        }
        const count = shown(key, answer.body);
        if (count === 0) return expect(told).toEqual([]);
        expect(told.length).toBe(tablesOf(key, answer.body));
        expect(told[0]).toMatchObject({ subject: personId(name), user_type: PEOPLE[name] });
        expect(told[0]?.why).toMatch(new RegExp(`^${reason}`));
        expect(told[0]?.purpose).toBe(purpose);
        // These tell what rows come to, not the rows.
        if (!['series', '/variables', 'measurements/day'].some((told) => key.includes(told)))
          expect(told.reduce((sum, event) => sum + event.row_count, 0)).toBe(count);
      },
    );
  });

  it('is told with the rows that are shown, not with the one more that tells of another page', async () => {
    await world.access.database.admin.query(
      `insert into patient_food_log (patient_id, timestamp, food_name, quantity, unit)
       select $1, now() - n * interval '1 hour', 'Oat porridge', 1, 'g' from generate_series(1, 5) n`,
      [personId('ann')],
    );
    const page = await world.as.carol.get<{ items: unknown[]; nextCursor: string | null }>(
      `/api/v1/patients/${personId('ann')}/food-log?limit=2`,
    );
    expect([page.body.items.length, page.body.nextCursor === null]).toEqual([2, false]);
    expect((await events()).at(-1)).toMatchObject({ table_name: 'patient_food_log', row_count: 2 });
  });

  it('by the guardian is told as theirs', async () => {
    const answer = await world.as['gus-for-kid'].get<{ items: unknown[] }>('/api/v1/patients/me/food-log');
    expect(answer.body.items.length).toBe(1);
    const { rows } = await world.access.database.admin.query<Event & { patient_id: string }>(
      `select * from audit_events where subject = $1 and table_name = 'patient_food_log'`,
      [personId('gus')],
    );
    expect(rows).toMatchObject([
      { subject: personId('gus'), patient_id: personId('kid'), why: 'delegation', row_count: 1 },
    ]);
  });

  it('by the patient themself is nobody’s business', async () => {
    const before = await events();
    for (const key of routes) await world.as.ann.get(pathOf(key));
    expect(await events()).toEqual(before);
  });

  it('shows in the patient’s access log, with who and why', async () => {
    await world.as.carol.get(pathOf('GET /patients/{patientId}/food-log'));
    const log = await world.as.ann.get<{ items: Record<string, unknown>[] }>(
      '/api/v1/patients/me/access-log',
    );
    expect(log.status).toBe(200);
    expect(JSON.stringify(log.body.items)).toContain(personId('carol'));
    expect(JSON.stringify(log.body.items)).toContain('care-team');
  });
});
