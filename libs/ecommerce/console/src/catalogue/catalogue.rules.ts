import type { Schemas } from '@carenode/ui';

import type { Product } from '../shared/products.queries.js';

export const CATALOGUE = '/app/catalogue';

export const PRODUCT_STATUS_WORDS = {
  draft: 'Draft',
  active: 'For sale',
  retired: 'Not for sale any more',
} as const;
export type ProductStatus = keyof typeof PRODUCT_STATUS_WORDS;

export const statusText = (status: string): string => PRODUCT_STATUS_WORDS[status as ProductStatus] ?? status;
export const statusColor = (status: string): string =>
  status === 'active' ? 'green' : status === 'draft' ? 'yellow' : 'gray';

export const PRODUCT_LABELS = {
  name: 'Name',
  description: 'Description',
  treatmentId: 'Treatment',
  manufacturer: 'Made by',
  sku: 'Order number (SKU)',
  price: 'Price of one unit',
  currency: 'Currency',
  isPrescriptionRequired: 'Sold on prescription only',
  category: 'Category',
  dosageForm: 'Form',
  strength: 'Strength',
  route: 'How it is taken',
  ndc: 'National Drug Code',
  gtin: 'Trade item number (GTIN)',
  imageUrls: 'Pictures',
  maxPerOrder: 'Most in one order',
  status: 'State',
} as const;

export interface ProductDraft {
  readonly name: string;
  readonly description: string;
  readonly treatmentId: string | null;
  readonly manufacturer: string;
  readonly sku: string;
  readonly price: number | string;
  readonly currency: string;
  readonly isPrescriptionRequired: boolean;
  readonly category: string;
  readonly dosageForm: string;
  readonly strength: string;
  readonly route: string;
  readonly ndc: string;
  readonly gtin: string;
  /** An address a line. */
  readonly imageUrls: string;
  readonly maxPerOrder: number | string;
}

export function draftOf(product: Product | null): ProductDraft {
  return {
    name: product?.name ?? '',
    description: product?.description ?? '',
    treatmentId: product?.treatmentId ?? null,
    manufacturer: product?.manufacturer ?? '',
    sku: product?.sku ?? '',
    price: product?.price ?? '',
    currency: product?.currency ?? '',
    isPrescriptionRequired: product?.isPrescriptionRequired ?? false,
    category: product?.category ?? '',
    dosageForm: product?.dosageForm ?? '',
    strength: product?.strength ?? '',
    route: product?.route ?? '',
    ndc: product?.ndc ?? '',
    gtin: product?.gtin ?? '',
    imageUrls: (product?.imageUrls ?? []).join('\n'),
    maxPerOrder: product?.maxPerOrder ?? '',
  };
}

/** What is sent: a text that was emptied is none, and a currency that is not told is the instance's. */
export function inputOf(draft: ProductDraft): Schemas['ProductInput'] {
  const { name, treatmentId, isPrescriptionRequired } = draft;
  const text = (value: string) => value.trim() || null;
  const number = (value: number | string) => (value === '' ? null : Number(value));
  const currency = draft.currency.trim().toUpperCase();
  return {
    name: name.trim(),
    treatmentId,
    isPrescriptionRequired,
    description: text(draft.description),
    manufacturer: text(draft.manufacturer),
    sku: text(draft.sku),
    category: text(draft.category),
    dosageForm: text(draft.dosageForm),
    strength: text(draft.strength),
    route: text(draft.route),
    ndc: text(draft.ndc),
    gtin: text(draft.gtin),
    price: number(draft.price),
    maxPerOrder: number(draft.maxPerOrder),
    imageUrls: draft.imageUrls
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    ...(currency === '' ? {} : { currency }),
  };
}
