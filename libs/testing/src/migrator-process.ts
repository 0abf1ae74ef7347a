import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { HostLogin } from '@carenode/database';

export interface MigratorOrder {
  readonly adminUrl: string;
  readonly hostLogin: HostLogin;
  /** Modules to load beside the required ones. */
  readonly modules: readonly string[];
  readonly direction: 'up' | 'down';
  readonly dropData?: string;
  readonly restore?: readonly string[];
}

/** A migrator in a process of its own, running the built code. */
export interface MigratorProcess {
  /** The code is loaded, and migrating begins. */
  readonly begun: Promise<void>;
  /** Its exit code, null after SIGKILL; and what it complained of. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaints: string }>;
  /** Ends it as a power cut does. */
  kill(): void;
}

export function startMigratorProcess(order: MigratorOrder): MigratorProcess {
  const script = join(import.meta.dirname, '../dist/migrator-process.main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], CARENODE_TEST_MIGRATOR: JSON.stringify(order) },
  });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const ended = (once(child, 'close') as Promise<[number | null]>).then(([code]) => ({
    code,
    complaints: complaints.join(''),
  }));
  const line = once(createInterface({ input: child.stdout }), 'line').then(() => undefined);
  return {
    begun: Promise.race([
      line,
      ended.then((end) =>
        Promise.reject(new Error(`The migrator ended with ${end.code}: ${end.complaints}`)),
      ),
    ]),
    ended,
    kill: () => void child.kill('SIGKILL'),
  };
}
