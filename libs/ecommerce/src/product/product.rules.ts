import type { FieldError } from '@carenode/module-kit';

import { isCurrency, priceError } from './money.rules.js';

/** What of a product its rules look at; values as they will be when it is stored. */
export interface ProductFacts {
  readonly status: string;
  readonly price: number | null;
  readonly currency: string | null;
  readonly isPrescriptionRequired: boolean;
  readonly treatmentId: string | null;
  readonly ndc: string | null;
  readonly gtin: string | null;
  readonly imageUrls: readonly string[];
}

const NDC = /^\d{4,6}-\d{3,4}(-\d{1,2})?$/;
const GTIN = /^(\d{8}|\d{12,14})$/;

/** Which rules a product breaks, field by field; none when it may be stored. */
export function productErrors(product: ProductFacts): FieldError[] {
  const { status, price, currency, ndc, gtin, imageUrls } = product;
  const errors: FieldError[] = [];
  const refuse = (field: string, rule: string, message: string) => errors.push({ field, rule, message });
  if (price !== null) {
    const wrong = currency === null ? null : priceError(price, currency);
    if (wrong) errors.push(wrong);
    if (currency === null) refuse('currency', 'required', 'currency goes with price.');
  } else if (currency !== null && !isCurrency(currency))
    refuse('currency', 'iso4217', 'currency is the code of a currency as ISO 4217 has it, such as EUR.');
  if (status === 'active' && price === null)
    refuse('price', 'required', 'price is there before a product is active.');
  if (status === 'active' && product.isPrescriptionRequired && product.treatmentId === null)
    refuse(
      'treatmentId',
      'required',
      'treatmentId is there before a product on prescription is active: prescriptions name the treatment.',
    );
  if (ndc !== null && !NDC.test(ndc))
    refuse('ndc', 'ndc', 'ndc is a National Drug Code with its dashes, such as 0002-1407 or 0002-1407-01.');
  if (gtin !== null && !GTIN.test(gtin)) refuse('gtin', 'gtin', 'gtin has 8, 12, 13 or 14 digits.');
  if (!imageUrls.every(isImageUrl))
    refuse('imageUrls', 'https', 'each of imageUrls is an https address, without a name or password in it.');
  return errors;
}

function isImageUrl(text: string): boolean {
  if (/\s/.test(text) || !text.startsWith('https://')) return false;
  const url = URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
}
