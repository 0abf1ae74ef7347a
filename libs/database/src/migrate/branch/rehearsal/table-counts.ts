import type { SqlRunner } from '@carenode/module-kit';

import { blocks, lockMode } from '../../effects/locks.js';
import type { HeldLock, RowCount } from './report.js';

/** The rows of every table of our schemas, by name, counted. */
export async function countTables(sql: SqlRunner): Promise<Map<string, number>> {
  const tables = (await sql.query(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'carenode')
      order by 1`,
  )) as { name: string }[];
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const [row] = (await sql.query(`select count(*) as rows from ${name}`)) as { rows: string }[];
    counts.set(name, Number(row?.rows ?? 0));
  }
  return counts;
}

/** The tables whose number of rows is another. */
export function countsChanged(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): RowCount[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((table) => before.get(table) !== after.get(table))
    .map((table) => ({ table, before: before.get(table) ?? null, after: after.get(table) ?? null }));
}

/** What this transaction holds on tables that others know, but for what readers and writers hold. */
export async function heldLocks(sql: SqlRunner, known: ReadonlyMap<string, number>): Promise<HeldLock[]> {
  const rows = (await sql.query(
    `select c.oid::regclass::text as "table", l.mode from pg_locks l join pg_class c on c.oid = l.relation
      where l.pid = pg_backend_pid() and l.granted and l.locktype = 'relation' and c.relkind in ('r', 'p') order by 1`,
  )) as { table: string; mode: string }[];
  const locks: HeldLock[] = [];
  for (const { table, mode: name } of rows) {
    const mode = lockMode(name);
    if (mode && known.has(table) && blocks(mode) !== 'nothing')
      locks.push({ table, mode, blocks: blocks(mode) });
  }
  return locks;
}
