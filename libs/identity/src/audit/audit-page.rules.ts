import { AppError } from '@carenode/module-kit';
import { isInstant } from '@carenode/module-kit/http';

/** Where a page of events ends: time (UTC, to the microsecond) and number of its last event. */
export type EventPosition = readonly [at: string, seq: string];

/** Opaque to the caller. */
export function writeEventCursor([at, seq]: EventPosition): string {
  return Buffer.from(`${at} ${seq}`).toString('base64url');
}

/** Throws `invalid_cursor` for anything that `writeEventCursor` did not write. */
export function readEventCursor(cursor: string): EventPosition {
  const [, at, seq] = /^(\S{20,30}) (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || seq === undefined || !isInstant(at)) {
    throw new AppError('invalid_cursor', 'invalid', 'cursor is the nextCursor of a page before.', {
      errors: [{ field: 'cursor', rule: 'cursor', message: 'cursor is the nextCursor of a page before.' }],
    });
  }
  return [at, seq];
}

/** The rows of one page, of one row more than fit on it, and where the next begins. */
export function pageOf<Row extends { readonly at: string; readonly seq: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly items: readonly Row[]; readonly nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeEventCursor([last.at, last.seq]) : null };
}
