import type { RequestContext, Transaction as SqlTransaction } from '@carenode/module-kit';
import type { DataSource, EntityTarget, ObjectLiteral, Repository } from 'typeorm';

import type { Connections } from './connections.js';
import { type ClinicalRead, isNoted, noted, notedValues } from './noted-read.js';
import { ScopedRepositories } from './scoped-query-runner.js';
import type { Statement, TextRow } from './statement.js';

export interface TransactionOptions {
  readonly readOnly?: boolean;
  readonly isolation?: 'repeatable read' | 'serializable';
}

/** What one caller can do with the database. Every statement runs under the caller's role, claims and policies. */
export class Access {
  private repositories: ScopedRepositories | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly source: DataSource,
    readonly ctx: RequestContext,
  ) {}

  /** Reads: one READ ONLY transaction, one round trip. Throws AppError for what PostgreSQL refuses. */
  async query<Row extends object = Record<string, unknown>>(
    sql: Statement | string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.connections.run(this.ctx, sql, values, { readOnly: true })).rows as Row[];
  }

  /**
   * Reads clinical rows. When they are somebody else's, the audit trail has the read: who, which patient and table, for
   * which purpose, why it was allowed and how many rows; in the same transaction and round trip. Without this, clinical
   * rows of others are not there. Throws `not_allowed` when nothing opens the patient's record to the caller.
   */
  async queryOf<Row extends object = Record<string, unknown>>(
    read: ClinicalRead,
    sql: Statement | string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.runNoted(read, sql, values, false)).rows as Row[];
  }

  /** Like `queryOf`, with each column as text. */
  async queryTextOf(read: ClinicalRead, sql: Statement, values: readonly unknown[]): Promise<TextRow[]> {
    return (await this.runNoted(read, sql, values, true)).rows as TextRow[];
  }

  private runNoted(read: ClinicalRead, sql: Statement | string, values: readonly unknown[], asText: boolean) {
    if (!isNoted(this.ctx, read.patient))
      return this.connections.run(this.ctx, sql, values, { readOnly: true, asText });
    return this.connections.run(this.ctx, noted(sql, read, values.length), notedValues(values, read), {
      readOnly: false,
      noting: 'reads',
      asText,
    });
  }

  /** Reads or writes with one statement: one transaction, one round trip. Resolves after the commit. */
  async execute<Row extends object = Record<string, unknown>>(
    sql: Statement | string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.connections.run(this.ctx, sql, values, { readOnly: false })).rows as Row[];
  }

  /** Like `query`, with each column as the text PostgreSQL wrote: for fixed serializers on hot paths. */
  async queryText(sql: Statement, values: readonly unknown[]): Promise<TextRow[]> {
    return (await this.connections.run(this.ctx, sql, values, { readOnly: true, asText: true }))
      .rows as TextRow[];
  }

  /** Like `execute`, with each column as text. */
  async executeText(sql: Statement, values: readonly unknown[]): Promise<TextRow[]> {
    return (await this.connections.run(this.ctx, sql, values, { readOnly: false, asText: true }))
      .rows as TextRow[];
  }

  /**
   * A TypeORM repository under the caller's rights. Each of its calls is one statement in its own transaction; reads run
   * READ ONLY. Calls that need several statements (save, remove) belong into `transaction`.
   */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    this.repositories ??= new ScopedRepositories(
      this.source,
      (text, values) => this.connections.run(this.ctx, text, values, { readOnly: text.startsWith('SELECT') }),
      false,
    );
    return this.repositories.of(entity);
  }

  /** Several statements in one transaction. A throw of `work` keeps nothing. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.connections.transaction(this.ctx, options, (run) => work(new Transaction(this.source, run)));
  }
}

type Run = Parameters<Parameters<Connections['transaction']>[2]>[0];

/** One open transaction under one caller's rights. */
export class Transaction implements SqlTransaction {
  private repositories: ScopedRepositories | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly run: Run,
  ) {}

  async query<Row extends object = Record<string, unknown>>(
    sql: Statement | string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.run(sql, values)).rows as Row[];
  }

  async queryText(sql: Statement, values: readonly unknown[]): Promise<TextRow[]> {
    return (await this.run(sql, values, true)).rows as TextRow[];
  }

  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    this.repositories ??= new ScopedRepositories(this.source, (text, values) => this.run(text, values), true);
    return this.repositories.of(entity);
  }
}
