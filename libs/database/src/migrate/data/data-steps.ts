import { inDependencyOrder } from '@carenode/module-kit';

import { ensureLedger, ledgerOf, type LedgerRow, readUnfinished } from '../ledger.js';
import type { MigratorOptions } from '../migrator-options.js';
import { type MigratorSession, withLock, withSession } from '../session.js';
import { type DataStep, type Step, stepsOf } from '../steps.js';
import { type DataPreview, previewDataStep } from './preview-data-step.js';
import type { DataProgress } from './progress.js';
import { runDataStep, undoDataStep } from './run-data-step.js';

export interface DataStepStatus {
  readonly module: string;
  readonly id: string;
  readonly why: string;
  readonly table: string;
  /** unfinished: cut off half-way up or down; undone: applied, and its rows were given their former values back by hand. */
  readonly state: 'pending' | 'applied' | 'unfinished' | 'undone';
  /** Its last run; null if it never ran. */
  readonly last: {
    readonly direction: 'up' | 'down';
    readonly passed: number;
    readonly estimate: number;
    readonly seen: number;
    readonly changed: number;
    readonly restored: number;
    readonly left: Readonly<Record<string, number>>;
    readonly startedAt: string;
    readonly updatedAt: string;
    readonly finishedAt: string | null;
  } | null;
  /** Rows whose former values are kept. */
  readonly kept: number;
}

/** The steps that change rows, for operators: by name, `module/id`. What they throw and tell has numbers, and nothing of rows. */
export class DataSteps {
  constructor(private readonly options: MigratorOptions) {}

  /** All of them, in order. Changes nothing. */
  async list(): Promise<DataStepStatus[]> {
    const steps = await this.steps();
    return withSession(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      if (ledger.length === 0)
        return steps.map((step) => ({ ...named(step), state: 'pending', last: null, kept: 0 }));
      const known = await session.transaction(async (sql) => ({
        unfinished: await readUnfinished(sql),
        runs: (await sql.query(RUNS)) as RunRow[],
        kept: (await sql.query(KEPT)) as { key: string; rows: number }[],
      }));
      return steps.map((step): DataStepStatus => {
        const { key, last, finished } = known.runs.find((run) => run.key === step.key) ?? {};
        const begun = known.unfinished.some((row) => `${row.module}/${row.id}` === step.key);
        const state = () => {
          if (begun || (key !== undefined && !finished)) return 'unfinished';
          if (!isApplied(ledger, step)) return 'pending';
          return last?.direction === 'down' ? 'undone' : 'applied';
        };
        return {
          ...named(step),
          state: state(),
          last: last ?? null,
          kept: known.kept.find((row) => row.key === step.key)?.rows ?? 0,
        };
      });
    });
  }

  /** What a run would do with the rows, or with the first `sample` of them. Changes and locks nothing. */
  async preview(key: string, sample?: number): Promise<DataPreview> {
    const step = await this.step(key);
    return withSession(this.options, (session) => previewDataStep(session, step, sample));
  }

  /** Runs an applied step again, over the rows that came in since, or after `undo`. Goes on with a run that was cut off. */
  async run(key: string): Promise<DataProgress> {
    return this.withLock(key, async (session, step, ledger) => {
      if (!isApplied(ledger, step)) {
        throw new Error(`${key} is not applied yet; "carenode migrate up" runs it in its turn.`);
      }
      return runDataStep(session, step);
    });
  }

  /**
   * Gives the rows their former values back where nobody has changed them since. The step stays applied, so that `up` does not
   * run it again by itself; `run` does.
   */
  async undo(key: string): Promise<DataProgress> {
    return this.withLock(key, (session, step) => undoDataStep(session, step));
  }

  /** Removes the former values that a step keeps; then there is no way back. How many rows' values they were. */
  async forget(key: string): Promise<number> {
    return this.withLock(key, async (session, { module, id }) => {
      for (let forgotten = 0; ;) {
        const [row] = await session.patiently(
          key,
          async (sql) =>
            (await sql.query(
              `with gone as (delete from carenode.data_undo where (module, id, run, key) in (
                 select module, id, run, key from carenode.data_undo where module = $1 and id = $2 limit 5000) returning 1)
               select count(*)::int as rows from gone`,
              [module, id],
            )) as { rows: number }[],
        );
        if (!row?.rows) return forgotten;
        forgotten += row.rows;
      }
    });
  }

  private async withLock<T>(
    key: string,
    work: (session: MigratorSession, step: DataStep, ledger: readonly LedgerRow[]) => Promise<T>,
  ): Promise<T> {
    const step = await this.step(key);
    return withLock(this.options, async (session) => {
      await session.transaction((sql) => ensureLedger(sql));
      const ledger = await ledgerOf(session);
      const row = ledger.find(({ module, id }) => `${module}/${id}` === key);
      if (row && row.checksum !== step.checksum) {
        throw new Error(
          `${key} was edited after it was applied; undo the edit and write a new step instead.`,
        );
      }
      try {
        return await work(session, step, ledger);
      } catch (error) {
        throw new Error(`${key} failed and can be run again from where it was: ${(error as Error).message}`, {
          cause: error,
        });
      }
    });
  }

  private async steps(): Promise<DataStep[]> {
    return (await stepsOf(inDependencyOrder(this.options.modules))).filter((step) => step.kind === 'data');
  }

  private async step(key: string): Promise<DataStep> {
    const step: Step | undefined = (await stepsOf(inDependencyOrder(this.options.modules))).find(
      (any) => any.key === key,
    );
    if (!step) throw new Error(`There is no step ${key} in the loaded modules.`);
    if (step.kind !== 'data') throw new Error(`${key} changes the schema, not rows.`);
    return step;
  }
}

function named({ module, id, why, migration }: DataStep) {
  return { module, id, why, table: migration.table };
}

function isApplied(ledger: readonly LedgerRow[], { key }: DataStep): boolean {
  return ledger.some(({ module, id }) => `${module}/${id}` === key);
}

interface RunRow {
  readonly key: string;
  readonly finished: boolean;
  readonly last: NonNullable<DataStepStatus['last']>;
}

const RUNS = `
  select distinct on (module, id) module || '/' || id as key, finished_at is not null as finished,
         jsonb_build_object('direction', direction, 'passed', passed, 'estimate', estimate, 'seen', seen, 'changed', changed,
           'restored', restored, 'left', left_alone, 'startedAt', started_at, 'updatedAt', updated_at, 'finishedAt', finished_at) as last
    from carenode.data_progress order by module, id, run desc`;

const KEPT = `select module || '/' || id as key, count(*)::int as rows from carenode.data_undo group by 1`;
