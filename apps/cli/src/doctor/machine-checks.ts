import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Configuration } from '@carenode/runtime';

import { fail, type Finding, ok, warn } from './check.js';

const GIBIBYTE = 1024 ** 3;

/** What can be told without a database. */
export function checkMachine(config: Configuration): Finding[] {
  return [checkNode(), ...(config.databaseUrl ? [] : [checkDisk(config.home)]), checkSecretKey(config)];
}

function checkNode(): Finding {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 9)) return ok('node', `Node.js ${node}`);
  return fail(
    'node',
    `Node.js ${node} is too old`,
    'Run "npm ci": it brings Node.js 24; or install Node.js 24.9 or newer.',
  );
}

function checkDisk(home: string): Finding {
  const path = existsSync(home) ? home : dirname(home);
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const words = `${(free / GIBIBYTE).toFixed(1)} GiB free for ${home}`;
  const remedy = `Free space on the disk of ${home}, or move the folder and set CARENODE_HOME.`;
  if (free < 0.2 * GIBIBYTE) return fail('disk', words, remedy);
  return free < GIBIBYTE ? warn('disk', words, remedy) : ok('disk', words);
}

function checkSecretKey({ secretKeys, home }: Configuration): Finding {
  if (secretKeys)
    return ok('secret key', `CARENODE_SECRET_KEY has ${secretKeys.length} (the first seals, all open)`);
  const path = join(home, 'secret-key');
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found)
    return warn(
      'secret key',
      `there is none at ${path} yet`,
      'It is made when the instance starts; keep a copy of it.',
    );
  if ((found.mode & 0o077) !== 0) {
    return fail('secret key', `${path} can be read by other users`, `chmod 600 ${path}`);
  }
  return ok('secret key', path);
}
