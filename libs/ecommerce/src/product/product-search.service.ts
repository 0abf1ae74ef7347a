import { Database, JsonText, type Page, statement, textCursor, textPage } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import type { ProductFilterQuery, ProductSort } from './product.dto.js';
import { productView } from './product.view.js';

const DEFAULT_LIMIT = 50;
const MOST_COUNTED = 10_000;
const FACETS = ['category', 'manufacturer', 'dosageForm', 'prescription', 'inStock'] as const;

const SEARCH = statement(
  'products:search',
  `with s as materialized (
     select * from carenode.search_products($1, $2, $3, $4, $5, $6) with ordinality s (id, order_text, place))
   select ${productView.select}, s.order_text
     from s join public.products t on t.id = s.id
     left join carenode.available_units(array(select s.id from s)) a on a.id = t.id
    order by s.place`,
);
const COUNT = statement(
  'products:facets',
  'select facet, value, matches::int as matches from carenode.product_facets($1, $2)',
);

type Filters = Omit<ProductFilterQuery, 'q'>;

/** Finds products: admins among all, everybody else among those that are sold. */
@Injectable()
export class ProductSearch {
  constructor(private readonly db: Database) {}

  /**
   * By relevance: names that begin with what was typed, names with all its words, then products with all of them anywhere,
   * then those with words that may have been meant, names first; each by name. Without `search`, relevance is the order of names.
   */
  async list(
    ctx: RequestContext,
    search: string | undefined,
    filters: Filters,
    sort: ProductSort,
    page: Page,
  ): Promise<JsonText> {
    refuseForeignStatus(ctx, filters);
    const limit = page.limit ?? DEFAULT_LIMIT;
    const [after, afterId] = textCursor(page.cursor);
    const rows = await this.db
      .as(ctx)
      .queryText(SEARCH, [search ?? null, JSON.stringify(filters), sort, after, afterId, limit + 1]);
    return textPage(productView, rows, limit);
  }

  /** How many of what matches have which category, manufacturer and so on: the thirty most frequent values of each. */
  async facets(ctx: RequestContext, search: string | undefined, filters: Filters): Promise<object> {
    refuseForeignStatus(ctx, filters);
    const rows = await this.db
      .as(ctx)
      .query<{ facet: string; value: string | null; matches: number }>(COUNT, [
        search ?? null,
        JSON.stringify(filters),
      ]);
    const matches = rows.find(({ facet }) => facet === 'matches')?.matches ?? 0;
    const valuesOf = (name: string) =>
      rows
        .filter(({ facet }) => facet === name)
        .map(({ value, matches: count }) => ({ value: asValue(name, value), count }))
        .sort((one, other) => other.count - one.count || (String(one.value) < String(other.value) ? -1 : 1));
    return {
      matches: Math.min(matches, MOST_COUNTED),
      complete: matches <= MOST_COUNTED,
      ...Object.fromEntries(FACETS.map((name) => [name, valuesOf(name)])),
    };
  }
}

const asValue = (facet: string, value: string | null) =>
  facet === 'prescription' || facet === 'inStock' ? value === 'true' : value;

function refuseForeignStatus(ctx: RequestContext, { status }: Filters): void {
  if (status !== undefined && status !== 'active' && ctx.userType !== 'admin')
    throw ecommerceErrors.not_allowed();
}
