import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { processIdentity } from './process-identity.js';

/** The host that runs on an instance's folder. */
export interface RunningHost {
  readonly pid: number;
  /** Null until it listens. */
  readonly url: string | null;
}

/** The right to be the one host of a folder. Ends with the process, however that ends. */
export interface HostLock {
  /** Notes where the host listens, for those who find the lock taken. */
  announce(url: string): void;
  release(): void;
}

interface LockFile extends RunningHost {
  readonly identity: string | null;
}

const fileIn = (home: string) => join(home, 'host.json');

/** The host that runs on this folder; null when there is none, whatever a killed one left behind. */
export function runningHost(home: string): RunningHost | null {
  const found = readLock(fileIn(home));
  return found && isAlive(found) ? { pid: found.pid, url: found.url } : null;
}

/** Takes the folder for this process, or answers with the host that has it. Two at the same moment: one gets it. */
export function takeHostLock(home: string): { readonly lock: HostLock } | { readonly taken: RunningHost } {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const path = fileIn(home);
  const own: LockFile = { pid: process.pid, url: null, identity: processIdentity(process.pid) };
  const draft = `${path}.${process.pid}`;
  const write = (content: LockFile) => writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o644 });
  try {
    for (;;) {
      write(own);
      try {
        linkSync(draft, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = runningHost(home) ?? clearStale(path, `${draft}.stale`);
      if (found) return { taken: found };
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const mine = () => {
    const there = readLock(path);
    return there?.pid === own.pid && there.identity === own.identity;
  };
  return {
    lock: {
      announce: (url) => {
        write({ ...own, url });
        renameSync(draft, path);
      },
      release: () => {
        if (mine()) rmSync(path, { force: true });
      },
    },
  };
}

function isAlive({ pid, identity }: LockFile): boolean {
  return identity !== null && processIdentity(pid) === identity;
}

/** Moves a stale file away. Answers with the host whose file it was when one took the lock at that very moment. */
function clearStale(path: string, aside: string): RunningHost | null {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const moved = readLock(aside);
    if (!moved || !isAlive(moved)) return null;
    linkSync(aside, path);
    return { pid: moved.pid, url: moved.url };
  } finally {
    rmSync(aside, { force: true });
  }
}

function readLock(path: string): LockFile | null {
  try {
    const { pid, url, identity } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof identity !== 'string') return null;
    return { pid, url: typeof url === 'string' ? url : null, identity };
  } catch {
    return null;
  }
}
