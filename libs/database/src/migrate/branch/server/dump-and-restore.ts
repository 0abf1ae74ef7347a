import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { BranchError, databaseIn } from '../branch.js';

/** The two programs of one version. */
export interface DumpPrograms {
  readonly dump: string;
  readonly restore: string;
  readonly major: number;
}

const DEBIAN = '/usr/lib/postgresql';
const MOST_WORDS = 2000;

/** Programs not older than the server: those on PATH, else those that Debian keeps apart by version. Null: none. */
export async function findPrograms(serverMajor: number): Promise<DumpPrograms | null> {
  const versions = (await readdir(DEBIAN).catch(() => [])).sort((a, b) => Number(a) - Number(b));
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  for (const folder of folders) {
    const [dump, restore] = [join(folder, 'pg_dump'), join(folder, 'pg_restore')];
    try {
      await Promise.all([access(dump), access(restore)]);
      const { stdout } = await promisify(execFile)(dump, ['--version']);
      const major = Number(/(\d+)(?:\.\d+|devel|beta\d+|rc\d+)/.exec(stdout)?.[1]);
      if (major >= serverMajor) return { dump, restore, major };
    } catch {
      continue;
    }
  }
  return null;
}

/** As whom the copy is read and written: `role` where the login is no superuser. */
export interface CopyDatabase {
  readonly fromUrl: string;
  readonly toUrl: string;
  readonly role: string | null;
}

/** Pours one database into another, which is empty. Nothing is written to a file, and no password stands on a command line. */
export async function dumpAndRestore(programs: DumpPrograms, copy: CopyDatabase): Promise<void> {
  const role = copy.role ? [`--role=${copy.role}`] : [];
  const dump = start(programs.dump, ['--format=custom', '--compress=0', ...role], copy.fromUrl);
  const restore = start(
    programs.restore,
    ['--exit-on-error', ...role, `--dbname=${databaseIn(copy.toUrl)}`],
    copy.toUrl,
  );
  restore.stdin?.on('error', () => undefined);
  if (dump.stdout && restore.stdin) dump.stdout.pipe(restore.stdin);
  const ends = await Promise.all([endOf('pg_dump', dump), endOf('pg_restore', restore)]);
  const failed = ends.filter((end) => end.code !== 0);
  if (failed.length > 0) throw new BranchError(failed.map(({ words }) => words).join('\n'));
}

function start(program: string, args: readonly string[], url: string): ChildProcess {
  const { hostname, port, username, password, searchParams } = new URL(url);
  return spawn(program, [...args, '--no-password'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      PGHOST: searchParams.get('host') ?? hostname,
      PGPORT: port || '5432',
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: databaseIn(url),
      PGAPPNAME: 'carenode branch',
      ...(searchParams.has('sslmode') ? { PGSSLMODE: searchParams.get('sslmode') ?? undefined } : {}),
    },
  });
}

/** Names of objects may stand in what it says; rows that PostgreSQL quotes in details and contexts may not. */
function endOf(name: string, child: ChildProcess): Promise<{ code: number | null; words: string }> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const lines = errors.split('\n').filter((line) => /^pg_(dump|restore): error: /.test(line));
      resolve({ code, words: `${name} ended with ${code}: ${lines.join(' ').slice(0, MOST_WORDS)}` });
    });
  });
}
