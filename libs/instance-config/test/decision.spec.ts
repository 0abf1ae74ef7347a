import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Caller,
  CALLERS,
  ModuleActivations,
  newId,
  requestContext,
  systemContext,
  USER_TYPES,
} from '@carenode/module-kit';
import {
  migratedDatabase,
  startTestHost,
  type TestDatabase,
  type TestHost,
  testModules,
} from '@carenode/testing';

import { activationOf, readActivationRows } from '../src/activation/activation.rows.js';
import { bucketOf, isModuleActive, type Who } from '../src/activation/activation.rules.js';
import { oneOf, seeded, someOf } from './generated.js';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 2, 29, 1);
const MODULES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const PEOPLE = Array.from({ length: 12 }, () => newId());

interface Case extends Who {
  readonly module: string;
  readonly moment: number;
}

function generatedRow(random: () => number, module: string): unknown[] {
  const instant = () => (random() < 0.5 ? null : T0 + Math.floor(random() * 5 - 2) * HOUR);
  const [a, b] = [instant(), instant()];
  const inOrder = a !== null && b !== null && a >= b ? [b === a ? null : b, a] : [a, b];
  const audience = {
    ...(random() < 0.4 ? { userTypes: [oneOf(random, USER_TYPES), ...someOf(random, USER_TYPES)] } : {}),
    ...(random() < 0.3 ? { profiles: [oneOf(random, PEOPLE), ...someOf(random, PEOPLE)] } : {}),
    ...(random() < 0.5
      ? { percentage: oneOf(random, [0, 0.01, 0.07, 4.35, 25, 33.33, 50, 57.1, 75, 99.99, 100]) }
      : {}),
  };
  return [
    module,
    oneOf(random, [true, true, true, true, true, false, null]),
    ...inOrder.map((at) => (at === null ? null : new Date(at))),
    oneOf(random, [null, {}, { audience }, { audience }, { audience, note: 'kept' }]),
    random() < 0.6 ? [] : someOf(random, [...MODULES, 'unheard-of']).filter((name) => name !== module),
  ];
}

function generatedCase(random: () => number): Case {
  const userType: Caller = oneOf(random, CALLERS);
  return {
    module: oneOf(random, [...MODULES, 'unheard-of']),
    userType,
    subject: userType === 'anonymous' || userType === 'system' ? null : oneOf(random, PEOPLE),
    moment: T0 + Math.floor(random() * 7 - 3) * HOUR + oneOf(random, [-1, 0, 0, 1]),
  };
}

describe('the decision whether a module is active', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await migratedDatabase(await testModules([]));
  });
  afterAll(() => database.drop());

  it('is the same in SQL and in TypeScript, in thousands of generated cases', async () => {
    const random = seeded(20_260_301);
    let decided = 0;
    let active = 0;
    for (let state = 0; state < 80; state++) {
      await database.admin.query('truncate instance_module_activations');
      for (const module of MODULES.filter(() => random() < 0.9)) {
        await database.admin.query(
          `insert into instance_module_activations (module_name, is_active, activation_date, expiration_date, settings, requires)
           values ($1, $2, $3, $4, $5, $6)`,
          generatedRow(random, module),
        );
      }
      const rows = await readActivationRows({
        query: async <Row>(text: string) => (await database.admin.query(text)).rows as Row[],
      });
      const activations = new Map([...rows].map(([name, row]) => [name, activationOf(row)]));
      const cases = Array.from({ length: 60 }, () => generatedCase(random));
      const { rows: answers } = await database.admin.query<{ active: boolean }>(
        `select carenode.module_active_for(c.module, c."userType", c.subject, timestamptz 'epoch' + c.moment * interval '1 millisecond') as active
           from jsonb_to_recordset($1::jsonb) c(module text, "userType" text, subject uuid, moment float8)`,
        [JSON.stringify(cases)],
      );
      const inTypeScript = cases.map((one) => ({
        ...one,
        active: isModuleActive(activations, one.module, one, one.moment),
      }));
      const inSql = cases.map((one, index) => ({ ...one, active: answers[index]?.active }));
      expect(inSql).toEqual(inTypeScript);
      decided += cases.length;
      active += inTypeScript.filter((one) => one.active).length;
    }
    expect(decided).toBe(4800);
    // Enough of either answer that agreement means something.
    expect(active).toBeGreaterThan(400);
    expect(active).toBeLessThan(4400);
  });

  it('puts everybody into the same bucket in SQL and in TypeScript', async () => {
    const people = Array.from({ length: 2000 }, () => newId());
    const { rows } = await database.admin.query<{ subject: string; bucket: number }>(
      `select subject, ((('x' || substr(md5('alpha:' || subject), 1, 8))::bit(32)::bigint) % 10000)::int as bucket
         from unnest($1::text[]) subject`,
      [people],
    );
    expect(rows.map((row) => row.bucket)).toEqual(people.map((subject) => bucketOf('alpha', subject)));
  });

  it('cuts a share between the same two people, also where binary fractions stand on the cut', async () => {
    // 0.07 * 100 is 7.000000000000001, and 0.29 * 100 is 28.999999999999996.
    for (const [percentage, cut] of [
      [0.07, 7],
      [0.29, 29],
    ] as const) {
      for (const [bucket, expected] of [
        [cut - 1, true],
        [cut, false],
      ] as const) {
        let subject = newId();
        while (bucketOf('alpha', subject) !== bucket) subject = newId();
        const audience = { percentage };
        const { rows } = await database.admin.query(
          `select carenode.audience_includes($1, 'alpha', 'patient', $2) as included`,
          [JSON.stringify(audience), subject],
        );
        const row = { module: 'alpha', isActive: true, from: null, until: null, audience, requires: [] };
        expect(rows).toEqual([{ included: expected }]);
        expect(isModuleActive(new Map([['alpha', row]]), 'alpha', { userType: 'patient', subject }, T0)).toBe(
          expected,
        );
      }
    }
  });

  it('cannot be made from an audience that the API would refuse', async () => {
    for (const audience of [
      { percentage: 100.5 },
      { percentage: 0.001 },
      { percentage: '50' },
      { userTypes: [] },
      { userTypes: ['system'] },
      { profiles: ['everybody'] },
      { profiles: [PEOPLE[0]?.toUpperCase()] },
      { trials: [] },
      [],
      'all',
      null,
    ]) {
      const inserted = database.admin.query(
        `insert into instance_module_activations (module_name, is_active, settings) values ('omega', true, $1)`,
        [JSON.stringify({ audience })],
      );
      await expect(inserted).rejects.toThrow(/audience_is_valid/);
    }
  });
});

describe('the decision in a running host', () => {
  let instance: TestHost;

  beforeAll(async () => {
    instance = await startTestHost({ modules: ['echo', 'echo-archive'] });
  });
  afterAll(() => instance.close());

  it('knows what the loaded modules require, also where a row does not say so', async () => {
    const { rows } = await instance.database.admin.query(
      `select requires from instance_module_activations where module_name = 'echo-archive'`,
    );
    expect(rows).toEqual([{ requires: ['echo'] }]);
  });

  it('is the same as the one its database makes for the same caller', async () => {
    const admin = await instance.signedIn('admin');
    const everybody = await Promise.all(
      USER_TYPES.map(async (userType) => ({ userType, client: await instance.signedIn(userType) })),
    );
    const contexts = [
      systemContext('compare decisions'),
      ...everybody.map(({ userType, client }) =>
        requestContext({ subject: client.id, userType, actor: { kind: 'session', id: null } }),
      ),
    ];
    const patient = everybody.find(({ userType }) => userType === 'patient')?.client.id;
    for (const audience of [
      null,
      { userTypes: ['provider', 'patient'] },
      { profiles: [patient] },
      { percentage: 50 },
    ]) {
      const { status } = await admin.patch('/api/v1/modules/echo/activation', { audience });
      expect(status).toBe(200);
      for (const ctx of contexts) {
        for (const module of ['echo', 'echo-archive', 'unheard-of']) {
          const [row] = await instance.db
            .as(ctx)
            .query<{ active: boolean }>('select carenode.module_active($1) as active', [module]);
          expect({ module, audience, who: ctx.userType, active: row?.active }).toEqual({
            module,
            audience,
            who: ctx.userType,
            active: instance.host.get(ModuleActivations).isActive(module, ctx),
          });
        }
      }
    }
  });
});
