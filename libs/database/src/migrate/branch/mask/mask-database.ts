import { randomBytes } from 'node:crypto';

import type { ModuleManifest, SqlRunner } from '@carenode/module-kit';
import type pg from 'pg';

import { withClient } from '../../../with-client.js';
import { OWNER_ROLE } from '../../roles.js';
import { BranchError } from '../branch.js';
import {
  type ColumnFacts,
  columnFacts,
  keyOf,
  type Masking,
  maskingsOf,
  quoted,
  rulesOf,
} from './mask-columns.js';
import { CHOOSE_DAYS, MASK_FUNCTIONS } from './mask-functions.js';
import { withoutTriggers } from './without-triggers.js';

export interface Masked {
  readonly tables: number;
  readonly columns: number;
}

/** What the audit trail says would betray what the tables no longer do, and its seals would not hold. */
const AUDIT = ['audit_events', 'audit_changes', 'audit_seals'];
const BROKEN = ['23514', '23505', '23502'];

/** A table with what masking does to it. */
interface TableMask {
  /** `schema.table`, quoted. */
  readonly name: string;
  readonly person: string;
  readonly dates: readonly string[];
  readonly columns: ReadonlyMap<string, { readonly sql: string; readonly required: boolean }>;
}

/**
 * Replaces, in place and for good, what the database says about people: names, addresses, words, secrets, and moves all dates
 * of a person by the same number of whole days. Keys, references, codes, numbers and every constraint stay. A column that no
 * module declares harmless is masked. Either everything is masked or an error is thrown; the old rows are then gone from the
 * tables' files too, and from what PostgreSQL remembers of them for its plans.
 */
export async function maskDatabase(url: string, modules: readonly ModuleManifest[]): Promise<Masked> {
  return withClient(url, 'carenode branch', (client) => maskOver(client, modules));
}

async function maskOver(client: pg.Client, modules: readonly ModuleManifest[]): Promise<Masked> {
  const sql: SqlRunner = {
    query: async (text, values) => (await client.query(text, values)).rows as unknown[],
  };
  try {
    const superuser = await prepare(sql);
    const tables = tableMasks(await columnFacts(sql), modules);
    const audit = await existing(
      sql,
      AUDIT.map((table) => `public.${table}`),
    );
    const masked = tables.filter(({ name }) => !audit.includes(name.replaceAll('"', '')));
    await sql.query('begin');
    await sql.query(`select set_config('carenode.mask_key', $1, true)`, [randomBytes(32).toString('hex')]);
    for (const text of MASK_FUNCTIONS) await sql.query(text);
    const kept = await sql.query('select oid from pg_largeobject_metadata');
    for (const { oid } of kept as { oid: number }[]) await sql.query('select lo_unlink($1)', [oid]);
    await withoutTriggers(sql, superuser, async () => {
      if (audit.length > 0) await sql.query(`truncate ${audit.join(', ')}`);
      for (const table of masked) await meetPeople(sql, table);
      await sql.query(CHOOSE_DAYS);
      await sql.query('analyze pg_temp.mask_person');
      for (const table of masked) await maskTable(sql, table);
    });
    await sql.query('drop table pg_temp.mask_person');
    await sql.query('commit');
    await forget(sql, [...masked.map(({ name }) => name), ...audit], superuser);
    const columns = masked.reduce((sum, table) => sum + table.columns.size, 0);
    return { tables: masked.length, columns };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw nothingOfRows(error);
  }
}

async function prepare(sql: SqlRunner): Promise<boolean> {
  const [me] = (await sql.query('select rolsuper as super from pg_roles where rolname = current_user')) as {
    super: boolean;
  }[];
  await sql.query(
    `set datestyle = 'ISO'; set timezone = 'UTC'; set statement_timeout = 0; set lock_timeout = 0; set jit = off;
     set row_security = off; set idle_in_transaction_session_timeout = 0; set synchronous_commit = off;
     set maintenance_work_mem = '256MB'; set work_mem = '64MB'`,
  );
  if (!me?.super) await sql.query(`set role ${OWNER_ROLE}`);
  return me?.super === true;
}

function tableMasks(columns: readonly ColumnFacts[], modules: readonly ModuleManifest[]): TableMask[] {
  const ruleOf = rulesOf(modules);
  const maskings = maskingsOf(columns, ruleOf);
  const tables = new Map<string, ColumnFacts[]>();
  for (const column of columns) {
    const key = `${column.schema}.${column.table}`;
    tables.set(key, [...(tables.get(key) ?? []), column]);
  }
  return [...tables].flatMap(([key, own]) => {
    const rule = ruleOf(key);
    const masked = new Map<string, { sql: string; required: boolean }>();
    for (const facts of own) {
      const masking: Masking | null = maskings.get(keyOf(facts)) ?? null;
      if (masking === null) {
        throw new BranchError(
          `${keyOf(facts)} is a ${facts.type} that may not be null, and there is no way to mask it; no masked branch can be made.`,
        );
      }
      if (!masking.keep) masked.set(facts.column, { sql: masking.sql, required: facts.required });
    }
    if (masked.size === 0) return [];
    const [first] = own as [ColumnFacts];
    const person = rule.about ?? own.find(isPerson)?.column;
    const dates = rule.shifts
      ? own.filter(({ type }) => /^(date$|timestamp)/.test(type) && !type.endsWith('[]'))
      : [];
    return [
      {
        name: `${quoted(first.schema)}.${quoted(first.table)}`,
        person: person ? `coalesce(t.${quoted(person)}::text, '')` : `''`,
        dates: dates.map(({ column }) => column),
        columns: masked,
      },
    ];
  });
}

/** In tables that nobody declares: the column that most likely says whom a row is about. */
function isPerson({ column, type }: ColumnFacts): boolean {
  return type === 'uuid' && /^(about|patient_id|profile_id|person_id|user_id)$/.test(column);
}

/** Notes the people of a table, and who has a date so old that no earlier one is allowed. */
async function meetPeople(sql: SqlRunner, { name, person, dates }: TableMask): Promise<void> {
  const ancient = dates.map((column) => `t.${quoted(column)} < '1905-01-01'`).join(' or ') || 'false';
  await sql.query(
    `insert into pg_temp.mask_person (person, ancient)
     select ${person}, coalesce(bool_or(${ancient}), false) from ${name} t group by 1
     on conflict (person) do update set ancient = mask_person.ancient or excluded.ancient`,
  );
}

/** Where a constraint does not hold what its column would become, the column is emptied, if it may be. */
async function maskTable(sql: SqlRunner, { name, person, columns }: TableMask): Promise<void> {
  const emptied = new Set<string>();
  for (;;) {
    await sql.query('savepoint mask');
    try {
      const sets = [...columns].map(
        ([column, mask]) => `${quoted(column)} = ${emptied.has(column) ? 'null' : mask.sql}`,
      );
      await sql.query(
        `update ${name} t set ${sets.join(', ')} from pg_temp.mask_person m where m.person = ${person}`,
      );
      await sql.query('release savepoint mask');
      return;
    } catch (error) {
      await sql.query('rollback to savepoint mask');
      const { code = '', constraint = '' } = error as { code?: string; constraint?: string };
      if (!BROKEN.includes(code)) throw error;
      const next = (await columnsOf(sql, name, constraint)).filter(
        (column) =>
          columns.get(column)?.required === false &&
          columns.get(column)?.sql !== 'null' &&
          !emptied.has(column),
      );
      if (next.length === 0)
        throw new BranchError(`${name.replaceAll('"', '')} cannot be masked so that ${constraint} holds.`);
      for (const column of next) emptied.add(column);
    }
  }
}

async function columnsOf(sql: SqlRunner, table: string, constraint: string): Promise<string[]> {
  const rows = (await sql.query(
    `select a.attname as name from pg_attribute a
      where a.attrelid = $1::regclass and a.attnum > 0
        and (a.attnum = any ((select conkey from pg_constraint where conrelid = $1::regclass and conname = $2)::int2[])
          or a.attnum = any ((select string_to_array(i.indkey::text, ' ')::int2[] from pg_index i
               join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::regclass and c.relname = $2)))`,
    [table, constraint],
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** Rewrites the tables' files, and what PostgreSQL remembers about common values. */
async function forget(sql: SqlRunner, tables: readonly string[], superuser: boolean): Promise<void> {
  for (const table of tables) await sql.query(`vacuum (full, analyze) ${table}`);
  const views = (await sql.query(
    `select oid::regclass::text as name from pg_class where relkind = 'm' and relispopulated and relnamespace::regnamespace::text !~ '^pg_'`,
  )) as { name: string }[];
  for (const { name } of views) await sql.query(`refresh materialized view ${name}`);
  for (const { name } of views) await sql.query(`analyze ${name}`);
  if (!superuser) return;
  // An empty table keeps its statistics through an analysis.
  await sql.query(
    `delete from pg_statistic where starelid in (
       select oid from pg_class where reltuples <= 0 and relnamespace::regnamespace::text !~ '^(pg_|information_schema)')`,
  );
  await sql.query('vacuum full pg_catalog.pg_statistic');
  await sql.query('vacuum full pg_catalog.pg_statistic_ext_data');
  await sql.query('vacuum full pg_catalog.pg_largeobject');
  await sql.query('checkpoint');
}

async function existing(sql: SqlRunner, tables: readonly string[]): Promise<string[]> {
  const rows = (await sql.query(
    `select name from unnest($1::text[]) as name where to_regclass(name) is not null`,
    [tables],
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** PostgreSQL quotes rows in the details of its errors. */
function nothingOfRows(error: unknown): unknown {
  if (error instanceof BranchError) return error;
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string };
  if (!code) return error;
  const where = [table, constraint].filter((word) => word !== undefined).join('.');
  return new BranchError(
    `The branch could not be masked: PostgreSQL refused with ${code}${where ? ` at ${where}` : ''}.`,
  );
}
