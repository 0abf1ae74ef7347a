import { createHash } from 'node:crypto';

import type { Migration, ModuleManifest, SqlRunner } from '@carenode/module-kit';

import { PLATFORM, platformMigrations } from './platform/index.js';
import { OWNER_ROLE } from './roles.js';

/** A step of a module as the code has it. */
export interface Step {
  readonly module: string;
  readonly migration: Migration;
  readonly checksum: string;
  /** What `up` runs, in order. */
  readonly sql: readonly string[];
  /** What `down` runs, in order. */
  readonly downSql: readonly string[];
}

/** A row of the ledger `carenode.migrations`. */
export interface LedgerRow {
  readonly seq: number;
  readonly module: string;
  readonly id: string;
  readonly checksum: string;
  readonly applied_at: Date;
  readonly duration_ms: number;
}

/** Creates schema and ledger if they are missing. Runs as the owner. */
export async function ensureLedger(sql: SqlRunner): Promise<void> {
  await sql.query(`create schema if not exists carenode authorization ${OWNER_ROLE}`);
  await sql.query(`
    create table if not exists carenode.migrations (
      module text not null,
      id text not null,
      seq integer generated always as identity unique,
      checksum text not null,
      applied_at timestamptz not null default now(),
      duration_ms integer not null,
      primary key (module, id)
    )`);
  await sql.query(
    `comment on table carenode.migrations is 'Which steps of which modules are applied, in which order.'`,
  );
}

/** The ledger, oldest first; empty when nothing was ever applied. */
export async function readLedger(sql: SqlRunner): Promise<LedgerRow[]> {
  const [exists] = (await sql.query(`select to_regclass('carenode.migrations') is not null as there`)) as {
    there: boolean;
  }[];
  if (!exists?.there) return [];
  return (await sql.query(
    'select seq, module, id, checksum, applied_at, duration_ms from carenode.migrations order by seq',
  )) as LedgerRow[];
}

/** Every step of the platform and of the modules (in dependency order), with checksums. */
export async function stepsOf(modules: readonly ModuleManifest[]): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { name, migrations } of [{ name: PLATFORM, migrations: platformMigrations }, ...modules]) {
    for (const MigrationClass of migrations) {
      const migration = new MigrationClass();
      const up = await record((sql) => migration.up(sql));
      const down = await record((sql) => migration.down(sql));
      const checksum = createHash('sha256')
        .update([...up, '--', ...down].join('\n'))
        .digest('hex');
      steps.push({ module: name, migration, checksum, sql: up, downSql: down });
    }
  }
  return steps;
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

/** Compares code and ledger: a sentence for each step that was edited, is missing in the code, or was applied out of order. */
export function ledgerProblems(steps: readonly Step[], ledger: readonly LedgerRow[]): string[] {
  const problems: string[] = [];
  const modules = new Set(steps.map((step) => step.module));
  const byKey = new Map(steps.map((step) => [`${step.module}/${step.migration.id}`, step]));
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
    const last = own.findLastIndex((step) => applied.has(`${module}/${step.migration.id}`));
    for (const skipped of own
      .slice(0, Math.max(last, 0))
      .filter((step) => !applied.has(`${module}/${step.migration.id}`))) {
      problems.push(
        `${module}/${skipped.migration.id} comes before a step that is applied already; give it a later number.`,
      );
    }
  }
  return problems;
}
