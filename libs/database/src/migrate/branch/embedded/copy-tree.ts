import { constants } from 'node:fs';
import { chown, copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** A file below the root of a data directory, such as `base/5/1259`. */
export type RelativePath = string;

export interface CopyTree {
  readonly from: string;
  readonly to: string;
  /** False for what is left out; asked for every file and folder. */
  readonly takes: (path: RelativePath) => boolean;
  /** False for folders that are made, and stay empty. */
  readonly enters: (path: RelativePath) => boolean;
}

const BLOCK = 1024 * 1024;

/**
 * Copies a tree that somebody writes to meanwhile: a file that goes away is left out, one that shrinks or grows is copied up
 * to where it ends. Shares blocks where the file system can. Owners and modes of folders are kept. Resolves with the bytes.
 */
export async function copyTree(tree: CopyTree): Promise<number> {
  const files: RelativePath[] = [];
  await makeFolders(tree, '', files);
  const copier = await chooseCopier(tree, files);
  let next = 0;
  let bytes = 0;
  const work = async () => {
    const buffer = Buffer.allocUnsafe(BLOCK);
    for (let path = files[next++]; path !== undefined; path = files[next++]) {
      const copied = await copier(join(tree.from, path), join(tree.to, path), buffer);
      bytes += copied;
    }
  };
  await Promise.all(Array.from({ length: Math.min(8, 2 * availableParallelism()) }, work));
  return bytes;
}

/** Copies one file as it is now. Resolves with its bytes; 0 when it is not there. */
export async function copyOne(
  from: string,
  to: string,
  buffer: Buffer = Buffer.allocUnsafe(BLOCK),
): Promise<number> {
  const source = await unlessGone(open(from, 'r'));
  if (!source) return 0;
  try {
    const { uid, gid, mode } = await source.stat();
    const target = await open(to, 'w', mode & 0o777);
    try {
      const bytes = await pour(source, target, buffer);
      if (process.geteuid?.() === 0) await target.chown(uid, gid);
      return bytes;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function pour(source: FileHandle, target: FileHandle, buffer: Buffer): Promise<number> {
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, buffer.length, bytes);
    if (bytesRead === 0) return bytes;
    for (let written = 0; written < bytesRead;) {
      written += (await target.write(buffer, written, bytesRead - written, bytes + written)).bytesWritten;
    }
    bytes += bytesRead;
  }
}

async function makeFolders(tree: CopyTree, folder: RelativePath, files: RelativePath[]): Promise<void> {
  const from = join(tree.from, folder);
  const to = join(tree.to, folder);
  const { uid, gid, mode } = await stat(from);
  await mkdir(to, { mode: mode & 0o777 });
  if (process.geteuid?.() === 0) await chown(to, uid, gid);
  if (folder !== '' && !tree.enters(folder)) return;
  for (const entry of (await unlessGone(readdir(from, { withFileTypes: true }))) ?? []) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!tree.takes(path)) continue;
    if (entry.isDirectory()) await makeFolders(tree, path, files);
    else if (entry.isFile()) files.push(path);
  }
}

type Copier = (from: string, to: string, buffer: Buffer) => Promise<number>;

/** Shared blocks where the first file shows that they work. Copies by the kernel of files that shrink may never end. */
async function chooseCopier(tree: CopyTree, files: readonly RelativePath[]): Promise<Copier> {
  const [first] = files;
  if (first === undefined) return copyOne;
  try {
    await copyFile(join(tree.from, first), join(tree.to, first), constants.COPYFILE_FICLONE_FORCE);
  } catch {
    return copyOne;
  }
  return share;
}

async function share(from: string, to: string): Promise<number> {
  const found = await unlessGone(stat(from));
  if (!found) return 0;
  const done = await unlessGone(copyFile(from, to, constants.COPYFILE_FICLONE_FORCE).then(() => true));
  if (done && process.geteuid?.() === 0) await chown(to, found.uid, found.gid);
  return found.size;
}

async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
