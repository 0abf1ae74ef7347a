import { readFile } from 'node:fs/promises';
import { EmbeddedServerError } from './embedded-server.error.js';
import { runAs } from './process-owner.js';
import type { ProcessOwner } from './process-owner.js';
import { readEntry, sendSignal } from './process-table.js';

const TERMINATED_AFTER_MS = 1_000;
const QUIT_AFTER_MS = 4_000;
const REPORTED_AFTER_MS = 10_000;

/**
 * PostgreSQL does not start while backends of a killed postmaster live. They end by themselves, but one that
 * computes notices only after its statement: after a while they are asked to end, then told to.
 *
 * @param waited how long this goes on, in milliseconds
 * @throws {EmbeddedServerError} when it does not help
 */
export async function outliveOrphans(
  dataDirectory: string,
  owner: ProcessOwner,
  waited: number,
  log: (line: string) => void,
): Promise<void> {
  if (waited < TERMINATED_AFTER_MS) return;
  const orphans = await orphanedBackends(dataDirectory, owner);
  if (waited >= REPORTED_AFTER_MS) {
    const which =
      orphans.length > 0
        ? `"kill -KILL ${orphans.join(' ')}" ends them`
        : 'end the processes named postgres that are left of it';
    throw new EmbeddedServerError(
      `Processes of a PostgreSQL that was killed still use ${dataDirectory}: ${which}, then start again.`,
    );
  }
  const signal = waited >= QUIT_AFTER_MS ? 'SIGQUIT' : 'SIGTERM';
  for (const pid of orphans) {
    log(`Ending process ${pid}, which a killed PostgreSQL left behind (${signal}).`);
    sendSignal(pid, signal);
  }
}

/** Empty where the system does not tell. */
async function orphanedBackends(dataDirectory: string, owner: ProcessOwner): Promise<number[]> {
  const backends: { pid: number; parent: number }[] = [];
  const postmasters = new Set<number>();
  for (const pid of await processesWorkingIn(dataDirectory, owner)) {
    const entry = await readEntry(pid);
    if (entry?.name !== 'postgres') continue;
    // Only backends have a title of this form; a postmaster shows the command line that started it.
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (title.startsWith('postgres: ')) backends.push({ pid, parent: entry.parent });
    else postmasters.add(pid);
  }
  return backends.filter(({ parent }) => !postmasters.has(parent)).map(({ pid }) => pid);
}

/** Looked for as the server's own user: in a container not even root sees where another user's process works. */
async function processesWorkingIn(directory: string, owner: ProcessOwner): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const script = 'for p in /proc/[0-9]*; do [ "$p/cwd" -ef "$0" ] && echo "${p#/proc/}"; done';
  const { output } = await runAs(owner, '/bin/sh', ['-c', script, directory]);
  return output.split('\n').filter(Boolean).map(Number);
}
