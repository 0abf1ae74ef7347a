import type { SqlRunner } from '@carenode/module-kit';
import pg from 'pg';

import type { RightsDifference } from './rights-drift.js';
import type { TableAudit } from './table-audit.js';

interface Told {
  readonly table: string;
  readonly audit: TableAudit;
}

interface TableColumns {
  readonly table: string;
  readonly columns: readonly string[];
  /** Columns of types that may hold words or secrets: all but numbers, times, truth values and ids. */
  readonly wordy: readonly string[];
  readonly ids: readonly string[];
  /** The one primary key column that is a UUID. */
  readonly id: string | null;
  readonly key: readonly string[];
  /** An update counts versions. */
  readonly touched: boolean;
}

interface TriggerRow {
  readonly table: string;
  readonly name: string;
  readonly type: number;
  readonly enabled: string;
  readonly audits: boolean;
  readonly arguments: string;
}

/** The bits of `pg_trigger.tgtype`: per row 1, insert 4, delete 8, update 16, truncate 32; all of them after. */
const TRIGGERS = {
  audit_insert: [4, 'after insert', 'referencing new table as touched for each statement'],
  audit_update: [17, 'after update', 'for each row'],
  audit_delete: [8, 'after delete', 'referencing old table as touched for each statement'],
  audit_truncate: [32, 'after truncate', 'for each statement'],
} as const;

/**
 * Where triggers of the audit trail and rows of the table registry are not as declared. Nothing on a database whose
 * platform does not have them yet. Runs as the owner.
 */
export async function auditDifferences(
  sql: SqlRunner,
  desired: readonly Told[],
): Promise<RightsDifference[]> {
  const [there] = (await sql.query(
    // A run that was cut off while the platform itself was taken back finds a part of it.
    `select to_regprocedure('carenode.audit_write()') is not null
        and exists (select from pg_attribute where attrelid = to_regclass('carenode.tables') and attname = 'secret' and not attisdropped) as told`,
  )) as { told: boolean }[];
  if (!there?.told) return [];
  const shapes = new Map((await columnsOf(sql)).map((shape) => [shape.table, shape]));
  const triggers = await triggersIn(sql);
  const differences: RightsDifference[] = [];
  for (const { table, audit } of desired) {
    const shape = shapes.get(table);
    if (!shape) continue;
    const words = argumentsOf(shape, audit);
    if (typeof words === 'string') {
      differences.push({ table, words: `${table}: ${words}`, mend: null });
      continue;
    }
    const have = triggers.filter((trigger) => trigger.table === table);
    differences.push(...triggerDifferences(table, words, have));
  }
  return [...differences, ...(await registryDifferences(sql, desired, shapes))];
}

function triggerDifferences(
  table: string,
  wanted: readonly string[] | null,
  have: readonly TriggerRow[],
): RightsDifference[] {
  const say = (words: string, mend: string) => ({ table, words: `${table}: ${words}`, mend });
  const drop = (name: string) => `drop trigger ${pg.escapeIdentifier(name)} on public.${table}`;
  const differences = have
    .filter(({ name, audits }) => (wanted === null || !Object.hasOwn(TRIGGERS, name)) && audits)
    .map(({ name }) => say(`audit trigger ${name} is not declared`, drop(name)));
  if (wanted === null) return differences;
  for (const [name, [type, when, how]] of Object.entries(TRIGGERS)) {
    const there = have.find((trigger) => trigger.name === name);
    const same =
      there?.audits &&
      there.type === type &&
      there.enabled === 'O' &&
      there.arguments === wanted.map((text) => `${text}\\000`).join('');
    if (same) continue;
    const create = `create trigger ${name} ${when} on public.${table} ${how} execute function carenode.audit_write(${wanted.map((text) => pg.escapeLiteral(text)).join(', ')})`;
    differences.push(
      say(
        !there
          ? `audit trigger ${name} is missing`
          : there.enabled === 'O'
            ? `audit trigger ${name} is not as declared`
            : `audit trigger ${name} is switched off`,
        there ? `${drop(name)}; ${create}` : create,
      ),
    );
  }
  return differences;
}

/** What the triggers of a table are given; null for none; a sentence when the declaration names what is not there. */
function argumentsOf(shape: TableColumns, { told }: TableAudit): readonly string[] | null | string {
  if (!told) return null;
  const { about, plain, quiet } = told;
  const unknown = [...(about ? [about] : []), ...plain, ...quiet].find(
    (column) => !shape.columns.includes(column),
  );
  if (unknown) return `its audit declaration names ${unknown}, which is no column of the table`;
  if (about && !shape.ids.includes(about)) return `the column whom its rows are about, ${about}, is no UUID`;
  const redacted = shape.wordy.filter((column) => !plain.includes(column));
  const named = shape.id ? [] : shape.key.filter((column) => !redacted.includes(column));
  const silent = shape.touched ? [...new Set([...quiet, 'updated_at', 'version'])] : quiet;
  return [about ?? '', shape.id ?? '', listOf(redacted), listOf(silent), listOf(named)];
}

function listOf(columns: readonly string[]): string {
  return `{${[...columns].sort().join(',')}}`;
}

async function columnsOf(sql: SqlRunner): Promise<TableColumns[]> {
  return (await sql.query(`
    select c.relname as "table",
           array_agg(a.attname::text) as columns,
           coalesce(array_agg(a.attname::text) filter (where t.typcategory not in ('N', 'D', 'T', 'B') and t.oid <> 'uuid'::regtype), '{}') as wordy,
           coalesce(array_agg(a.attname::text) filter (where t.oid = 'uuid'::regtype), '{}') as ids,
           (select min(k.attname::text) from unnest(p.conkey) n join pg_attribute k on k.attrelid = c.oid and k.attnum = n
             where cardinality(p.conkey) = 1 and k.atttypid = 'uuid'::regtype) as id,
           array(select k.attname::text from unnest(p.conkey) n join pg_attribute k on k.attrelid = c.oid and k.attnum = n) as key,
           exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'carenode.touch_row()'::regprocedure) as touched
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      left join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     group by c.oid, c.relname, p.conkey`)) as TableColumns[];
}

async function triggersIn(sql: SqlRunner): Promise<TriggerRow[]> {
  return (await sql.query(`
    select c.relname as "table", t.tgname as name, t.tgtype::int as type, t.tgenabled as enabled,
           t.tgfoid = 'carenode.audit_write()'::regprocedure and t.tgqual is null and cardinality(t.tgattr::int2[]) = 0
             and coalesce(t.tgnewtable, t.tgoldtable, 'touched') = 'touched' as audits,
           encode(t.tgargs, 'escape') as arguments
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
       and (t.tgfoid = 'carenode.audit_write()'::regprocedure or t.tgname like 'audit\\_%')`)) as TriggerRow[];
}

async function registryDifferences(
  sql: SqlRunner,
  desired: readonly Told[],
  shapes: ReadonlyMap<string, TableColumns>,
): Promise<RightsDifference[]> {
  const rows = (await sql.query(
    `select name, module, holds, about, on_erasure as "onErasure", secret from carenode.tables`,
  )) as (NonNullable<TableAudit['entry']> & { name: string })[];
  return desired.flatMap(({ table, audit: { entry } }) => {
    const row = rows.find(({ name }) => name === table);
    if (!entry || !shapes.has(table)) {
      const mend = `delete from carenode.tables where name = ${pg.escapeLiteral(table)}`;
      return row ? [{ table, words: `${table}: is in the table registry too early`, mend }] : [];
    }
    const { module, holds, about, onErasure, secret } = entry;
    const same =
      row?.module === module &&
      row.holds === holds &&
      row.about === about &&
      canonical(row.onErasure) === canonical(onErasure) &&
      row.secret.join() === secret.join();
    if (same) return [];
    const values = [table, module, holds, about, JSON.stringify(onErasure), `{${secret.join(',')}}`].map(
      (value) => (value === null ? 'null' : pg.escapeLiteral(value)),
    );
    const mend =
      `insert into carenode.tables (name, module, holds, about, on_erasure, secret) values (${values.join(', ')})` +
      ` on conflict (name) do update set module = excluded.module, holds = excluded.holds, about = excluded.about, on_erasure = excluded.on_erasure, secret = excluded.secret`;
    return [{ table, words: `${table}: the table registry does not say what is declared`, mend }];
  });
}

/** JSON with the keys of objects in order: jsonb does not keep the order they were written in. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([key, inner]) => [key, canonical(inner)]));
}
