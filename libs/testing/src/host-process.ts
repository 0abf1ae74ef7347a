import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { temporaryDirectory } from './temporary-files.js';
import type { TestDatabase } from './test-database.js';

/** A host in a process of its own, running the built code. */
export interface HostProcess {
  readonly url: string;
  readonly pid: number;
  /** Ends it as an operator does (SIGTERM); resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does (SIGKILL). */
  kill(): Promise<void>;
}

export interface HostProcessOptions {
  readonly database: Pick<TestDatabase, 'hostUrl'>;
  /** Optional modules to load beside the required ones. */
  readonly modules?: readonly string[];
  /** The sealing key, 32 bytes in base64; one of its own when absent. */
  readonly secretKey?: string;
  /** Where files are kept; a folder of its own when absent. */
  readonly filesDirectory?: string;
  /** How long a host that says nothing keeps its jobs; 30 if absent. */
  readonly leaseSeconds?: number;
}

/** Starts a host process on a port of its own. The database may serve any number of them. */
export async function startHostProcess(options: HostProcessOptions): Promise<HostProcess> {
  const order = {
    modules: options.modules ?? [],
    databaseUrl: options.database.hostUrl,
    secretKey: options.secretKey ?? randomBytes(32).toString('base64'),
    filesDirectory: options.filesDirectory ?? temporaryDirectory(),
    ...(options.leaseSeconds ? { leaseSeconds: options.leaseSeconds } : {}),
  };
  // Beside this file when it is built, and found from its source too.
  const script = join(import.meta.dirname, '../dist/host-process.main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], CARENODE_TEST_HOST: JSON.stringify(order) },
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await urlOf(child, ended);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function urlOf(child: ChildProcess, ended: Promise<[number | null]>): Promise<string> {
  if (!child.stdout || !child.stderr) throw new Error('The host process has no output.');
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    ended.then(([code]) => {
      throw new Error(`The host process ended with code ${code}:\n${complaints.join('')}`);
    }),
  ]);
  return (JSON.parse(line) as { url: string }).url;
}
