import type { SqlRunner } from '@carenode/module-kit';

import { DATA_TABLES } from './data/data-tables.js';
import { ENUM_TABLES } from './enum/enum-tables.js';
import { OWNER_ROLE } from './roles.js';
import type { MigratorSession } from './session.js';
import type { Step } from './steps.js';

/** A row of the ledger `carenode.migrations`. */
export interface LedgerRow {
  readonly seq: number;
  readonly module: string;
  readonly id: string;
  readonly checksum: string;
  readonly applied_at: Date;
  readonly duration_ms: number;
}

/** A step that began and did not end: one outside a transaction, or one that changes rows. */
export interface UnfinishedStep {
  readonly module: string;
  readonly id: string;
  readonly direction: 'up' | 'down';
  readonly started_at: Date;
}

const TABLES = [
  `create schema if not exists carenode authorization ${OWNER_ROLE}`,
  `create table if not exists carenode.migrations (
     module text not null,
     id text not null,
     seq integer generated always as identity unique,
     checksum text not null,
     applied_at timestamptz not null default now(),
     duration_ms integer not null,
     primary key (module, id)
   )`,
  `comment on table carenode.migrations is 'Which steps of which modules are applied, in which order.'`,
  `create table if not exists carenode.unfinished_steps (
     module text not null,
     id text not null,
     direction text not null check (direction in ('up', 'down')),
     started_at timestamptz not null default now(),
     primary key (module, id)
   )`,
  `alter table carenode.unfinished_steps enable row level security`,
  `comment on table carenode.unfinished_steps is
     'Steps that are not one transaction and have begun: the next run goes on with them. What they have done so far may be there although the ledger does not say so.'`,
  `create table if not exists carenode.dropped_rows (
     module text not null,
     id text not null,
     direction text not null check (direction in ('up', 'down')),
     file text not null,
     row_count bigint not null,
     sha256 text not null,
     dropped_at timestamptz not null default now(),
     primary key (module, id, direction)
   )`,
  `alter table carenode.dropped_rows enable row level security`,
  `comment on table carenode.dropped_rows is
     'Which rows went when a step was taken: in which file they are, and the checksum of what was written there.'`,
];

/** Creates schema and ledger if they are missing. Runs as the owner. */
export async function ensureLedger(sql: SqlRunner): Promise<void> {
  for (const text of [...TABLES, ...DATA_TABLES, ...ENUM_TABLES]) await sql.query(text);
}

/** The ledger, read as its owner: an admin who is no superuser has no right of its own to it. */
export async function ledgerOf(session: MigratorSession): Promise<LedgerRow[]> {
  return (await session.mayActAsOwner()) ? session.transaction(readLedger) : [];
}

/** The ledger, oldest first; empty when nothing was ever applied. */
export async function readLedger(sql: SqlRunner): Promise<LedgerRow[]> {
  if (!(await exists(sql, 'carenode.migrations'))) return [];
  return (await sql.query(
    'select seq, module, id, checksum, applied_at, duration_ms from carenode.migrations order by seq',
  )) as LedgerRow[];
}

/** Notes that a step is applied; part of the step's own transaction where it has one. */
export async function noteApplied(sql: SqlRunner, step: Step, durationMs: number): Promise<void> {
  await sql.query('delete from carenode.unfinished_steps where module = $1 and id = $2', [
    step.module,
    step.id,
  ]);
  await sql.query(
    'insert into carenode.migrations (module, id, checksum, duration_ms) values ($1, $2, $3, $4)',
    [step.module, step.id, step.checksum, Math.round(durationMs)],
  );
}

/** Notes that a step was taken back; part of the step's own transaction where it has one. */
export async function noteTakenBack(sql: SqlRunner, step: Step): Promise<void> {
  for (const table of ['unfinished_steps', 'migrations'])
    await sql.query(`delete from carenode.${table} where module = $1 and id = $2`, [step.module, step.id]);
}

/** Notes that a step which is not one transaction begins. */
export async function noteBegun(sql: SqlRunner, step: Step, direction: 'up' | 'down'): Promise<void> {
  await sql.query(
    `insert into carenode.unfinished_steps (module, id, direction) values ($1, $2, $3)
     on conflict (module, id) do update set direction = excluded.direction, started_at = now()`,
    [step.module, step.id, direction],
  );
}

/** What began and did not end, oldest first. */
export async function readUnfinished(sql: SqlRunner): Promise<UnfinishedStep[]> {
  if (!(await exists(sql, 'carenode.unfinished_steps'))) return [];
  return (await sql.query(
    'select module, id, direction, started_at from carenode.unfinished_steps order by started_at, module, id',
  )) as UnfinishedStep[];
}

async function exists(sql: SqlRunner, table: string): Promise<boolean> {
  const [found] = (await sql.query('select to_regclass($1) is not null as there', [table])) as {
    there: boolean;
  }[];
  return found?.there === true;
}
