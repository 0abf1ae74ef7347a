import {
  BooleanField,
  ChoiceField,
  IdField,
  IntegerField,
  NumberField,
  PageQuery,
  partialInput,
  TextField,
  TextListField,
} from '@carenode/module-kit/http';

import { PRODUCT_STATUSES, type ProductStatus } from './product.entity.js';

export const PRODUCT_SORTS = ['relevance', 'name', 'price', '-price'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

export class ProductInput {
  @TextField({ about: 'What it is called', max: 500 })
  name!: string;

  @TextField({ about: 'What it is, for people', max: 20_000, optional: true, nullable: true })
  description?: string | null;

  @IdField({ about: 'The treatment of the catalogue that it is', optional: true, nullable: true })
  treatmentId?: string | null;

  @TextField({ about: 'Who makes it', max: 500, optional: true, nullable: true })
  manufacturer?: string | null;

  @TextField({
    about: 'The number it is ordered by; no two products have one',
    max: 100,
    optional: true,
    nullable: true,
  })
  sku?: string | null;

  @NumberField({
    about: 'Price of one unit, in currency, with no more decimals than the currency has',
    min: 0,
    max: 1_000_000_000,
    optional: true,
    nullable: true,
  })
  price?: number | null;

  @TextField({
    about: 'ISO 4217 code of the price; that of the setting currency if absent',
    min: 3,
    max: 3,
    optional: true,
  })
  currency?: string;

  @BooleanField({ about: 'Sold on prescription only', optional: true })
  isPrescriptionRequired?: boolean;

  @ChoiceField({
    about: 'draft: not shown yet; active: sold, which needs a price; retired: not sold any more',
    choices: PRODUCT_STATUSES,
    optional: true,
  })
  status?: ProductStatus;

  @TextField({ about: 'What it is listed under', max: 200, optional: true, nullable: true })
  category?: string | null;

  @TextField({ about: 'Its form: tablet, solution', max: 200, optional: true, nullable: true })
  dosageForm?: string | null;

  @TextField({ about: 'How strong it is: 500 mg', max: 500, optional: true, nullable: true })
  strength?: string | null;

  @TextField({ about: 'How it is taken: oral', max: 200, optional: true, nullable: true })
  route?: string | null;

  @TextField({ about: 'National Drug Code, with its dashes', max: 14, optional: true, nullable: true })
  ndc?: string | null;

  @TextField({
    about: 'Global Trade Item Number, of 8, 12, 13 or 14 digits',
    max: 14,
    optional: true,
    nullable: true,
  })
  gtin?: string | null;

  @TextListField({
    about: 'Pictures of it, by their https addresses',
    max: 20,
    maxLength: 2000,
    optional: true,
  })
  imageUrls?: string[];

  @IntegerField({
    about: 'How many units one order may have; null: as many as there are',
    min: 1,
    max: 100_000,
    optional: true,
    nullable: true,
  })
  maxPerOrder?: number | null;
}

export class ProductChange extends partialInput(ProductInput) {}

const search = {
  about:
    'Words, in any order, the last of which may be unfinished: of name, strength, form, maker, category, numbers and description. Typing errors are forgiven where few products have the words as they are typed.',
  max: 200,
  optional: true,
};
const filters = {
  category: { about: 'Only of this category', max: 200, optional: true },
  manufacturer: { about: 'Only of this maker', max: 500, optional: true },
  treatmentId: { about: 'Only products that are this treatment', optional: true },
  dosageForm: { about: 'Only of this form', max: 200, optional: true },
  prescription: { about: 'Only what is sold on prescription (true), or without (false)', optional: true },
  inStock: { about: 'true: only what can be ordered now', optional: true },
  status: {
    about: 'Only of this status; for admins, as others see what is active',
    choices: PRODUCT_STATUSES,
    optional: true,
  },
};

/** What products are filtered by. */
export class ProductFilterQuery {
  @TextField(search) q?: string;
  @TextField(filters.category) category?: string;
  @TextField(filters.manufacturer) manufacturer?: string;
  @IdField(filters.treatmentId) treatmentId?: string;
  @TextField(filters.dosageForm) dosageForm?: string;
  @BooleanField(filters.prescription) prescription?: boolean;
  @BooleanField(filters.inStock) inStock?: boolean;
  @ChoiceField(filters.status) status?: ProductStatus;
}

export class ProductImportQuery {
  @BooleanField({ about: 'Read and check everything, and store nothing', optional: true })
  dryRun?: boolean;
}

export class ProductQuery extends PageQuery {
  @TextField(search) q?: string;
  @TextField(filters.category) category?: string;
  @TextField(filters.manufacturer) manufacturer?: string;
  @IdField(filters.treatmentId) treatmentId?: string;
  @TextField(filters.dosageForm) dosageForm?: string;
  @BooleanField(filters.prescription) prescription?: boolean;
  @BooleanField(filters.inStock) inStock?: boolean;
  @ChoiceField(filters.status) status?: ProductStatus;

  @ChoiceField({
    about:
      'relevance (if absent): the best matches of q first; name; price: the cheapest first; -price: the dearest first',
    choices: PRODUCT_SORTS,
    optional: true,
  })
  sort?: ProductSort;
}
