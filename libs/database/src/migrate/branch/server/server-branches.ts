import pg from 'pg';

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
import { OWNER_ROLE } from '../../roles.js';
import {
  branchDatabase,
  branchesOf,
  type FoundDatabase,
  onServer,
  tryLock,
  writeNote,
} from './branch-database.js';
import { dumpAndRestore, findPrograms } from './dump-and-restore.js';

/** Below this size PostgreSQL copies a template faster through its log; above, file by file. */
const SMALL = 200_000_000;
const OBJECT_IN_USE = '55006';

/** Branches of any other server: databases beside the live one, which share its roles. */
export class ServerBranches implements BranchRoom {
  private readonly live: string;

  constructor(private readonly source: BranchSource) {
    this.live = databaseIn(source.adminUrl);
  }

  async create(name: string, { masked = false }: CreateBranch): Promise<void> {
    const database = branchDatabase(this.live, name);
    const note = { branchOf: this.live, createdAt: new Date().toISOString(), masked, ready: false };
    await onServer(this.source.adminUrl, async (client) => {
      const server = await serverOf(client);
      if (!server.may) {
        throw new BranchError(
          'The login of DATABASE_ADMIN_URL may not create databases, which a branch on this server is: ' +
            `run as a superuser: alter role ${pg.escapeIdentifier(server.me)} createdb`,
        );
      }
      if (!(await tryLock(client, database)))
        throw new BranchError(`Branch "${name}" is being made already.`);
      const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
      if (rowCount !== 0)
        throw new BranchError(`There is a database "${database}" already; drop that branch first.`);
      const id = pg.escapeIdentifier(database);
      try {
        const copied = await this.copyTemplate(client, database, server.major);
        await writeNote(client, database, note);
        await client.query(`revoke all on database ${id} from public`);
        await client.query(`alter database ${id} with allow_connections true`);
        await this.admitOwner(database, server, !copied);
        if (!copied) await this.pour(database, server);
        if (masked) await this.mask(database);
        if (masked) await this.admitHost(client, database);
        await writeNote(client, database, { ...note, ready: true });
      } catch (error) {
        if ((error as { code?: string }).code !== '42P04')
          await client.query(`drop database if exists ${id} with (force)`).catch(() => undefined);
        throw error;
      }
    });
  }

  async list(): Promise<Branch[]> {
    return onServer(this.source.adminUrl, async (client) => {
      const branches: Branch[] = [];
      for (const found of await branchesOf(client, this.live)) {
        const ready = found.note?.ready === true;
        const applied = ready
          ? await appliedIn(this.urlOf(found.database), this.source.hostLogin).catch(() => null)
          : null;
        branches.push({
          name: found.name,
          of: this.live,
          kind: 'database',
          state: ready ? 'ready' : (await isBeingMade(client, found)) ? 'creating' : 'unfinished',
          createdAt: found.note?.createdAt ?? null,
          masked: ready && found.note?.masked === true,
          bytes: found.bytes,
          pending: await pendingWithout(this.source.modules, applied),
        });
      }
      return branches;
    });
  }

  async drop(name: string): Promise<void> {
    const database = branchDatabase(this.live, name);
    await onServer(this.source.adminUrl, async (client) => {
      const found = await this.find(client, database, name);
      if (!(await tryLock(client, database)))
        throw new BranchError(`Branch "${name}" is being made; wait, or end that.`);
      await client.query(`drop database ${pg.escapeIdentifier(found.database)} with (force)`);
    });
  }

  async open(name: string): Promise<OpenBranch> {
    const database = branchDatabase(this.live, name);
    const found = await onServer(this.source.adminUrl, (client) => this.find(client, database, name));
    if (!found.note?.ready)
      throw new BranchError(`Branch "${name}" is not whole; drop it: carenode migrate branch drop ${name}`);
    const masked = found.note.masked;
    return {
      adminUrl: this.urlOf(database),
      hostLogin: this.source.hostLogin,
      release: async () => {
        // The migrator lets the host's login in wherever it works.
        if (!masked)
          await onServer(this.source.adminUrl, (client) => this.refuseHost(client, database)).catch(
            () => undefined,
          );
      },
    };
  }

  private async find(client: pg.Client, database: string, name: string): Promise<FoundDatabase> {
    const found = (await branchesOf(client, this.live)).find((candidate) => candidate.database === database);
    if (!found)
      throw new BranchError(`There is no branch "${name}". The branches: carenode migrate branch list`);
    return found;
  }

  /** True when the rows are in it. It admits nobody yet. */
  private async copyTemplate(client: pg.Client, database: string, major: number): Promise<boolean> {
    const [live, id] = [this.live, database].map((name) => pg.escapeIdentifier(name));
    const { rows } = await client.query<{ owner: string; bytes: string }>(
      `select datdba::regrole::text as owner, pg_database_size(oid) as bytes from pg_database where datname = $1`,
      [this.live],
    );
    const owner = rows[0]?.owner ?? '';
    const small = Number(rows[0]?.bytes) < SMALL;
    if (!small && major >= 18) await client.query(`set file_copy_method = 'clone'`);
    const create = `create database ${id} owner ${owner} allow_connections false`;
    for (let turn = 0; turn < 2; turn++) {
      try {
        await client.query(`${create} template ${live} strategy ${small ? 'wal_log' : 'file_copy'}`);
        return true;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (code === OBJECT_IN_USE) break;
        // A file system that cannot share blocks says so in its own words.
        if (turn === 1 || major < 18 || small || code === '42P04') throw error;
        await client.query('reset file_copy_method');
      }
    }
    await client.query(`${create} template template0`);
    return false;
  }

  /** A database's own rights are not copied with it. The owner makes what is poured in, unless a superuser does. */
  private async admitOwner(database: string, { superuser }: Server, poured: boolean): Promise<void> {
    await withClient(this.urlOf(database), 'carenode branch', async (client) => {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [OWNER_ROLE]);
      if (rowCount === 0) return;
      await client.query(
        `grant create, temporary on database ${pg.escapeIdentifier(database)} to ${OWNER_ROLE}`,
      );
      if (poured && !superuser)
        await client.query(`grant create, usage on schema public to ${OWNER_ROLE} with grant option`);
    });
  }

  private async pour(database: string, { major, superuser }: Server): Promise<void> {
    const programs = await findPrograms(major);
    if (!programs) {
      throw new BranchError(
        `Others are connected to "${this.live}", so PostgreSQL does not copy it, and there is no pg_dump of version ${major} or ` +
          'newer on PATH. Install the client programs of that version, or make the branch while nobody is connected.',
      );
    }
    this.source.log?.(`others are connected to "${this.live}": copying with pg_dump ${programs.major}`);
    await dumpAndRestore(programs, {
      fromUrl: this.source.adminUrl,
      toUrl: this.urlOf(database),
      role: superuser ? null : OWNER_ROLE,
    });
  }

  private async mask(database: string): Promise<void> {
    const counts = await maskDatabase(this.urlOf(database), this.source.modules);
    this.source.log?.(`masked ${counts.columns} columns of ${counts.tables} tables`);
  }

  private async admitHost(client: pg.Client, database: string): Promise<void> {
    const { name } = this.source.hostLogin;
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
    if (rowCount === 1)
      await client.query(
        `grant connect on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(name)}`,
      );
  }

  private async refuseHost(client: pg.Client, database: string): Promise<void> {
    const { name } = this.source.hostLogin;
    await client.query(
      `revoke connect on database ${pg.escapeIdentifier(database)} from ${pg.escapeIdentifier(name)}`,
    );
  }

  private urlOf(database: string): string {
    const url = new URL(this.source.adminUrl);
    url.pathname = `/${encodeURIComponent(database)}`;
    return url.toString();
  }
}

interface Server {
  readonly me: string;
  readonly may: boolean;
  readonly superuser: boolean;
  readonly major: number;
}

async function serverOf(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(
    `select current_user as me, rolsuper or rolcreatedb as may, rolsuper as superuser,
            current_setting('server_version_num')::int / 10000 as major
       from pg_roles where rolname = current_user`,
  );
  const [server] = rows;
  if (!server) throw new Error('PostgreSQL did not say who is signed in.');
  return server;
}

async function isBeingMade(client: pg.Client, { database }: FoundDatabase): Promise<boolean> {
  if (!(await tryLock(client, database))) return true;
  await client.query('select pg_advisory_unlock_all()');
  return false;
}
