import { installedBinaries } from './server-binaries.js';
import { findServer, startServer } from './start-server.js';

export interface EmbeddedServerOptions {
  /** Where everything is kept (data, password, log), absolute or relative to the working directory. */
  directory: string;
  /**
   * Wanted port. Default: the one used before, else a free one. When it is taken, another free one is used and
   * kept; a server that already runs keeps the port it has.
   */
  port?: number;
  /**
   * `true` (default): nothing committed is ever lost. `false`, for tests only: nothing is forced to disk,
   * so the data may be unusable after a power cut.
   */
  durable?: boolean;
  /** Told, one line at a time, what happens out of the ordinary. Never told the password. */
  log?: (line: string) => void;
  /** More server settings, such as `{ max_connections: '200' }`. They do not reach a server that already runs. */
  settings?: Record<string, string>;
}

export interface EmbeddedServer {
  /** Always the loopback address: the server is not reachable from other machines. */
  readonly host: string;
  readonly port: number;
  /** Connection URL of the superuser `postgres` on the database `postgres`, password included: a secret. */
  readonly adminUrl: string;
  /** Connection URL for another database, by default as superuser (then a secret too). */
  urlFor(database: string, user?: string, password?: string): string;
  /** `false` when an already running server was taken over. */
  readonly startedHere: boolean;
  /**
   * Ends the server, wherever it was started, and resolves when it is gone: open transactions are rolled
   * back, nothing committed is lost. May be called more than once.
   */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes from npm, or takes over the one that already runs on this directory.
 * The first start creates the data; later ones find it, also after a crash. Safe to call from several
 * processes at once: they all get the same server.
 *
 * The server is a process of its own: it survives the caller and the terminal's Ctrl-C, so the caller must
 * call `stop()` after closing its connections.
 *
 * @throws {EmbeddedServerError} with a sentence that says what to do, when the server cannot run here.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  return startServer(options, await installedBinaries());
}

/**
 * The server that runs on this directory, or `undefined`. Never starts one and never writes anything; waits
 * for one that is starting.
 *
 * @throws {EmbeddedServerError} when one runs but does not accept the password kept in the directory.
 */
export async function findRunningEmbeddedServer(directory: string): Promise<EmbeddedServer | undefined> {
  return findServer(directory);
}
