import type { Socket } from 'node:net';

import type { RequestContext } from '@carenode/module-kit';
import type pg from 'pg';

import { claimsOf, type Noting } from './claims.js';
import { databaseError, isConnectionLoss } from './database-errors.js';
import type { Statement } from './statement.js';

const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

export interface RunOptions {
  readonly readOnly: boolean;
  /** Rows as arrays of PostgreSQL's own text, unparsed. */
  readonly asText?: boolean;
  /** `writes` if absent and not read only, else `nothing`. */
  readonly noting?: Noting;
}

/** Borrows connections and runs statements under a caller's claims. The only code that sends SQL for the host. */
export class Connections {
  constructor(
    private readonly pool: pg.Pool,
    private readonly transport: { readonly pipeline: boolean; readonly namedStatements: boolean },
  ) {}

  /**
   * One statement as its own transaction: BEGIN, claims, statement and COMMIT leave together and take one round trip when
   * the pool pipelines. If any of them fails nothing is kept, and the first failure is thrown. A read whose connection
   * breaks is tried again on another one; a write is not, because it may have been committed.
   */
  async run(
    ctx: RequestContext,
    sql: Statement | string,
    values: readonly unknown[],
    options: RunOptions,
  ): Promise<pg.QueryResult> {
    const claims = claimsOf(ctx, options.noting ?? (options.readOnly ? 'nothing' : 'writes'));
    // A noted read may be noted twice; better than a person who cannot read.
    const repeatable = options.readOnly || options.noting === 'reads';
    for (let attempt = 1; ; attempt++) {
      const client = await this.borrow();
      try {
        const answers = await this.sendAll(client, [
          () => this.send(client, options.readOnly ? BEGIN_READ_ONLY : BEGIN, []),
          ...claims.map((claim) => () => this.send(client, claim.sql, claim.values)),
          () => this.send(client, sql, values, options.asText),
          () => this.send(client, COMMIT, []),
        ]);
        release(client);
        return answers[answers.length - 2] as pg.QueryResult;
      } catch (error) {
        await this.leave(client);
        if (!repeatable || !isConnectionLoss(error) || attempt >= READ_ATTEMPTS) throw databaseError(error);
      }
    }
  }

  /** A transaction of several statements. Commits when `work` resolves; keeps nothing when it, or the commit, fails. */
  async transaction<T>(
    ctx: RequestContext,
    options: { readOnly?: boolean; isolation?: 'repeatable read' | 'serializable' },
    work: (
      run: (sql: Statement | string, values: readonly unknown[], asText?: boolean) => Promise<pg.QueryResult>,
    ) => Promise<T>,
  ): Promise<T> {
    const claims = claimsOf(ctx, options.readOnly ? 'nothing' : 'writes');
    const client = await this.borrow();
    const begin = `BEGIN${options.isolation ? ` ISOLATION LEVEL ${options.isolation}` : ''}${options.readOnly ? ' READ ONLY' : ''}`;
    // BEGIN and the claims leave together with the first statement.
    let opening: (() => Promise<unknown>)[] = [
      () => this.send(client, begin, []),
      ...claims.map((claim) => () => this.send(client, claim.sql, claim.values)),
    ];
    let over = false;
    const run = async (
      sql: Statement | string,
      values: readonly unknown[],
      asText?: boolean,
    ): Promise<pg.QueryResult> => {
      if (over) throw new Error('The transaction is over; a query of it came too late.');
      const before = opening;
      opening = [];
      const answers = await this.sendAll(client, [...before, () => this.send(client, sql, values, asText)]);
      return answers[answers.length - 1] as pg.QueryResult;
    };
    try {
      const value = await work(run);
      over = true;
      const answers = await this.sendAll(client, [...opening, () => this.send(client, COMMIT, [])]);
      const committed = answers[answers.length - 1] as pg.QueryResult;
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: work swallowed one.
      if (committed.command !== 'COMMIT')
        throw new Error('The transaction had failed before its end and was rolled back.');
      release(client);
      return value;
    } catch (error) {
      over = true;
      await this.leave(client);
      throw databaseError(error);
    }
  }

  /** Pipelined: all at once, waiting for every answer before the first error is thrown. Else one after the other. */
  private async sendAll(
    client: pg.PoolClient,
    statements: readonly (() => Promise<unknown>)[],
  ): Promise<unknown[]> {
    if (this.transport.pipeline) {
      // Corked, all of them are one write to the socket instead of one each.
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
      stream.cork();
      const answers = statements.map((send) => send());
      stream.uncork();
      return allOrFirstError(answers);
    }
    const answers: unknown[] = [];
    for (const send of statements) answers.push(await send());
    return answers;
  }

  private async leave(client: pg.PoolClient): Promise<void> {
    if (statusOf(client) !== 'I') await this.send(client, 'ROLLBACK', []).catch(() => undefined);
    release(client);
  }

  private async borrow(): Promise<pg.PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw databaseError(error);
    }
  }

  private send(
    client: pg.PoolClient,
    sql: Statement | string,
    values: readonly unknown[],
    asText = false,
  ): Promise<pg.QueryResult> {
    const config: pg.QueryConfig & { rowMode?: 'array' } =
      typeof sql === 'string'
        ? { text: sql, values: values as unknown[] }
        : this.transport.namedStatements
          ? { name: sql.name, text: sql.text, values: values as unknown[] }
          : { text: sql.text, values: values as unknown[] };
    if (asText) {
      config.rowMode = 'array';
      config.types = AS_TEXT;
    }
    return client.query(config);
  }
}

const READ_ATTEMPTS = 4;
const BEGIN: Statement = { name: 'carenode:begin', text: 'BEGIN' };
const BEGIN_READ_ONLY: Statement = { name: 'carenode:begin-read-only', text: 'BEGIN READ ONLY' };
const COMMIT: Statement = { name: 'carenode:commit', text: 'COMMIT' };

/** Waits for every answer before it throws the first error, so that the connection is idle again either way. */
async function allOrFirstError(answers: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(answers);
  const failed = settled.find((answer) => answer.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((answer) => (answer as PromiseFulfilledResult<unknown>).value);
}

/** A connection that is not idle still carries somebody's role: it is closed, never handed to the next caller. */
function release(client: pg.PoolClient): void {
  client.release(statusOf(client) === 'I' ? undefined : new Error('released inside a transaction'));
}

/** `I` idle, `T` in a transaction, `E` in a failed one; null before the first answer. */
function statusOf(client: pg.PoolClient): string | null {
  return (client as unknown as { getTransactionStatus(): string | null }).getTransactionStatus();
}
