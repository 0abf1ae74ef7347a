import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type HttpWorld, openHttpWorld } from './access/http-world.js';
import { idFor, person, personId, rowOf } from './access/people.js';
import { PERSONAS } from './access/personas.js';
import { personaNamed } from './access/world.js';

const MISSING = '00000000-0000-4000-8000-00000000dead';

/** Attacks on rows of others that must fail, over HTTP and through the door that hosts use. */
describe('an attacker', () => {
  let world: HttpWorld;
  const sql = async (name: string, ...statements: string[]) =>
    world.access.ask(personaNamed(name), 'noted', statements);
  const one = async <T>(text: string): Promise<T> =>
    Object.values((await world.access.database.admin.query<object>(text)).rows[0] ?? {})[0] as T;

  beforeAll(async () => {
    world = await openHttpWorld();
    await world.access.database.admin.query(
      `update patient_food_log set food_name = 'BOBS-SECRET' where id = ${rowOf('patient_food_log', 'bob')}`,
    );
  }, 120_000);

  afterAll(() => world.close());

  describe('who wants to read', () => {
    it('makes no view, function or table to read through', async () => {
      for (const { name } of PERSONAS.filter((persona) => !persona.token)) {
        const answers = await sql(
          name,
          'create view public.everything as select * from measurements',
          'create temporary view everything as select * from measurements',
          'create materialized view everything as select * from measurements',
          'create temporary table mine (id uuid)',
          'create table public.mine (id uuid)',
          `create function public.leak() returns int language sql security definer return 1`,
          'create schema mine',
          'create extension if not exists dblink',
        );
        for (const answer of answers) expect(answer).toMatch(/^error 42501/);
      }
    });

    it('joins, counts and combines no more than they may see', async () => {
      const foreign = `patient_id <> ${person('bob')}`;
      const answers = await sql(
        'bob',
        `keys: select count(*)::text from measurements m join profiles p on p.id = m.patient_id where m.${foreign}`,
        `keys: select count(*)::text from measurements where ${foreign}`,
        `keys: select count(*)::text from (select patient_id from measurements union all select patient_id from patient_food_log) u where ${foreign}`,
        `keys: select exists (select from patient_food_log where ${foreign})::text`,
        `keys: select coalesce(max(food_name), 'none') from patient_food_log where ${foreign}`,
        `keys: with recursive r as (select id from patient_food_log where ${foreign} union select f.id from r join patient_food_log f on true) select count(*)::text from r`,
      );
      expect(answers).toEqual(['0', '0', '0', 'false', 'none', '0']);
    });

    it('makes no condition of theirs look at rows before the policies do', async () => {
      // Each fails, and names the value, as soon as it sees a row of somebody else.
      const answers = await sql(
        'ann',
        `select from patient_food_log where patient_id <> ${person('ann')} and food_name::int > 0`,
        `select from patient_food_log where 1 / (case when patient_id = ${person('ann')} then 1 else 0 end) = 1`,
        `select from profiles where id not in (${person('ann')}, ${person('carol')}, ${person('erin')}, ${person('finn')}) and email::date is null`,
      );
      expect(answers).toEqual(['0 rows', '1 rows', '0 rows']);
    });

    it('learns no value of others from EXPLAIN', async () => {
      const plan = await world.access.db.as(personaNamed('ann').ctx).transaction(async (tx) => {
        const rows = await tx.query<Record<string, string>>(
          'explain (analyze, verbose, timing off) select * from patient_food_log',
        );
        return rows.map((row) => Object.values(row)[0]).join('\n');
      });
      expect(plan).not.toContain('BOBS-SECRET');
      expect(plan).toMatch(/rows=1(\.00)? loops=1/);
      const [statistics] = await sql(
        'ann',
        `keys: select coalesce(most_common_vals::text, '') from pg_stats where tablename = 'patient_food_log' and attname = 'food_name'`,
      );
      expect(statistics).toBe('');
    });

    it.each([
      ['food-log', 'patient_food_log'],
      ['measurements', 'measurements'],
      ['conditions', 'patient_conditions'],
      ['health-goals', 'patient_health_goals'],
      ['import-sources', 'patient_data_import_sources'],
      ['imports', 'patient_data_imports'],
      ['exports', 'data_exports'],
    ])('is told the same of somebody else’s %s and of none at all', async (path, table) => {
      const ask = async (patient: string, id: string) => {
        const { status, body, headers } = await world.as.ann.get<Record<string, unknown>>(
          `/api/v1/patients/${patient}/${path}/${id}`,
        );
        const told = Object.fromEntries([...headers].filter(([name]) => !/^(date|x-request-id)$/.test(name)));
        return { status, body: { ...body, requestId: '' }, told };
      };
      const bobs = idFor(`${table}/bob`);
      expect(await ask('me', bobs)).toEqual(await ask('me', MISSING));
      expect(await ask(personId('bob'), bobs)).toEqual(await ask(personId('bob'), MISSING));
      expect(await ask(personId('bob'), bobs)).toEqual(await ask(MISSING, MISSING));
      expect((await ask('me', bobs)).status).toBe(404);
    });

    it('takes as long for somebody else’s row as for none', async () => {
      const times = { bobs: [] as number[], missing: [] as number[] };
      const time = async (id: string) => {
        const start = performance.now();
        await world.as.ann.get(`/api/v1/patients/me/food-log/${id}`);
        return performance.now() - start;
      };
      for (let round = 0; round < 150; round++) {
        times.bobs.push(await time(idFor('patient_food_log/bob')));
        times.missing.push(await time(MISSING));
      }
      const share = (of: number[], part: number) =>
        [...of].sort((a, b) => a - b)[Math.floor(of.length * part)] ?? 0;
      // Loose on purpose: the middle of each lies within the bulk of the other.
      expect(share(times.bobs, 0.5)).toBeLessThan(share(times.missing, 0.95));
      expect(share(times.missing, 0.5)).toBeLessThan(share(times.bobs, 0.95));
    }, 60_000);

    it('finds nothing in caches', async () => {
      for (const route of world.host.routes.filter(({ method }) => method === 'get')) {
        const path = route.path.replace('{patientId}', 'me').replace(/\{\w+\}/g, MISSING);
        const { headers } = await world.as.ann.get(`/api/v1${path}`);
        expect([route.path, headers.get('cache-control')]).toEqual([route.path, 'no-store']);
      }
    });
  });

  describe('who wants to write', () => {
    it('does not write in another patient’s name', async () => {
      const food = { foodName: 'poison' };
      expect((await world.as.ann.post(`/api/v1/patients/${personId('bob')}/food-log`, food)).status).toBe(
        404,
      );
      const told = await world.as.ann.post('/api/v1/patients/me/food-log', {
        ...food,
        patientId: personId('bob'),
      });
      expect(told.status).toBe(400);
      expect(await one(`select count(*)::int from patient_food_log where food_name = 'poison'`)).toBe(0);
    });

    it('changes nothing of others by ON CONFLICT, MERGE or RETURNING', async () => {
      const bobs = rowOf('patient_food_log', 'bob');
      const answers = await sql(
        'ann',
        `insert into patient_food_log (id, patient_id, food_name) values (${bobs}, ${person('ann')}, 'x')
         on conflict (id) do update set food_name = 'stolen'`,
        `insert into patient_food_log (id, patient_id, food_name) values (${bobs}, ${person('ann')}, 'x')
         on conflict (id) do update set food_name = patient_food_log.food_name returning food_name`,
        `merge into patient_food_log f using (select ${bobs} as id) s on f.id = s.id
         when matched then update set food_name = 'stolen' when not matched then do nothing`,
        `update patient_food_log set notes = 'x' where id = ${bobs} returning *`,
        `delete from patient_food_log where id = ${bobs} returning *`,
        `update patient_food_log set patient_id = ${person('ann')} where id = ${bobs}`,
      );
      expect(answers.map((answer) => answer.replace(/ new row.*| permission.*/, ''))).toEqual([
        'error 42501',
        'error 42501',
        '0 rows',
        '0 rows',
        '0 rows',
        'error 42501',
      ]);
      expect(answers.join()).not.toContain('BOBS-SECRET');
      const [nothing] = await sql(
        'ann',
        `insert into patient_food_log (id, patient_id, food_name) values (${bobs}, ${person('ann')}, 'x')
         on conflict do nothing`,
      );
      expect(nothing).toBe('0 rows');
    });

    it.each([
      [
        'POST',
        '/patients/me/measurements',
        (id: string) => ({ variableId: id, value: 1, startAt: '2026-01-01T00:00:00Z' }),
        'variables/bob',
      ],
      [
        'POST',
        '/patients/me/treatments',
        (id: string) => ({ name: 'Drops', reasonId: id }),
        'patient_conditions/bob',
      ],
      [
        'PATCH',
        `/patients/me/treatments/${idFor('patient_treatments/ann')}`,
        (id: string) => ({ reasonId: id }),
        'patient_conditions/bob',
      ],
      ['POST', '/patients/me/care-team', (id: string) => ({ providerId: id }), ''],
    ] as const)('%s %s tells nothing of a row that it refers to', async (method, path, body, foreign) => {
      const ask = async (id: string) => {
        const answer = await world.as.ann.send<Record<string, unknown>>(method, `/api/v1${path}`, {
          body: body(id),
        });
        return { status: answer.status, body: { ...answer.body, requestId: '' } };
      };
      const existing = await ask(foreign ? idFor(foreign) : personId('bob'));
      expect(existing.status).toBeGreaterThanOrEqual(400);
      expect(existing).toEqual(await ask(MISSING));
    });

    it('learns as a provider no more of a stranger than of nobody', async () => {
      const trial = `/api/v1/trials/${idFor('trials/paul-active')}/enrollments`;
      const ask = async (patientId: string) => {
        const { status, body } = await world.as.otto.post<Record<string, unknown>>(trial, { patientId });
        return { status, body: { ...body, requestId: '' } };
      };
      expect(await ask(personId('bob'))).toEqual(await ask(MISSING));
      expect(await ask(personId('ada'))).toEqual(await ask(MISSING));
    });
  });
});
