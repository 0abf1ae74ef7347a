import { catalog } from '@carenode/host';
import { type Database, type Migrator, pendingSteps } from '@carenode/database';
import type { ModuleManifest, Sealer } from '@carenode/module-kit';
import {
  type Configuration,
  createHost,
  filesOf,
  type Host,
  type InstanceAddress,
  leaveInstance,
  loadModules,
  locateInstance,
  migratorOf,
  openDatabase,
  readConfiguration,
  runningHost,
  sealerOf,
} from '@carenode/runtime';

/**
 * The instance a command works on. Each part is opened when it is first asked for; `close` closes what was opened, last
 * first, and ends an embedded server that nobody else uses.
 */
export class Instance {
  private readonly endings: (() => Promise<void>)[] = [];
  private readonly parts = new Map<string, Promise<unknown>>();

  constructor(
    readonly config: Configuration,
    private readonly note: (line: string) => void,
  ) {}

  modules(names: readonly string[] | null = this.config.modules): Promise<ModuleManifest[]> {
    const namedBy = names === this.config.modules ? undefined : '--module names';
    return this.once(`modules ${names?.join() ?? '*'}`, () => loadModules(catalog, names, namedBy));
  }

  address(): Promise<InstanceAddress> {
    return this.once('address', () => {
      const locating = locateInstance(this.config, this.note);
      this.endings.push(async () => {
        const address = await locating.catch(() => null);
        if (address) await leaveInstance(this.config, address);
      });
      return locating;
    });
  }

  /** The migrator of these modules (of all that are loaded when none are named) and of what they require. */
  async migrator(names?: readonly string[], log?: (line: string) => void): Promise<Migrator> {
    return migratorOf(await this.address(), await this.modules(names ?? this.config.modules), log);
  }

  database(): Promise<Database> {
    return this.once('database', async () => {
      const db = await openDatabase(this.config, await this.address(), await this.modules(), this.note);
      this.endings.push(() => db.close());
      return db;
    });
  }

  sealer(): Sealer {
    return sealerOf(this.config);
  }

  /** The modules' services, without a port that listens. Refuses while a required module is not installed. */
  host(): Promise<Host> {
    return this.once('host', async () => {
      const [db, modules] = [await this.database(), await this.modules()];
      const pending = await pendingSteps(db, modules).catch(() => null);
      const missing = modules.filter(
        (module) => module.required && (pending?.get(module.name)?.length ?? 1) > 0,
      );
      if (missing.length > 0) {
        const names = missing.map((module) => module.name).join(', ');
        throw new Error(`The database lacks steps of ${names}. Run: carenode migrate up`);
      }
      const host = await createHost({
        modules,
        db,
        sealer: this.sealer(),
        files: filesOf(this.config),
        publicUrl: this.config.publicUrl,
      });
      this.endings.push(() => host.close());
      return host;
    });
  }

  async close(): Promise<void> {
    for (let end = this.endings.pop(); end; end = this.endings.pop()) await end();
  }

  /** For a process that is told to stop and exits now: what it has not committed is gone, and so is a server it started. */
  async abandon(): Promise<void> {
    const address = await (this.parts.get('address') as Promise<InstanceAddress> | undefined)?.catch(
      () => null,
    );
    if (address?.embedded?.startedHere && !runningHost(this.config.home)) await address.embedded.stop();
  }

  private once<T>(name: string, open: () => Promise<T>): Promise<T> {
    const known = this.parts.get(name) as Promise<T> | undefined;
    const part = known ?? open();
    this.parts.set(name, part);
    return part;
  }
}

/** The instance that the environment names. Throws one error that lists every problem of the configuration. */
export function openInstance(env: NodeJS.ProcessEnv, note: (line: string) => void): Instance {
  return new Instance(readConfiguration(env), note);
}
