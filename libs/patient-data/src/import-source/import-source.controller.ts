import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { type RequestContext, Sealer, type Transaction } from '@carenode/module-kit';
import { PageQuery } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { patientRowsController } from '@carenode/module-kit/http';
import { ImportSourceChange, ImportSourceInput } from './import-source.dto.js';
import { ImportSource } from './import-source.entity.js';

type Values = { readonly [K in keyof ImportSource]?: unknown };

const view = new RowView(ImportSource, { hide: ['authToken'] });

/** Seals every token on its way in, whichever way it comes. */
@Injectable()
export class ImportSourceStore extends RowStore<ImportSource> {
  constructor(
    db: Database,
    private readonly sealer: Sealer,
  ) {
    super(db, view, { noun: 'import source', owner: 'patientId', order: 'createdAt', idempotent: true });
  }

  override create(ctx: RequestContext, owner: string | null, values: Values, idempotencyKey?: string) {
    // A token sealed again is another text: the request is known by what was sent.
    return super.create(ctx, owner, this.sealed(values), idempotencyKey, values);
  }

  override createIn(tx: Transaction, owner: string | null, values: Values): Promise<string> {
    return super.createIn(tx, owner, this.sealed(values));
  }

  override update(
    ctx: RequestContext,
    owner: string | null,
    id: string,
    values: Values,
    ifMatch?: string,
  ): Promise<JsonText> {
    return super.update(ctx, owner, id, this.sealed(values), ifMatch);
  }

  private sealed(values: Values): Values {
    const { authToken } = values;
    return typeof authToken === 'string' ? { ...values, authToken: this.sealer.seal(authToken) } : values;
  }
}

export const ImportSourceController = patientRowsController({
  path: 'import-sources',
  name: 'ImportSource',
  words: ['import source', 'import sources'],
  store: ImportSourceStore,
  schema: view.schema,
  query: PageQuery,
  input: ImportSourceInput,
  change: ImportSourceChange,
  mayRead: ['patient'],
  mayCreate: ['patient'],
  mayUpdate: ['patient'],
  mayDelete: ['patient'],
});
