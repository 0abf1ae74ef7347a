import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import { rememberDeclaredRights } from './declared-rights.js';
import { type RightsDifference, grantsIn, rightsDifferences } from './rights-drift.js';
import { ensureRightsMemo, rememberRights } from './rights-memo.js';
import type { TableRights } from './rights.js';

/**
 * Makes PostgreSQL's rights those that are desired, and remembers them. Throws when that cannot be done. Tables that nobody
 * has a right to are done at once; each other table in a transaction of its own, so that no lock is held on many tables.
 * First everybody loses what they are to lose, then what is new or worded otherwise follows: until its own transaction
 * commits, a table has its old rights, or fewer. Tables whose policies look into each other change together. What was cut
 * off is finished by the next run, since the rights are remembered last.
 */
export async function setRights(session: MigratorSession, desired: readonly TableRights[]): Promise<void> {
  const { found, waiting } = await session.patiently('setting policies and grants', async (sql) => {
    const differences = await rightsDifferences(sql, desired);
    const beyond = differences.filter(({ mend }) => mend === null);
    if (beyond.length > 0) throw new Error(beyond.map(({ words }) => words).join('\n'));
    const used = await grantsIn(sql);
    const inUse = differences.filter(({ table }) => used.has(table));
    await mend(
      sql,
      differences.filter(({ table }) => !used.has(table)),
    );
    if (inUse.length === 0) await finish(sql, desired, differences.length > 0);
    return { found: differences.length, waiting: inUse };
  });
  const taken = waiting.filter(({ gives }) => gives === false);
  const rest = waiting.filter(({ gives }) => gives !== false);
  for (const part of [...tableByTable(taken, []), ...tableByTable(rest, desired)]) {
    const tables = [...new Set(part.map(({ table }) => table))].join(', ');
    await session.patiently(`setting policies and grants of ${tables}`, (sql) => mend(sql, part));
  }
  if (waiting.length > 0)
    await session.patiently('comparing policies and grants', (sql) => finish(sql, desired, true));
  if (found > 0) session.options.log?.(`set ${found} policies and grants as declared`);
}

/** The differences in parts: each of one table, or of tables of which one's policies name another in their conditions. */
function tableByTable(
  differences: readonly RightsDifference[],
  desired: readonly TableRights[],
): RightsDifference[][] {
  const partOf = new Map(differences.map(({ table }) => [table, table]));
  for (const { table, policies } of desired) {
    const text = policies.map(({ using, check }) => `${using} ${check}`).join(' ');
    const words = new Set(text.match(/\w+/g));
    const together = [...partOf.keys()].filter((other) => other === table || words.has(other));
    if (!partOf.has(table) || together.length === 1) continue;
    const parts = new Set(together.map((other) => partOf.get(other)));
    for (const [other, part] of partOf) if (parts.has(part)) partOf.set(other, partOf.get(table) ?? table);
  }
  return [...new Set(partOf.values())].map((part) =>
    differences.filter(({ table }) => partOf.get(table) === part),
  );
}

async function mend(sql: SqlRunner, differences: readonly RightsDifference[]): Promise<void> {
  for (const { mend: text } of differences) if (text !== null) await sql.query(text);
}

/** Remembers the rights, all of which are as desired now. */
async function finish(sql: SqlRunner, desired: readonly TableRights[], changed: boolean): Promise<void> {
  const left = changed ? await rightsDifferences(sql, desired) : [];
  if (left.length > 0)
    throw new Error(`Rights could not be set as declared: ${left.map(({ words }) => words).join('; ')}.`);
  await rememberDeclaredRights(sql, desired);
  await ensureRightsMemo(sql);
  await rememberRights(sql, desired);
}
