import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  Database,
  type EmbeddedServer,
  type HostLogin,
  loginOf,
  Migrator,
  startEmbeddedServer,
} from '@carenode/database';
import type { ModuleManifest, Sealer } from '@carenode/module-kit';
import pg from 'pg';

import type { Configuration } from '../configuration/configuration.js';
import { AesSealer } from './aes-sealer.js';

const EMBEDDED_DATABASE = 'carenode';

/** How to reach an instance's database; the embedded server is running when this exists. */
export interface InstanceAddress {
  readonly databaseUrl: string;
  readonly directUrl: string;
  /** Null where only the host's login is known. */
  readonly adminUrl: string | null;
  readonly hostLogin: HostLogin;
  /** The server this process runs for itself. */
  readonly embedded: EmbeddedServer | null;
}

/** Finds the database: the configured one, or the embedded server in `home`, started if it is not running. */
export async function locateInstance(
  config: Configuration,
  log: (line: string) => void,
): Promise<InstanceAddress> {
  if (config.databaseUrl) {
    return {
      databaseUrl: config.databaseUrl,
      directUrl: config.directUrl ?? config.databaseUrl,
      adminUrl: config.adminUrl,
      hostLogin: loginOf(config.databaseUrl),
      embedded: null,
    };
  }
  mkdirSync(config.home, { recursive: true, mode: 0o755 });
  const embedded = await startEmbeddedServer({ directory: config.home, log });
  const hostLogin = {
    name: 'carenode_host',
    password: keptSecret(config.home, 'host-password', () => randomBytes(24).toString('base64url')),
  };
  const admin = new pg.Client({ connectionString: embedded.adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await admin.query(`create database ${EMBEDDED_DATABASE}`);
  } finally {
    await admin.end();
  }
  const databaseUrl = embedded.urlFor(EMBEDDED_DATABASE, hostLogin.name, hostLogin.password);
  return {
    databaseUrl,
    directUrl: databaseUrl,
    adminUrl: embedded.urlFor(EMBEDDED_DATABASE),
    hostLogin,
    embedded,
  };
}

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

/** Opens the door for a process of this instance. */
export function openDatabase(
  config: Configuration,
  address: InstanceAddress,
  modules: readonly ModuleManifest[],
  log: (line: string) => void,
): Promise<Database> {
  return Database.open({
    url: address.databaseUrl,
    directUrl: address.directUrl,
    entities: modules.flatMap((module) => module.tables.map((table) => table.entity)),
    poolSize: config.poolSize,
    transport: config.transport,
    namedStatements: config.namedStatements,
    log,
  });
}

/** The sealer under the configured keys, or under a key made once and kept in `home`. */
export function sealerOf(config: Configuration): Sealer {
  return new AesSealer(
    config.secretKeys ?? [keptSecret(config.home, 'secret-key', () => randomBytes(32).toString('base64'))],
  );
}

function keptSecret(home: string, name: string, make: () => string): string {
  const path = join(home, name);
  if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}
