import {
  beginningWith,
  Database,
  type JsonText,
  type Page,
  RowStore,
  searchWords,
  statement,
  textCursor,
  textPage,
} from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { Food } from './food.entity.js';
import { foodView, wholeFoodView } from './food-view.js';

const DEFAULT_LIMIT = 50;

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
   * first word is the first of the search, then those whose name begins with its letters, each time the shortest names first.
   * Without: all, by name.
   */
  async list(ctx: RequestContext, search: string | undefined, page: Page): Promise<JsonText> {
    const limit = page.limit ?? DEFAULT_LIMIT;
    const [after, afterId] = textCursor(page.cursor);
    const words = search === undefined ? null : searchWords(search);
    const rows = await this.db
      .as(ctx)
      .queryText(SEARCH, [words && beginningWith(words), words?.[0] ?? null, after, afterId, limit + 1]);
    return textPage(foodView, rows, limit);
  }

  /** One of them, with its nutrients and portions. */
  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.foods.get(ctx, null, id);
  }
}
