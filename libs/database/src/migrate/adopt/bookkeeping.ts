import type { SqlRunner } from '@carenode/module-kit';

import { OWNER_ROLE } from '../roles.js';
import type { Plan } from './plan.js';
import { adoptedIdSql } from './names.js';

/** How far an adoption is. Each phase names what is being done; `adopted` and `finished` what is done. */
export type Phase =
  'views' | 'move' | 'steps' | 'mirror' | 'prove' | 'adopted' | 'undoing' | 'finishing' | 'finished';

export interface AdoptionState {
  readonly phase: Phase;
  readonly plan: Plan;
  readonly before: Before;
  readonly startedAt: Date;
  readonly updatedAt: Date;
}

/** What was there before, and is not told by catalog lines. */
export interface Before {
  /** Schema carenode existed. */
  readonly carenode: boolean;
  /** When the role settings were last changed: sessions that are older do not have them. */
  readonly settingsAt: string | null;
  /** Count and sum of each table, by name. */
  readonly sums: Readonly<Record<string, TableSum>>;
  readonly schemaRights: readonly string[] | null;
  readonly databaseRights: readonly string[] | null;
}

export interface TableSum {
  readonly rows: string;
  readonly sum: string;
}

const TABLES: readonly string[] = [
  `create table if not exists carenode.adoption (
     single boolean primary key default true check (single),
     phase text not null,
     plan jsonb not null,
     before jsonb not null,
     started_at timestamptz not null default now(),
     updated_at timestamptz not null default now()
   )`,
  `comment on table carenode.adoption is 'The adoption of another application''s database: its plan, and how far it is.'`,
  `create table if not exists carenode.adoption_changes (
     seq integer generated always as identity primary key,
     name text not null unique,
     undo jsonb not null,
     keep jsonb not null
   )`,
  `comment on table carenode.adoption_changes is 'Each change of the adoption, with the SQL that takes it back, and that which closes a hole again afterwards.'`,
  `create table if not exists carenode.adoption_tables (
     table_name text primary key,
     position integer not null,
     last_key text,
     copied bigint not null default 0,
     state text not null,
     proof jsonb
   )`,
  `comment on table carenode.adoption_tables is 'The tables that are mirrored, how far their rows are copied, and what was proven of them.'`,
  `create table if not exists carenode.adoption_unmirrored (
     direction text not null check (direction in ('in', 'out')),
     table_name text not null,
     key text not null,
     reason text not null,
     planned boolean not null default false,
     noted_at timestamptz not null default now(),
     primary key (table_name, key, direction)
   )`,
  `comment on table carenode.adoption_unmirrored is 'Rows that one side refused: in, from the other application; out, to it. Never their content.'`,
  `create table if not exists carenode.adoption_own_rows (table_name text, id uuid, primary key (table_name, id))`,
  `comment on table carenode.adoption_own_rows is 'Rows of ours that were there before those of the other application, and are not there.'`,
  `create table if not exists carenode.adopted_ids (
     table_name text not null,
     legacy_id text not null,
     id uuid not null,
     primary key (table_name, legacy_id),
     constraint adopted_ids_both_ways unique (table_name, id)
   )`,
  `comment on table carenode.adopted_ids is 'Which text id of the other application is which uuid here.'`,
  ...[
    'adoption',
    'adoption_changes',
    'adoption_tables',
    'adoption_unmirrored',
    'adoption_own_rows',
    'adopted_ids',
  ].map((table) => `alter table carenode.${table} enable row level security`),
  `create or replace function carenode.adopted_id(table_name text, legacy_id text) returns uuid
     language sql immutable strict parallel safe return ${adoptedIdSql('table_name', 'legacy_id')}`,
  `comment on function carenode.adopted_id(text, text) is
     'The uuid here of the row with this text id in the other application: the text itself if it is a uuid, else one of version 8 made of it.'`,
  `create or replace function carenode.legacy_id(table_name text, id uuid) returns text
     language sql stable strict security definer set search_path = '' as $$
     select coalesce((select a.legacy_id from carenode.adopted_ids a where a.table_name = $1 and a.id = $2), $2::text)
   $$`,
  `comment on function carenode.legacy_id(text, uuid) is
     'The text id in the other application of a row of ours: the one it came with, or the uuid of one that was made here.'`,
  `revoke execute on function carenode.adopted_id(text, text), carenode.legacy_id(text, uuid) from public`,
];

/** The tables and functions of the migrator for adoptions. Runs as the owner. */
export async function ensureAdoption(sql: SqlRunner): Promise<void> {
  const [there] = (await sql.query(`select to_regclass('carenode.adopted_ids') is not null as there`)) as {
    there: boolean;
  }[];
  if (!there?.there) for (const text of TABLES) await sql.query(text);
}

/** The adoption of this database; null when there is none. */
export async function readState(sql: SqlRunner): Promise<AdoptionState | null> {
  const [there] = (await sql.query(`select to_regclass('carenode.adoption') is not null as there`)) as {
    there: boolean;
  }[];
  if (!there?.there) return null;
  const [row] = (await sql.query(
    'select phase, plan, before, started_at as "startedAt", updated_at as "updatedAt" from carenode.adoption',
  )) as AdoptionState[];
  return row ?? null;
}

export async function notePhase(sql: SqlRunner, phase: Phase): Promise<void> {
  await sql.query('update carenode.adoption set phase = $1, updated_at = now()', [phase]);
}

/** A change to the other application's side: what does it, and what takes it back exactly. */
export interface Change {
  /** Unique: a change of a name that is noted already is not done again. */
  readonly name: string;
  readonly sql: readonly string[];
  readonly undo: readonly string[];
  /** What closes a hole again after everything was taken back, with names as they are then. */
  readonly keep?: readonly string[];
}

/**
 * Does a change as the login, and notes it as the owner, in the transaction of `sql`. Nothing where it is noted already:
 * a run that was cut off goes on after its last change.
 */
export async function makeChange(sql: SqlRunner, change: Change): Promise<boolean> {
  const noted = (await sql.query('select from carenode.adoption_changes where name = $1', [
    change.name,
  ])) as unknown[];
  if (noted.length > 0) return false;
  await asLogin(sql, async () => {
    for (const text of change.sql) await sql.query(text);
  });
  await noteChange(sql, change);
  return true;
}

export async function noteChange(
  sql: SqlRunner,
  { name, undo, keep = [] }: Omit<Change, 'sql'>,
): Promise<void> {
  await sql.query('insert into carenode.adoption_changes (name, undo, keep) values ($1, $2, $3)', [
    name,
    JSON.stringify(undo),
    JSON.stringify(keep),
  ]);
}

/** `work` with the login's own rights, inside a transaction of the owner. */
export async function asLogin<T>(sql: SqlRunner, work: () => Promise<T>): Promise<T> {
  await sql.query('set local role none');
  const value = await work();
  await sql.query(`set local role ${OWNER_ROLE}`);
  return value;
}
