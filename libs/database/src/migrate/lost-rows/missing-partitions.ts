import type { SqlRunner } from '@carenode/module-kit';

import type { TableHeader } from './rows-file-format.js';
import { factsOf } from './table-facts.js';

/**
 * Makes the partitions that a table had and that are not there: such as those of months which are over. Each is like its
 * siblings, with the row security and the triggers that they have of their own.
 */
export async function missingPartitions(sql: SqlRunner, header: TableHeader): Promise<void> {
  const facts = await factsOf(sql, { name: header.table });
  const sibling = facts?.partitions[0]?.name;
  const there = new Set(facts?.partitions.map(({ name }) => name));
  for (const { name, bound } of header.partitions.filter((partition) => !there.has(partition.name))) {
    await sql.query(`create table ${name} (like ${header.table} including all)`);
    for (const text of sibling ? await ownOf(sql, sibling, name) : []) await sql.query(text);
    await sql.query(`alter table ${header.table} attach partition ${name} ${bound}`);
  }
}

/** Statements that give a partition what a sibling does not have from their table. */
async function ownOf(sql: SqlRunner, sibling: string, name: string): Promise<string[]> {
  const rows = (await sql.query(
    `select format('alter table %s enable row level security', $2::text) as text
       from pg_class where oid = to_regclass($1) and relrowsecurity
     union all
     select replace(pg_get_triggerdef(t.oid), format(' ON %s ', to_regclass($1)::text), format(' ON %s ', $2::text))
       from pg_trigger t where t.tgrelid = to_regclass($1) and not t.tgisinternal and t.tgparentid = 0`,
    [sibling, name],
  )) as { text: string }[];
  return rows.map(({ text }) => text);
}
