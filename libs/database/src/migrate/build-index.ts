import type { SqlRunner } from '@carenode/module-kit';

/**
 * Builds an index while others read and write; what a run that was cut off left of it goes first. For steps outside of a
 * transaction. `on` is what follows ON, such as `profiles (email)`.
 */
export async function buildIndex(sql: SqlRunner, index: string, on: string): Promise<void> {
  await dropIndex(sql, index);
  await sql.query(`create index concurrently ${index} on ${on}`);
}

/** Drops an index while others read and write, if it is there. */
export async function dropIndex(sql: SqlRunner, index: string): Promise<void> {
  await sql.query(`drop index concurrently if exists ${index}`);
}
