import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What ESLint says about one text. A text that does not parse is one fatal message. */
export type LintReport = readonly {
  readonly ruleId: string | null;
  readonly message: string;
  readonly isError: boolean;
  readonly fatal: boolean;
}[];

export interface Project {
  readonly name: string;
  /** Relative to the repository. */
  readonly root: string;
  readonly tags: readonly string[];
}

const script = resolve(import.meta.dirname, 'lint-fixtures.mjs');

/**
 * Lints texts as if each stood in its file, under the workspace's own rules and a project graph made for this call.
 * Throws when the graph cannot be made: without it the boundary rule would report nothing.
 */
export async function lintTexts(
  texts: readonly { readonly filePath: string; readonly code: string }[],
): Promise<{ projects: Project[]; reports: LintReport[] }> {
  const data = await mkdtemp(join(tmpdir(), 'carenode-graph-'));
  try {
    const child = spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: data },
    });
    let output = '';
    let problems = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (problems += text.toString()));
    child.stdin.end(JSON.stringify(texts.map(({ filePath, code }) => ({ filePath, code }))));
    const exitCode = await new Promise((done, fail) => child.on('error', fail).on('close', done));
    if (exitCode !== 0) throw new Error(`Linting the texts failed: ${problems || output}`);
    return JSON.parse(output) as { projects: Project[]; reports: LintReport[] };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
