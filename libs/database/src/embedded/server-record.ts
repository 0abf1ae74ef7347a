import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedServerError } from './embedded-server.error.js';
import { callerIsRoot } from './process-owner.js';

/** Where an embedded server keeps its things. */
export interface ServerPaths {
  readonly directory: string;
  readonly data: string;
  readonly record: string;
  readonly log: string;
}

/** What must be known to use the server again: kept in `postgres.json`, readable by its owner only. */
export interface ServerRecord {
  readonly port: number;
  readonly password: string;
  readonly pgVersion: string;
}

export function serverPaths(directory: string): ServerPaths {
  const absolute = resolve(directory);
  return {
    directory: absolute,
    data: join(absolute, 'postgres'),
    record: join(absolute, 'postgres.json'),
    log: join(absolute, 'postgres.log'),
  };
}

/** Hexadecimal, so that it needs no escaping in a URL, in SQL or in a file. */
export function newPassword(): string {
  return randomBytes(24).toString('hex');
}

/** `undefined` when there is none, `'damaged'` when there is one that says nothing usable. */
export async function readRecord(paths: ServerPaths): Promise<ServerRecord | 'damaged' | undefined> {
  let text: string;
  try {
    text = await readFile(paths.record, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'EACCES') throw error;
    throw new EmbeddedServerError(
      `${paths.record} may only be read by the user who started Carenode here before. Start it as that user, ` +
        `or, as root, run "chown -R ${process.geteuid?.()} ${paths.directory}".`,
    );
  }
  try {
    const { port, password, pgVersion } = JSON.parse(text) as Record<string, unknown>;
    if (!isPort(port) || typeof password !== 'string' || password === '') return 'damaged';
    return { port, password, pgVersion: typeof pgVersion === 'string' ? pgVersion : '' };
  } catch {
    return 'damaged';
  }
}

/** Keeps the first record of two processes that create one at the same moment; returns the one kept. */
export async function createRecord(paths: ServerPaths, record: ServerRecord): Promise<ServerRecord> {
  const draft = await writeDraft(paths, record);
  try {
    await link(draft, paths.record);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const kept = await readRecord(paths);
    return kept === undefined || kept === 'damaged' ? createRecord(paths, record) : kept;
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(paths.directory);
  return record;
}

export async function replaceRecord(paths: ServerPaths, record: ServerRecord): Promise<void> {
  await rename(await writeDraft(paths, record), paths.record);
  await syncDirectory(paths.directory);
}

export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
}

/** What root writes in another user's folder belongs to that user, who starts Carenode there next time. */
export async function giveToFolderOwner(path: string, handle: FileHandle): Promise<void> {
  if (!callerIsRoot()) return;
  const { uid, gid } = await stat(dirname(path));
  await handle.chown(uid, gid);
}

/** Makes a rename or link inside the directory survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeDraft(paths: ServerPaths, record: ServerRecord): Promise<string> {
  const draft = `${paths.record}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(record, undefined, 2)}\n`);
    await giveToFolderOwner(draft, handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}
