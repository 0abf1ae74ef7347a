import { open } from 'node:fs/promises';
import { giveToFolderOwner } from './server-record.js';

const LARGEST_LOG = 10 * 1024 * 1024;
const KEPT_OF_LARGE_LOG = 1024 * 1024;
const LARGEST_EXCERPT = 64 * 1024;
const LINES_IN_ERRORS = 12;

/** The server's log file opened for one start: the place where that start's lines begin is remembered. */
export interface ServerLog {
  readonly descriptor: number;
  /** What was written since it was opened. */
  text(): Promise<string>;
  close(): Promise<void>;
}

export async function openServerLog(path: string): Promise<ServerLog> {
  await shorten(path);
  const handle = await open(path, 'a+', 0o600);
  await giveToFolderOwner(path, handle);
  const { size: start } = await handle.stat();
  return {
    descriptor: handle.fd,
    async text() {
      const { size } = await handle.stat();
      const length = Math.min(Math.max(size - start, 0), LARGEST_EXCERPT);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString('utf8', 0, bytesRead);
    },
    close: () => handle.close(),
  };
}

/** The end of a program's output, for an error message. */
export function lastLines(output: string, password: string): string {
  const lines = output.replaceAll(password, '***').trimEnd().split('\n').slice(-LINES_IN_ERRORS);
  return lines.map((line) => `\n  ${line}`).join('');
}

async function shorten(path: string): Promise<void> {
  let handle;
  try {
    handle = await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    const { size } = await handle.stat();
    if (size <= LARGEST_LOG) return;
    const end = Buffer.alloc(KEPT_OF_LARGE_LOG);
    const { bytesRead } = await handle.read(end, 0, end.length, size - end.length);
    const kept = end.subarray(end.indexOf('\n') + 1, bytesRead);
    await handle.truncate(0);
    await handle.write(kept, 0, kept.length, 0);
  } finally {
    await handle.close();
  }
}
