import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedServerError } from './embedded-server.error.js';
import { readPostmasterFile } from './postmaster-file.js';
import { spawnAs } from './process-owner.js';
import type { ProcessOwner } from './process-owner.js';
import { processState, sendSignal } from './process-table.js';
import { openServerLog } from './server-log.js';
import type { ServerPaths } from './server-record.js';

export const SERVER_HOST = '127.0.0.1';

/** A running server. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Whether it is gone for good. */
  isGone(): Promise<boolean>;
}

/** How a start went. `output` is what the server wrote meanwhile. */
export type LaunchOutcome =
  | { readonly kind: 'ready'; readonly postmaster: Postmaster }
  | { readonly kind: 'port-taken' | 'data-in-use' | 'memory-in-use' | 'failed'; readonly output: string };

export interface Launch {
  readonly paths: ServerPaths;
  readonly owner: ProcessOwner;
  readonly program: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** `refused`: nobody listens on the port; `silent`: somebody does, but gives no usable answer now. */
export type ServerAnswer =
  | { readonly kind: 'welcome'; readonly dataDirectory: string | undefined }
  | { readonly kind: 'denied' | 'refused' | 'silent' };

const POLL_MS = 10;
const PROGRESS_MS = 5_000;
const CONNECT_MS = 15_000;
const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 15_000;

/** Starts a server and waits until it accepts connections, however long the recovery after a crash takes. */
export async function launchPostmaster(launch: Launch): Promise<LaunchOutcome> {
  const serverLog = await openServerLog(launch.paths.log);
  try {
    const child = spawnAs(launch.owner, launch.program, serverArguments(launch), {
      stdio: ['ignore', serverLog.descriptor, serverLog.descriptor],
    });
    child.unref();
    let spawnError: Error | undefined;
    child.once('error', (error) => (spawnError = error));
    const began = Date.now();
    let reported = began;
    while (!spawnError && !hasExited(child)) {
      const file = await readPostmasterFile(launch.paths.data);
      if (file && file.pid === child.pid && file.status === 'ready') {
        return { kind: 'ready', postmaster: ownPostmaster(child, file.pid, launch.port) };
      }
      if (Date.now() - reported >= PROGRESS_MS) {
        reported = Date.now();
        launch.log(`PostgreSQL is still starting, after ${Math.round((reported - began) / 1000)} s.`);
      }
      await sleep(POLL_MS);
    }
    const output = `${await serverLog.text()}${spawnError?.message ?? ''}`;
    return { kind: reasonOf(output), output };
  } finally {
    await serverLog.close();
  }
}

/** A server that some other process started. */
export function foreignPostmaster(pid: number, port: number): Postmaster {
  return {
    pid,
    port,
    async isGone() {
      const state = await processState(pid);
      return state === 'gone' || state === 'other';
    },
  };
}

/** Ends a server: its clients are disconnected, what they committed is kept. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    if ((await postmaster.isGone()) || !signalServer(postmaster.pid, signal)) return;
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (await postmaster.isGone()) return;
      await sleep(POLL_MS);
    }
  }
  throw new EmbeddedServerError(`PostgreSQL (process ${postmaster.pid}) does not end; see its log.`);
}

function signalServer(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return sendSignal(pid, signal);
  } catch (error) {
    throw new EmbeddedServerError(
      `PostgreSQL (process ${pid}) belongs to another user, who must end it (${(error as Error).message}).`,
    );
  }
}

/** Signs in as superuser, which only the server with our password allows. */
export async function askServer(port: number, password: string): Promise<ServerAnswer> {
  const client = new Client({
    host: SERVER_HOST,
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'carenode-embedded-server',
  });
  // A server that ends while we ask is an answer too: the query below rejects.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ path: string }>(`select current_setting('data_directory') as path`);
    return { kind: 'welcome', dataDirectory: rows[0]?.path };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'ECONNREFUSED') return { kind: 'refused' };
    return { kind: code.startsWith('28') ? 'denied' : 'silent' };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function ownPostmaster(child: ChildProcess, pid: number, port: number): Postmaster {
  return { pid, port, isGone: () => Promise.resolve(hasExited(child)) };
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function serverArguments({ paths, port, settings }: Launch): string[] {
  const all: Record<string, string> = {
    ...settings,
    listen_addresses: SERVER_HOST,
    port: String(port),
    unix_socket_directories: '',
  };
  return ['-D', paths.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function reasonOf(output: string): Exclude<LaunchOutcome['kind'], 'ready'> {
  if (/could not create any TCP\/IP sockets|could not create listen socket/.test(output)) return 'port-taken';
  if (/lock file ".*postmaster\.pid" already exists/.test(output)) return 'data-in-use';
  if (/pre-existing shared memory block/.test(output)) return 'memory-in-use';
  return 'failed';
}
