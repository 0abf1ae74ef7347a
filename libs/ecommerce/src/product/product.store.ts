import { type CreatedRow, Database, type JsonText, RowStore } from '@carenode/database';
import { invalidInput, type RequestContext, SettingsReader } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceSettings } from '../ecommerce.settings.js';
import type { ProductChange, ProductInput } from './product.dto.js';
import type { Product } from './product.entity.js';
import { type ProductFacts, productErrors } from './product.rules.js';
import { productView } from './product.view.js';

const FACTS = `
  select status, price::float8 as price, currency, is_prescription_required as "isPrescriptionRequired",
         treatment_id as "treatmentId", ndc, gtin, image_urls as "imageUrls"
    from public.products where id = $1`;
const NEW: ProductFacts = {
  status: 'draft',
  price: null,
  currency: null,
  isPrescriptionRequired: false,
  treatmentId: null,
  ndc: null,
  gtin: null,
  imageUrls: [],
};

/** Products, one at a time. Admins write them; who writes breaks no rule of theirs, field by field. */
@Injectable()
export class ProductStore {
  private readonly rows: RowStore<Product>;

  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
  ) {
    this.rows = new RowStore(db, productView, { noun: 'product', order: 'createdAt' });
  }

  /** ISO 4217 code of prices that name no currency. */
  get currency(): string {
    return this.settings.read('ecommerce', ecommerceSettings).currency;
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.rows.get(ctx, null, id);
  }

  create(ctx: RequestContext, input: ProductInput): Promise<CreatedRow> {
    const values = { ...input, currency: input.currency ?? this.currency };
    refuseWrong({ ...NEW, ...told(values) });
    return this.rows.create(ctx, null, values);
  }

  update(ctx: RequestContext, id: string, change: ProductChange, ifMatch?: string): Promise<JsonText> {
    return this.db.as(ctx).transaction(async (tx) => {
      const [before] = await tx.query<ProductFacts>(FACTS, [id]);
      const values =
        before && before.currency === null && change.price != null && change.currency === undefined
          ? { ...change, currency: this.currency }
          : { ...change };
      if (before) refuseWrong({ ...before, ...told(values) });
      return this.rows.updateWithin(tx, null, id, values, ifMatch);
    });
  }
}

/** What was said, without what was not. */
function told<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

function refuseWrong(product: ProductFacts): void {
  const [first, ...others] = productErrors(product);
  if (first) throw invalidInput(first, ...others);
}
