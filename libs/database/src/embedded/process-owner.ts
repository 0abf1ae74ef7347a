import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { chown, readFile } from 'node:fs/promises';
import { EmbeddedServerError } from './embedded-server.error.js';

/**
 * As whom the server's programs run. PostgreSQL refuses to run as root, so a root caller needs another user,
 * who may not be able to enter the folders on the way to the programs and the data.
 */
export interface ProcessOwner {
  readonly description: string;
  /** Who must own the data; `undefined`: whoever calls. */
  readonly files: FileOwner | undefined;
  /** The program that changes the user and then becomes the one asked for, with its arguments. */
  readonly through: readonly string[];
  readonly spawnOptions: Pick<SpawnOptions, 'uid' | 'gid'>;
}

export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

interface Account extends FileOwner {
  readonly name: string;
}

const CALLER: ProcessOwner = { description: 'the caller', files: undefined, through: [], spawnOptions: {} };

const ACCOUNTS = ['postgres', '_postgres', 'nobody'];

/**
 * @param scratch an empty directory beside the data, used to try who can work there; its owner changes
 * @param dataOwner who owns the existing data, if there is some
 */
export async function chooseProcessOwner(
  postgres: string,
  scratch: string,
  dataOwner: FileOwner | undefined,
): Promise<ProcessOwner> {
  if (!callerIsRoot()) return CALLER;
  const account =
    dataOwner && dataOwner.uid !== 0 ? { ...dataOwner, name: `user ${dataOwner.uid}` } : await findAccount();
  const refusals: string[] = [];
  for (const candidate of candidates(account)) {
    const refusal = await refusalOf(candidate, postgres, scratch);
    if (refusal === undefined) return candidate;
    refusals.push(`${candidate.description}: ${refusal}`);
  }
  throw new EmbeddedServerError(
    `PostgreSQL refuses to run as root, and running it as another user failed too (${refusals.join('; ')}). ` +
      `Start Carenode as an ordinary user who owns this folder, or move it to where other users may enter ` +
      `(such as /opt/carenode), or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** Runs one of the server's programs. The caller's environment, which may hold secrets, is not passed on. */
export function spawnAs(
  owner: ProcessOwner,
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'stdio'>,
): ChildProcess {
  const [file = program, ...rest] = [...owner.through, program, ...args];
  return spawn(file, rest, {
    ...options,
    ...owner.spawnOptions,
    cwd: '/',
    env: programEnvironment(),
    // A group of its own: the terminal's Ctrl-C must not end it before its clients are done.
    detached: true,
  });
}

/** Runs a program to its end. Rejects only when it could not be started. */
export async function runAs(
  owner: ProcessOwner,
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ ok: boolean; output: string; errors: string }> {
  const child = spawnAs(owner, program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // A program that ends without reading its input is no failure of its own.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output, errors }));
  });
}

export function callerIsRoot(): boolean {
  return process.geteuid?.() === 0;
}

function candidates(account: Account): ProcessOwner[] {
  const { uid, gid, name } = account;
  const files = { uid, gid };
  const owners: ProcessOwner[] = [
    { description: `as ${name}`, files, through: [], spawnOptions: { uid, gid } },
  ];
  if (process.platform !== 'linux') return owners;
  // Containers commonly withhold the first of the two, which is enough, and leave the second, which is more.
  for (const capability of ['dac_read_search', 'dac_override']) {
    owners.push({
      description: `as ${name} with ${capability}`,
      files,
      through: withCapability(account, capability),
      spawnOptions: {},
    });
  }
  // Inside the namespace root's files belong to the account, and the process keeps no privilege of root.
  owners.push({
    description: `as ${name} in a user namespace`,
    files: { uid: 0, gid: 0 },
    through: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'],
    spawnOptions: {},
  });
  return owners;
}

function withCapability({ uid, gid }: FileOwner, capability: string): string[] {
  const only = `-all,+${capability}`;
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    // Without it access(2) ignores capabilities, and PostgreSQL takes its own programs for not executable.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    `--bounding-set=${only}`,
    '--',
  ];
}

async function refusalOf(
  owner: ProcessOwner,
  postgres: string,
  scratch: string,
): Promise<string | undefined> {
  try {
    if (owner.files) await chown(scratch, owner.files.uid, owner.files.gid);
    const script = 'test -w "$0" || { echo "cannot write to $0" >&2; exit 1; }; exec "$1" --version';
    const { ok, errors } = await runAs(owner, '/bin/sh', ['-c', script, scratch, postgres]);
    // PostgreSQL prints its version even when it cannot find its own files, but complains before.
    if (ok && errors === '') return undefined;
    return errors.trim().split('\n')[0] || 'no answer';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function findAccount(): Promise<Account> {
  const accounts = new Map<string, Account>();
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [name = '', , uid, gid] = line.split(':');
    const account = { name, uid: Number(uid), gid: Number(gid) };
    if (account.uid > 0 && account.gid >= 0) accounts.set(name, account);
  }
  for (const name of ACCOUNTS) {
    const account = accounts.get(name);
    if (account) return account;
  }
  throw new EmbeddedServerError(
    `PostgreSQL refuses to run as root, and this system has none of the users ${ACCOUNTS.join(', ')} to run ` +
      `it as. Start Carenode as an ordinary user, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

function programEnvironment(): NodeJS.ProcessEnv {
  const { PATH = '', LD_LIBRARY_PATH } = process.env;
  return {
    PATH: `${PATH}:/usr/sbin:/usr/bin:/sbin:/bin`,
    // English messages, which are recognised when a start fails; initdb takes the server's zone from TZ.
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }),
  };
}
