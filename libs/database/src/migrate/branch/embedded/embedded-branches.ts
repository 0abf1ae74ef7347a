import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import pg from 'pg';

import {
  type EmbeddedServer,
  findRunningEmbeddedServer,
  startEmbeddedServer,
} from '../../../embedded/embedded-server.js';
import { recoverCopy } from '../../../embedded/recover-copy.js';
import { serverPaths } from '../../../embedded/server-record.js';
import { withClient } from '../../../with-client.js';
import { appliedIn, pendingWithout } from '../applied.js';
import {
  type Branch,
  BranchError,
  type BranchRoom,
  type BranchSource,
  type CreateBranch,
  databaseIn,
  type OpenBranch,
} from '../branch.js';
import { maskDatabase } from '../mask/mask-database.js';
import {
  branchFolder,
  folderBytes,
  folderNames,
  isAtWork,
  isFolder,
  makeFolder,
  readRecord,
  removeFolder,
  thisMaker,
  writeRecord,
} from './branch-folder.js';
import { copyOnline } from './online-copy.js';

const PASSWORD_FILE = 'host-password';

/** The log of a masked branch must not keep the rows of before. */
const FORGETFUL = { wal_recycle: 'off', min_wal_size: '32MB' };

/** Branches of an instance's embedded server: servers of their own, each in a folder that is an instance's folder itself. */
export class EmbeddedBranches implements BranchRoom {
  private readonly database: string;

  constructor(
    private readonly source: BranchSource,
    private readonly home: string,
  ) {
    this.database = databaseIn(source.adminUrl);
  }

  async create(name: string, { masked = false }: CreateBranch): Promise<void> {
    const record = {
      of: this.database,
      createdAt: new Date().toISOString(),
      masked,
      ready: false,
      maker: await thisMaker(),
      applied: null,
    };
    const folder = await makeFolder(this.home, name, record);
    try {
      const { log } = this.source;
      const [from, to] = [serverPaths(this.home).data, serverPaths(folder).data];
      await copyOnline({ adminUrl: this.source.adminUrl, from, to, ...(log ? { log } : {}) });
      const recovering = performance.now();
      await recoverCopy(folder, (line) => this.say(line));
      this.say(`recovered in ${seconds(recovering)}`);
      const server = await this.start(folder, masked);
      try {
        if (masked) await this.mask(server);
        await this.admitHost(server, folder);
        const applied = await appliedIn(server.urlFor(this.database), this.source.hostLogin);
        await server.stop();
        await writeRecord(folder, { ...record, ready: true, applied });
      } finally {
        await server.stop();
      }
    } catch (error) {
      await removeFolder(folder);
      throw error;
    }
  }

  async list(): Promise<Branch[]> {
    const names = await folderNames(this.home);
    return Promise.all(
      names.map(async (name): Promise<Branch> => {
        const folder = branchFolder(this.home, name);
        const record = await readRecord(folder);
        const atWork = record && !record.ready && (await isAtWork(record.maker));
        return {
          name,
          of: record?.of ?? this.database,
          kind: 'server',
          state: record?.ready ? 'ready' : atWork ? 'creating' : 'unfinished',
          createdAt: record?.createdAt ?? null,
          masked: record?.ready === true && record.masked,
          bytes: await folderBytes(folder),
          pending: await pendingWithout(this.source.modules, record?.applied ?? null),
        };
      }),
    );
  }

  async drop(name: string): Promise<void> {
    const folder = branchFolder(this.home, name);
    if (!(await isFolder(folder))) throw noSuch(name);
    const record = await readRecord(folder);
    if (record && !record.ready && (await isAtWork(record.maker))) {
      throw new BranchError(
        `Branch "${name}" is being made by process ${record.maker.pid}; wait, or end that.`,
      );
    }
    await (await findRunningEmbeddedServer(folder))?.stop();
    await removeFolder(folder);
  }

  async open(name: string): Promise<OpenBranch> {
    const folder = branchFolder(this.home, name);
    const record = (await isFolder(folder)) ? await readRecord(folder) : null;
    if (!record) throw noSuch(name);
    if (!record.ready)
      throw new BranchError(`Branch "${name}" is not whole; drop it: carenode migrate branch drop ${name}`);
    const server = await this.start(folder, record.masked);
    const adminUrl = server.urlFor(record.of);
    return {
      adminUrl,
      hostLogin: this.source.hostLogin,
      release: async () => {
        const applied = await appliedIn(adminUrl, this.source.hostLogin).catch(() => record.applied);
        await writeRecord(folder, { ...record, applied });
        if (server.startedHere) await server.stop();
      },
    };
  }

  private start(folder: string, masked: boolean): Promise<EmbeddedServer> {
    return startEmbeddedServer({
      directory: folder,
      durable: false,
      log: (line) => this.say(line),
      ...(masked ? { settings: { ...FORGETFUL } } : {}),
    });
  }

  private async mask(server: EmbeddedServer): Promise<void> {
    const began = performance.now();
    await dropOtherDatabases(server.urlFor(this.database), this.database);
    const counts = await maskDatabase(server.urlFor(this.database), this.source.modules);
    // Pages of before are in the log until it is thrown away.
    await withClient(server.urlFor(this.database), 'carenode branch', async (client) => {
      for (let turn = 0; turn < 2; turn++)
        await client.query('select pg_switch_wal()').then(() => client.query('checkpoint'));
    });
    this.say(`masked ${counts.columns} columns of ${counts.tables} tables in ${seconds(began)}`);
  }

  /** The host's login gets a password of this branch, in the file where a host that runs on this folder looks for it. */
  private async admitHost(server: EmbeddedServer, folder: string): Promise<void> {
    const password = randomBytes(24).toString('base64url');
    await withClient(server.urlFor(this.database), 'carenode branch', async (client) => {
      const { name } = this.source.hostLogin;
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
      if (rowCount === 1)
        await client.query(`alter role ${pg.escapeIdentifier(name)} password ${pg.escapeLiteral(password)}`);
    });
    await writeFile(join(folder, PASSWORD_FILE), password, { mode: 0o600 });
  }

  private say(line: string): void {
    this.source.log?.(line);
  }
}

/** What other databases of the server hold is not masked, so a masked branch does not have them. */
async function dropOtherDatabases(url: string, kept: string): Promise<void> {
  await withClient(url, 'carenode branch', async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname not in ($1, 'template0', 'template1')`,
      [kept],
    );
    for (const { name } of rows) {
      await client.query(`alter database ${pg.escapeIdentifier(name)} with is_template false`);
      await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
    }
    await client.query('create database postgres template template0');
  });
}

function noSuch(name: string): BranchError {
  return new BranchError(`There is no branch "${name}". The branches: carenode migrate branch list`);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
