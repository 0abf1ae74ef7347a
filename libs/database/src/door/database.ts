import type { ClassRef, RequestContext } from '@carenode/module-kit';
import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

import { Listener, type OnNotice } from '../listen/listener.js';
import { Access } from './access.js';
import { SnakeCaseNames } from '../rows/snake-case.js';
import { Connections } from './connections.js';
import { databaseError } from './database-errors.js';

export interface DatabaseOptions {
  /** Signs in as the host's own role, which owns nothing and bypasses nothing. May go through a transaction pooler. */
  readonly url: string;
  /** The same database without a pooler between, for LISTEN; `url` if absent. */
  readonly directUrl?: string;
  readonly entities: readonly ClassRef[];
  /** Connections of this process; 10 if absent. */
  readonly poolSize?: number;
  /** `sequential` behind poolers that mishandle pipelined batches; `pipeline` if absent. */
  readonly transport?: 'pipeline' | 'sequential';
  /** False behind poolers without prepared statements (PgBouncer before 1.21); true if absent. */
  readonly namedStatements?: boolean;
  readonly log?: (message: string) => void;
}

/**
 * The one door to PostgreSQL. It offers nothing but `as(ctx)`: without a caller there is no connection, so a forgotten
 * context fails closed.
 */
export class Database {
  private readonly connections: Connections;
  private readonly listener: Listener;

  private constructor(
    private readonly source: DataSource,
    private readonly pool: pg.Pool,
    options: DatabaseOptions,
  ) {
    this.connections = new Connections(pool, {
      pipeline: options.transport !== 'sequential',
      namedStatements: options.namedStatements ?? true,
    });
    this.listener = new Listener(options.directUrl ?? options.url, options.log ?? (() => undefined));
  }

  /** Connects. Refuses a login that could bypass row security, with a sentence that says which login to use. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      driver: pg,
      url: options.url,
      entities: options.entities as (EntityTarget<ObjectLiteral> & (new () => ObjectLiteral))[],
      namingStrategy: new SnakeCaseNames(),
      synchronize: false,
      migrationsRun: false,
      installExtensions: false,
      logging: false,
      applicationName: 'carenode',
      extra: {
        pipeline: (options.transport ?? 'pipeline') === 'pipeline',
        max: options.poolSize ?? 10,
        idleTimeoutMillis: 0,
        connectionTimeoutMillis: 5000,
      },
    });
    try {
      await source.initialize();
      const pool = (source.driver as PostgresDriver).master as pg.Pool;
      // A connection that breaks while somebody uses it fails their statement; unheard, its event would end the process.
      pool.on('connect', hearErrors);
      const first = await pool.connect();
      hearErrors(first);
      first.release();
      pool.on('error', () => options.log?.('An idle database connection was lost.'));
      await refusePowerfulLogin(pool);
      return new Database(source, pool, options);
    } catch (error) {
      if (source.isInitialized) await source.destroy();
      throw databaseError(error);
    }
  }

  /** The database as this caller may see it. */
  as(ctx: RequestContext): Access {
    return new Access(this.connections, this.source, ctx);
  }

  /** Calls `onNotice` for each NOTIFY on the channel, and with '' after every (re)connection. Returns how to stop. */
  listen(channel: string, onNotice: OnNotice): Promise<() => void> {
    return this.listener.listen(channel, onNotice);
  }

  /** True while notifications arrive. */
  get listening(): boolean {
    return this.listener.connected;
  }

  /** Resolves when PostgreSQL answers. */
  async ping(): Promise<void> {
    try {
      await this.pool.query('select 1');
    } catch (error) {
      throw databaseError(error);
    }
  }

  async close(): Promise<void> {
    await this.listener.close();
    await this.source.destroy();
  }
}

function hearErrors(client: pg.PoolClient): void {
  client.on('error', () => undefined);
}

async function refusePowerfulLogin(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ login: string; powerful: boolean; owns: boolean }>(`
    select current_user as login, rolsuper or rolbypassrls as powerful,
           exists (select from pg_class where relowner = pg_roles.oid and relkind in ('r','p','v','m')) as owns
      from pg_roles where rolname = current_user`);
  const [row] = rows;
  if (!row || row.powerful || row.owns) {
    throw new Error(
      `The host signed in to PostgreSQL as "${row?.login}", which ${row?.owns ? 'owns tables' : 'bypasses row security'}. ` +
        'Put the login that "carenode migrate up" made for the host into DATABASE_URL.',
    );
  }
}
