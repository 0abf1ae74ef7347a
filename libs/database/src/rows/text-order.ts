import { invalidInput, isId } from '@carenode/module-kit';

import { JsonText } from './json-text.js';
import type { RowView } from './row-view.js';
import type { TextRow } from '../door/statement.js';

const MOST_WORDS = 10;

/** The words that somebody looks for, in lower case, at most ten. Throws for a text without a letter or digit. */
export function searchWords(search: string): string[] {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!words)
    throw invalidInput({ field: 'q', rule: 'words', message: 'q holds at least one letter or digit.' });
  return words.slice(0, MOST_WORDS);
}

/** A PostgreSQL text search query: every word begins one. */
export function beginningWith(words: readonly string[]): string {
  return words.map((word) => `${word}:*`).join(' & ');
}

/** Where a list that is in the order of a text goes on: after this text and id; nulls at its beginning. */
export function textCursor(
  cursor: string | undefined,
): readonly [order: string, id: string] | readonly [null, null] {
  if (cursor === undefined) return [null, null];
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [order, id] = Array.isArray(read) && read.length === 2 ? (read as unknown[]) : [];
    if (typeof order === 'string' && !order.includes('\0') && isId(id)) return [order, id];
  } catch {
    // Answered below, like every other text that is no cursor.
  }
  throw invalidInput({
    field: 'cursor',
    rule: 'cursor',
    message: 'cursor is the nextCursor of a page before.',
  });
}

/** A page of `limit` rows, of which one more was read: the view's columns, then the text that they are in the order of. */
export function textPage<E extends object>(
  view: RowView<E>,
  rows: readonly TextRow[],
  limit: number,
): JsonText {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const [order, id] = [last?.[view.columns.length] ?? '', last?.[view.indexOf('id')] ?? ''];
  const next = last ? `"${Buffer.from(JSON.stringify([order, id])).toString('base64url')}"` : 'null';
  return new JsonText(`{"items":${view.jsonList(items)},"nextCursor":${next}}`);
}
