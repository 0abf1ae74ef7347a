import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `postmaster.pid` says (format: `src/include/utils/pidfile.h` of PostgreSQL). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | undefined;
  /** `starting`, `ready`, `standby` or `stopping`; empty before the first one is written. */
  readonly status: string;
}

const PORT_LINE = 3;
const STATUS_LINE = 7;

/** Larger than any process id that Linux or macOS gives. */
const IMPOSSIBLE_PID = '2147483647';

export async function readPostmasterFile(dataDirectory: string): Promise<PostmasterFile | undefined> {
  let text: string;
  try {
    text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const lines = text.split('\n');
  // A server in single-user mode writes its process id with a minus sign.
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!(pid > 0)) return undefined;
  const port = Number.parseInt(lines[PORT_LINE] ?? '', 10);
  return {
    pid,
    port: port > 0 ? port : undefined,
    status: (lines[STATUS_LINE] ?? '').trim(),
  };
}

/**
 * PostgreSQL refuses to start while the process named in a left-over `postmaster.pid` lives, even when that
 * is by now another program. Only the process id is replaced: the line that PostgreSQL uses to look for
 * left-over backends stays, so its own safety checks still hold. Read and written through one descriptor:
 * when a starting server has put its own file in place meanwhile, that one is not touched.
 */
export async function disownPostmasterFile(dataDirectory: string, stalePid: number): Promise<void> {
  let handle;
  try {
    handle = await open(join(dataDirectory, 'postmaster.pid'), 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    const [first = '', ...rest] = (await handle.readFile('utf8')).split('\n');
    if (Math.abs(Number.parseInt(first, 10)) !== stalePid) return;
    const text = Buffer.from([IMPOSSIBLE_PID, ...rest].join('\n'));
    await handle.write(text, 0, text.length, 0);
    await handle.truncate(text.length);
  } finally {
    await handle.close();
  }
}
