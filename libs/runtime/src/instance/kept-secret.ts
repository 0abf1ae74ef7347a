import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret of the folder, made at the first call. Two at the same moment get the same one, and no half-written one. */
export function keptSecret(home: string, name: string, make: () => string): string {
  const path = join(home, name);
  const kept = read(path);
  if (kept) return kept;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const first = read(path);
  if (!first)
    throw new Error(`${path} is empty. Put its content back from a backup, or remove it to get a new one.`);
  return first;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
