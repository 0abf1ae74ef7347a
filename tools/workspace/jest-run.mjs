import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodeOf, root } from './node.mjs';

/** Longest that Jest may take to end after its last test, tearing down its database server included. */
const LINGER_MS = 60_000;

/**
 * Takes `--json-summary <file>` out of a command line: the file gets `{ passed, failed }` of the run.
 * Everything else is Jest's.
 */
export function takeSummaryFlag(argv) {
  const at = argv.indexOf('--json-summary');
  if (at === -1) return { rest: argv, summaryFile: undefined };
  const summaryFile = argv[at + 1];
  if (!summaryFile) throw new Error('--json-summary needs a file name.');
  return { rest: argv.filter((_, i) => i !== at && i !== at + 1), summaryFile };
}

/**
 * Runs Jest over real ES modules and prints `N passed, N failed` as the last line. A suite that cannot run is one
 * failure; so is a skipped or planned test, because nobody reads a skipped test again. No test at all is a failure.
 * A run narrowed by name (-t) leaves the other tests out on purpose and may.
 * `problems` are failures from before the run, a sentence each. Returns the exit code.
 */
export async function runJest(args, { summaryFile, problems = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'carenode-jest-'));
  const file = join(folder, 'summary.json');
  const narrowed = args.some((arg) => /^(-t|--testNamePattern)(=|$)/.test(arg));
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, [...flags, jest, '--ci', ...args], {
    cwd: root,
    stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'inherit', 'inherit'],
    env: { ...process.env, CARENODE_TEST_SUMMARY: file },
  });
  const failures = [...problems];
  let linger;
  const watch = setInterval(() => {
    if (readSummary(file) === undefined) return;
    clearInterval(watch);
    linger = setTimeout(() => {
      failures.push(
        `Jest did not end within ${LINGER_MS / 1000} s of its last test: something is still open.`,
      );
      child.kill('SIGKILL');
    }, LINGER_MS);
  }, 500);
  const exitCode = await exitCodeOf(child);
  clearInterval(watch);
  clearTimeout(linger);

  const summary = readSummary(file);
  rmSync(folder, { recursive: true, force: true });
  let passed = 0;
  let failed = 0;
  if (summary === undefined) {
    failures.push(`Jest ended with exit code ${exitCode} before it had counted its tests.`);
  } else {
    passed = summary.passed;
    failed = summary.failed + summary.suitesNotRun;
    if (summary.problem) failures.push(summary.problem);
    if (summary.interrupted) failures.push('The run was interrupted.');
    if (!narrowed) for (const name of summary.notRun) failures.push(`Skipped: ${name}`);
    if (passed + failed === 0) failures.push('No test ran.');
    if (exitCode !== 0 && failed + failures.length === 0)
      failures.push(`Jest ended with exit code ${exitCode}.`);
  }
  failed += failures.length;
  for (const failure of failures) console.log(failure);
  if (summaryFile) writeFileSync(summaryFile, JSON.stringify({ passed, failed }));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
