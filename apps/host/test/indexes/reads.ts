import { createHash, randomBytes } from 'node:crypto';

import type { UserType } from '@carenode/module-kit';
import { sessionCookieName } from '@carenode/runtime';
import { TestClient, type TestHost } from '@carenode/testing';

import { idOf } from './ids.js';

export type Someone = Exclude<UserType, 'system'>;
export type Crowd = Readonly<Record<Someone, TestClient>>;

/** The first person of each kind that `fillEveryTable` made, signed in. */
export async function signInTheFirst(host: TestHost): Promise<Crowd> {
  const types = ['patient', 'provider', 'admin', 'research-partner', 'developer'] as const;
  const clients = await Promise.all(
    types.map(async (type) => {
      const id = await idOf(host.database.admin, type);
      const token = randomBytes(32).toString('base64url');
      await host.database.admin.query(
        `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
        [id, createHash('sha256').update(token).digest()],
      );
      return [
        type,
        new TestClient(host.url, id, { cookie: `${sessionCookieName(false)}=${token}` }),
      ] as const;
    }),
  );
  return Object.fromEntries(clients) as Crowd;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: string; readonly format?: string; readonly enum?: readonly string[] };
}

export interface Read {
  readonly who: Someone;
  readonly path: string;
}

/** Every list, search and series of the API, without filters, with each filter by itself, and by everybody who may ask. */
export function everyRead(openApi: object, ids: Readonly<Record<string, string>>): Read[] {
  const { paths } = JSON.parse(JSON.stringify(openApi)) as {
    paths: Record<string, { get?: { parameters?: readonly Parameter[] } }>;
  };
  return Object.entries(paths).flatMap(([template, { get }]) => {
    if (!get || /\/\{id\}|\{name\}/.test(template)) return [];
    const parameters = get.parameters ?? [];
    const filters = parameters.filter(
      ({ in: place, name }) => place === 'query' && !['limit', 'cursor'].includes(name),
    );
    const must = filters
      .filter(({ required }) => required)
      .map((filter) => [filter, valueOf(filter, ids)] as const);
    const optional = filters.filter(({ required }) => !required);
    const queries = [
      [],
      ...optional.flatMap((filter) =>
        (filter.schema?.enum ?? [valueOf(filter, ids)]).map((value) => [[filter, value] as const]),
      ),
    ];
    const owners = template.includes('{patientId}') ? ['me', ids['patientId'] ?? ''] : [''];
    return owners.flatMap((owner) =>
      queries.flatMap((query) => {
        const path = template.replace('{patientId}', owner).replace('{trialId}', ids['trialId'] ?? '');
        const search = [...must, ...query]
          .map(([{ name }, value]) => `${name}=${encodeURIComponent(value)}`)
          .join('&');
        const callers: Someone[] =
          owner === 'me'
            ? ['patient']
            : owner
              ? ['provider', 'admin']
              : ['patient', 'provider', 'admin', 'research-partner', 'developer'];
        return callers.map((who) => ({ who, path: search ? `${path}?${search}` : path }));
      }),
    );
  });
}

function valueOf({ name, schema }: Parameter, ids: Readonly<Record<string, string>>): string {
  const known = ids[name];
  if (known !== undefined) return known;
  if (schema?.format === 'uuid') throw new Error(`The test knows no ${name}.`);
  if (schema?.format === 'date-time') return new Date(Date.now() - 86_400_000).toISOString();
  if (schema?.type === 'boolean') return 'true';
  return schema?.enum?.[0] ?? 'a';
}
