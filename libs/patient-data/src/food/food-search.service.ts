import { Database, JsonText, type Page, RowStore, statement } from '@carenode/database';
import { invalidInput, isId, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { Food } from './food.entity.js';
import { foodView, wholeFoodView } from './food-view.js';

const DEFAULT_LIMIT = 50;
const MOST_WORDS = 10;

const SEARCH = statement(
  'foods:search',
  `select ${foodView.select}, s.order_text from carenode.search_foods($1, $2, $3, $4, $5) s
     join public.foods t on t.id = s.id order by s.order_text collate "C", s.id`,
);

/** Foods to choose from: reference foods and the caller's own. */
@Injectable()
export class FoodSearch {
  private readonly foods: RowStore<Food>;

  constructor(private readonly db: Database) {
    this.foods = new RowStore(db, wholeFoodView, { noun: 'food', order: 'createdAt' });
  }

  /**
   * With `search`: foods in which each of its words begins a word of name or brand; first the patient's own, then those whose
   * name begins with the first word, the shortest names first. Without: all, by name.
   */
  async list(ctx: RequestContext, search: string | undefined, page: Page): Promise<JsonText> {
    const limit = page.limit ?? DEFAULT_LIMIT;
    const [after, afterId] = page.cursor === undefined ? [null, null] : readCursor(page.cursor);
    const words = search === undefined ? null : wordsOf(search);
    const rows = await this.db
      .as(ctx)
      .queryText(SEARCH, [
        words && words.map((word) => `${word}:*`).join(' & '),
        words?.[0] ?? null,
        after,
        afterId,
        limit + 1,
      ]);
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    const next = last
      ? `"${writeCursor(last[foodView.columns.length] ?? '', last[foodView.indexOf('id')] ?? '')}"`
      : 'null';
    return new JsonText(`{"items":${foodView.jsonList(items)},"nextCursor":${next}}`);
  }

  /** One of them, with its nutrients and portions. */
  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.foods.get(ctx, null, id);
  }
}

function wordsOf(search: string): string[] {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!words)
    throw invalidInput({ field: 'q', rule: 'words', message: 'q holds at least one letter or digit.' });
  return words.slice(0, MOST_WORDS);
}

const writeCursor = (order: string, id: string) =>
  Buffer.from(JSON.stringify([order, id])).toString('base64url');

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
