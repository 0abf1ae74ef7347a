import { type Caller, databaseRole, type SqlRunner } from '@carenode/module-kit';

const text = (words: string) => `'${words.replaceAll("'", "''")}'`;

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

/** Counts the versions that ETags show, and notes when a row was changed; of these columns only, if any are named. */
export async function touchOnUpdate(
  sql: SqlRunner,
  table: string,
  columns: readonly string[] = [],
): Promise<void> {
  const of = columns.length > 0 ? ` of ${columns.join(', ')}` : '';
  await sql.query(
    `create trigger touch before update${of} on ${table} for each row execute function carenode.touch_row()`,
  );
}
