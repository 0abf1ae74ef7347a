import type { SqlRunner } from '@carenode/module-kit';

/** Notes what a table and its columns mean, where every database tool shows it. */
export async function describeTable(
  sql: SqlRunner,
  table: string,
  about: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  await sql.query(`comment on table ${table} is ${literal(about)}`);
  await describeColumns(sql, table, columns);
}

/** Notes what columns mean that are added to a table, or mean something else from now on. */
export async function describeColumns(
  sql: SqlRunner,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [column, meaning] of Object.entries(columns))
    await sql.query(`comment on column ${table}.${column} is ${literal(meaning)}`);
}

const literal = (words: string) => `'${words.replaceAll("'", "''")}'`;
