import { createHash, randomBytes } from 'node:crypto';

import type { Database } from '@carenode/database';
import {
  inDependencyOrder,
  type ModuleManifest,
  newId,
  requestContext,
  type RequestContext,
  type UserType,
} from '@carenode/module-kit';
import { AesSealer, createHost, type Host, REQUIRED, sessionCookieName } from '@carenode/runtime';

import { migratedDatabase, openTestDatabase, type TestDatabase } from './test-database.js';
import { TestClient } from './test-client.js';

/** A host on a port of its own, over a database of its own. */
export interface TestHost {
  readonly url: string;
  readonly host: Host;
  readonly db: Database;
  readonly database: TestDatabase;
  readonly modules: readonly ModuleManifest[];
  /** Somebody new of this user type, signed in with a session cookie. */
  signedIn(userType: UserType): Promise<TestClient>;
  /** Nobody in particular. */
  anonymous(): TestClient;
  /** A context for a person made by `signedIn`, for calling services and the database directly. */
  contextOf(client: TestClient, userType: UserType): RequestContext;
  close(): Promise<void>;
}

/** The named modules, what they require, and the required ones, in dependency order. */
export async function testModules(names: readonly string[]): Promise<ModuleManifest[]> {
  const loaded = new Map<string, ModuleManifest>();
  const load = async (name: string): Promise<void> => {
    if (loaded.has(name)) return;
    const { default: manifest } = (await import(`@carenode/${name}`)) as { default: ModuleManifest };
    loaded.set(name, manifest);
    for (const required of manifest.requires) await load(required);
  };
  for (const name of [...REQUIRED, ...names]) await load(name);
  return inDependencyOrder([...loaded.values()]);
}

/** Starts a host with these optional modules (active for everybody unless `inactive`) beside the required ones. */
export async function startTestHost(
  options: { modules?: readonly string[]; inactive?: boolean; poolSize?: number } = {},
): Promise<TestHost> {
  const modules = await testModules(options.modules ?? []);
  const database = await migratedDatabase(modules);
  if (!options.inactive) {
    for (const module of modules.filter((candidate) => !candidate.required)) {
      await database.admin.query(
        'insert into instance_module_activations (module_name, is_active) values ($1, true) on conflict (module_name) do update set is_active = true',
        [module.name],
      );
    }
  }
  const db = await openTestDatabase(database, modules, {
    ...(options.poolSize ? { poolSize: options.poolSize } : {}),
  });
  const host = await createHost({ modules, db, sealer: new AesSealer([randomBytes(32).toString('base64')]) });
  const url = await host.listen(0, '127.0.0.1');
  return {
    url,
    host,
    db,
    database,
    modules,
    signedIn: (userType) => signIn(database, url, userType),
    anonymous: () => new TestClient(url, '', {}),
    contextOf: (client, userType) =>
      requestContext({ subject: client.id, userType, actor: { kind: 'session', id: null } }),
    close: async () => {
      await host.close();
      await db.close();
      await database.drop();
    },
  };
}

async function signIn(database: TestDatabase, url: string, userType: UserType): Promise<TestClient> {
  const id = newId();
  const token = randomBytes(32).toString('base64url');
  await database.admin.query(
    'insert into profiles (id, user_type, email, first_name, last_name) values ($1, $2, $3, $4, $5)',
    [id, userType, `${id}@example.org`, userType, 'Example'],
  );
  await database.admin.query(
    `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [id, createHash('sha256').update(token).digest()],
  );
  return new TestClient(url, id, { cookie: `${sessionCookieName(false)}=${token}` });
}
