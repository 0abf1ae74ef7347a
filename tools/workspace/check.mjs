import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { onPinnedNode, root } from './node.mjs';

await onPinnedNode();

const bin = (name) => join(root, 'node_modules/.bin', name);

/** The lockfile must install from any registry: it names packages and their hashes, no addresses. */
async function lockfileNamesNoRegistry() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const addressed = Object.entries(packages).filter(([, { resolved }]) =>
    /^[a-z+]+:\/\//i.test(resolved ?? ''),
  );
  if (addressed.length === 0) return { ok: true, output: '' };
  const names = addressed.slice(0, 5).map(([path]) => path);
  return {
    ok: false,
    output:
      `package-lock.json holds ${addressed.length} addresses, for example of ${names.join(', ')}.\n` +
      'Make it with: npm install --omit-lockfile-registry-resolved',
  };
}

const checks = [
  { name: 'lint', command: ['nx', 'run-many', '--targets', 'lint'] },
  { name: 'types', command: ['tsc', '--project', 'tsconfig.json'] },
  {
    name: 'console types',
    command: ['tsc', '--project', 'apps/console/tsconfig.json'],
    needs: 'apps/console/index.html',
  },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'compose', command: ['dclint', '-c', 'tools/deploy/compose-lint.json', 'docker-compose.yml'] },
  { name: 'lockfile', run: lockfileNamesNoRegistry },
];

/** What a command says, without colours and the echo of each command that Nx runs. */
const tidy = (output) =>
  stripVTControlCharacters(output)
    .replaceAll(/^(> |Warning: command ).*$/gm, '')
    .replaceAll(/\n\s*\n\s*\n+/g, '\n\n')
    .trim();

function runCommand([name, ...args]) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [bin(name), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NX_DAEMON: 'false',
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', (error) => done({ ok: false, output: error.message }));
    child.on('exit', (code) => done({ ok: code === 0, output: tidy(output) }));
  });
}

const queue = checks.filter(({ needs }) => needs === undefined || existsSync(join(root, needs)));
const failed = [];
async function work() {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    const started = performance.now();
    const { ok, output } = await (check.run ?? (() => runCommand(check.command)))();
    const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    console.log(ok ? `ok      ${check.name} (${took})` : `FAILED  ${check.name} (${took})\n${output}\n`);
    if (!ok) failed.push(check.name);
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
if (failed.length > 0) console.log(`check failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
