import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Files } from '@carenode/module-kit';
import { DiskFiles } from '@carenode/runtime';

const made: string[] = [];

/** A folder for the files of hosts of one spec; gone when the process ends. */
export function temporaryDirectory(): string {
  if (made.length === 0) {
    process.once('exit', () => {
      for (const directory of made) rmSync(directory, { recursive: true, force: true });
    });
  }
  const directory = mkdtempSync(join(tmpdir(), 'carenode-files-'));
  made.push(directory);
  return directory;
}

/** Files of hosts of one spec; gone when the process ends. */
export function temporaryFiles(): Files {
  return new DiskFiles(temporaryDirectory());
}
