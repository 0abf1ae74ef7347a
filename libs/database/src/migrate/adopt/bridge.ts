import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import { makeChange } from './bookkeeping.js';
import { qualified } from './names.js';
import type { Plan } from './plan.js';

/** Longest that transactions which began before a move are waited for. Milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Views at the place where tables were until a moment ago: a function that was called before the move and names one after
 * it still finds it. Part of the transaction of the move.
 */
export async function makeBridge(sql: SqlRunner, plan: Plan, from: string, to: string): Promise<void> {
  const names = plan.moves.tables;
  await makeChange(sql, {
    name: 'bridge',
    sql: names.flatMap((name) => [
      `create view ${qualified(from, name)} with (security_invoker = true) as select * from ${qualified(to, name)}`,
      `grant select, insert, update, delete on ${qualified(from, name)} to public`,
    ]),
    undo: names.map((name) => `drop view ${qualified(from, name)}`),
  });
}

/** Waits until the transactions that are under way in this database have ended; those that last are left behind. */
export async function transactionsOver(session: MigratorSession): Promise<void> {
  const underWay = async () =>
    (
      (await session.query(
        `select l.virtualxid || ' ' || l.pid as id from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'virtualxid' and l.granted and a.datname = current_database() and l.pid <> pg_backend_pid()`,
      )) as { id: string }[]
    ).map(({ id }) => id);
  const before = new Set(await underWay());
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (before.size > 0 && Date.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = new Set(await underWay());
    for (const id of before) if (!now.has(id)) before.delete(id);
  }
}
