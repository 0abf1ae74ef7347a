import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import { asLogin } from './bookkeeping.js';
import { OWN } from './mirror-sql.js';

export interface ChangeRow {
  readonly seq: number;
  readonly name: string;
  readonly undo: readonly string[];
  readonly keep: readonly string[];
}

/** Takes changes back, last first, each group in one transaction with its notes. */
export async function takeBack(session: MigratorSession, which: (name: string) => boolean): Promise<void> {
  const changes = await session.transaction(changesLastFirst);
  for (const change of changes.filter(({ name }) => which(name)))
    await session.patiently(`adoption: taking back ${change.name}`, (sql) => undoChange(sql, change));
}

/** The changes that are noted, last first. */
export async function changesLastFirst(sql: SqlRunner): Promise<ChangeRow[]> {
  return (await sql.query(
    'select seq, name, undo, keep from carenode.adoption_changes order by seq desc',
  )) as ChangeRow[];
}

/** Takes one change back, with its note. */
export async function undoChange(sql: SqlRunner, { name, undo }: ChangeRow): Promise<void> {
  await sql.query(`set local search_path = ''`);
  await sql.query('set local check_function_bodies = off');
  for (const text of undo) {
    if (text.startsWith(OWN)) await sql.query(text);
    else await asLogin(sql, () => sql.query(text));
  }
  await sql.query('delete from carenode.adoption_changes where name = $1', [name]);
}
