import { lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createDirectory } from '../../../embedded/data-directory.js';
import { BranchError, refuseName } from '../branch.js';

/** What `branch.json` says about the branch in its folder. */
export interface BranchRecord {
  readonly of: string;
  readonly createdAt: string;
  readonly masked: boolean;
  readonly ready: boolean;
  /** The process that makes it, and when that process began, where the system tells. */
  readonly maker: { readonly pid: number; readonly began: string };
  /** `module/id` of the steps that it has. */
  readonly applied: readonly string[] | null;
}

const RECORD = 'branch.json';

/** Where the branches of an instance are. */
export function branchesFolder(home: string): string {
  return join(home, 'branches');
}

/** The folder of a branch; the name can lead nowhere else. */
export function branchFolder(home: string, name: string): string {
  refuseName(name);
  return join(branchesFolder(home), name);
}

/** Makes the folder. Throws when there is a branch of that name already. */
export async function makeFolder(home: string, name: string, record: BranchRecord): Promise<string> {
  const folder = branchFolder(home, name);
  await createDirectory(branchesFolder(home));
  try {
    await mkdir(folder, { mode: (await stat(branchesFolder(home))).mode & 0o777 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new BranchError(
      `There is a branch "${name}" already; drop it first: carenode migrate branch drop ${name}`,
    );
  }
  await writeRecord(folder, record);
  return folder;
}

/** Written beside and renamed, so that it is either the old or the new one. */
export async function writeRecord(folder: string, record: BranchRecord): Promise<void> {
  const draft = join(folder, `${RECORD}.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(folder, RECORD));
}

/** Null when there is none that says something usable. */
export async function readRecord(folder: string): Promise<BranchRecord | null> {
  try {
    const record = JSON.parse(await readFile(join(folder, RECORD), 'utf8')) as Partial<BranchRecord>;
    const whole = typeof record.of === 'string' && typeof record.createdAt === 'string' && record.maker;
    return whole ? (record as BranchRecord) : null;
  } catch {
    return null;
  }
}

/** The names of the folders in which branches are, whole or not. */
export async function folderNames(home: string): Promise<string[]> {
  const entries = await readdir(branchesFolder(home), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && isName(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** True for a folder of its own in the place for branches, false for nothing, a file, or a link to elsewhere. */
export async function isFolder(folder: string): Promise<boolean> {
  return (await lstat(folder).catch(() => null))?.isDirectory() === true;
}

export async function removeFolder(folder: string): Promise<void> {
  // What says that it is whole goes first.
  await rm(join(folder, RECORD), { force: true });
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** The bytes that its files have. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else bytes += (await lstat(path).catch(() => null))?.size ?? 0;
  }
  return bytes;
}

/** This process, as a maker. */
export async function thisMaker(): Promise<BranchRecord['maker']> {
  return { pid: process.pid, began: await beganOf(process.pid) };
}

/** Whether the maker is still at it. */
export async function isAtWork({ pid, began }: BranchRecord['maker']): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await beganOf(pid)) === began;
}

/** When a process began, in the system's own count; a number may be another process's by now. */
async function beganOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? 'over' : (rest[18] ?? '');
}

function isName(name: string): boolean {
  try {
    refuseName(name);
    return true;
  } catch {
    return false;
  }
}
