import type { DataMigration } from './data-migration.js';

/** What a migration may do: run SQL. TypeORM's QueryRunner is one. */
export interface SqlRunner {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * One step of a module's schema, with its way back. Runs as the owner role, in one transaction together with its ledger
 * row, unless `transaction` is false (for CREATE INDEX CONCURRENTLY and the like): such a step must be safe to run again
 * after it was cut off half-way.
 */
export interface Migration {
  /** `0001-create-food-log`: unique in its module, sorted by its number. */
  readonly id: string;
  /** Why the step exists, in one sentence. */
  readonly why: string;
  readonly transaction?: boolean;
  /** Values that the column does not have any more once the step is applied: no policy may name one. */
  readonly withdraws?: {
    readonly table: string;
    readonly column: string;
    readonly values: readonly string[];
  };
  up(sql: SqlRunner): Promise<void>;
  down(sql: SqlRunner): Promise<void>;
}

/** The class of a step of a module: a migration of the schema, or one of rows. */
export type StepClass = new () => Migration | DataMigration;
