import { createHash, randomBytes } from 'node:crypto';

import { AesSealer, createHost, type Host, sessionCookieName } from '@carenode/runtime';
import { openTestDatabase, temporaryFiles, TestClient } from '@carenode/testing';

import { PEOPLE, personId, type PersonName } from './people.js';
import { type AccessWorld, openAccessWorld } from './world.js';

/** The world of the access matrix with a host before it, and everybody signed in. */
export interface HttpWorld {
  readonly access: AccessWorld;
  readonly host: Host;
  readonly url: string;
  readonly as: Readonly<Record<PersonName | 'anonymous' | 'gus-for-kid' | 'gus-for-bob', TestClient>>;
  /** A second host over the same database. */
  another(): Promise<{ url: string; close(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openHttpWorld(): Promise<HttpWorld> {
  const access = await openAccessWorld();
  const { database, modules } = access;
  const sealer = new AesSealer([randomBytes(32).toString('base64')]);
  const start = async () => {
    const db = await openTestDatabase(database, modules, { poolSize: 5 });
    const host = await createHost({ modules, db, sealer, files: temporaryFiles(), jobs: false });
    const url = await host.listen(0, '127.0.0.1');
    const close = async () => {
      await host.close();
      await db.close();
    };
    return { host, url, close };
  };
  const first = await start();
  const clients = new Map<string, TestClient>([['anonymous', new TestClient(first.url, '', {})]]);
  const signIn = async (name: PersonName): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    await database.admin.query(
      `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
      [personId(name), createHash('sha256').update(token).digest()],
    );
    return `${sessionCookieName(false)}=${token}`;
  };
  for (const name of Object.keys(PEOPLE) as PersonName[])
    clients.set(name, new TestClient(first.url, personId(name), { cookie: await signIn(name) }));
  for (const patient of ['kid', 'bob'] as const) {
    const headers = { cookie: await signIn('gus'), 'carenode-acting-for': personId(patient) };
    clients.set(`gus-for-${patient}`, new TestClient(first.url, personId(patient), headers));
  }
  return {
    access,
    host: first.host,
    url: first.url,
    as: Object.fromEntries(clients) as HttpWorld['as'],
    another: start,
    close: async () => {
      await first.close();
      await access.close();
    },
  };
}
