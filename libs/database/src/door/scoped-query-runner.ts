import {
  type DataSource,
  EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

type Send = (text: string, values: readonly unknown[]) => Promise<unknown>;

/** TypeORM's query runner with its connection replaced by a function that runs SQL under one caller's claims. */
class ScopedQueryRunner extends PostgresQueryRunner {
  constructor(
    driver: PostgresDriver,
    private readonly sendScoped: Send,
    insideTransaction: boolean,
  ) {
    super(driver, 'master');
    if (insideTransaction) {
      this.isTransactionActive = true;
      this.transactionDepth = 1;
    }
  }

  override connect(): Promise<unknown> {
    return Promise.resolve({
      query: (text: string, values?: readonly unknown[]) => this.sendScoped(text, values ?? []),
    });
  }

  override release(): Promise<void> {
    this.isReleased = true;
    return Promise.resolve();
  }

  override startTransaction(): Promise<void> {
    throw new Error('Transactions are opened with db.as(ctx).transaction(work), not by TypeORM.');
  }
}

/**
 * TypeORM repositories whose every statement goes through `send`. With `insideTransaction` they share the open one;
 * otherwise each statement is its own transaction, and what needs two (`save`) is refused.
 */
export class ScopedRepositories {
  private readonly manager: EntityManager;

  constructor(source: DataSource, send: Send, insideTransaction: boolean) {
    const scoped = Object.create(source) as DataSource;
    const runner = () => {
      const made = new ScopedQueryRunner(source.driver as PostgresDriver, send, insideTransaction);
      // TypeORM sets the manager itself when a runner is given to one, as below.
      if (!insideTransaction) Object.assign(made, { manager: this.manager });
      return made;
    };
    Object.defineProperty(scoped, 'createQueryRunner', { value: runner });
    this.manager = new EntityManager(scoped, insideTransaction ? runner() : undefined);
  }

  of<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager.getRepository(entity);
  }
}
