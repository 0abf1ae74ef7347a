import { createHash } from 'node:crypto';

import {
  type DataMigration,
  isDataMigration,
  type Migration,
  type ModuleManifest,
  type SqlRunner,
} from '@carenode/module-kit';

import type { LedgerRow } from './ledger.js';
import { PLATFORM, platformMigrations } from './platform/index.js';

interface AnyStep {
  readonly module: string;
  /** Unique in its module. */
  readonly id: string;
  /** `module/id`: its name everywhere. */
  readonly key: string;
  readonly why: string;
  readonly checksum: string;
}

/** A step of the schema, as the code has it. */
export interface SchemaStep extends AnyStep {
  readonly kind: 'schema';
  readonly migration: Migration;
  /** What `up` runs, in order. */
  readonly sql: readonly string[];
  /** What `down` runs, in order. */
  readonly downSql: readonly string[];
}

/** A step that changes rows, as the code has it. */
export interface DataStep extends AnyStep {
  readonly kind: 'data';
  readonly migration: DataMigration;
  /** The column with the person whom a row of its table is about; null for rows about nobody. */
  readonly about: string | null;
  /** Writes of its table are told in the audit trail. */
  readonly told: boolean;
}

export type Step = SchemaStep | DataStep;

/** Every step of the platform and of the modules (given in dependency order), with checksums. */
export async function stepsOf(modules: readonly ModuleManifest[]): Promise<Step[]> {
  const steps: Step[] = [];
  const tables = modules.flatMap((module) => module.tables);
  for (const { name, migrations } of [{ name: PLATFORM, migrations: platformMigrations }, ...modules]) {
    for (const StepClass of migrations) steps.push(await stepOf(name, tables, new StepClass()));
  }
  return steps;
}

async function stepOf(
  module: string,
  tables: ModuleManifest['tables'],
  migration: Migration | DataMigration,
): Promise<Step> {
  const { id, why } = migration;
  const key = `${module}/${id}`;
  if (isDataMigration(migration)) {
    const { table, key: column = 'id', reads, writes, where, back } = migration;
    const words = [table, column, reads, writes, where, ...(back ? [back.where] : [])];
    const declared = tables.find(({ name }) => name === table);
    return {
      kind: 'data',
      module,
      id,
      key,
      why,
      checksum: sha256(JSON.stringify(words)),
      migration,
      about: declared?.about ?? null,
      told: declared !== undefined && !declared.audit?.off,
    };
  }
  const sql = await record((runner) => migration.up(runner));
  const downSql = await record((runner) => migration.down(runner));
  const checksum = sha256([...sql, '--', ...downSql].join('\n'));
  return { kind: 'schema', module, id, key, why, checksum, migration, sql, downSql };
}

/** The steps that the ledger does not have. */
export function pendingOf(steps: readonly Step[], ledger: readonly LedgerRow[]): Step[] {
  const applied = new Set(ledger.map((row) => `${row.module}/${row.id}`));
  return steps.filter((step) => !applied.has(step.key));
}

/** Compares code and ledger: a sentence for each step that was edited, is missing in the code, or was applied out of order. */
export function ledgerProblems(steps: readonly Step[], ledger: readonly LedgerRow[]): string[] {
  const problems: string[] = [];
  const modules = new Set(steps.map((step) => step.module));
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const applied = new Set(ledger.map((row) => `${row.module}/${row.id}`));
  for (const row of ledger) {
    const step = byKey.get(`${row.module}/${row.id}`);
    if (!step && modules.has(row.module)) {
      problems.push(
        `${row.module}/${row.id} is applied but not in the code; install the version of ${row.module} that has it.`,
      );
    } else if (step && step.checksum !== row.checksum) {
      problems.push(
        `${row.module}/${row.id} was edited after it was applied; undo the edit and write a new migration instead.`,
      );
    }
  }
  for (const module of modules) {
    const own = steps.filter((step) => step.module === module);
    const last = own.findLastIndex((step) => applied.has(step.key));
    for (const skipped of own.slice(0, Math.max(last, 0)).filter((step) => !applied.has(step.key))) {
      problems.push(`${skipped.key} comes before a step that is applied already; give it a later number.`);
    }
  }
  return problems;
}

/** The SQL a migration would run, recorded without a database. */
async function record(run: (sql: SqlRunner) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  await run({
    query: (text, parameters = []) => {
      lines.push(parameters.length > 0 ? `${text} -- ${JSON.stringify(parameters)}` : text);
      return Promise.resolve([]);
    },
  });
  return lines;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
