import { AppError, invalidInput, newId, type Transaction } from '@carenode/module-kit';

/** Changes of these three tables stand in one line, so that checks across rows hold until the commit. */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(4011975532260817)');
}

/**
 * Inserts a row (no id) or changes one, with only the given columns. Column names are the code's own, never
 * input.
 */
export async function writeRow(
  tx: Transaction,
  table: string,
  id: string | undefined,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.keys(values);
  const parameters = [id ?? newId(), ...Object.values(values)];
  const sql =
    id === undefined
      ? `insert into public.${table} (id, ${columns.join(', ')}) values (${parameters.map((_, index) => `$${index + 1}`).join(', ')})`
      : `update public.${table} set ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')} where id = $1`;
  await tx.query(sql, parameters);
}

/** The ETag of a version. A row that does not exist yet has version 0. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Throws `stale` when `ifMatch` names another version than the current one; without `ifMatch` nobody asked.
 */
export function refuseStale(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || (ifMatch.trim() === '*' && version > 0)) return;
  const wanted = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch.trim())?.[1];
  if (wanted === undefined && ifMatch.trim() !== '*') {
    throw invalidInput({ field: 'If-Match', rule: 'etag', message: 'If-Match is the ETag you read.' });
  }
  if (Number(wanted) !== version) {
    throw new AppError('stale', 'stale', 'This was changed since you read it; read it again.', {
      headers: { etag: etagOf(version) },
    });
  }
}

/** Refuses a change that changes nothing. */
export function refuseEmpty(change: object): void {
  if (Object.values(change).some((value) => value !== undefined)) return;
  throw new AppError('nothing_to_change', 'invalid', 'The body names at least one field to change.', {
    errors: [
      { field: 'body', rule: 'minProperties', message: 'The body names at least one field to change.' },
    ],
  });
}
