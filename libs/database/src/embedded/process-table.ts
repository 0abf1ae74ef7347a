import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
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

export interface ProcessEntry {
  readonly name: string;
  readonly state: string;
  readonly parent: number;
}

/** What `/proc` says, to everybody. */
export async function readEntry(pid: number): Promise<ProcessEntry | undefined> {
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
