import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPinnedNode } from '../workspace/node.mjs';

/** What drills need beyond npm: the Debian package, and a file that tells that it is there. */
const NEEDED = [
  { name: 'pgbouncer', file: '/usr/sbin/pgbouncer' },
  { name: 'chromium', file: '/usr/bin/chromium' },
];
const DRILL_TIMEOUT_MS = 180_000;

await onPinnedNode();
const { build } = await import('../workspace/build.mjs');
const { runJest, takeSummaryFlag } = await import('../workspace/jest-run.mjs');

/** Installs what is missing where this user may. Returns a sentence per package that is still missing. */
function provide() {
  const missing = () => NEEDED.filter(({ file }) => !existsSync(file));
  const names = missing().map(({ name }) => name);
  if (names.length === 0) return [];
  const install = ['install', '-y', '--no-install-recommends', ...names];
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.log(`installing ${names.join(', ')}`);
    aptGet(['update']);
    aptGet(install);
  }
  const how = `run \`sudo apt-get update && sudo apt-get ${install.join(' ')}\``;
  return missing().map(({ name, file }) => `${name} is missing (${file}): ${how}`);
}

function aptGet(args) {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

const { rest, summaryFile } = takeSummaryFlag(process.argv.slice(2));
const problems = provide();
if (!(await build({ quiet: true }))) problems.push('Not everything compiled: see the first lines.');
// Drills kill servers and measure: one at a time.
const flags = ['--testMatch', '**/*.drill.ts', `--testTimeout=${DRILL_TIMEOUT_MS}`, '--runInBand'];
process.exit(await runJest([...flags, ...rest], { summaryFile, problems }));
