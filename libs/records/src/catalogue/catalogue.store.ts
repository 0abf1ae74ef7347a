import {
  type Database,
  JsonText,
  type Page,
  type RowView,
  type Statement,
  statement,
} from '@carenode/database';
import { invalidInput, isId, type RequestContext } from '@carenode/module-kit';

const DEFAULT_LIMIT = 50;
const MAX_WORDS = 10;

/** Search in a catalogue that has a `carenode.search_…` function, in the catalogue's own order. */
export class CatalogueStore<E extends object> {
  private readonly statement: Statement;

  /** `order` is the text, in SQL on `t`, that the function orders by. */
  constructor(
    private readonly db: Database,
    private readonly view: RowView<E>,
    order: string,
  ) {
    this.statement = statement(
      `${view.table}:search`,
      `select ${view.select}, ${order} from carenode.search_${view.table}($1, $2, $3, $4, $5) t order by ${order}, t.id`,
    );
  }

  /** Rows in which every word of `search` begins a word of the text, or whose code begins so; all rows without it. */
  async list(ctx: RequestContext, search: string | undefined, page: Page): Promise<JsonText> {
    const limit = page.limit ?? DEFAULT_LIMIT;
    const [after, afterId] = page.cursor === undefined ? [null, null] : readCursor(page.cursor);
    const rows = await this.db
      .as(ctx)
      .queryText(this.statement, [
        search === undefined ? null : wordsOf(search),
        search === undefined ? null : codePrefixOf(search),
        after,
        afterId,
        limit + 1,
      ]);
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items[items.length - 1] : undefined;
    const next = last
      ? `"${writeCursor(last[this.view.columns.length] ?? '', last[this.view.indexOf('id')] ?? '')}"`
      : 'null';
    return new JsonText(`{"items":${this.view.jsonList(items)},"nextCursor":${next}}`);
  }
}

/** A PostgreSQL text search query: every word a prefix. */
export function wordsOf(search: string): string {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!words)
    throw invalidInput({ field: 'q', rule: 'words', message: 'q holds at least one letter or digit.' });
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `${word}:*`)
    .join(' & ');
}

/** What a code would begin with, without its dots; null when the search cannot be one. */
export function codePrefixOf(search: string): string | null {
  const code = search.trim().toUpperCase().replaceAll('.', '');
  return /^[0-9A-Z-]{2,20}$/.test(code) ? code : null;
}

function writeCursor(order: string, id: string): string {
  return Buffer.from(JSON.stringify([order, id])).toString('base64url');
}

function readCursor(cursor: string): readonly [order: string, id: string] {
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
