import type { SqlRunner } from '@carenode/module-kit';

const STATES: Readonly<Record<string, string>> = { O: 'enable', A: 'enable always', R: 'enable replica' };

/**
 * `work` while no trigger fires, in the caller's transaction: neither ours, nor, for a superuser, those of foreign keys.
 * Afterwards each is in the state that it was in.
 */
export async function withoutTriggers(
  sql: SqlRunner,
  superuser: boolean,
  work: () => Promise<void>,
): Promise<void> {
  const triggers = (await sql.query(
    `select t.tgrelid::regclass::text as "table", quote_ident(t.tgname) as name, t.tgenabled as state
       from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0 and c.relkind in ('r', 'p')
        and (pg_has_role(c.relowner, 'usage') or $1)`,
    [superuser],
  )) as { table: string; name: string; state: string }[];
  for (const { table, name } of triggers) await sql.query(`alter table ${table} disable trigger ${name}`);
  if (superuser) await sql.query('set local session_replication_role = replica');
  await work();
  if (superuser) await sql.query('set local session_replication_role = origin');
  // A table with unfinished checks of its own cannot be altered.
  await sql.query('set constraints all immediate');
  for (const { table, name, state } of triggers)
    await sql.query(`alter table ${table} ${STATES[state] ?? 'enable'} trigger ${name}`);
}
