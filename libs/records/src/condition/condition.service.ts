import { Database, type JsonText, RowStore } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { CatalogueQuery } from '../catalogue/catalogue.dto.js';
import { CatalogueStore } from '../catalogue/catalogue.store.js';
import type { ConditionChange, ConditionInput } from './condition.dto.js';
import type { Condition } from './condition.entity.js';
import { conditionView } from './condition.view.js';

/** The catalogue of conditions. */
@Injectable()
export class ConditionService {
  private readonly rows: RowStore<Condition>;
  private readonly catalogue: CatalogueStore<Condition>;

  constructor(db: Database) {
    this.rows = new RowStore(db, conditionView, { noun: 'condition', order: 'createdAt' });
    this.catalogue = new CatalogueStore(db, conditionView, `coalesce(t.code, '')`);
  }

  /** In the order of their codes. */
  list(ctx: RequestContext, { q, ...page }: CatalogueQuery): Promise<JsonText> {
    return this.catalogue.list(ctx, q, page);
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.rows.get(ctx, null, id);
  }

  async create(ctx: RequestContext, input: ConditionInput): Promise<JsonText> {
    return (await this.rows.create(ctx, null, { ...input })).json;
  }

  update(ctx: RequestContext, id: string, change: ConditionChange, ifMatch?: string): Promise<JsonText> {
    return this.rows.update(ctx, null, id, { ...change }, ifMatch);
  }
}
