import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
/** The Node.js that npm installed for this platform, if it has one. */
export const pinnedNode = join(root, 'node_modules/.bin/node');

const NEEDED = [24, 9];

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/**
 * Returns when this process runs a Node.js that Carenode supports. Else runs the same command line again on the
 * one from npm and never returns: exit code and signals pass through.
 */
export async function onPinnedNode() {
  if (isNewEnough()) return;
  if (!existsSync(pinnedNode)) {
    console.error(
      `Carenode needs Node.js >= ${NEEDED.join('.')}; this is ${process.versions.node}.\n` +
        (existsSync(join(root, 'node_modules'))
          ? `npm has no Node.js of its own for ${process.platform}-${process.arch}: install Node.js 24 and try again.`
          : 'Run `npm ci` first: it brings the right Node.js.'),
    );
    process.exit(1);
  }
  const child = spawn(pinnedNode, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(await exitCodeOf(child));
}

/** Waits for a child and passes this process's signals on to it. A death by signal N is 128 + N, as in a shell. */
export function exitCodeOf(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // Ctrl-C reaches the whole process group by itself; a second SIGINT would mean "stop at once" to the child.
  const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
  for (const signal of signals) process.on(signal, forward);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      done(code ?? 128 + constants.signals[signal]);
    });
  });
}
