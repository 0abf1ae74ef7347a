import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

/** `unknown`: it lives, but this caller may not see what it is. A zombie is gone. */
export type ProcessState = 'gone' | 'postgres' | 'other' | 'unknown';

export async function processState(pid: number): Promise<ProcessState> {
  if (!exists(pid)) return 'gone';
  const entry = process.platform === 'linux' ? await readEntry(pid) : await askPs(pid);
  if (entry === undefined) return exists(pid) ? 'unknown' : 'gone';
  if (entry.state.startsWith('Z')) return 'gone';
  return entry.name.startsWith('postgres') ? 'postgres' : 'other';
}

/** Whether a process works in this directory, as every PostgreSQL process does in its data directory. */
export async function worksIn(pid: number, directory: string): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const [here, there] = await Promise.all([stat(directory), stat(`/proc/${pid}/cwd`)]);
    return here.dev === there.dev && here.ino === there.ino;
  } catch {
    return undefined;
  }
}

/**
 * Server processes that outlived their postmaster: while one does, PostgreSQL does not start on their data.
 * Empty where the system does not tell.
 */
export async function orphanedBackends(directory: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const backends: { pid: number; parent: number }[] = [];
  const postmasters = new Set<number>();
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const entry = await readEntry(pid);
    if (entry?.name !== 'postgres' || !(await worksIn(pid, directory))) continue;
    // Only backends have a title of this form; a postmaster shows the command line that started it.
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (title.startsWith('postgres: ')) backends.push({ pid, parent: entry.parent });
    else postmasters.add(pid);
  }
  return backends.filter(({ parent }) => !postmasters.has(parent)).map(({ pid }) => pid);
}

/** @returns `false` when the process is gone. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface ProcessEntry {
  readonly name: string;
  readonly state: string;
  readonly parent: number;
}

async function readEntry(pid: number): Promise<ProcessEntry | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name stands in parentheses and may hold any character, parentheses too.
  const fields = /^\d+ \((.*)\) (\S) (\d+)/s.exec(text);
  return fields ? { name: fields[1] ?? '', state: fields[2] ?? '', parent: Number(fields[3]) } : undefined;
}

async function askPs(pid: number): Promise<ProcessEntry | undefined> {
  const answer = await promisify(execFile)('ps', ['-o', 'state=,ppid=,comm=', '-p', String(pid)]).catch(
    () => undefined,
  );
  const fields = /^\s*(\S+)\s+(\d+)\s+(.*)$/m.exec(answer?.stdout ?? '');
  if (!fields) return undefined;
  return { name: basename(fields[3] ?? ''), state: fields[1] ?? '', parent: Number(fields[2]) };
}
