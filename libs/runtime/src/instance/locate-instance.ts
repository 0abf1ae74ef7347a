import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';

import {
  databaseError,
  type EmbeddedServer,
  ensureDatabase,
  hasClients,
  type HostLogin,
  loginOf,
  startEmbeddedServer,
} from '@carenode/database/embedded';
import { AppError } from '@carenode/module-kit';

import type { Configuration } from '../configuration/configuration.js';
import { runningHost } from './host-lock.js';
import { keptSecret } from './kept-secret.js';

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
  const embedded = await startWithDatabase(config, log);
  const hostLogin = {
    name: 'carenode_host',
    password: keptSecret(config.home, 'host-password', () => randomBytes(24).toString('base64url')),
  };
  const databaseUrl = embedded.urlFor(EMBEDDED_DATABASE, hostLogin.name, hostLogin.password);
  return {
    databaseUrl,
    directUrl: databaseUrl,
    adminUrl: embedded.urlFor(EMBEDDED_DATABASE),
    hostLogin,
    embedded,
  };
}

/**
 * Ends the embedded server when a command is done with it, unless a host runs on it or somebody else is connected.
 * Close your own connections first.
 */
export async function leaveInstance(config: Configuration, address: InstanceAddress): Promise<void> {
  const { embedded } = address;
  if (!embedded || runningHost(config.home) || (await hasClients(embedded))) return;
  await embedded.stop();
}

/** A command that leaves may end the server that was found a moment ago: then it is started again. */
async function startWithDatabase(
  config: Configuration,
  log: (line: string) => void,
): Promise<EmbeddedServer> {
  for (let attempt = 1; ; attempt++) {
    const embedded = await startEmbeddedServer({ directory: config.home, log });
    try {
      await ensureDatabase(embedded, EMBEDDED_DATABASE);
      return embedded;
    } catch (error) {
      const known = databaseError(error);
      if (attempt < 3 && known instanceof AppError && known.kind === 'unavailable') continue;
      if (embedded.startedHere) await embedded.stop();
      throw error;
    }
  }
}
