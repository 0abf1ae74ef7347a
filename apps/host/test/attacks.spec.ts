import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestClient } from '@carenode/testing';

import { type HttpWorld, openHttpWorld } from './access/http-world.js';
import { PEOPLE, person, personId, type PersonName, rowOf } from './access/people.js';
import { personaNamed } from './access/world.js';

/**
 * Attacks on identities and sessions that must fail, over HTTP and through the door that hosts use. Beside them:
 * attacks-on-rows.spec.ts,
 * libs/identity/test/session.spec.ts (fixation, cross-site requests), sign-in.spec.ts (stale sessions after a password
 * change, guessing), hostile.spec.ts (bodies, forged addresses), api-key.spec.ts, and access/ (every right of every table).
 */
const OF_TYPE = {
  patient: 'ann',
  provider: 'carol',
  admin: 'ada',
  'research-partner': 'petra',
  developer: 'dev',
} as const;
const NAMES = Object.keys(PEOPLE) as PersonName[];

describe('an attacker', () => {
  let world: HttpWorld;
  const sql = async (name: string, ...statements: string[]) =>
    world.access.ask(personaNamed(name), 'noted', statements);
  const one = async <T>(text: string): Promise<T> =>
    Object.values((await world.access.database.admin.query<object>(text)).rows[0] ?? {})[0] as T;

  /** A change of a user type that lacks nothing but somebody who may ask for it. */
  const userTypeChange = async (profileId: string, userType: string) => {
    const { body } = await world.as.ada.post<{ fingerprint: string }>('/api/v1/access/difference', {
      profileIds: [profileId],
      userType,
    });
    return { profileId, userType, reason: 'because it is wanted', approvedDifference: body.fingerprint };
  };

  beforeAll(async () => {
    world = await openHttpWorld();
    await world.access.database.admin.query(
      `update patient_food_log set food_name = 'BOBS-SECRET' where id = ${rowOf('patient_food_log', 'bob')}`,
    );
  }, 120_000);

  afterAll(() => world.close());

  describe('who wants to be somebody else', () => {
    it.each(NAMES)('does not make %s an admin, by the API, by SQL, nor by a function', async (name) => {
      const client = world.as[name];
      const [id, type] = [personId(name), PEOPLE[name]];
      expect((await client.patch('/api/v1/profile', { userType: 'admin' })).status).toBe(400);
      const body = await userTypeChange(id, 'developer');
      expect((await client.post('/api/v1/user-type-changes', body)).status).toBe(403);
      const answers = await sql(
        name,
        `update profiles set user_type = 'admin' where id = ${person(name)}`,
        `insert into profiles (id, user_type) values (${person(name)}, 'admin')
         on conflict (id) do update set user_type = excluded.user_type`,
        `merge into profiles p using (select ${person(name)} as id) s on p.id = s.id
         when matched then update set user_type = 'admin'`,
        `select carenode.request_user_type_change(${person(name)}, 'developer', 'because I want to')`,
        `select carenode.apply_user_type_change(c) from user_type_changes c`,
        `insert into user_type_changes (profile_id, from_type, to_type, reason, requested_by)
         values (${person(name)}, '${type}', 'admin', 'because I want to', ${person(name)})`,
      );
      for (const answer of answers) expect(answer).toMatch(/^error (42501|CN403)/);
      expect(await one(`select user_type from profiles where id = ${person(name)}`)).toBe(type);
    });

    it.each(Object.values(OF_TYPE))('does not let %s become the owner, nor loosen a right', async (name) => {
      const answers = await sql(
        name,
        'set role carenode_owner',
        'set local role postgres',
        `select set_config('role', 'carenode_owner', true)`,
        'set session authorization postgres',
        'alter table profiles disable row level security',
        'alter role carenode_patient bypassrls',
        'drop policy patient_select on measurements',
        'grant all on credentials to carenode_anonymous',
        // PostgreSQL only warns who may read, and has nothing to give.
        `do $$ begin
           grant select on profiles to carenode_anonymous;
           if not has_table_privilege('carenode_anonymous', 'profiles', 'select') then
             raise insufficient_privilege;
           end if;
         end $$`,
        // Whoever wants no policies gets no rows, instead of all.
        'do $$ begin set local row_security = off; perform from profiles; end $$',
      );
      for (const answer of answers) expect(answer).toMatch(/^error (42501|22023)/);
    });

    it('makes nobody anything with strings that want to be SQL, in any input of any route', async () => {
      const payloads = [
        `x'; set role carenode_owner; update profiles set user_type = 'admin'; --`,
        `1); select set_config('carenode.subject', '${personId('bob')}', false); reset role; --`,
        `$1::text; set carenode.scopes = '*'`,
        `\\'; copy profiles to program 'id'; --`,
      ];
      const before = await one(`select string_agg(user_type, ',' order by id) from profiles`);
      const document = world.host.openApi() as OpenApi;
      const failures: string[] = [];
      for (const route of world.host.routes) {
        const operation = document.paths[`/api/v1${route.path}`]?.[route.method];
        if (!operation || route.path === '/session') continue;
        const type = route.access.kind === 'public' ? 'patient' : (route.access.userTypes[0] ?? 'patient');
        const client = world.as[OF_TYPE[type]];
        for (const payload of payloads) {
          const { path, init } = hostileRequest(route.path, operation, document, payload);
          const answer = await client.send(route.method.toUpperCase(), path, init);
          const where = `${route.method} ${route.path}: ${answer.status}`;
          if (answer.status >= 500) failures.push(where);
          if (answer.text.includes('BOBS-SECRET')) failures.push(`${where} shows somebody else's row`);
        }
      }
      expect(failures).toEqual([]);
      expect(await one(`select string_agg(user_type, ',' order by id) from profiles`)).toBe(before);
      expect((await world.as.ann.get('/api/v1/profile')).body).toMatchObject({ userType: 'patient' });
    }, 120_000);

    it.each([
      ['nothing to sign with', jwt({ alg: 'none', typ: 'JWT' }, '')],
      ['nothing to sign with, spelled otherwise', jwt({ alg: 'nOnE' }, '')],
      ['a public key used as a secret', jwt({ alg: 'HS256' }, 'c2lnbmF0dXJl')],
      ['a signature nobody made', jwt({ alg: 'RS256', kid: '../../etc/passwd' }, 'c2lnbmF0dXJl')],
      ['a key of its own', jwt({ alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256' } }, 'c2lnbmF0dXJl')],
      ['no token', ''],
      ['an id', personId('ada')],
      ['a key that is none', `cn_${'A'.repeat(48)}`],
    ])('does not sign in with a bearer token with %s', async (_, token) => {
      for (const scheme of ['Bearer', 'bearer', 'Basic', 'JWT']) {
        const client = new TestClient(world.url, '', { authorization: `${scheme} ${token}` });
        for (const path of ['/api/v1/session', '/api/v1/patients/me/food-log', '/api/v1/profiles'])
          expect((await client.get(path)).status).toBe(401);
      }
    });

    it('does not act for somebody by a header alone', async () => {
      const acting = (name: PersonName, header: string) =>
        world.as[name].get('/api/v1/patients/me/food-log', { headers: { 'carenode-acting-for': header } });
      for (const name of ['bob', 'otto', 'ada', 'petra', 'dev'] as const) {
        for (const other of ['ann', 'kid'] as const)
          expect((await acting(name, personId(other))).status).toBe(403);
      }
      for (const header of ['me', '', `${personId('kid')}, ${personId('ann')}`, `${personId('kid')}'--`])
        expect((await acting('gus', header)).status).toBe(400);
      const nobody = { headers: { 'carenode-acting-for': personId('kid') } };
      expect((await world.as.anonymous.get('/api/v1/patients/me/food-log', nobody)).status).toBe(401);
    });
  });

  describe('who comes again and again', () => {
    it('guesses a password no more often over two hosts and many addresses', async () => {
      const second = await world.another();
      const statuses: number[] = [];
      for (let guess = 0; guess < 12; guess++) {
        const client = new TestClient(guess % 2 ? second.url : world.url, '', {});
        const address = `203.0.113.${guess}`;
        const answer = await client.post(
          '/api/v1/session',
          { email: 'ada@example.org', password: `guess number ${guess}` },
          { headers: { 'x-forwarded-for': address, forwarded: `for=${address}`, 'x-real-ip': address } },
        );
        statuses.push(answer.status);
      }
      await second.close();
      expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
      expect(statuses.slice(-6)).toEqual([429, 429, 429, 429, 429, 429]);
    });

    it('with the session of somebody whose user type has changed is a stranger, on every host', async () => {
      const second = await world.another();
      const dana = world.as.dana;
      expect((await dana.at(second.url).get('/api/v1/session')).status).toBe(200);
      const body = await userTypeChange(dana.id, 'research-partner');
      expect((await world.as.ada.post('/api/v1/user-type-changes', body)).status).toBeLessThan(300);
      const over = async (url: string) => {
        for (let tries = 0; tries < 250; tries++) {
          if ((await dana.at(url).get('/api/v1/session')).status === 401) return true;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return false;
      };
      expect(await over(world.url)).toBe(true);
      expect(await over(second.url)).toBe(true);
      await second.close();
    });
  });

  it('who listens to notifications hears ids and names of modules, and nothing about people', async () => {
    const client = await world.access.database.admin.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    const channels = ['carenode_identity', 'carenode_activation', 'carenode_settings', 'carenode_jobs'];
    for (const channel of channels) await client.query(`listen ${channel}`);
    await client.query(`update profiles set deleted_at = now() where id = ${person('paul')}`);
    await client.query(`update instance_module_activations set is_active = true`);
    await client.query(`update instance_settings set setting_value = '7' where setting_key = 'identity.one'`);
    await client.query(`delete from sessions where profile_id = ${person('paul')}`);
    await world.as.bob.post('/api/v1/patients/me/exports');
    for (let tries = 0; heard.length < 5 && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    client.release(true);
    expect(heard.length).toBeGreaterThanOrEqual(5);
    for (const payload of heard) expect(payload).toMatch(/^([0-9a-f-]{36}|[a-z][a-z-]*|)$/);
  });
});

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, object>>;
}

/** The payload in every place where the route takes a string. */
function hostileRequest(path: string, operation: Operation, document: OpenApi, payload: string) {
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const fields = schema?.$ref ? document.components.schemas[schema.$ref.split('/').pop() ?? ''] : schema;
  const names = Object.keys(fields?.properties ?? {});
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  const search = query.map(({ name }) => `${name}=${encodeURIComponent(payload)}`).join('&');
  const target = path.replace('{patientId}', 'me').replace(/\{\w+\}/g, encodeURIComponent(payload));
  const ascii = payload.replace(/[^\x20-\x7e]/g, '');
  return {
    path: `/api/v1${target}${search ? `?${search}` : ''}`,
    init: {
      ...(names.length > 0 ? { body: Object.fromEntries(names.map((name) => [name, payload])) } : {}),
      headers: {
        'if-match': ascii,
        'idempotency-key': ascii,
        'user-agent': ascii,
        'x-request-id': ascii,
        prefer: ascii,
      },
    },
  };
}

function jwt(header: object, signature: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: personId('ada'),
    iss: 'http://localhost',
    aud: 'carenode',
    scope: 'user/*.cruds',
    exp: 4_102_444_800,
  };
  return `${part(header)}.${part(claims)}.${signature}`;
}
