import {
  beginningWith,
  type Database,
  type JsonText,
  type Page,
  type RowView,
  searchWords,
  type Statement,
  statement,
  textCursor,
  textPage,
} from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';

const DEFAULT_LIMIT = 50;

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
    const [after, afterId] = textCursor(page.cursor);
    const rows = await this.db
      .as(ctx)
      .queryText(this.statement, [
        search === undefined ? null : beginningWith(searchWords(search)),
        search === undefined ? null : codePrefixOf(search),
        after,
        afterId,
        limit + 1,
      ]);
    return textPage(this.view, rows, limit);
  }
}

/** What a code would begin with, without its dots; null when the search cannot be one. */
export function codePrefixOf(search: string): string | null {
  const code = search.trim().toUpperCase().replaceAll('.', '');
  return /^[0-9A-Z-]{2,20}$/.test(code) ? code : null;
}
