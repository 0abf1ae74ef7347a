import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Database, pendingSteps } from '@carenode/database';
import type { ModuleManifest, Sealer } from '@carenode/module-kit';
import {
  type Configuration,
  createHost,
  DemoMarker,
  filesOf,
  fillDemo,
  type Host,
  type HostLock,
  type InstanceAddress,
  loadModules,
  migratorOf,
  openDatabase,
  sealerOf,
} from '@carenode/runtime';

import { catalog } from './catalog.js';
import type { Output } from './console-output.js';
import { listenError } from './free-port.js';
import { atMost, type Shutdown } from './shutdown.js';
import { demoSignIns, whereToOpen } from './welcome.js';

/** Requests under way get this long to finish, in milliseconds. */
const PATIENCE_MS = 10_000;
const CLOSING_MS = 2_000;
const CONSOLE = join(import.meta.dirname, '../../console/dist');

export interface Serving {
  readonly config: Configuration;
  readonly output: Output;
  readonly shutdown: Shutdown;
  /** The right to the folder of the embedded instance; null on a configured database. */
  readonly lock: HostLock | null;
  readonly locating: Promise<InstanceAddress>;
}

/** Brings the embedded database up to date, fills the demo on the first start, and answers requests. */
export async function serve({ config, output, shutdown, lock, locating }: Serving): Promise<void> {
  const log = (line: string) => {
    if (!shutdown.begun) output.logger.info(line);
  };
  const modules = await loadModules(catalog, config.modules);
  const address = await locating;
  if (address.embedded) await migrate(address, modules, output);
  const db = await openDatabase(config, address, modules, log);
  shutdown.defer((now) => atMost(CLOSING_MS, now, db.close()));
  if (!address.embedded) await refuseMissingSteps(db, modules);

  const sealer = sealerOf(config);
  const host = await createHost({
    modules,
    db,
    sealer,
    files: filesOf(config),
    publicUrl: config.publicUrl,
    logger: output.logger,
    trustProxy: config.trustProxy,
    ...(existsSync(join(CONSOLE, 'index.html')) ? { consoleDirectory: CONSOLE } : {}),
  });
  shutdown.defer((now) => atMost(PATIENCE_MS, now, host.close()));
  if (config.demo) await fillDemoOnce({ host, db, modules, sealer, config, output });

  const url = await host.listen(config.port, config.host).catch((error: unknown) => {
    throw listenError(error, config.port, config.host);
  });
  lock?.announce(url);
  if (output.human) output.show(whereToOpen(config.publicUrl ?? url));
  else output.logger.info({ url }, 'listening');
}

async function migrate(
  address: InstanceAddress,
  modules: readonly ModuleManifest[],
  { say, logger }: Output,
): Promise<void> {
  const lines: string[] = [];
  const applied = await migratorOf(address, modules, (line) => lines.push(line)).up({ unlessCurrent: true });
  if (applied.length > 0) say(`Applied ${applied.length} database steps.`);
  // Without a step, what was mended was changed by somebody: that is worth a line of its own.
  for (const line of lines) logger[applied.length > 0 ? 'debug' : 'warn'](line);
}

/** A configured database is migrated by its operator, never by a host: two versions of the host may run on it. */
async function refuseMissingSteps(db: Database, modules: readonly ModuleManifest[]): Promise<void> {
  const pending = await pendingSteps(db, modules).catch((error: unknown) => {
    throw new Error('its database was never migrated. Run: carenode migrate up', { cause: error });
  });
  const missing = modules.filter((module) => module.required && (pending.get(module.name)?.length ?? 0) > 0);
  if (missing.length === 0) return;
  const names = missing.map((module) => module.name).join(', ');
  throw new Error(`its database lacks steps of ${names}. Run: carenode migrate up`);
}

interface Filling {
  readonly host: Host;
  readonly db: Database;
  readonly modules: readonly ModuleManifest[];
  readonly sealer: Sealer;
  readonly config: Configuration;
  readonly output: Output;
}

async function fillDemoOnce({ host, db, modules, sealer, config, output }: Filling): Promise<void> {
  const marker = new DemoMarker(db, sealer);
  if (await marker.isFilled()) return;
  const wanted = config.demoPassword ?? randomBytes(12).toString('base64url');
  const password = await marker.begin(wanted, { alone: config.databaseUrl === null });
  if (password === null) return;
  output.say('Filling the demo instance.');
  const people = await fillDemo(host, modules, { password, log: output.say });
  // First shown, then noted as done: a host that is killed in between fills once more, and shows it again.
  output.show(demoSignIns(people, password));
  await marker.finish();
}
