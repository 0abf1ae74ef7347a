import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';

import type { Database } from '@carenode/database';
import {
  type ModuleManifest,
  newId,
  requestContext,
  type RequestContext,
  type UserType,
} from '@carenode/module-kit';
import { AesSealer, createHost, DiskFiles, type Host, sessionCookieName } from '@carenode/runtime';

import { migratedDatabase, openTestDatabase, type TestDatabase } from './test-database.js';
import { temporaryDirectory } from './temporary-files.js';
import { TestClient } from './test-client.js';
import { testModules } from './test-modules.js';

/** A host on a port of its own, over a database of its own. */
export interface TestHost {
  readonly url: string;
  readonly host: Host;
  readonly db: Database;
  readonly database: TestDatabase;
  readonly modules: readonly ModuleManifest[];
  /** Where the hosts keep files. */
  readonly filesDirectory: string;
  /** Somebody new of this user type, signed in with a session cookie. */
  signedIn(userType: UserType): Promise<TestClient>;
  /** Nobody in particular. */
  anonymous(): TestClient;
  /** A context for a person made by `signedIn`, for calling services and the database directly. */
  contextOf(client: TestClient, userType: UserType): RequestContext;
  /** A second host over the same database, with its own connections; https with a `publicUrl` that says so. */
  another(options?: { publicUrl?: string }): Promise<AnotherHost>;
  readonly close: () => Promise<void>;
}

export interface AnotherHost {
  readonly url: string;
  readonly host: Host;
  readonly db: Database;
  readonly close: () => Promise<void>;
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
  const sealer = new AesSealer([randomBytes(32).toString('base64')]);
  const filesDirectory = temporaryDirectory();
  const files = new DiskFiles(filesDirectory);
  const start = async (publicUrl: string | null, poolSize?: number): Promise<AnotherHost> => {
    const db = await openTestDatabase(database, modules, { ...(poolSize ? { poolSize } : {}) });
    const host = await createHost({ modules, db, sealer, files, publicUrl });
    const url = await host.listen(0, '127.0.0.1');
    const close = async () => {
      await host.close();
      await db.close();
    };
    return { url, host, db, close };
  };
  const first = await start(null, options.poolSize);
  const { url, host, db } = first;
  return {
    url,
    host,
    db,
    database,
    modules,
    filesDirectory,
    signedIn: (userType) => signInAt(database.admin, url, userType),
    anonymous: () => new TestClient(url, '', {}),
    contextOf: (client, userType) =>
      requestContext({ subject: client.id, userType, actor: { kind: 'session', id: null } }),
    another: ({ publicUrl } = {}) => start(publicUrl ?? null),
    close: async () => {
      await first.close();
      await database.drop();
      rmSync(filesDirectory, { recursive: true, force: true });
    },
  };
}

/** Somebody new of this user type in the host's database, signed in with a session cookie. */
export async function signInAt(
  admin: Pick<TestDatabase['admin'], 'query'>,
  url: string,
  userType: UserType,
): Promise<TestClient> {
  const id = newId();
  const token = randomBytes(32).toString('base64url');
  await admin.query(
    'insert into profiles (id, user_type, email, first_name, last_name) values ($1, $2, $3, $4, $5)',
    [id, userType, `${id}@example.org`, userType, 'Example'],
  );
  await admin.query(
    `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [id, createHash('sha256').update(token).digest()],
  );
  return new TestClient(url, id, { cookie: `${sessionCookieName(false)}=${token}` });
}
