import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { Database, Migrator, sqlState } from '@carenode/database';
import type { Files, ModuleManifest, Sealer } from '@carenode/module-kit';

import type { Configuration } from '../configuration/configuration.js';
import { DiskFiles } from '../files/disk-files.js';
import { AesSealer } from './aes-sealer.js';
import { keptSecret } from './kept-secret.js';
import type { InstanceAddress } from './locate-instance.js';

/** The migrator of an instance. Throws a sentence when the migrator's login is not known. */
export function migratorOf(
  address: InstanceAddress,
  modules: readonly ModuleManifest[],
  log?: (line: string) => void,
): Migrator {
  if (!address.adminUrl)
    throw new Error(
      'Set DATABASE_ADMIN_URL to a login that may create roles and schemas; it is used for migrations only.',
    );
  return new Migrator({
    adminUrl: address.adminUrl,
    hostLogin: address.hostLogin,
    modules,
    ...(log ? { log } : {}),
  });
}

const LOGIN_REFUSED = ['28P01', '28000'];

/** Opens the door for a process of this instance. */
export async function openDatabase(
  config: Configuration,
  address: InstanceAddress,
  modules: readonly ModuleManifest[],
  log: (line: string) => void,
): Promise<Database> {
  const opening = Database.open({
    url: address.databaseUrl,
    directUrl: address.directUrl,
    entities: modules.flatMap((module) => module.tables.map((table) => table.entity)),
    poolSize: config.poolSize,
    transport: config.transport,
    namedStatements: config.namedStatements,
    log,
  });
  return opening.catch((error: unknown) => {
    if (!LOGIN_REFUSED.includes(sqlState(error) ?? '')) throw error;
    throw new Error(
      `PostgreSQL does not let "${address.hostLogin.name}" in: wrong password, or never migrated. Run: carenode migrate up`,
      { cause: error },
    );
  });
}

/** The sealer under the configured keys, or under a key made once and kept in `home`. */
export function sealerOf(config: Configuration): Sealer {
  return new AesSealer(
    config.secretKeys ?? [keptSecret(config.home, 'secret-key', () => randomBytes(32).toString('base64'))],
  );
}

/** The files of the instance, in its home: hosts on several machines share that folder. */
export function filesOf(config: Pick<Configuration, 'home'>): Files {
  return new DiskFiles(join(config.home, 'files'));
}
