import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedServerError } from './embedded-server.error.js';
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js';
import type { PostmasterFile } from './postmaster-file.js';
import { askServer, foreignPostmaster } from './postmaster.js';
import type { Postmaster } from './postmaster.js';
import { processState, worksIn } from './process-table.js';
import type { ServerPaths } from './server-record.js';

/**
 * `stale`: `postmaster.pid` names a living process that is not this directory's server.
 * `busy`: this directory's server starts, stops, or does not answer yet.
 */
type Finding =
  | { readonly kind: 'none' }
  | { readonly kind: 'stale'; readonly pid: number }
  | { readonly kind: 'busy'; readonly pid: number; readonly status: string }
  | { readonly kind: 'running'; readonly postmaster: Postmaster };

const POLL_MS = 20;
const PROGRESS_MS = 5_000;
const STARTING_MS = 10 * 60_000;
const OTHERWISE_MS = 30_000;

export interface Search {
  readonly paths: ServerPaths;
  readonly password: string;
  readonly log: (line: string) => void;
}

/**
 * The server that runs on the data directory, waiting for one that is starting, and for the end of one that
 * is stopping.
 */
export async function findPostmaster(search: Search): Promise<Postmaster | undefined> {
  const finding = await settledFinding(search);
  return finding.kind === 'running' ? finding.postmaster : undefined;
}

/** The same, and when there is none, takes away what would keep a new one from starting. */
export async function findPostmasterOrClear(search: Search): Promise<Postmaster | undefined> {
  const finding = await settledFinding(search);
  if (finding.kind === 'stale') await disownPostmasterFile(search.paths.data, finding.pid);
  return finding.kind === 'running' ? finding.postmaster : undefined;
}

async function settledFinding(search: Search): Promise<Exclude<Finding, { kind: 'busy' }>> {
  const began = Date.now();
  let reported = began;
  for (;;) {
    const finding = await look(search);
    if (finding.kind !== 'busy') return finding;
    const waited = Date.now() - began;
    if (waited > (finding.status === 'starting' ? STARTING_MS : OTHERWISE_MS)) {
      throw new EmbeddedServerError(
        `PostgreSQL (process ${finding.pid}) runs on ${search.paths.data} but neither answers nor ends. ` +
          `See ${search.paths.log}; "kill -INT ${finding.pid}" ends it.`,
      );
    }
    if (Date.now() - reported >= PROGRESS_MS) {
      reported = Date.now();
      search.log(`Waiting for PostgreSQL (process ${finding.pid}, ${finding.status || 'not ready'}).`);
    }
    await sleep(POLL_MS);
  }
}

async function look(search: Search): Promise<Finding> {
  const { paths, password } = search;
  const file = await readPostmasterFile(paths.data);
  if (!file) return { kind: 'none' };
  const state = await processState(file.pid);
  if (state === 'gone') return { kind: 'none' };
  const here = state === 'other' ? false : await worksIn(file.pid, paths.data);
  if (here === false) return { kind: 'stale', pid: file.pid };
  if (file.status !== 'ready' || file.port === undefined) {
    return { kind: 'busy', pid: file.pid, status: file.status };
  }
  const answer = await askServer(file.port, password);
  switch (answer.kind) {
    case 'welcome':
      // A copied directory has the same password and process id in it, but is not what that server serves.
      if (here || (await mayBeSame(answer.dataDirectory, paths.data))) return running(file, file.port);
      return { kind: 'stale', pid: file.pid };
    case 'refused':
      return here ? { kind: 'busy', pid: file.pid, status: file.status } : { kind: 'stale', pid: file.pid };
    case 'silent':
      return { kind: 'busy', pid: file.pid, status: file.status };
    case 'denied':
      throw new EmbeddedServerError(
        `PostgreSQL (process ${file.pid}) runs on ${paths.data} but does not accept the password in ` +
          `${paths.record}. End it with "kill -INT ${file.pid}" and start again: the password is then set anew.`,
      );
  }
}

function running(file: PostmasterFile, port: number): Finding {
  return { kind: 'running', postmaster: foreignPostmaster(file.pid, port) };
}

async function mayBeSame(served: string | undefined, data: string): Promise<boolean> {
  if (served === undefined) return true;
  try {
    const [there, here] = await Promise.all([stat(served), stat(data)]);
    return there.dev === here.dev && there.ino === here.ino;
  } catch {
    // The server says where it was started; the directory may have been moved since.
    return true;
  }
}
