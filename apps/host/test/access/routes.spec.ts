import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { words } from './expectation.js';
import { type HttpWorld, openHttpWorld } from './http-world.js';
import { idFor, PEOPLE, personId, type PersonName } from './people.js';
import type { RouteExpectation } from './tables/route-expectation.js';
import { MACHINE_ROUTES, PUBLIC_ROUTES, ROUTES } from './tables/routes.expect.js';

type Name = keyof HttpWorld['as'];

/** The status promised to a persona; `there` for any that is neither a refusal nor a failure; `nothing` for who claims too much. */
function promised(route: RouteExpectation, name: Name): number | 'there' | 'nothing' {
  if (name === 'anonymous') return 401;
  if (name === 'gus-for-bob') return 'nothing';
  const said = route.says?.[name];
  if (said) return said;
  const type = name === 'gus-for-kid' ? 'patient' : PEOPLE[name];
  if (!words(route.for).includes(type)) return 403;
  if (route.open === undefined || words(route.open).includes(name)) return 'there';
  return words(route.refused).includes(name) ? 403 : 404;
}

function pathOf(key: string, route: RouteExpectation): string {
  const values: Readonly<Record<string, string>> = {
    patientId: personId('ann'),
    id: idFor(route.id ?? ''),
    trialId: idFor(`trials/${route.trial ?? 'petra-active'}`),
    productId: idFor('products/sold'),
    holdId: idFor('lot_holds/manual'),
    measurementId: idFor('measurements/ann-mood'),
    name: 'patient-data',
    module: 'identity',
  };
  return `/api/v1${key.replace(/^\w+ /, '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')}${route.query ?? ''}`;
}

describe('the access matrix, walked over HTTP', () => {
  let world: HttpWorld;

  beforeAll(async () => {
    world = await openHttpWorld();
    // Rows of the world whose keys came by themselves get the ids that paths name.
    for (const table of ['sessions', 'api_keys', 'invitations']) {
      for (const [id, label] of world.access.facts.get(table)?.labels ?? [])
        await world.access.database.admin.query(`update ${table} set id = $1 where id = $2`, [
          idFor(`${table}/${label}`),
          id,
        ]);
    }
  }, 120_000);

  afterAll(() => world.close());

  it('is thought about for every route', () => {
    const routes = world.host.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(routes.sort()).toEqual([...Object.keys(ROUTES), ...PUBLIC_ROUTES].sort());
    const open = world.host.routes.filter(({ access }) => access.kind === 'public');
    expect(open.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      [...PUBLIC_ROUTES].sort(),
    );
    // No audience of a module keeps anybody from these: whoever calls proves itself in what it sends.
    const machines = open.filter(({ access }) => access.kind === 'public' && access.caller === 'machine');
    expect(machines.map(({ method, path }) => `${method.toUpperCase()} ${path}`)).toEqual(MACHINE_ROUTES);
  });

  it.each(Object.keys(ROUTES))('answers %s to those it is for, and to nobody else', async (key) => {
    const route = ROUTES[key];
    if (!route) throw new Error(key);
    const [method = ''] = key.split(' ');
    const names = Object.keys(world.as) as Name[];
    // Those who change something come last, after all who are refused.
    const inOrder = [...names].sort(
      (a, b) => Number(promised(route, a) === 'there') - Number(promised(route, b) === 'there'),
    );
    const surprises: string[] = [];
    for (const name of inOrder) {
      const body = route.body === undefined ? {} : { body: aboutAnn(route.body) };
      const answer = await world.as[name].send<{ code: string }>(method, pathOf(key, route), body);
      const expected = promised(route, name);
      const { status } = answer;
      const there = status < 500 && ![401, 403, 404].includes(status);
      const as =
        expected === 'there'
          ? there
          : expected === 'nothing'
            ? [400, 403, 404].includes(status)
            : status === expected;
      if (!as) surprises.push(`${name}: ${status} ${answer.body.code ?? ''} instead of ${expected}`);
    }
    expect(surprises).toEqual([]);
  });
});

/** Names of people in a body stand for their ids. */
function aboutAnn(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'string' && value in PEOPLE ? personId(value as PersonName) : value,
    ),
  );
}
