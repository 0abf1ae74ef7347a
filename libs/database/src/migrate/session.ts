import type { SqlRunner } from '@carenode/module-kit';
import pg from 'pg';

import type { HostLogin } from './roles.js';
import { ensureRoles, OWNER_ROLE } from './roles.js';

/** Chosen once, at random; every migrator of one database meets here. */
const LOCK_KEY = '5038742066118023';

/** How long a migrator makes others wait, and waits itself. Milliseconds. */
export interface Patience {
  /** A statement that waits longer for a lock gives up, so that nobody queues behind it; its transaction begins anew. */
  readonly lockMs: number;
  /** A transaction is tried again after lock time-outs until this much time has passed. */
  readonly retryMs: number;
  /** A statement that runs longer is cancelled. */
  readonly statementMs: number;
}

export const PATIENCE: Patience = { lockMs: 400, retryMs: 120_000, statementMs: 600_000 };

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';

/** How much of the server steps that change rows take for themselves. */
export interface Pace {
  /** How long a batch of rows should take, and so how long others may wait for one of them. Milliseconds. */
  readonly batchMs: number;
  /** Pause after each batch, as a part of the time it took. */
  readonly pause: number;
  /** No batch begins while a replica is further behind. Seconds. */
  readonly lagSeconds: number;
}

export const PACE: Pace = { batchMs: 150, pause: 0.25, lagSeconds: 10 };

export interface SessionOptions {
  /** Signs in as somebody who may create roles, directly or through a pooler in session mode. */
  readonly adminUrl: string;
  readonly hostLogin: HostLogin;
  readonly log?: (line: string) => void;
  readonly patience?: Partial<Patience>;
  readonly pace?: Partial<Pace>;
  /** Told several times a second how far a long step is; an empty line when it has ended. */
  readonly live?: (line: string) => void;
}

/** A connection of the migrator. What it runs in transactions, it runs as the owner of everything. */
export class MigratorSession implements SqlRunner {
  readonly patience: Patience;
  private wornOut = false;
  private lost: string | null = null;

  private constructor(
    private connection: pg.Client,
    readonly options: SessionOptions,
  ) {
    this.patience = { ...PATIENCE, ...options.patience };
  }

  static async open(options: SessionOptions): Promise<MigratorSession> {
    return new MigratorSession(await connect(options), options);
  }

  /** The connection as it is until the next transaction. */
  get client(): pg.Client {
    return this.connection;
  }

  /**
   * The next transaction gets a new connection: PostgreSQL keeps what it knows of each function it ever ran, and goes through
   * all of it at every change of the schema, so that after some thousand of them a change takes minutes.
   */
  wearOut(): void {
    this.wornOut = true;
  }

  /** Every later transaction is refused for this reason. */
  refuse(reason: string): void {
    this.lost = reason;
  }

  async close(): Promise<void> {
    await this.connection.end();
  }

  /** As the login itself, outside the transactions of this class. */
  async query(text: string, parameters?: unknown[]): Promise<unknown[]> {
    return (await this.client.query(text, parameters)).rows as unknown[];
  }

  /** Whether the owner's role is there and this login may act as it: otherwise nothing of ours can be here. */
  async mayActAsOwner(): Promise<boolean> {
    const [owner] = (await this.query(
      `select coalesce(pg_has_role(oid, 'member'), false) as mine from pg_roles where rolname = '${OWNER_ROLE}'`,
    )) as { mine: boolean }[];
    return owner?.mine === true;
  }

  /** `work` as the owner, in one transaction, once. */
  async transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    await this.ready();
    await this.client.query('begin');
    try {
      await this.client.query(`set local role ${OWNER_ROLE}`);
      await this.client.query(
        `set local lock_timeout = ${this.patience.lockMs}; set local statement_timeout = ${this.patience.statementMs};
         set local search_path = public, pg_temp`,
      );
      const value = await work(this);
      await this.client.query('commit');
      return value;
    } catch (error) {
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  /**
   * `work` as the owner, in one transaction, begun anew after each lock time-out, with growing pauses in which those who
   * hold the lock and those who queued behind us get on. `work` may run several times.
   */
  async patiently<T>(what: string, work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + this.patience.retryMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transaction(work);
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK_DETECTED) throw error;
        const pause = Math.min(5000, 100 * 1.6 ** attempt) * (0.75 + Math.random() / 2);
        if (Date.now() + pause > giveUpAt) {
          throw new Error(
            `${what}: others hold a lock on its tables; tried ${attempt} times in ${Math.round(this.patience.retryMs / 1000)} s. ${await this.oldestTransactions()}`,
            { cause: error },
          );
        }
        this.options.log?.(`${what} waits for a lock; trying again in ${Math.round(pause)} ms`);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** `work` as the owner outside a transaction, for what PostgreSQL does only there. It waits for others without making anybody wait. */
  async outsideTransaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    await this.ready();
    await this.client.query(`set role ${OWNER_ROLE}`);
    await this.client.query(
      `set search_path = public, pg_temp; set lock_timeout = 0; set statement_timeout = 0`,
    );
    try {
      return await work(this);
    } finally {
      await this.client.query('reset role; reset search_path; reset lock_timeout; reset statement_timeout');
    }
  }

  private async ready(): Promise<void> {
    if (this.lost !== null) throw new Error(this.lost);
    if (!this.wornOut) return;
    const fresh = await connect(this.options);
    await this.connection.end();
    this.connection = fresh;
    this.wornOut = false;
  }

  private async oldestTransactions(): Promise<string> {
    const rows = (await this.query(
      `select format('%s (pid %s, %s, for %s s)', coalesce(nullif(application_name, ''), 'a session'), pid, state,
                     extract(epoch from now() - xact_start)::int) as words
         from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - interval '1 second'
        order by xact_start limit 3`,
    )) as { words: string }[];
    return rows.length === 0 ? '' : `Longest in a transaction: ${rows.map(({ words }) => words).join('; ')}.`;
  }
}

/** `work` with a connection of its own. */
export async function withSession<T>(
  options: SessionOptions,
  work: (session: MigratorSession) => Promise<T>,
): Promise<T> {
  const session = await MigratorSession.open(options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function connect({ adminUrl }: SessionOptions): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'carenode migrate' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * `work` with the one lock of this database, which a connection of its own keeps, and with the roles made. Polls for the lock: a blocked waiter would keep a
 * snapshot that stalls concurrent index builds.
 */
export async function withLock<T>(
  options: SessionOptions,
  work: (session: MigratorSession) => Promise<T>,
): Promise<T> {
  return withSession(options, async (keeper) => {
    for (let wait = 20; ; wait = Math.min(wait * 1.5, 500)) {
      const [row] = (await keeper.query(`select pg_try_advisory_lock(${LOCK_KEY}) as mine`)) as {
        mine: boolean;
      }[];
      if (row?.mine) break;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    try {
      return await withSession(options, async (session) => {
        keeper.client.once('end', () =>
          session.refuse('The connection that keeps other migrators away was lost; run the command again.'),
        );
        await makeRoles(session);
        return work(session);
      });
    } finally {
      // A pooler in session mode keeps the connection, and with it the lock, for the next client.
      await keeper.query(`select pg_advisory_unlock(${LOCK_KEY})`).catch(() => undefined);
    }
  });
}

async function makeRoles(session: MigratorSession): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await session.query('begin');
    try {
      await ensureRoles(session.client, session.options.hostLogin);
      await session.query('commit');
      return;
    } catch (error) {
      await session.query('rollback');
      // Roles belong to the whole cluster: a migrator of another database may be at the same rows.
      const raced = ['XX000', '23505', '42710', '40001'].includes((error as { code?: string }).code ?? '');
      if (!raced || attempt >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}
