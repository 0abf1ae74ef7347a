import { Database, type JsonText, RowStore } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { CatalogueQuery } from '../catalogue/catalogue.dto.js';
import { CatalogueStore } from '../catalogue/catalogue.store.js';
import type { TreatmentChange, TreatmentInput } from './treatment.dto.js';
import type { Treatment } from './treatment.entity.js';
import { treatmentView } from './treatment.view.js';

/** The catalogue of treatments. */
@Injectable()
export class TreatmentService {
  private readonly rows: RowStore<Treatment>;
  private readonly catalogue: CatalogueStore<Treatment>;

  constructor(db: Database) {
    this.rows = new RowStore(db, treatmentView, { noun: 'treatment', order: 'createdAt' });
    this.catalogue = new CatalogueStore(db, treatmentView, 'lower(t.name)');
  }

  /** In the order of their names. */
  list(ctx: RequestContext, { q, ...page }: CatalogueQuery): Promise<JsonText> {
    return this.catalogue.list(ctx, q, page);
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.rows.get(ctx, null, id);
  }

  async create(ctx: RequestContext, input: TreatmentInput): Promise<JsonText> {
    return (await this.rows.create(ctx, null, { ...input })).json;
  }

  update(ctx: RequestContext, id: string, change: TreatmentChange, ifMatch?: string): Promise<JsonText> {
    return this.rows.update(ctx, null, id, { ...change }, ifMatch);
  }
}
