import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { patientRowsController } from '@carenode/module-kit/http';
import { InsightChange, InsightInput, InsightQuery } from './insight.dto.js';
import { Insight } from './insight.entity.js';
import { refuseForeignFields } from './insight.rules.js';

type Values = { readonly [K in keyof Insight]?: unknown };

const view = new RowView(Insight);

@Injectable()
export class InsightStore extends RowStore<Insight> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'insight',
      owner: 'patientId',
      about: 'patientId',
      order: 'generatedAt',
      filters: { isHidden: 't.is_hidden = ?' },
      idempotent: true,
    });
  }

  override async update(
    ctx: RequestContext,
    owner: string | null,
    id: string,
    values: Values,
    ifMatch?: string,
  ): Promise<JsonText> {
    refuseForeignFields(ctx.userType, values);
    return super.update(ctx, owner, id, values, ifMatch);
  }
}

export const InsightController = patientRowsController({
  path: 'insights',
  name: 'Insight',
  words: ['insight', 'insights'],
  store: InsightStore,
  schema: view.schema,
  query: InsightQuery,
  input: InsightInput,
  change: InsightChange,
  mayRead: ['patient', 'provider', 'admin'],
  mayCreate: ['provider'],
  mayUpdate: ['patient', 'provider'],
  mayDelete: ['provider'],
});
