import { type Caller, databaseRole, type SqlRunner } from '@carenode/module-kit';

const text = (words: string) => `'${words.replaceAll("'", "''")}'`;

/** Notes what a table and its columns mean, where every database tool shows it. */
export async function commentOn(
  sql: SqlRunner,
  table: string,
  about: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  await sql.query(`comment on table ${table} is ${text(about)}`);
  await commentOnColumns(sql, table, columns);
}

/** Notes what columns mean that are added to a table. */
export async function commentOnColumns(
  sql: SqlRunner,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [column, meaning] of Object.entries(columns))
    await sql.query(`comment on column ${table}.${column} is ${text(meaning)}`);
}

/** Notes what a function of schema carenode does, and lets these callers, and nobody else, call it. */
export async function grantTo(
  sql: SqlRunner,
  signature: string,
  meaning: string,
  callers: readonly Caller[],
): Promise<void> {
  await sql.query(`comment on function carenode.${signature} is ${text(meaning)}`);
  await sql.query(`revoke execute on function carenode.${signature} from public`);
  if (callers.length > 0)
    await sql.query(
      `grant execute on function carenode.${signature} to ${callers.map(databaseRole).join(', ')}`,
    );
}
